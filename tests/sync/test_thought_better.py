"""A set-up that died half-way, after which the school's file is put back as it was before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.desired import Desired, Former, Share
from sync.files.google_forms import read_form, takes_answers
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import connect
from tests.sync.rights_school import ANNA, BAS, COR, School, a_school, shared_folder

TEAM, FORM = "onderbouw", "onderbouw/barometer"


def another_member(school: School) -> Desired:
    """Bas left, and Cor came."""
    return replace(school.with_members(ANNA, COR), former=Former())


def no_team(school: School) -> Desired:
    """The team is no longer named."""
    desired = school.desired()
    return replace(desired, units=desired.units[:1], former=Former())


def in_group(school: School) -> Desired:
    """The school came in a pizza group."""
    desired = school.desired()
    units = (*desired.units, shared_folder(school, Share(COR, "writer")))
    return replace(desired, units=units, former=Former())


def other_weeks(school: School) -> Desired:
    """The rows of the team's sheet are others, and one more."""
    weeks = {"bord.acties": [{"week": date(2027, 1, day)} for day in (11, 18, 25)]}
    return replace(school.cast, content=weeks).desired()


CHANGES = [(another_member, calls) for calls in range(3, 6)]
CHANGES += [(no_team, calls) for calls in range(4, 9)]


@pytest.mark.parametrize(("other", "calls"), CHANGES)
def test_a_set_up_that_died_half_way_is_undone_by_the_one_before_it(
    workspace: LocalWorkspace, other: Callable[[School], Desired], calls: int
) -> None:
    school = a_school(workspace, sheets=False)
    die(workspace, school, other(school), calls)
    back = replace(school.desired(), former=Former())
    school.set_up(back)
    assert set(school.people(TEAM)) == {ANNA, BAS}
    assert takes_answers(read_form(school.google, school.id(FORM)))
    assert school.plan(back).lines == school.plan(back, deep=True).lines == ()


@pytest.mark.parametrize("calls", range(4, 8))
def test_a_team_that_almost_came_back_is_closed_again(
    workspace: LocalWorkspace, calls: int
) -> None:
    school = a_school(workspace, sheets=False)
    gone = no_team(school)
    school.set_up(gone)
    die(workspace, school, replace(school.desired(), former=Former()), calls)
    school.set_up(gone)
    assert school.people(TEAM) == {}
    assert not takes_answers(read_form(school.google, school.id(FORM)))
    assert school.plan(gone).lines == ()


@pytest.mark.parametrize("refused", ["drive.files.update", "drive.permissions.list"])
def test_a_group_that_a_school_almost_came_in_is_left_by_its_people(
    workspace: LocalWorkspace, refused: str
) -> None:
    school = a_school(workspace, sheets=False)
    desired = in_group(school)
    refusal = {"method": refused, "kind": "403:insufficientFilePermissions", "since": 1}
    with workspace.session() as owner:
        assert owner.put("/local/faults", json=[refusal]).ok
        assert not apply(school.google, school.plan(desired), school.files).ok
        assert owner.put("/local/faults", json=[]).ok
    known = school.files.find(f"pizza/{school.cast.school}")
    assert known
    assert COR in people(school, known.id)
    school.set_up(replace(school.desired(), former=Former()))
    assert COR not in people(school, known.id)


@pytest.mark.parametrize("calls", range(2, 6))
def test_what_a_set_up_that_died_wrote_in_a_sheet_is_told(
    workspace: LocalWorkspace, calls: int
) -> None:
    school = a_school(workspace, sheets=True)
    die(workspace, school, other_weeks(school), calls)
    told = [change.line for change in school.plan().drift]
    assert told == [change.line for change in school.plan(deep=True).drift]
    school.set_up(restore=True)
    assert not school.plan(deep=True).drift
    before = school.google.calls.total()
    assert school.plan().lines == ()
    assert school.google.calls.total() == before + 1


def people(school: School, file_id: str) -> set[str]:
    found = school.google.drive.permissions().list(
        fileId=file_id, supportsAllDrives=True, fields="permissions(emailAddress)"
    )
    return {one.get("emailAddress", "") for one in found.execute()["permissions"]}


def die(workspace: LocalWorkspace, school: School, desired: Desired, calls: int) -> None:
    """Set up on a connection on which the process dies right after a call had its effect."""
    google, made = connect(workspace), []
    send = google.transport.session.request

    def once(*args: Any, **kwargs: Any) -> Any:
        made.append(send(*args, **kwargs))
        if len(made) == calls:
            raise KeyboardInterrupt
        return made[-1]

    google.transport.session.request = once  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        apply(google, make_plan(google, desired, school.files), school.files)
