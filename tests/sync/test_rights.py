"""Who may open what: given, taken away from whoever left, and told when it is more than planned."""

from dataclasses import replace
from typing import Any

import pytest

from sync.desired import Desired, FilesInMemory, Share
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect, total
from tests.sync.rights_school import ANNA, BAS, COR, STAGIAIR, School, a_school, shared_folder


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up, without its spreadsheet."""
    return a_school(workspace, sheets=False)


@pytest.fixture
def whole(workspace: LocalWorkspace) -> School:
    """The same with its spreadsheet."""
    return a_school(workspace, sheets=True)


def mails(workspace: LocalWorkspace) -> int:
    return len(workspace.running.workspace.store.rows("SELECT 1 FROM mails"))


def test_whoever_left_loses_access_at_the_next_set_up(school: School) -> None:
    without = school.with_members(ANNA)
    plan = school.plan(without)
    assert plan.lines == ("take access of 1 person from folder Team onderbouw",)
    assert [detail.where for detail in plan.changes[0].details] == [BAS]
    assert plan.changes[0].risks == ("takes_access",)
    assert school.set_up(without).done == plan.lines
    assert school.people("onderbouw") == {ANNA: "writer"}
    assert school.plan(without, deep=True).empty


def test_a_lost_ledger_does_not_keep_anybody_in(school: School) -> None:
    school.files = FilesInMemory()
    school.set_up(school.with_members(COR))
    assert school.people("onderbouw") == {COR: "writer"}


def test_whoever_comes_back_gets_access_again_and_loses_it_again(school: School) -> None:
    for members in ((ANNA,), (ANNA, BAS), (BAS,)):
        school.set_up(school.with_members(*members))
        assert set(school.people("onderbouw")) == set(members)


def test_what_people_share_themselves_is_told_and_left_as_it_is(school: School) -> None:
    school.person("onderbouw", STAGIAIR, "reader")
    school.set_up(school.with_members(ANNA))
    assert school.people("onderbouw") == {ANNA: "writer", STAGIAIR: "reader"}
    plan = school.plan(school.with_members(ANNA), deep=True)
    assert plan.empty
    [alarm] = plan.drift
    assert alarm.line == "1 person may more than the configuration says with folder Team onderbouw"
    assert alarm.risks == ("excess_access",)
    assert [detail.where for detail in alarm.details] == [STAGIAIR]


def test_restoring_takes_away_what_people_shared(whole: School) -> None:
    whole.person("onderbouw/team", STAGIAIR, "writer")
    plan = whole.plan(restore=True)
    assert plan.drift == ()
    assert plan.lines == (
        "take away what 1 person may beyond the configuration with spreadsheet Team",
    )
    whole.set_up(restore=True)
    assert STAGIAIR not in whole.people("onderbouw/team")
    assert whole.plan(deep=True).drift == ()


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("onderbouw", {"type": "anyone"}),
        ("onderbouw/team", {"type": "domain", "domain": "school.example"}),
        ("onderbouw/barometer", {"type": "user", "emailAddress": STAGIAIR}),
        ("top", {"type": "group", "emailAddress": "allen@school.example"}),
    ],
    ids=["anyone in a folder", "a domain in a sheet", "a writer of a form", "a group in all"],
)
def test_excess_on_any_file_is_an_alarm_until_it_is_restored(
    whole: School, path: str, who: dict[str, str]
) -> None:
    before = whole.people(path)
    whole.share(path, "writer", **who)
    alarms = whole.plan(deep=True).drift
    assert whole.cast.key(path) in [alarm.key for alarm in alarms]
    assert "@" not in " ".join(alarm.line for alarm in alarms)
    whole.set_up(restore=True)
    assert whole.people(path) == before
    assert whole.plan(deep=True).drift == ()


def test_a_wider_role_is_an_alarm_and_a_narrower_one_is_put_right(school: School) -> None:
    reading = readers(school, ANNA)
    school.set_up(reading)
    school.person("onderbouw", ANNA, "writer")
    assert school.plan(reading).empty
    plan = school.plan(reading, deep=True)
    assert [change.details[0].old for change in plan.drift] == [(("writer",),)]
    school.set_up(reading, restore=True)
    assert school.people("onderbouw") == {ANNA: "reader"}
    assert school.set_up(deep=True).done[0] == "share folder Team onderbouw with 2 people (writer)"


def readers(school: School, *members: str) -> Desired:
    """The same school, in which the members of the team only read."""
    desired = school.with_members(*members)
    units = [
        replace(
            unit,
            folders=tuple(
                replace(
                    folder, shares=tuple(replace(share, role="reader") for share in folder.shares)
                )
                for folder in unit.folders
            ),
        )
        for unit in desired.units
    ]
    return replace(desired, units=tuple(units))


def test_a_role_that_the_configuration_lowers_is_lowered(school: School) -> None:
    school.set_up(readers(school, ANNA, BAS))
    assert school.people("onderbouw") == {ANNA: "reader", BAS: "reader"}


def test_a_sheet_that_people_move_stays_where_they_put_it(whole: School) -> None:
    whole.move("onderbouw/team", "onderbouw", "top")
    plan = whole.plan(deep=True)
    assert (plan.empty, plan.drift) == (True, ())


def test_a_group_is_shared_with_once_and_its_members_no_longer(school: School) -> None:
    desired = school.with_members()
    group = Share("onderbouw@school.example", "writer", "group")
    top, team = desired.units
    team = replace(team, folders=(replace(team.folders[0], shares=(group,)),))
    done = school.set_up(replace(desired, units=(top, team))).done
    assert "share folder Team onderbouw with 1 group (writer)" in done
    assert "take access of 2 people from folder Team onderbouw" in done
    assert school.people("onderbouw") == {"onderbouw@school.example": "writer"}


def test_nobody_is_mailed_about_access(school: School, workspace: LocalWorkspace) -> None:
    before = mails(workspace)
    school.set_up(school.with_members(COR))
    group = Share("groep@school.example", "writer", "group")
    desired = Desired(school.cast.school, (shared_folder(school, group),))
    school.set_up(desired)
    assert mails(workspace) == before


def test_what_another_school_gave_is_no_excess_and_not_ours_to_take(school: School) -> None:
    lies, eva = (Share(f"{name}@school.example", "writer") for name in ("lies", "eva"))
    ours = Desired(school.cast.school, (shared_folder(school, lies, eva),))
    theirs = replace(ours, school="ander", units=(shared_folder(school, eva),))
    other = School(school.google, Cast("ander"))
    school.set_up(ours)
    other.set_up(theirs)
    assert other.plan(theirs, deep=True).drift == ()
    nobody = replace(ours, units=(shared_folder(school),))
    assert school.set_up(nobody).done == ("take access of 1 person from folder Pizzasessie",)
    assert school.plan(nobody, deep=True).drift == ()
    assert other.plan(theirs, deep=True).empty


def test_a_change_of_rights_costs_five_calls(school: School, workspace: LocalWorkspace) -> None:
    again = School(connect(workspace), school.cast, school.files)
    again.set_up(school.with_members(ANNA, COR))
    # The search, the permissions, the changes, the verification and the stamp.
    assert total(again.google) == 5


def test_a_batch_of_which_only_the_last_change_arrived_is_completed(school: School) -> None:
    send, sent = school.google.batch, []

    def only_the_last(requests: Any, **how: Any) -> Any:
        changing = [request for request in requests if "/permissions" in request.uri]
        sent.append(len(changing))
        kept = [one for one in requests if one not in changing[:-1] or one.method == "GET"]
        answers = iter(send(kept, **how))
        return [next(answers) if one in kept else {} for one in requests]

    school.google.batch = only_the_last  # type: ignore[method-assign]
    school.set_up(school.with_members(COR))
    assert max(sent) == 3
    assert school.people("onderbouw") == {COR: "writer"}
