"""A local Workspace of the jobs' own, whose clock is moved, and the command line on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from jobs.cli import main
from sync.local.server import Options, start
from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm, school_text
from tests.jobs.command import Command


@pytest.fixture(scope="session")
def jobs_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """One Workspace for the tests of the jobs; every school in it has a key of its own."""
    directory = tmp_path_factory.mktemp("jobs-workspace")
    running = start(Options(directory, port=0))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture
def faulty(jobs_workspace: LocalWorkspace) -> Iterator[LocalWorkspace]:
    """The same Workspace for a test that lets things go wrong; afterwards all is well again."""
    yield jobs_workspace
    arm(jobs_workspace)


@pytest.fixture
def ritmiek(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield Command(capsys)
    structlog.reset_defaults()


@pytest.fixture
def file(tmp_path: Path, jobs_workspace: LocalWorkspace) -> Path:
    """The file of a school that was never set up."""
    path = tmp_path / "school.yaml"
    path.write_text(school_text(jobs_workspace, "nieuw", "essen"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def ready(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a school that is set up, by the command itself."""
    path = tmp_path_factory.mktemp("ready") / "school.yaml"
    path.write_text(school_text(jobs_workspace, "klaar", "essen"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["setup", str(path)])
    assert not ended.value.code
    structlog.reset_defaults()
    return path
