"""What all tests share: a running local Workspace, and no network beyond this machine."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from sync.local.server import Options, Running, start

LOOPBACK = ["127.0.0.1", "localhost", "::1"]

# Where a change is judged the examples are the same for everybody; at a desk they are new each run.
settings.register_profile("judged", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("judged" if os.environ.get("CI") else "desk")

# As the command does: the local Workspace runs in the tests' own process.
gc.set_threshold(200_000, 20, 100)


LONGEST = (
    "end_to_end/test_demo.py",
    "chaos/test_sample.py",
    "test_docs.py",
    "mangling/test_weeks.py",
    "jobs/test_english_school.py",
    "end_to_end/test_main_line.py",
    "leaving/test_person.py",
)
"""Files of tests that begin first, so that none of them keeps one core waiting at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the order within a file, because a school's story is told there."""
    here = Path(__file__).parent
    last = len(LONGEST)
    places = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, last))


def pytest_runtest_setup() -> None:
    """Refuse every connection that leaves this machine."""
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a user's processes share is apart from what whoever runs the tests keeps."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


class OwnerSession(requests.Session):
    """The owner's calls: bearer token set, paths relative to the Workspace."""

    def __init__(self, base_url: str, token: str) -> None:
        super().__init__()
        self.base_url = base_url
        self.trust_env = False
        self.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """A request to a path of this Workspace, or to a whole address."""
        whole = self.base_url + url if str(url).startswith("/") else url
        kwargs.setdefault("timeout", 30)
        return super().request(method, whole, *args, **kwargs)


@dataclass(frozen=True)
class LocalWorkspace:
    """A running local Workspace as tests see it."""

    running: Running
    directory: Path

    @property
    def base_url(self) -> str:
        return self.running.base_url

    @property
    def token(self) -> str:
        return (self.directory / "token").read_text(encoding="utf-8").strip()

    @property
    def credentials(self) -> Path:
        return self.directory / "credentials.json"

    def session(self) -> OwnerSession:
        """A new session of the owner."""
        return OwnerSession(self.base_url, self.token)


WorkspaceFactory = Callable[..., LocalWorkspace]


@contextmanager
def serving(directory: Path) -> Iterator[LocalWorkspace]:
    """A local Workspace in a folder, as long as it is needed."""
    running = start(Options(directory, port=0))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """One local Workspace for all tests: make your own files in it, and touch no others."""
    with serving(tmp_path_factory.mktemp("workspace")) as served:
        yield served


@pytest.fixture
def owner(workspace: LocalWorkspace) -> Iterator[OwnerSession]:
    """The owner of the shared Workspace, signed in."""
    with workspace.session() as session:
        yield session


@pytest.fixture
def fresh_workspace(tmp_path: Path) -> Iterator[WorkspaceFactory]:
    """Starts a Workspace of the test's own; options as `sync.local.server.Options` takes them."""
    with ExitStack() as stack:

        def make(directory: Path = tmp_path / "workspace", **options: Any) -> LocalWorkspace:
            running = start(Options(directory, port=0, **options))
            stack.callback(running.stop)
            return LocalWorkspace(running, directory)

        yield make
