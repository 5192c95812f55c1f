"""The command line, and invented foundations whose form and list are set up."""

from itertools import count
from pathlib import Path

import pytest

from tests.conftest import LocalWorkspace
from tests.jobs.command import done, ritmiek
from tests.signup.cast import NOW, Foundation, organiser_text

__all__ = ["ritmiek"]

NUMBERS = count(1)


def make_file(folder: Path, workspace: LocalWorkspace) -> Path:
    """The file of an organiser that was never set up."""
    path = folder / "organiser.yaml"
    path.write_text(organiser_text(workspace, f"samen-{next(NUMBERS)}"), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path, workspace: LocalWorkspace) -> Path:
    """The file of an organiser that was never set up."""
    return make_file(tmp_path, workspace)


@pytest.fixture
def foundation(file: Path, workspace: LocalWorkspace) -> Foundation:
    """A foundation with its form and its list."""
    done("signup", "setup", file)
    return Foundation(workspace, file)


@pytest.fixture(scope="session")
def agreed(workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Foundation:
    """A foundation that took in De Es, from the form to its file; tests only look at it."""
    file = make_file(tmp_path_factory.mktemp("agreed"), workspace)
    done("signup", "setup", file)
    foundation = Foundation(workspace, file)
    foundation.sign_up()
    done("signup", "collect", file)
    foundation.choose("akkoord")
    done("signup", "accept", file, *NOW)
    return foundation
