"""What left the configuration: its forms close, its people leave, and everything in it stays."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest

from sync.changes import Note
from sync.desired import Desired, DesiredFolder, FilesInMemory, Former, Share, Unit
from sync.files.drive import find_files, find_keys
from sync.files.google_forms import close_form, read_form, takes_answers
from sync.files.rights import list_permissions
from sync.setup.applying import Outcome, apply
from sync.setup.notes import notes_of
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect, total

ANNA, BAS, COEN = (f"{name}@school.example" for name in ("anna", "bas", "coen"))
TEAM = "bovenbouw"
COACH = Share(COEN, "writer")
STAGIAIR = "stagiair@elders.example"


@dataclass
class School:
    """A school whose team leaves; its coach is on the folder of every team."""

    google: Google
    cast: Cast
    coaches: tuple[Share, ...] = (COACH,)
    files: FilesInMemory = field(default_factory=FilesInMemory)

    def desired(self, *teams: str) -> Desired:
        cast = replace(self.cast, teams=teams)
        units = tuple(self._with_coaches(unit) for unit in cast.desired().units)
        return Desired(cast.school, units, Former(self.coaches))

    def _with_coaches(self, unit: Unit) -> Unit:
        folders = tuple(
            replace(folder, shares=(*folder.shares, *self.coaches)) if folder.shares else folder
            for folder in unit.folders
        )
        return replace(unit, folders=folders, spreadsheets=())

    def plan(self, *teams: str, deep: bool = False) -> Plan:
        return make_plan(self.google, self.desired(*teams), self.files, deep=deep)

    def set_up(self, *teams: str) -> Outcome:
        outcome = apply(self.google, self.plan(*teams), self.files)
        assert outcome.failures == ()
        return outcome

    def id(self, path: str) -> str:
        return find_files(self.google, self.cast.school)[self.cast.key(path)].id

    def takes_answers(self, path: str) -> bool:
        document = read_form(self.google, self.id(path))
        assert document["publishSettings"]["publishState"]["isPublished"]
        return takes_answers(document)

    def people(self, path: str) -> set[str]:
        found = list_permissions(self.google, [self.id(path)])[self.id(path)]
        assert isinstance(found, list)
        return {one["emailAddress"] for one in found if one["role"] in ("reader", "writer")}


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up."""
    made = School(connect(workspace), Cast(f"w{uuid4().hex[:12]}"))
    made.set_up(TEAM)
    return made


def test_a_team_that_left_is_planned_line_by_line(school: School) -> None:
    plan = school.plan()
    form, folder = plan.lines
    assert form.startswith("close form barometer for Team bovenbouw: the team left the")
    assert form.endswith("its answers stay")
    assert folder.startswith("take access of 2 people from folder Team bovenbouw: it left the")
    assert [change.risks for change in plan.changes] == [("closes",), ("takes_access",)]
    assert {change.unit for change in plan.changes} == {"Team bovenbouw"}
    assert {one.where for one in plan.changes[1].details} == {ANNA, BAS}


def test_a_new_team_of_the_same_people_is_told_as_a_key_that_changed(school: School) -> None:
    name = "Team bovenbouw"
    left = Note(name, "unit_left")
    assert notes_of(school.plan("onderbouw")) == (
        left,
        Note(name, "key_changed", "bovenbouw", "onderbouw"),
    )
    assert notes_of(school.plan()) == (left,)
    assert notes_of(school.plan(TEAM, "onderbouw")) == ()


def test_its_form_closes_its_members_leave_and_the_coach_stays(school: School) -> None:
    school.set_up(TEAM, "onderbouw")
    assert len(school.set_up("onderbouw").done) == 2
    assert not school.takes_answers("bovenbouw/barometer")
    assert school.people("bovenbouw") == {COEN}
    assert school.people("onderbouw") == {ANNA, BAS, COEN}
    assert school.takes_answers("onderbouw/barometer")


def test_afterwards_a_plan_costs_one_search_and_reads_nothing_of_it(school: School) -> None:
    school.set_up()
    before = total(school.google)
    assert school.plan().empty
    assert total(school.google) - before == 1


def test_a_lost_ledger_closes_the_form_and_takes_access_all_the_same(school: School) -> None:
    school.files = FilesInMemory()
    assert len(school.set_up().done) == 2
    assert school.people("bovenbouw") == {COEN}


def test_what_people_shared_themselves_stays(school: School) -> None:
    body = {"type": "user", "role": "reader", "emailAddress": STAGIAIR}
    school.google.drive.permissions().create(
        fileId=school.id("bovenbouw"), supportsAllDrives=True, body=body
    ).execute()
    school.set_up()
    assert school.people("bovenbouw") == {COEN, STAGIAIR}


def test_a_team_that_comes_back_is_opened_and_shared_again(school: School) -> None:
    school.set_up()
    plan = school.plan(TEAM)
    share, opened = plan.lines
    assert share == "share folder Team bovenbouw with 2 people (writer)"
    assert opened.startswith("open form barometer for Team bovenbouw again: set-up closed it")
    assert apply(school.google, plan, school.files).ok
    assert school.takes_answers("bovenbouw/barometer")
    assert school.people("bovenbouw") == {ANNA, BAS, COEN}
    assert (school.plan(TEAM).lines, school.plan(TEAM, deep=True).lines) == ((), ())


