"""Schools whose teams had a sheet of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from sync.local.server import Options, start
from tests.adopting.cast import Person, Team, school_file, team_of, with_boards
from tests.conftest import LocalWorkspace
from tests.jobs.command import Command


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """A Workspace for these teams."""
    directory = tmp_path_factory.mktemp("adopting-workspace")
    running = start(Options(directory, port=0))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture
def ritmiek(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield Command(capsys)
    structlog.reset_defaults()


@pytest.fixture(scope="package")
def ann(workspace: LocalWorkspace) -> Person:
    """Somebody of the team."""
    return Person(workspace)


@pytest.fixture(scope="package")
def ready(workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A school that is set up once, for all tests."""
    file = school_file(tmp_path_factory.mktemp("adopting"), workspace, "over")
    team = team_of(file)
    with_boards(team.school)
    yield team
    team.school.ledger.close()
