"""What another school gave to what both share stays that school's."""

import pytest

from jobs.leaving.finding import find_person
from jobs.leaving.forgetting import plan_forgetting
from jobs.leaving.shared import shared_files
from jobs.leaving.whose import Whose
from jobs.work.school import SchoolAtWork
from sync.desired import Desired, DesiredFolder, Share, Unit
from sync.files.drive import stamp_request
from sync.files.given import Given, given_stamps
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.leaving.conftest import MakeSchool

ALIAS, PRIMARY = "bijnaam@coach.example", "voluit@coach.example"
OURS, THEIRS = "expert@coach.example", "ander@coach.example"


def share(school: SchoolAtWork, email: str, giver: str) -> None:
    """The expert coach comes into the shared folder, by one of its schools."""
    folder = next(one for one in shared_files(school) if one.kind == "folder")
    body = {"type": "user", "role": "reader", "emailAddress": email}
    drive = school.google.drive
    drive.permissions().create(fileId=folder.id, supportsAllDrives=True, body=body).execute()
    mark = Given(folder.id).mark("address", email, "reader")
    stamp_request(school.google, folder.id, given_stamps(giver, folder.stamps, {mark})).execute()


def test_access_that_this_school_gave_is_taken_away(make_school: MakeSchool) -> None:
    school = make_school("zelf")
    share(school, OURS, school.key)
    shown = plan_forgetting(school, Whose("", OURS))
    assert [right.role for right in shown.rights] == ["reader"]


def test_access_that_another_school_gave_stays_and_is_told(make_school: MakeSchool) -> None:
    school = make_school("buur")
    share(school, THEIRS, "een-andere-school")
    shown = plan_forgetting(school, Whose("", THEIRS))
    assert shown.rights == ()
    assert [one.others for one in shown.rights_left if one.file.kind == "folder"] == [True]


@pytest.mark.parametrize(("kind", "shown"), [("spreadsheet", ["Elders"]), ("document", [])])
def test_the_file_that_the_configuration_names_goes_before_the_one_that_was_made(
    make_school: MakeSchool, kind: str, shown: list[str]
) -> None:
    school = make_school(f"noemt-{kind}")
    made = next(one for one in shared_files(school) if one.kind == "spreadsheet")
    mime = f"application/vnd.google-apps.{kind}"
    body = {"name": "Elders", "mimeType": mime, "parents": [made.parent]}
    named = school.google.drive.files().create(body=body, supportsAllDrives=True).execute()
    group = school.configuration.pizza_group
    assert group
    group = group.model_copy(update={"spreadsheet": named["id"]})
    school.configuration = school.configuration.model_copy(update={"pizza_group": group})
    found = shared_files(school)
    assert [one.name for one in found if one.kind == "spreadsheet"] == shown


def test_access_that_was_given_by_an_alias_is_found_and_taken_away(
    make_school: MakeSchool, workspace: LocalWorkspace
) -> None:
    with workspace.session() as owner:
        assert owner.put("/local/aliases", json={ALIAS: PRIMARY}).ok
    school = make_school("bijnamen")
    folder = share_by_alias(school)
    found = find_person(school, Whose("", ALIAS)).rights
    assert ("folder", folder) in {(one.file.kind, one.file.id) for one in found}
    shown = plan_forgetting(school, Whose("", ALIAS))
    assert [(right.file.id, right.role) for right in shown.rights] == [(folder, "writer")]


def share_by_alias(school: SchoolAtWork) -> str:
    """The alias comes into the team's folder, as set-up gives and marks it."""
    key = f"{school.key}/essen"
    folder = DesiredFolder(key, key, f"{school.key}/top", (Share(ALIAS, "writer"),))
    top = DesiredFolder(f"{school.key}/top", f"{school.key}/top")
    desired = Desired(school.key, (Unit(key, "Essen", (top, folder)),))
    outcome = apply(school.google, make_plan(school.google, desired, school.ledger), school.ledger)
    assert outcome.ok
    return school.known(key).id
