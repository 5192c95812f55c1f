"""What a run does: figures first, then letters; one failure never stops the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jobs.runner import RunReport, run_due
from jobs.work.collect import collect_school
from jobs.work.school import SchoolAtWork
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, arm, at, bordsessie, fill_in, rows, set_up, subjects

READING = "forms.forms.responses.list"
WRITING = "sheets.spreadsheets.values.batchUpdate"
SENDING = "gmail.users.messages.send"
LATER = timedelta(minutes=15)


@pytest.fixture(scope="module")
def school(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    """Every test takes a week of its own."""
    made = set_up(a_school(tmp_path_factory.mktemp("runner"), jobs_workspace, "loper"))
    yield made
    made.ledger.close()


def run(school: SchoolAtWork, moment: datetime) -> RunReport:
    school.now = moment
    return run_due(school)


def sent(report: RunReport) -> dict[str, str]:
    """What became of the week mails."""
    weeks = (one for one in report.delivered if one.key.startswith("week/"))
    return {one.key.removeprefix("week/loper/"): one.result for one in weeks}


def refuse(workspace: LocalWorkspace, method: str, kind: str = "403:forbidden") -> None:
    """Let the first call of a method be refused: that of the first team."""
    arm(workspace, {"method": method, "kind": kind, "times": 1})


@contextmanager
def lost(school: SchoolAtWork, key: str) -> Iterator[None]:
    """For as long as this lasts, a file is not where the ledger says."""
    known = school.known(key)
    school.ledger.remember(replace(known, id="1bestaat-niet"))
    yield
    school.ledger.remember(known)


FORM_OF_ESSEN = "loper/essen/bordsessie"


def test_on_a_monday_every_team_gets_its_week_and_the_schoolleiding_its_overview(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    report = run(school, at(5, 10, 7, 2))
    assert not report.failed
    assert subjects(jobs_workspace, school)[-3:] == [
        "Essen: jullie week van 5 oktober",
        "Eiken: jullie week van 5 oktober",
        "Basisschool De Es: het ritme van de teams, oktober",
    ]


def test_a_second_run_at_the_same_moment_sends_nothing(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    run(school, at(2, 11, 7, 2))
    before = subjects(jobs_workspace, school)
    again = run(school, at(2, 11, 7, 2))
    assert (again.due, again.delivered, again.collected) == ((), (), None)
    assert subjects(jobs_workspace, school) == before


def test_a_team_whose_form_cannot_be_read_never_stops_another(school: SchoolAtWork) -> None:
    with lost(school, FORM_OF_ESSEN):
        report = run(school, at(12, 10, 7, 2))
    assert sent(report) == {"eiken/2026-10-12": "sent"}
    assert report.failed
    assert [failure.split(":")[0] for failure in report.failures] == ["essen"]


def test_a_week_mail_without_figures_stays_due_until_they_are_there(school: SchoolAtWork) -> None:
    with lost(school, FORM_OF_ESSEN):
        run(school, at(26, 10, 7, 2))
    report = run(school, at(26, 10, 7, 2) + LATER)
    assert sent(report) == {"essen/2026-10-26": "sent"}
    assert not report.failed


def test_no_team_gets_its_week_when_the_schools_own_forms_cannot_be_read(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    refuse(faulty, READING)
    report = run(school, at(23, 11, 7, 2))
    assert (sent(report), report.failed) == ({}, True)
    assert set(sent(run(school, at(23, 11, 7, 2) + LATER))) == {
        "essen/2026-11-23",
        "eiken/2026-11-23",
    }


def test_the_schools_sheet_is_not_written_from_a_partial_read(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    school.now = at(9, 11, 12)
    collect_school(school)
    before = rows(school, "overzicht", "overzicht.ritme")
    fill_in(faulty, school, "eiken/bordsessie", bordsessie(at(3, 11)), school.now)
    with lost(school, FORM_OF_ESSEN):
        assert set(collect_school(school).failures) == {"essen"}
    assert rows(school, "eiken/team", "bord.sessies")
    assert rows(school, "overzicht", "overzicht.ritme") == before
    assert not collect_school(school).failures
    assert rows(school, "overzicht", "overzicht.ritme") != before


def test_a_team_sheet_that_cannot_be_written_never_stops_another(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    school.now = at(10, 11, 12)
    for team in ("essen", "eiken"):
        fill_in(faulty, school, f"{team}/bordsessie", bordsessie(at(10, 11)), school.now)
    refuse(faulty, WRITING)
    collected = collect_school(school)
    assert set(collected.failures) == {"essen"}
    assert rows(school, "eiken/team", "bord.sessies")[0]["datum"] == at(10, 11).date()


def test_a_team_that_was_never_set_up_is_told_so_and_stops_nobody(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    first, second = school.configuration.teams
    new = first.model_copy(update={"key": "elzen", "name": "Elzen"})
    teams = {"teams": (new, second)}
    wider = SchoolAtWork(
        school.configuration.model_copy(update=teams), school.ledger, at(16, 11, 7, 2)
    )
    report = run_due(wider)
    assert sent(report) == {"eiken/2026-11-16": "sent"}
    assert "ritmiek setup" in report.failures[0]


def test_an_overview_without_figures_stays_due_and_the_week_mails_go(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    fill_in(faulty, school, "essen/bordsessie", bordsessie(at(1, 12)), at(1, 12))
    school.ledger.remember(replace(school.known("loper/overzicht"), id="1bestaat-niet"))
    report = run(school, at(7, 12, 7, 2))
    assert set(sent(report)) == {"essen/2026-12-07", "eiken/2026-12-07"}
    assert report.failures[0].startswith("loper/overzicht: ")
    assert school.ledger.delivery("overview/loper/2026-12") is None


def test_a_letter_that_was_refused_never_stops_another(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    refuse(faulty, SENDING)
    report = run(school, at(14, 12, 7, 2))
    assert sent(report) == {"essen/2026-12-14": "not sent", "eiken/2026-12-14": "sent"}
    assert report.failed
    assert sent(run(school, at(14, 12, 7, 2) + LATER)) == {"essen/2026-12-14": "sent"}


def test_a_letter_that_may_have_left_does_not_go_at_the_next_run(
    school: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    refuse(faulty, SENDING, "cut_after")
    assert sent(run(school, at(11, 1, 7, 2).replace(year=2027)))["essen/2027-01-11"] == "unknown"
    before = subjects(faulty, school)
    again = run(school, at(11, 1, 7, 2).replace(year=2027) + LATER)
    assert again.delivered == ()
    assert subjects(faulty, school) == before


def test_one_job_may_be_asked_for(school: SchoolAtWork) -> None:
    school.now = at(18, 1, 7, 2).replace(year=2027)
    assert run_due(school, "collect").delivered == ()
    assert len(run_due(school, "week").delivered) == 2
