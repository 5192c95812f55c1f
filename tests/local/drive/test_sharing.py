from typing import Any

import pytest
from googleapiclient.errors import HttpError

from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace
from tests.local.google_clients import FORM, as_owner, as_service_account, in_drive

ANNA = "anna@dezonnebloem.example"
WRITER = {"type": "user", "role": "writer", "emailAddress": ANNA}
ANYONE = {"type": "anyone", "role": "reader"}


@pytest.fixture
def drive(workspace: LocalWorkspace) -> Any:
    return as_service_account(workspace, "drive.v3", "drive.file")


@pytest.fixture
def anna(workspace: LocalWorkspace) -> Any:
    return as_service_account(workspace, "drive.v3", "drive", subject=ANNA)


def share(drive: Any, file_id: str, body: dict[str, Any], **options: Any) -> Any:
    quiet = body["type"] in {"user", "group"} and {"sendNotificationEmail": False}
    given = {"supportsAllDrives": True, **(quiet or {}), **options}
    return drive.permissions().create(fileId=file_id, body=body, **given).execute()


def permissions(drive: Any, file_id: str, **options: Any) -> dict[str, Any]:
    """The permissions of a file by address, or by type when they have none."""
    asked = {"fileId": file_id, "fields": "*", "supportsAllDrives": True, **options}
    every = drive.permissions().list(**asked).execute()["permissions"]
    return {each.get("emailAddress", each["type"]): each for each in every}


def sees(drive: Any, file_id: str) -> bool:
    try:
        drive.files().get(fileId=file_id, supportsAllDrives=True).execute()
    except HttpError as refused:
        if refused.status_code == 404:
            return False
        raise
    return True


def test_sharing_a_folder_opens_what_is_in_it(drive: Any, anna: Any) -> None:
    folder = in_drive(drive, "Team")
    inside = in_drive(drive, "In het team", parents=[folder])
    assert not sees(anna, inside)
    made = share(drive, folder, WRITER)
    assert (made["type"], made["role"]) == ("user", "writer")
    assert sees(anna, inside)
    (detail,) = permissions(drive, inside)[ANNA]["permissionDetails"]
    assert (detail["inherited"], detail["inheritedFrom"]) == (True, folder)


def test_sharing_twice_keeps_one_permission_with_the_last_role(drive: Any) -> None:
    folder = in_drive(drive, "Twee keer")
    first = share(drive, folder, WRITER)
    second = share(drive, folder, {**WRITER, "role": "reader"})
    assert first["id"] == second["id"]
    assert permissions(drive, folder)[ANNA]["role"] == "reader"


def test_a_reader_reads_and_does_not_write(drive: Any, anna: Any) -> None:
    folder = in_drive(drive, "Alleen lezen")
    share(drive, folder, {**WRITER, "role": "reader"})
    assert sees(anna, folder)
    with pytest.raises(HttpError) as refused:
        anna.files().update(fileId=folder, body={"name": "x"}, supportsAllDrives=True).execute()
    assert refused.value.error_details[0]["reason"] == "insufficientFilePermissions"


def test_opening_a_form_to_responders_opens_nothing_else(drive: Any, anna: Any) -> None:
    form = in_drive(drive, "Barometer", FORM)
    share(drive, form, {**ANYONE, "view": "published"})
    assert not sees(anna, form)
    assert "anyone" not in permissions(drive, form)
    asked = permissions(drive, form, includePermissionsForView="published")
    assert asked["anyone"]["view"] == "published"


def test_only_forms_have_responders(drive: Any) -> None:
    folder = in_drive(drive, "Geen formulier")
    with pytest.raises(HttpError):
        share(drive, folder, {**ANYONE, "view": "published"})


def test_a_domain_opens_to_its_own_addresses(drive: Any, anna: Any) -> None:
    folder = in_drive(drive, "Voor de school")
    share(drive, folder, {"type": "domain", "role": "reader", "domain": "elders.example"})
    assert not sees(anna, folder)
    share(drive, folder, {"type": "domain", "role": "reader", "domain": "dezonnebloem.example"})
    assert sees(anna, folder)


def test_a_permission_is_changed_read_and_taken_away(drive: Any, anna: Any) -> None:
    folder = in_drive(drive, "Even delen")
    where = {"fileId": folder, "permissionId": share(drive, folder, WRITER)["id"]}
    where["supportsAllDrives"] = True
    drive.permissions().update(body={"role": "commenter"}, **where).execute()
    assert drive.permissions().get(**where).execute()["role"] == "commenter"
    drive.permissions().delete(**where).execute()
    assert not sees(anna, folder)


def test_an_inherited_permission_is_changed_where_it_is_held(drive: Any) -> None:
    folder = in_drive(drive, "Boven")
    inside = in_drive(drive, "Onder", parents=[folder])
    where = {"fileId": inside, "permissionId": share(drive, folder, WRITER)["id"]}
    with pytest.raises(HttpError) as refused:
        drive.permissions().delete(supportsAllDrives=True, **where).execute()
    assert refused.value.error_details[0]["reason"] == "cannotModifyInheritedPermission"


def test_the_owner_of_a_file_stays_its_owner(workspace: LocalWorkspace) -> None:
    owner = as_owner(workspace, "drive.v3")
    file_id = owner.files().create(body={"name": "Van mij"}).execute()["id"]
    me = {"type": "user", "role": "reader", "emailAddress": "eigenaar@local-workspace.example"}
    with pytest.raises(HttpError):
        share(owner, file_id, me)
    assert permissions(owner, file_id)[me["emailAddress"]]["role"] == "owner"


@pytest.mark.parametrize(
    "body",
    [
        {"type": "user", "role": "writer"},
        {"type": "user", "role": "writer", "emailAddress": "geen adres"},
        {"type": "domain", "role": "reader"},
        {"type": "anyone", "role": "reader", "emailAddress": ANNA},
        {"type": "anyone", "role": "organizer"},
        {"type": "user", "role": "owner", "emailAddress": ANNA},
        {"type": "user", "role": "baas", "emailAddress": ANNA},
        {"type": "iedereen", "role": "reader"},
    ],
)
def test_a_permission_that_cannot_be_is_refused(drive: Any, body: dict[str, Any]) -> None:
    folder = in_drive(drive, "Streng")
    with pytest.raises(HttpError) as refused:
        share(drive, folder, body)
    assert refused.value.status_code in {400, 403}


def test_a_stranger_cannot_share(drive: Any, anna: Any) -> None:
    folder = in_drive(drive, "Niet van Anna")
    with pytest.raises(HttpError) as refused:
        share(anna, folder, WRITER)
    assert refused.value.status_code == 404


def test_drive_mails_who_is_shared_with_unless_told_not_to(
    drive: Any, workspace: LocalWorkspace
) -> None:
    folder = in_drive(drive, "Met bericht & groet")
    page = workspace.session().get
    share(drive, folder, WRITER)
    assert "Met bericht &amp; groet" not in page("/mail").text
    share(drive, folder, WRITER, sendNotificationEmail=True)
    assert "Met je gedeeld: Met bericht &amp; groet" in page("/mail").text


def test_the_shared_drive_itself_has_members(drive: Any) -> None:
    members = permissions(drive, SHARED_DRIVE)
    assert members["ritmiek@local-workspace.example"]["role"] == "organizer"
    with pytest.raises(HttpError):
        share(drive, SHARED_DRIVE, ANYONE)
