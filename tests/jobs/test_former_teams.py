"""A team's last answers, given between the last collecting and the day on which it left."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from forms.ids import question_id
from jobs.work.collect import collect_school
from jobs.work.former_teams import TEAM
from jobs.work.school import SchoolAtWork
from sync.collect import read_responses
from tests.conftest import LocalWorkspace
from tests.jobs.cast import (
    MONDAY,
    a_school,
    arm,
    at,
    barometer,
    bordsessie,
    fill_in,
    opened,
    rows,
    school_text,
    set_up,
)
from tests.jobs.command import MONDAY as NOW
from tests.jobs.command import Command

KEY = "oud"
MINUTES = count(1)
READ = "forms.forms.responses.list"
ONE_TEAM = {READ: len(TEAM_FORMS) + len(SCHOOL_FORMS)}


@pytest.fixture(scope="module")
def file(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a school of two teams that is set up."""
    folder = tmp_path_factory.mktemp("oud")
    set_up(a_school(folder, jobs_workspace, KEY)).ledger.close()
    return folder / "school.yaml"


@pytest.fixture
def two(jobs_workspace: LocalWorkspace, file: Path) -> Iterator[SchoolAtWork]:
    """The school with both teams, collected; one of them answered since."""
    file.write_text(school_text(jobs_workspace, KEY), "utf-8")
    school = set_up(opened(file))
    assert not collect_school(school).failures
    answer(jobs_workspace, school)
    yield school
    school.ledger.close()


@pytest.fixture
def one(two: SchoolAtWork, jobs_workspace: LocalWorkspace, file: Path) -> Iterator[SchoolAtWork]:
    """The same school when that team left its file; it was not set up since."""
    file.write_text(school_text(jobs_workspace, KEY, "essen"), "utf-8")
    school = opened(file)
    yield school
    school.ledger.close()


def answer(workspace: LocalWorkspace, school: SchoolAtWork) -> None:
    """Report the same bordsessie again, with other words, a minute after the last one."""
    when = MONDAY + timedelta(minutes=next(MINUTES))
    said = bordsessie(at(29, 9), successen=str(uuid4()))
    fill_in(workspace, school, "eiken/bordsessie", said, when)


def in_sheet(two: SchoolAtWork) -> bool:
    """Whether the newest answer stands in the team's sheet."""
    newest = read_responses(two.google, two.known(f"{KEY}/eiken/bordsessie").id)[-1]
    (said,) = (
        given["textAnswers"]["answers"][0]["value"]
        for question, given in newest["answers"].items()
        if question == question_id("bordsessie", "successen", 1)
    )
    return said in [row["successen"] for row in rows(two, "eiken/team", "bord.sessies")]


def calls(school: SchoolAtWork) -> dict[str, int]:
    """The calls of one round of collecting in which nothing fails."""
    school.google.calls.clear()
    collected = collect_school(school)
    assert not {**collected.failures, **collected.former.failures}
    return dict(school.google.calls)


def test_it_is_collected_until_its_forms_are_closed_and_once_more(
    two: SchoolAtWork, one: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    assert collect_school(one).former.complete == []
    assert in_sheet(two)
    for _ in range(5):
        fill_in(jobs_workspace, two, "eiken/barometer", barometer(two), MONDAY)
    answer(jobs_workspace, two)
    one.google.calls.clear()
    set_up(one)
    assert READ not in one.google.calls
    assert calls(one)[READ] == ONE_TEAM[READ] + len(TEAM_FORMS)
    assert in_sheet(two)
    waves = rows(two, "eiken/team", "barometer.golven")
    assert [5, 6] in [[wave["ingevuld"], wave["leden"]] for wave in waves]
    assert calls(one) == ONE_TEAM


def test_a_failure_that_passes_is_tried_again_and_a_dry_run_changes_nothing(
    two: SchoolAtWork, one: SchoolAtWork, faulty: LocalWorkspace
) -> None:
    set_up(one)
    arm(faulty, {"method": READ, "kind": "503", "since": ONE_TEAM[READ] + 1})
    broken = collect_school(one)
    assert (list(broken.former.failures), dict(broken.failures)) == (["eiken"], {})
    arm(faulty)
    assert collect_school(one, write=False).former.complete == []
    assert not in_sheet(two)
    assert collect_school(one).former.complete == ["Eiken"]
    assert in_sheet(two)


def test_the_ledger_keeps_nobody_of_a_team(two: SchoolAtWork) -> None:
    kept = two.ledger.kept_under(TEAM)
    assert list(kept) == [f"{KEY}/eiken", f"{KEY}/essen"]
    assert not any("es.example" in text or '"ma1"' in text for text in kept.values())


def test_collecting_says_that_the_last_answers_came(
    ritmiek: Command, one: SchoolAtWork, file: Path
) -> None:
    set_up(one)
    assert "Eiken left; its last answers are in its sheet" in ritmiek("collect", file, *NOW).out
    assert "Eiken" not in ritmiek("collect", file, *NOW).out


def test_a_sheet_that_is_gone_is_told_once_and_nothing_else_waits_for_it(
    two: SchoolAtWork, one: SchoolAtWork
) -> None:
    set_up(one)
    one.google.drive.files().delete(
        fileId=two.known(f"{KEY}/eiken/team").id, supportsAllDrives=True
    ).execute()
    collected = collect_school(one)
    assert (list(collected.former.failures), dict(collected.failures)) == (["eiken"], {})
    assert calls(one) == ONE_TEAM
