"""Who may open what: given, taken away from whoever left, and told when it is more than planned."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.desired import Desired, DesiredFolder, FilesInMemory, Share, Unit
from sync.files.drive import LONGEST_PROPERTY, FoundFile
from sync.files.given import given_of, given_stamps
from sync.files.rights import list_permissions
from sync.setup.applying import Outcome, apply
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect, total

ANNA, BAS, COR = (f"{name}@school.example" for name in ("anna", "bas", "cor"))
STAGIAIR = "stagiair@elders.example"


@dataclass
class School:
    """A school with one team that is set up, and what people do to its rights by hand."""

    google: Google
    cast: Cast
    files: FilesInMemory = field(default_factory=FilesInMemory)
    sheets: bool = False

    def desired(self) -> Desired:
        return self.with_members(*self.cast.members)

    def plan(
        self, desired: Desired | None = None, *, deep: bool = False, restore: bool = False
    ) -> Plan:
        wanted = desired or self.desired()
        return make_plan(self.google, wanted, self.files, deep=deep, restore=restore)

    def set_up(
        self, desired: Desired | None = None, *, deep: bool = False, restore: bool = False
    ) -> Outcome:
        plan = self.plan(desired, deep=deep, restore=restore)
        outcome = apply(self.google, plan, self.files)
        assert outcome.failures == ()
        return outcome

    def with_members(self, *members: str) -> Desired:
        desired = replace(self.cast, members=members).desired()
        if self.sheets:
            return desired
        units = tuple(replace(unit, spreadsheets=()) for unit in desired.units)
        return replace(desired, units=units)

    def id(self, path: str) -> str:
        known = self.files.find(self.cast.key(path))
        assert known is not None
        return known.id

    def share(self, path: str, role: str, **who: str) -> None:
        self.google.drive.permissions().create(
            fileId=self.id(path), supportsAllDrives=True, body={"role": role, **who}
        ).execute()

    def person(self, path: str, email: str, role: str) -> None:
        self.share(path, role, type="user", emailAddress=email)

    def move(self, path: str, out_of: str, into: str) -> None:
        self.google.drive.files().update(
            fileId=self.id(path),
            supportsAllDrives=True,
            addParents=self.id(into),
            removeParents=self.id(out_of),
        ).execute()

    def people(self, path: str) -> dict[str, str]:
        """Everybody with access to a file and their role, but for the account itself."""
        found = list_permissions(self.google, [self.id(path)])[self.id(path)]
        assert isinstance(found, list)
        return {
            entry.get("emailAddress") or entry.get("domain") or entry["type"]: entry["role"]
            for entry in found
            if entry["role"] not in ("organizer", "fileOrganizer", "owner")
        }


def a_school(workspace: LocalWorkspace, *, sheets: bool) -> School:
    cast = Cast(f"r{uuid4().hex[:12]}", teams=("onderbouw",))
    made = School(connect(workspace), cast, sheets=sheets)
    made.set_up()
    return made


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


def test_a_form_for_one_domain_is_closed_to_anyone_and_others_are_told(school: School) -> None:
    desired = limited(school.desired())
    assert "take access of anyone with the link from form barometer for Team onderbouw" in (
        school.set_up(desired).done
    )
    assert school.people("onderbouw/barometer") == {"school.example": "reader"}
    school.share("onderbouw/barometer", "reader", type="anyone", view="published")
    school.set_up(desired)
    assert len(school.plan(desired, deep=True).drift) == 1
    school.set_up(desired, restore=True)
    assert school.people("onderbouw/barometer") == {"school.example": "reader"}


def limited(desired: Desired) -> Desired:
    """The same school, whose forms only accounts of its domain may answer."""
    return replace(
        desired,
        units=tuple(
            replace(
                unit, forms=tuple(replace(form, domain="school.example") for form in unit.forms)
            )
            for unit in desired.units
        ),
    )


def test_a_form_with_anonymous_answers_that_was_moved_to_the_team_is_an_alarm(
    school: School,
) -> None:
    school.move("onderbouw/barometer", "formulieren", "onderbouw")
    plan = school.plan()
    assert plan.empty
    [alarm] = plan.drift
    assert "with anonymous answers, which was moved to another folder" in alarm.line
    assert {detail.where for detail in alarm.details} == {ANNA, BAS}
    school.set_up(restore=True)
    assert school.people("onderbouw/barometer") == {"anyone": "reader"}
    assert school.plan(deep=True).drift == ()


def test_a_sheet_that_people_move_stays_where_they_put_it(whole: School) -> None:
    whole.move("onderbouw/team", "onderbouw", "top")
    plan = whole.plan(deep=True)
    assert (plan.empty, plan.drift) == (True, ())


def test_who_comes_at_the_anonymous_answers_by_the_folder_above_is_told(school: School) -> None:
    school.person("top", COR, "reader")
    told = {
        alarm.key.removeprefix(f"{school.cast.school}/") for alarm in school.plan(deep=True).drift
    }
    assert told == {"top", "formulieren"}


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


def shared_folder(school: School, *shares: Share) -> Unit:
    key = f"pizza/{school.cast.school}"
    return Unit(key, "Pizza", (DesiredFolder(key, "Pizzasessie", shares=shares),))


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


def test_marks_of_given_access_hold_no_address(school: School) -> None:
    file = make_plan(school.google, school.desired(), school.files).found[
        school.cast.key("onderbouw")
    ]
    kept = [value for name, value in file.stamps.items() if name.startswith("ritmiek_given")]
    assert [len(value) for value in kept] == [16]
    assert "anna" not in str(file.stamps)


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


def marks(size: int) -> st.SearchStrategy[str]:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    return st.text(letters, min_size=size, max_size=size)


@given(
    st.from_regex(r"[a-z][a-z0-9-]{0,29}", fullmatch=True),
    st.sets(marks(8), max_size=60),
    st.sets(marks(8), max_size=60),
)
def test_marks_fit_with_a_file_and_are_read_back(
    school: str, before: Collection[str], now: Collection[str]
) -> None:
    first = {name: text for name, text in given_stamps(school, {}, before).items() if text}
    changed = given_stamps(school, first, now)
    after = {name: text for name, text in {**first, **changed}.items() if text is not None}
    assert all(len(f"{name}{text}".encode()) <= LONGEST_PROPERTY for name, text in after.items())
    file = FoundFile("sleutel", "folder", "1id", "Map", None, "", after)
    assert given_of(school, file, FilesInMemory()).ours == set(now)
    assert given_of(f"{school}-2", file, FilesInMemory()).theirs == set(now)


def test_a_folder_of_very_many_schools_never_gets_more_properties_than_drive_keeps() -> None:
    marks = {f"{number:08}" for number in range(9)}
    stamps = {f"ritmiek_given_school-{number}_1": "12345678" for number in range(28)}
    assert len(given_stamps("nieuw", stamps, marks)) == 1
    stamps |= {"ritmiek_print_school-0": "x"}
    assert given_stamps("nieuw", stamps, marks) == {}
