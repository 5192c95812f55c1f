"""Schools that leave: each test that takes something away has one of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobs.leaving.shared import shared_keys
from jobs.work.school import SchoolAtWork
from sync.desired import KnownFile
from sync.files.drive import FoundFile, find_files
from sync.files.making import NewFile, make_files, new_folder_ids
from tests.conftest import LocalWorkspace, serving
from tests.jobs.cast import a_school, arm, at, barometer, bordsessie, fill_in, set_up
from tests.jobs.command import ritmiek

__all__ = ["ritmiek"]

WEEK_1, WEEK_2, TODAY = at(29, 9, 16), at(6, 10, 16), at(5, 11)
NOW = ("--now", "2026-11-05T12:00")
MakeSchool = Callable[..., SchoolAtWork]


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """A Workspace for the schools that leave."""
    with serving(tmp_path_factory.mktemp("leaving-workspace")) as served:
        yield served


@pytest.fixture
def faulty(workspace: LocalWorkspace) -> Iterator[LocalWorkspace]:
    """The same Workspace for a test that lets things go wrong; afterwards all is well again."""
    yield workspace
    arm(workspace)


@pytest.fixture
def make_school(workspace: LocalWorkspace, tmp_path: Path) -> Iterator[MakeSchool]:
    """Makes a school under a key, with no more than a few blank files."""
    made: list[SchoolAtWork] = []

    def make(key: str, **more: str) -> SchoolAtWork:
        school = a_school(tmp_path / key, workspace, key, "essen", now=TODAY, **more)
        made.append(bare_files(school))
        return school

    yield make
    for school in made:
        school.ledger.close()


@pytest.fixture(scope="package")
def answered(
    workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    """A school whose golven had five answers, then one; nothing may be taken away from it."""
    folder = tmp_path_factory.mktemp("answered")
    school = set_up(a_school(folder, workspace, "vol", "essen", now=TODAY))
    school.keep_visits()
    for number in range(5):
        said = barometer(school, 4, succes=f"Eerste week {number}")
        fill_in(workspace, school, "essen/barometer", said, WEEK_1)
    for number in range(1):
        said = barometer(school, 2, succes=f"Tweede week {number}")
        fill_in(workspace, school, "essen/barometer", said, WEEK_2)
    said = bordsessie(WEEK_1, successen="Lid 1 las voor", tip="Vraag lid 2@es.example niet")
    fill_in(workspace, school, "essen/bordsessie", said, WEEK_1)
    seen = {"datum": "2026-10-07", "kijkvraag": "Van de twee", "nagesprek_zelfde_dag": "ja"}
    seen |= {"naar_het_bord": "Voor iedereen"}
    fill_in(workspace, school, "essen/lesbezoek", seen, WEEK_1)
    yield school
    school.ledger.close()


def bare_files(school: SchoolAtWork) -> SchoolAtWork:
    """Make files of a school as set-up makes them, with nothing in them."""
    google, shared = school.google, shared_keys(school.configuration)
    top, team = f"{school.key}/top", f"{school.key}/essen"
    keys = [top, team, shared[0]]
    ids = new_folder_ids(google, keys)
    above = {top: None, team: ids[top], shared[0]: None}
    files = [NewFile(key, "folder", key, above[key], ids[key]) for key in keys]
    if shared[0] in find_files(google, school.key, shared):
        files.pop()
    else:
        files.append(NewFile(shared[1], "spreadsheet", "Pizzasessie", ids[shared[0]]))
    files += [NewFile(f"{team}/{form}", "form", form, ids[top]) for form in ("stem", "meting")]
    files.append(NewFile(f"{team}/team", "spreadsheet", "Teamblad", ids[team]))
    for key, made in make_files(google, files).items():
        assert isinstance(made, FoundFile)
        school.ledger.remember(KnownFile(key, made.kind, made.id))
    return school


def file_of(school: SchoolAtWork) -> Path:
    """The file of a school that `a_school` made."""
    return school.configuration.ledger.parent.parent / "school.yaml"
