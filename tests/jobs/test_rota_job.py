"""What people write beside the rota is kept, and a change repairs as little as can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from jobs.ledger import Ledger
from jobs.school.model import Absence
from jobs.work.school import SchoolAtWork
from jobs.work.visits import Renewed, recall_visits, renew_visits
from sheets_templates.model import Row
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.jobs.cast import MONDAY, a_school, patient, rows, set_up

ROOSTER = "bezoeken.rooster"
READ = "sheets.spreadsheets.values.batchGet"


@pytest.fixture
def school(
    jobs_workspace: LocalWorkspace, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[SchoolAtWork]:
    made = planned(tmp_path, jobs_workspace, f"rota-{abs(hash(request.node.name)) % 10**8}")
    yield made
    made.ledger.close()


@dataclass(frozen=True)
class Repaired:
    """A school in which one visit was dropped, with the rota as it was and what was changed."""

    school: SchoolAtWork
    before: list[Row]
    renewed: Renewed


@pytest.fixture(scope="module")
def repaired(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Repaired]:
    """Set up and repaired once, for the tests that look at what came of it."""
    made = planned(tmp_path_factory.mktemp("repaired"), jobs_workspace, "rota-hersteld")
    before = standing(made)
    put(made, 7, "J", "WAAR")
    yield Repaired(made, before, renew_visits(made))
    made.ledger.close()


def planned(folder: Path, workspace: LocalWorkspace, key: str) -> SchoolAtWork:
    """A school whose rota stands in its sheet."""
    made = set_up(a_school(folder, workspace, key, "essen"))
    made.keep_visits()
    return made


def standing(school: SchoolAtWork) -> list[Row]:
    return rows(school, "essen/team", ROOSTER)


def told(row: Row) -> tuple[object, ...]:
    return tuple(row[key] for key in ("week", "bezoeker", "gastheer", "datum", "lesuur"))


def put(school: SchoolAtWork, number: int, column: str, value: object) -> None:
    """Write in the row of a visit, as people do."""
    data = [{"range": f"Bezoeken!{column}{5 + number}", "values": [[value]]}]
    body = {"valueInputOption": "USER_ENTERED", "data": data}
    school.google.sheets.values_batch_update(school.known(f"{school.key}/essen/team").id, body)


def again(school: SchoolAtWork, **team: object) -> SchoolAtWork:
    """The same school on a later day, with something changed in its team."""
    teams = tuple(one.model_copy(update=team) for one in school.configuration.teams)
    configuration = school.configuration.model_copy(update={"teams": teams})
    later = SchoolAtWork(configuration, school.ledger, school.now)
    later.google.transport.pace = patient()
    return later


def test_when_nobody_wrote_anything_it_costs_one_read_and_changes_nothing(
    school: SchoolAtWork,
) -> None:
    school.google.calls.clear()
    assert renew_visits(school) == renew_visits(school)
    assert dict(school.google.calls) == {READ: 2}
    assert renew_visits(school).changed == {}


def test_another_host_is_kept_and_no_earlier_week_changes(school: SchoolAtWork) -> None:
    before = standing(school)
    visitor, host = before[12]["bezoeker"], before[12]["gastheer"]
    other = next(row["bezoeker"] for row in before if row["bezoeker"] not in (visitor, host))
    put(school, 12, "I", other)
    renew_visits(school)
    after = standing(school)
    assert after[12]["gastheer"] == other
    assert [told(row) for row in after[:12]] == [told(row) for row in before[:12]]


def test_illness_repairs_the_visits_of_that_time_only(school: SchoolAtWork) -> None:
    before = standing(school)
    ill = school.configuration.teams[0].members[0]
    away = Absence.model_validate(
        {"member": ill.email, "from": MONDAY.date(), "until": MONDAY.date() + timedelta(days=13)}
    )
    later = again(school, absences=(away,))
    renew_visits(later)
    after = standing(school)
    weeks = {row["week"] for row, old in zip(after, before, strict=True) if told(row) != told(old)}
    assert weeks == {MONDAY.date()}


def test_looking_only_writes_nothing(school: SchoolAtWork) -> None:
    before = standing(school)
    put(school, 7, "J", "WAAR")
    assert renew_visits(school, write=False).changed
    assert [told(row) for row in standing(school)] == [told(row) for row in before]


def test_a_visit_that_is_dropped_leaves_every_other_as_it_was(repaired: Repaired) -> None:
    before, after = repaired.before, standing(repaired.school)
    assert after[7]["lesuur"] == "vervallen"
    changed = [number for number, row in enumerate(after) if told(row) != told(before[number])]
    assert 7 in changed
    assert len(changed) <= 2
    told_of = repaired.renewed.changed["essen"]
    assert any(before[7]["bezoeker"] in one for one in told_of)  # type: ignore[operator]


def test_what_changed_is_said_in_the_sheet(repaired: Repaired) -> None:
    [first, *_] = rows(repaired.school, "essen/team", "kijken.wijzigingen")
    assert "Lid" in str(first["zin"])


def test_after_a_repair_a_plan_changes_nothing(repaired: Repaired) -> None:
    later = again(repaired.school)
    plan = make_plan(later.google, later.desired, later.ledger)
    assert plan.lines == ()


def test_a_lost_ledger_learns_the_rota_back_from_the_sheet(
    repaired: Repaired, tmp_path: Path
) -> None:
    school = repaired.school
    empty = SchoolAtWork(school.configuration, Ledger(tmp_path / "new.sqlite"), school.now)
    empty.google.transport.pace = patient()
    there = recall_visits(empty)
    assert [told(row) for row in empty.visits["essen"].rows] == [
        told(row) for row in standing(school)
    ]
    plan = make_plan(empty.google, empty.desired, empty.ledger, there=there)
    assert empty.google.calls["drive.files.list"] == 1
    assert apply(empty.google, plan, empty.ledger).ok
    empty.ledger.close()
