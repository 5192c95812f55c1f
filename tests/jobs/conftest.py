"""A local Workspace of the jobs' own, whose clock is moved, and the command line on it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jobs.ledger import Ledger
from tests.conftest import LocalWorkspace, serving
from tests.jobs.beheer_sheet import Sheet
from tests.jobs.cast import arm, school_text
from tests.jobs.command import done, ritmiek

__all__ = ["ritmiek"]


@pytest.fixture(scope="session")
def jobs_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """One Workspace for the tests of the jobs; every school in it has a key of its own."""
    with serving(tmp_path_factory.mktemp("jobs-workspace")) as served:
        yield served


@pytest.fixture
def faulty(jobs_workspace: LocalWorkspace) -> Iterator[LocalWorkspace]:
    """The same Workspace for a test that lets things go wrong; afterwards all is well again."""
    yield jobs_workspace
    arm(jobs_workspace)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with nothing in it."""
    kept = Ledger(tmp_path / "ledger.sqlite")
    yield kept
    kept.close()


@pytest.fixture
def file(tmp_path: Path, jobs_workspace: LocalWorkspace) -> Path:
    """The file of a school that was never set up."""
    path = tmp_path / "school.yaml"
    path.write_text(school_text(jobs_workspace, "nieuw", "essen"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def set_up(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a school that is set up, by the command itself."""
    folder = tmp_path_factory.mktemp("ready")
    text = school_text(jobs_workspace, "klaar", "essen")
    (folder / "school.yaml").write_text(text, encoding="utf-8")
    done("setup", folder / "school.yaml")
    return folder


@pytest.fixture
def ready(tmp_path: Path, set_up: Path) -> Path:
    """The file of that school in a folder of the test's own, so that no test finds what another
    mailed or could not mail.
    """
    return shutil.copytree(set_up, tmp_path / "ready") / "school.yaml"


@pytest.fixture(scope="session")
def following(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a school that follows its sheet, set up by the command itself."""
    folder = tmp_path_factory.mktemp("beheer")
    text = school_text(jobs_workspace, "volgt", "essen")
    (folder / "school.yaml").write_text(f"{text}source: beheer\n", encoding="utf-8")
    done("setup", folder / "school.yaml")
    return folder


@pytest.fixture
def sheet(tmp_path: Path, following: Path) -> Sheet:
    """That school in a folder of the test's own, with a copy of its sheet to break."""
    shutil.copytree(following, tmp_path, dirs_exist_ok=True)
    found = Sheet(tmp_path / "school.yaml")
    known = found.school.known(found.key)
    found.school.ledger.remember(replace(known, id=found.copied()))
    return found
