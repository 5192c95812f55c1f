"""Every night everything is read: an alarm when somebody may too much, and otherwise quiet."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from jobs.ledger import Ledger
from jobs.work.nightly import alarm
from jobs.work.school import SchoolAtWork
from sync.changes import Change, Detail
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, at, set_up, subjects
from tests.jobs.command import Command
from tests.jobs.due_cast import due, here
from tests.jobs.test_rights_command import share

NIGHTS = [
    ("2026-11-10 02:59", False, "too early"),
    ("2026-11-10 03:00", True, "at three"),
    ("2026-10-25 03:00", True, "the night in which the clock went back"),
    ("2027-03-28 03:00", True, "the night in which the clock goes forward"),
    ("2026-12-26 06:59", True, "a vacation"),
    ("2026-11-10 07:00", False, "in the morning"),
]
NIGHT, DAY = at(14, 11, 4), timedelta(days=1)
STRANGER = "vreemd@elders.example"


def is_due(ledger: Ledger, moment: str) -> bool:
    return "drift" in {one.job for one in due(ledger, here(moment))}


@pytest.mark.parametrize(("moment", "expected", "why"), NIGHTS, ids=[why for *_, why in NIGHTS])
def test_every_night_is_looked_for_drift(
    ledger: Ledger, moment: str, expected: bool, why: str
) -> None:
    assert is_due(ledger, moment) == expected


def test_drift_is_looked_for_once_a_night(ledger: Ledger) -> None:
    ledger.finished("drift", "de-linde", here("2026-11-10 03:00"))
    assert not is_due(ledger, "2026-11-10 06:45")
    assert is_due(ledger, "2026-11-11 03:00")


def excess(who: str, key: str = "nacht/essen") -> list[Change]:
    """Somebody may write in a folder."""
    may = (Detail(who, (("writer",),)),)
    return [Change("restore", key, "line", unit="Essen", kind="folder", details=may)]


@pytest.fixture
def school(tmp_path: Path, jobs_workspace: LocalWorkspace) -> Iterator[SchoolAtWork]:
    """A school whose mail stays in a folder."""
    made = a_school(tmp_path, jobs_workspace, "nacht", "essen", transport="outbox", now=NIGHT)
    yield made
    made.ledger.close()


def test_whoever_may_too_much_is_mailed_once_for_as_long_as_it_stays_so(
    school: SchoolAtWork,
) -> None:
    [first] = alarm(school, excess(STRANGER))
    assert first.result == "sent"
    assert "vreemd" not in first.key
    school.now = NIGHT + DAY
    assert alarm(school, excess(STRANGER)) == ()


def test_more_that_is_found_is_mailed_with_what_was_known(school: SchoolAtWork) -> None:
    alarm(school, excess(STRANGER))
    more = [*excess(STRANGER), *excess("nog@elders.example")]
    assert [one.result for one in alarm(school, more)] == ["sent"]


def test_what_was_put_right_and_comes_back_is_mailed_again(school: SchoolAtWork) -> None:
    alarm(school, excess(STRANGER))
    school.now = NIGHT + DAY
    assert alarm(school, []) == ()
    school.now = NIGHT + 2 * DAY
    assert [one.result for one in alarm(school, excess(STRANGER))] == ["sent"]


def test_a_night_is_quiet_until_somebody_may_too_much(
    jobs_workspace: LocalWorkspace, tmp_path: Path, ritmiek: Command
) -> None:
    made = set_up(a_school(tmp_path, jobs_workspace, "donker", "essen"))
    file = tmp_path / "school.yaml"
    quiet = ritmiek("run", "--job", "drift", file, "--now", "2026-11-14T04:00")
    assert (quiet.code, quiet.err) == (0, "")
    before = subjects(jobs_workspace, made)
    share(made, "donker/essen", type="user", role="writer", emailAddress=STRANGER)
    loud = ritmiek("run", "--job", "drift", file, "--now", "2026-11-15T04:00")
    assert loud.code == 3, loud.err
    assert "not as Ritmiek left it: 1; ritmiek plan --deep tells what" in loud.err
    [alarmed] = subjects(jobs_workspace, made)[len(before) :]
    assert alarmed == "Basisschool De Es: iemand mag meer dan is afgesproken"
    made.ledger.close()
