"""A machine that lets the Workspace down: a full disk, and a file that somebody else holds."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import OwnerSession

SERVE = "from pathlib import Path; from sync.local.server import *; import sys; "
SERVE += "serve(Options(Path(sys.argv[1]), port=0), ready=lambda url: print(url, flush=True))"
ABOUT = "/drive/v3/about?fields=kind"


@dataclass(frozen=True)
class Served:
    """A Workspace in a process of its own."""

    owner: OwnerSession
    process: int
    directory: Path

    @property
    def size(self) -> int:
        """The bytes of its largest file."""
        return max(file.stat().st_size for file in self.directory.iterdir())

    def may_write(self, most: int) -> None:
        """No file of the process may grow beyond so many bytes."""
        limits = (most, resource.RLIM_INFINITY)
        resource.prlimit(self.process, resource.RLIMIT_FSIZE, limits)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("trouble")
    command = [sys.executable, "-c", SERVE, str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        token = (directory / "token").read_text(encoding="utf-8").strip()
        with OwnerSession(base_url, token) as owner:
            yield Served(owner, process.pid, directory)
        process.terminate()


def create(owner: OwnerSession, name: str, *, size: int = 0) -> int:
    body = {"name": name, "description": "x" * size}
    return owner.post("/drive/v3/files?fields=name", json=body).status_code


def names(owner: OwnerSession, beginning: str) -> list[str]:
    query = {"fields": "files(name)", "q": f"name contains '{beginning}'"}
    files = owner.get("/drive/v3/files", params=query).json()["files"]
    return sorted(file["name"] for file in files)


def test_a_full_disk_is_a_503_and_nothing_is_lost_or_spoiled(served: Served) -> None:
    assert create(served.owner, "Schijf 1") == 200
    served.may_write(served.size + 40_000)
    refused = served.owner.post("/drive/v3/files", json={"description": "x" * 400_000})
    assert refused.status_code == 503
    assert refused.json()["error"]["errors"][0]["reason"] == "backendError"
    assert names(served.owner, "Schijf") == ["Schijf 1"]
    served.may_write(resource.RLIM_INFINITY)
    assert create(served.owner, "Schijf 2", size=400_000) == 200
    assert names(served.owner, "Schijf") == ["Schijf 1", "Schijf 2"]


def test_an_upload_that_does_not_fit_on_the_disk_is_a_503(served: Served) -> None:
    assert create(served.owner, "Upload 1") == 200
    served.may_write(served.size + 40_000)
    url = "/upload/drive/v3/files?uploadType=media"
    assert served.owner.post(url, data=b"x" * 2_000_000).status_code == 503
    assert served.owner.get(ABOUT).ok
    served.may_write(resource.RLIM_INFINITY)
    assert served.owner.post(url, data=b"x" * 2_000_000).status_code == 200


def test_a_file_that_another_program_holds_is_a_503_until_it_lets_go(served: Served) -> None:
    assert create(served.owner, "Greep 1") == 200
    other = sqlite3.connect(served.directory / "workspace.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert create(served.owner, "Greep 2") == 503
    assert names(served.owner, "Greep") == ["Greep 1"]
    other.execute("ROLLBACK")
    other.close()
    assert create(served.owner, "Greep 3") == 200
    assert names(served.owner, "Greep") == ["Greep 1", "Greep 3"]