def test_a_form_that_people_closed_stays_closed_when_its_team_comes_back(school: School) -> None:
    close_form(school.google, school.id("bovenbouw/barometer"))
    plan = school.plan()
    assert "confirm form barometer for Team bovenbouw, which is closed" in plan.lines[0]
    assert "closes" not in plan.changes[0].risks
    school.set_up()
    school.set_up(TEAM)
    assert not school.takes_answers("bovenbouw/barometer")
    assert school.plan(TEAM).empty


def test_the_same_team_with_a_coach_less_takes_that_coach_out_later(school: School) -> None:
    school.set_up()
    school.coaches = ()
    plan = school.plan()
    assert [change.verb for change in plan.changes] == ["revoke"]
    assert apply(school.google, plan, school.files).ok
    assert school.people("bovenbouw") == set()
    assert school.plan().empty


def test_a_new_coach_does_not_come_to_what_left(school: School) -> None:
    school.set_up()
    school.coaches = (COACH, Share("nina@school.example", "writer"))
    school.set_up()
    assert school.people("bovenbouw") == {COEN}
    assert school.plan().empty


def test_a_coach_whose_role_changed_just_before_the_ledger_was_lost_stays(school: School) -> None:
    there = list_permissions(school.google, [school.id(TEAM)])[school.id(TEAM)]
    assert isinstance(there, list)
    (coach,) = (one["id"] for one in there if one.get("emailAddress") == COEN)
    school.google.drive.permissions().update(
        fileId=school.id(TEAM),
        permissionId=coach,
        body={"role": "reader"},
        supportsAllDrives=True,
    ).execute()
    school.files, school.coaches = FilesInMemory(), (Share(COEN, "reader"),)
    school.set_up()
    assert school.people(TEAM) == {COEN}
    assert school.plan().empty


def test_a_form_that_left_a_team_that_stays_closes_too(school: School) -> None:
    desired = school.desired(TEAM)
    *others, team = desired.units
    without = replace(desired, units=(*others, replace(team, forms=())))
    plan = make_plan(school.google, without, school.files)
    (line,) = plan.lines
    assert line.startswith("close form barometer for Team bovenbouw: the form left")
    assert apply(school.google, plan, school.files).ok
    assert make_plan(school.google, without, school.files).empty
    assert school.people("bovenbouw") == {ANNA, BAS, COEN}


def test_what_others_keep_under_the_schools_key_is_left_alone(school: School) -> None:
    desired = school.desired()
    key = school.cast.key("bovenbouw")
    assert make_plan(school.google, replace(desired, former=None), school.files).empty
    beside = replace(desired, former=Former(beside=(key,)))
    assert make_plan(school.google, beside, school.files).empty


@pytest.mark.parametrize("calls", range(4, 9))
def test_closing_that_breaks_off_is_finished_and_undone_as_if_it_had_not(
    workspace: LocalWorkspace, school: School, calls: int
) -> None:
    google = dying(workspace, calls)
    with pytest.raises(KeyboardInterrupt):
        apply(google, make_plan(google, school.desired(), school.files), school.files)
    school.set_up()
    assert school.people("bovenbouw") == {COEN}
    assert not school.takes_answers("bovenbouw/barometer")
    assert school.plan().empty
    school.set_up(TEAM)
    assert school.takes_answers("bovenbouw/barometer")


def dying(workspace: LocalWorkspace, calls: int) -> Google:
    """A connection on which the process dies right after a call had its effect."""
    google = connect(workspace)
    send, made = google.transport.session.request, []

    def once(*args: Any, **kwargs: Any) -> Any:
        made.append(send(*args, **kwargs))
        if len(made) == calls:
            raise KeyboardInterrupt
        return made[-1]

    google.transport.session.request = once  # type: ignore[method-assign]
    return google


def in_group(school: str, group: str = "") -> Desired:
    """A school with its own folder, alone or in a group whose folder others share."""
    units = [Unit(school, "De school", (DesiredFolder(f"{school}/top", "School"),))]
    if group:
        shares = (Share(f"leiding@{school}.example", "writer"),)
        folder = DesiredFolder(f"pizza/{group}", f"Pizzasessie – {group}", shares=shares)
        units.append(Unit(folder.key, group, (folder,)))
    return Desired(school, tuple(units), Former((COACH,)))


def in_folder(google: Google, group: str) -> set[str]:
    ((file,),) = find_keys(google, [f"pizza/{group}"]).values()
    there = list_permissions(google, [file.id])[file.id]
    assert isinstance(there, list)
    return {one["emailAddress"] for one in there if one["role"] == "writer"}


def test_a_school_that_left_its_group_takes_its_own_people_out_and_no_others(
    workspace: LocalWorkspace,
) -> None:
    google, files = connect(workspace), FilesInMemory()
    for school in ("berk", "beuk"):
        assert apply(google, make_plan(google, in_group(school, "bos"), files), files).ok
    plan = make_plan(google, in_group("berk", "laan"), FilesInMemory())
    assert "take access of 1 person from folder Pizzasessie – bos: it left" in plan.lines[-1]
    assert notes_of(plan) == (Note("Pizzasessie – bos", "group_left"),)
    assert apply(google, plan, files).ok
    assert in_folder(google, "bos") == {"leiding@beuk.example"}
    assert in_folder(google, "laan") == {"leiding@berk.example"}
    before = total(google)
    assert make_plan(google, in_group("berk", "laan"), files).empty
    assert total(google) - before == 1
    assert apply(google, make_plan(google, in_group("berk", "bos"), files), files).ok
    assert in_folder(google, "bos") == {"leiding@berk.example", "leiding@beuk.example"}
    assert make_plan(google, in_group("beuk", "bos"), files).empty
