"""Reminders and the letters around a pizzasessie, from a run's first look to the mailbox."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jobs.due import Job
from jobs.runner import RunReport, run_due
from jobs.work.delivery import Delivered
from jobs.work.reminders import visit_mails
from jobs.work.school import SchoolAtWork
from tests.conftest import LocalWorkspace
from tests.jobs.cast import (
    arm,
    at,
    barometer,
    fill_in,
    opened,
    rows,
    school_text,
    set_up,
    subjects,
)
from tests.jobs.command import Command

SENDING = "gmail.users.messages.send"
FREE = ("di1", "wo1")
TUESDAY, HOUR = at(6, 10).date(), timedelta(hours=1)


@pytest.fixture(scope="module")
def school(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    """A team whose members are free in turns, so that everybody can visit somebody."""
    text = school_text(jobs_workspace, "wekker", "essen")
    for number in range(1, 7):
        text = text.replace("[ma1]", f"[{FREE[number % 2]}]", 1)
    file = tmp_path_factory.mktemp("reminders") / "school.yaml"
    file.write_text(text, encoding="utf-8")
    made = set_up(opened(file))
    yield made
    made.ledger.close()


def run(school: SchoolAtWork, moment: datetime, job: Job | None = None) -> RunReport:
    school.now = moment
    return run_due(school, job)


def sent(report: RunReport, kind: str) -> list[Delivered]:
    return [one for one in report.delivered if one.key.startswith(f"{kind}/")]


def visits_of(school: SchoolAtWork) -> list[int]:
    """The places in the rota of the visits on Tuesday."""
    rota = rows(school, "essen/team", "bezoeken.rooster")
    return [place for place, row in enumerate(rota) if row["datum"] == TUESDAY]


def write(school: SchoolAtWork, place: int, column: str, value: object) -> None:
    """Write in a row of the rota what people write there."""
    file = school.known("wekker/essen/team").id
    cell = f"Bezoeken!{column}{place + 5}"
    body = {"values": [[value]]}
    school.google.sheets.values_update(file, cell, {"valueInputOption": "USER_ENTERED"}, body)


def test_every_pair_is_told_of_its_visit_once(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    before = len(subjects(jobs_workspace, school))
    first = run(school, at(5, 10, 7, 2))
    assert len(sent(first, "visit")) == len(visits_of(school)) > 0
    told = subjects(jobs_workspace, school)[before:]
    assert sum(subject.startswith("Morgen lesbezoek: Lid ") for subject in told) == len(
        visits_of(school)
    )
    assert not sent(run(school, at(5, 10, 7, 2) + HOUR), "visit")
    assert not sent(run(school, at(5, 10, 7, 2) + 2 * HOUR), "visit")


def test_a_visit_that_began_is_announced_no_more(school: SchoolAtWork) -> None:
    school.now = at(6, 10, 8, 29)
    assert len(visit_mails(school, school.configuration.teams[0], TUESDAY)) == len(
        visits_of(school)
    )
    school.now = at(6, 10, 8, 30)
    assert visit_mails(school, school.configuration.teams[0], TUESDAY) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [("J", True), ("G", "9-10-2026"), ("I", "Lid 6")],
    ids=["off", "day", "host"],
)
def test_a_visit_that_people_want_otherwise_is_not_announced(
    school: SchoolAtWork, column: str, value: object
) -> None:
    school.now = at(5, 10, 12)
    team, places = school.configuration.teams[0], visits_of(school)
    write(school, places[0], column, value)
    kept = visit_mails(school, team, TUESDAY)
    write(school, places[0], column, "")
    assert len(kept) == len(places) - 1
    assert len(visit_mails(school, team, TUESDAY)) == len(places)


def test_the_delivery_key_of_a_visit_names_nobody(school: SchoolAtWork) -> None:
    school.now = at(5, 10, 12)
    for letter in visit_mails(school, school.configuration.teams[0], TUESDAY):
        assert letter.key.startswith("visit/wekker/essen/2026-10-06/")
        assert "essen1" not in letter.key
        assert "@" not in letter.key


def test_the_team_is_reminded_of_the_barometer_the_day_after_the_board(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    fill_in(jobs_workspace, school, "essen/barometer", barometer(school), at(13, 10, 16))
    assert not sent(run(school, at(13, 10, 17)), "barometer")
    (reminder,) = sent(run(school, at(14, 10, 7, 2)), "barometer")
    assert (reminder.key, reminder.result) == ("barometer/wekker/essen/2026-10-12", "sent")
    assert subjects(jobs_workspace, school)[-1] == "Essen: de barometer staat nog open"
    assert not sent(run(school, at(15, 10, 7, 2)), "barometer")


def test_nobody_is_reminded_when_everybody_answered(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    for _ in range(6):
        fill_in(jobs_workspace, school, "essen/barometer", barometer(school), at(27, 10, 16))
    report = run(school, at(28, 10, 7, 2))
    assert not report.failures
    assert not sent(report, "barometer")
    assert all(one.reminder != "barometer" for one in run(school, at(28, 10, 9)).due)


def test_a_pizzasessie_has_a_letter_before_on_the_eve_and_after(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    for moment in (at(5, 11, 7, 2), at(11, 11, 7, 2), at(13, 11, 7, 2), at(16, 11, 7, 2)):
        assert not run(school, moment).failures
    about = [one for one in subjects(jobs_workspace, school) if one.startswith("Pizzasessie")]
    assert about == [
        "Pizzasessie Bomen, 12 november: wat brengen jullie mee?",
        "Pizzasessie Bomen, 12 november: wat de scholen meebrengen",
        "Pizzasessie Bomen, 12 november: wat we afspraken",
    ]


def agree(school: SchoolAtWork, place: int, words: str) -> None:
    """Write an agreement in the sheet that the schools share."""
    file = school.known("pizza/wekker-bomen/pizzasessie").id
    cell = f"Afspraken!A{place + 4}"
    body = {"values": [[words]]}
    school.google.sheets.values_update(file, cell, {"valueInputOption": "USER_ENTERED"}, body)


def added(report: RunReport) -> list[tuple[str, str]]:
    return [(one.key.rsplit("/", 2)[1], one.result) for one in sent(report, "agreements")]


def test_what_was_agreed_later_goes_once_and_alone(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    agree(school, 0, "We bakken")
    report = run(school, at(17, 11, 7, 2))
    assert added(report) == [("late", "sent")]
    assert subjects(jobs_workspace, school)[-1].endswith("wat er nog bij kwam")
    agree(school, 0, "we bakken.")
    agree(school, 1, "We kijken")
    assert added(run(school, at(17, 11, 8, 2))) == []
    assert added(run(school, at(18, 11, 7, 2), "agreements")) == [("late", "sent")]
    assert added(run(school, at(19, 11, 7, 2), "agreements")) == []


def test_what_was_agreed_later_and_may_have_left_goes_in_no_other_letter(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    agree(school, 2, "We lezen")
    arm(faulty, {"method": SENDING, "kind": "cut_after", "times": 1})
    assert added(run(school, at(20, 11, 7, 2), "agreements")) == [("late", "unknown")]
    assert added(run(school, at(23, 11, 7, 2), "agreements")) == []
    (waiting,) = [one.key for one in school.ledger.undelivered() if "agreements" in one.key]
    assert school.ledger.settle(waiting, left=False, now=school.now)
    assert added(run(school, at(24, 11, 7, 2), "agreements")) == [("late", "sent")]
    assert not school.ledger.delivery(waiting) or waiting not in {
        one.key for one in school.ledger.undelivered()
    }


def test_a_reminder_that_was_refused_goes_at_a_later_run(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": SENDING, "kind": "403:forbidden", "times": 1})
    refused = sent(run(school, at(18, 11, 7, 2), "remind"), "barometer")
    assert [one.result for one in refused] == ["not sent"]
    again = sent(run(school, at(18, 11, 7, 17), "remind"), "barometer")
    assert [one.result for one in again] == ["sent"]


def test_a_reminder_that_may_have_left_is_left_alone(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": SENDING, "kind": "cut_after", "times": 1})
    (reminder,) = sent(run(school, at(25, 11, 7, 2), "remind"), "barometer")
    assert reminder.result == "unknown"
    assert not sent(run(school, at(25, 11, 7, 17), "remind"), "barometer")


@pytest.mark.parametrize(
    ("kind", "now", "key"),
    [
        ("inbreng", "2026-11-05T12:00", "inbreng/klaar/2026-11-12: would go to 2 people"),
        ("agreements", "2026-11-13T12:00", "agreements/klaar/2026-11-12: would go to 2 people"),
        ("reminders", "2026-11-18T12:00", "barometer/klaar/essen/2026-11-16: would go to 6 people"),
    ],
)
def test_each_letter_can_be_asked_for(
    ritmiek: Command, ready: Path, kind: str, now: str, key: str
) -> None:
    said = ritmiek("mail", kind, ready, "--dry-run", "--now", now)
    assert said.code == 0
    assert key in said.out


def test_agreements_before_any_pizzasessie_are_a_sentence(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("mail", "agreements", ready, "--now", "2026-10-01T12:00")
    assert said.code == 1
    assert "can be mailed from the day of a pizzasessie on" in said.sentence


def test_there_are_no_reminders_on_a_sunday(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("mail", "reminders", ready, "--dry-run", "--now", "2026-11-22T12:00")
    assert (said.code, said.out.strip()) == (0, "")
