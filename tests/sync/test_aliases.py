"""People are named by another address than the one that Drive tells: one account all the same."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from sync.desired import Desired, FilesInMemory, Role, Share
from sync.files.drive import stamp_request
from sync.files.given import GIVEN
from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.sync.cast import Cast, connect, total
from tests.sync.rights_school import ANNA, COR, School, a_school
from tests.sync.test_what_left import School as Leaving

JOS, ALIAS, OTHER = "jos.bakker@school.example", "j.bakker@school.example", "jos@school.example"


class Folders(School):
    """A school of folders alone: nothing else is shared with people."""

    def with_members(self, *members: str) -> Desired:
        desired = super().with_members(*members)
        return replace(desired, units=tuple(replace(unit, forms=()) for unit in desired.units))


@pytest.fixture
def school(workspace: LocalWorkspace) -> Iterator[School]:
    """A school of the test's own, in a Workspace where an account has two aliases."""
    with workspace.session() as owner:
        assert owner.put("/local/aliases", json={ALIAS: JOS, OTHER: JOS}).ok
        made = Folders(connect(workspace), Cast(f"a{uuid4().hex[:12]}", teams=("onderbouw",)))
        made.set_up()
        yield made
        owner.put("/local/aliases", json={})


def by_role(school: School, **roles: Role) -> Desired:
    """The school in which these have access to the team's folder: `jos` is the primary address."""
    names = {"jos": JOS, "alias": ALIAS, "other": OTHER, "anna": ANNA}
    shares = tuple(Share(names[name], role, reason=name) for name, role in roles.items())
    top, team = school.desired().units
    team = replace(team, folders=(replace(team.folders[0], shares=shares),))
    return replace(school.desired(), units=(top, team))


def test_whoever_is_named_by_an_alias_is_shared_with_once(school: School) -> None:
    wanted = school.with_members(ANNA, ALIAS)
    school.set_up(wanted)
    assert school.people("onderbouw") == {ANNA: "writer", JOS: "writer"}
    assert school.plan(wanted).empty
    plan = school.plan(wanted, deep=True)
    assert (plan.empty, plan.drift) == (True, ())


def test_a_second_set_up_costs_no_call_more_than_one_without_aliases(
    school: School, workspace: LocalWorkspace
) -> None:
    calls = []
    for members in ((ANNA,), (ANNA, ALIAS)):
        wanted = school.with_members(*members)
        school.set_up(wanted)
        again = Folders(connect(workspace), school.cast, school.files)
        assert again.set_up(wanted).done == ()
        calls.append(total(again.google))
    assert calls[0] == calls[1]


def test_giving_an_alias_costs_as_much_as_giving_an_address(
    school: School, workspace: LocalWorkspace
) -> None:
    again = Folders(connect(workspace), school.cast, school.files)
    again.set_up(school.with_members(ANNA, ALIAS))
    assert total(again.google) == 5


@pytest.mark.parametrize("lost", ["nothing", "the ledger", "the marks"])
def test_whatever_is_lost_an_alias_stays_the_same_account(school: School, lost: str) -> None:
    wanted = school.with_members(ANNA, ALIAS)
    school.set_up(wanted)
    if lost == "the ledger":
        school.files = FilesInMemory()
    if lost == "the marks":
        take_marks(school, wanted)
    school.set_up(wanted, deep=True)
    assert school.people("onderbouw") == {ANNA: "writer", JOS: "writer"}
    assert school.plan(wanted, deep=True).empty


def take_marks(school: School, desired: Desired) -> None:
    """Take what Ritmiek marked with the folder of the team away."""
    file = school.plan(desired).found[school.cast.key("onderbouw")]
    marks = {name: None for name in file.stamps if name.startswith(GIVEN)}
    assert marks
    stamp_request(school.google, file.id, marks).execute()


