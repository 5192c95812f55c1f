"""Schools whose teams had a sheet of their own."""

from collections.abc import Iterator

import gspread
import pytest

from jobs.adopting.memory import ADOPTED
from tests.adopting.cast import GOALS, Person, Team, school_file, team_of, with_boards
from tests.conftest import LocalWorkspace, serving
from tests.jobs.command import ritmiek

__all__ = ["ritmiek"]


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """A Workspace for these teams."""
    with serving(tmp_path_factory.mktemp("adopting-workspace")) as served:
        yield served


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


@pytest.fixture(scope="module")
def goals(ann: Person) -> gspread.Spreadsheet:
    """A sheet with goals, from which is only read."""
    return ann.makes({"Doelen": GOALS, "Notulen": [["Vergadering", "Wie er was"], ["1", "zes"]]})


@pytest.fixture
def blank(ready: Team, ann: Person) -> Iterator[gspread.Spreadsheet]:
    """The team's own sheet with nothing in it, and nothing remembered of earlier tests."""
    book = ann.opens(ready.school)
    yield book
    cells = ["Bord!A6:E20", "Bord!A24:D63", "'Samen kijken'!A6:C35", "Academie!B4:E23"]
    book.values_batch_clear(body={"ranges": cells})
    ready.school.ledger.keep(ADOPTED, f"{ready.school.key}/essen/team", "{}")