@pytest.mark.parametrize("lost", [False, True], ids=["a kept ledger", "a lost ledger"])
def test_whoever_left_under_an_alias_loses_access(school: School, *, lost: bool) -> None:
    school.set_up(school.with_members(ANNA, ALIAS))
    if lost:
        school.files = FilesInMemory()
    done = school.set_up(school.with_members(ANNA)).done
    assert done == ("take access of 1 person from folder Team onderbouw",)
    assert school.people("onderbouw") == {ANNA: "writer"}


def test_two_addresses_of_one_account_give_it_the_higher_role_once(school: School) -> None:
    wanted = by_role(school, alias="writer", jos="reader", other="commenter")
    school.set_up(wanted)
    for _ in range(2):
        assert school.people("onderbouw") == {JOS: "writer"}
        plan = school.plan(wanted, deep=True)
        assert (plan.empty, plan.drift) == (True, ())
        school.set_up(wanted, deep=True)


def test_the_address_that_stays_keeps_its_own_role(school: School) -> None:
    school.set_up(by_role(school, alias="writer", jos="reader"))
    only = by_role(school, jos="reader")
    school.set_up(only)
    assert school.people("onderbouw") == {JOS: "reader"}
    assert school.plan(only, deep=True).empty


@pytest.mark.parametrize(
    ("first", "second"), [("jos", "alias"), ("alias", "jos"), ("alias", "other")]
)
def test_a_person_whose_address_is_written_otherwise_keeps_access(
    school: School, first: str, second: str
) -> None:
    roles: dict[str, Role] = {first: "writer"}
    school.set_up(by_role(school, **roles))
    roles = {second: "writer"}
    wanted = by_role(school, **roles)
    school.set_up(wanted)
    assert school.people("onderbouw") == {JOS: "writer"}
    assert school.plan(wanted, deep=True).empty


def test_restoring_leaves_whoever_people_let_in_and_the_configuration_names(
    school: School,
) -> None:
    school.person("onderbouw", JOS, "writer")
    wanted = school.with_members(ANNA, ALIAS)
    school.set_up(wanted, restore=True)
    assert school.people("onderbouw") == {ANNA: "writer", JOS: "writer"}


def test_a_role_that_people_narrowed_by_the_primary_address_is_put_right(school: School) -> None:
    wanted = school.with_members(ALIAS)
    school.set_up(wanted)
    school.person("onderbouw", JOS, "reader")
    school.set_up(wanted, deep=True)
    assert school.people("onderbouw") == {JOS: "writer"}


def test_a_coach_who_is_named_by_an_alias_keeps_the_folder_of_a_team_that_left(
    school: School,
) -> None:
    coach = (Share(OTHER, "writer"),)
    leaving = Leaving(school.google, Cast(f"a{uuid4().hex[:12]}", members=(ANNA, ALIAS)), coach)
    leaving.set_up("bovenbouw")
    leaving.set_up()
    assert leaving.people("bovenbouw") == {JOS}
    assert leaving.plan(deep=True).empty


def test_a_member_of_the_shared_drive_is_told_at_anonymous_answers_under_either_address(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    with workspace.session() as owner:
        assert owner.put("/local/aliases", json={ALIAS: JOS}).ok
    school = a_school(workspace, sheets=False)
    school.google.drive.permissions().create(
        fileId=SHARED_DRIVE,
        supportsAllDrives=True,
        body={"type": "user", "role": "reader", "emailAddress": JOS},
    ).execute()
    told = {}
    for members in ((ANNA,), (ANNA, ALIAS)):
        school.set_up(school.with_members(*members))
        drift = school.plan(school.with_members(*members), deep=True).drift
        told[members] = [alarm.key for alarm in drift]
    assert told == {(ANNA,): [], (ANNA, ALIAS): [school.cast.key("formulieren")]}


def test_only_aliases_take_a_mark_more(school: School) -> None:
    wanted = school.with_members(ANNA, COR, ALIAS)
    school.set_up(wanted)
    file = school.plan(wanted).found[school.cast.key("onderbouw")]
    [marks] = [value for name, value in file.stamps.items() if name.startswith(GIVEN)]
    assert len(marks) == 8 * 4
