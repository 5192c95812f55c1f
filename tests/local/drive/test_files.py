from typing import Any

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload

from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace
from tests.local.google_clients import (
    FOLDER,
    FORM,
    SPREADSHEET,
    as_owner,
    as_service_account,
    found,
    in_drive,
)


@pytest.fixture
def drive(workspace: LocalWorkspace) -> Any:
    return as_service_account(workspace, "drive.v3", "drive.file")


@pytest.fixture
def owner(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "drive.v3")


def refusal(request: Any) -> tuple[int, str, str]:
    """The status, reason and message with which a request is refused."""
    with pytest.raises(HttpError) as refused:
        request.execute()
    detail = refused.value.error_details[0]
    return refused.value.status_code, detail["reason"], detail["message"]


def everything(drive: Any, file_id: str) -> Any:
    return drive.files().get(fileId=file_id, fields="*", supportsAllDrives=True).execute()


def test_a_new_file_is_described_by_its_default_fields(drive: Any) -> None:
    body = {"name": "Team zon", "mimeType": FOLDER, "parents": [SHARED_DRIVE]}
    made = drive.files().create(body=body, supportsAllDrives=True).execute()
    assert set(made) == {"kind", "id", "name", "mimeType", "driveId", "teamDriveId"}
    assert (made["name"], made["driveId"]) == ("Team zon", SHARED_DRIVE)


def test_a_folder_in_the_shared_drive_hands_its_drive_to_what_is_in_it(drive: Any) -> None:
    folder = in_drive(drive, "Team maan")
    sheet = everything(drive, in_drive(drive, "Planning", SPREADSHEET, parents=[folder]))
    assert (sheet["driveId"], sheet["parents"]) == (SHARED_DRIVE, [folder])
    assert "owners" not in sheet


def test_a_service_account_cannot_own_a_file(drive: Any) -> None:
    code, reason, message = refusal(drive.files().create(body={"mimeType": SPREADSHEET}))
    assert (code, reason) == (403, "storageQuotaExceeded")
    assert message == "The user's Drive storage quota has been exceeded."


def test_an_unknown_parent_is_not_found(drive: Any) -> None:
    body = {"mimeType": FOLDER, "parents": ["nergens"]}
    request = drive.files().create(body=body, supportsAllDrives=True)
    assert refusal(request) == (404, "notFound", "File not found: nergens.")


def test_a_client_that_knows_no_shared_drives_finds_nothing_in_them(drive: Any) -> None:
    folder = in_drive(drive, "Onzichtbaar")
    assert refusal(drive.files().get(fileId=folder))[:2] == (404, "notFound")
    body = {"mimeType": FOLDER, "parents": [folder]}
    assert refusal(drive.files().create(body=body))[:2] == (404, "notFound")


def test_a_refused_create_leaves_no_file_behind(drive: Any) -> None:
    body = {"name": "Half", "mimeType": FOLDER, "parents": [SHARED_DRIVE]}
    too_long = {**body, "appProperties": {"sleutel": "x" * 124}}
    assert refusal(drive.files().create(body=too_long, supportsAllDrives=True))[0] == 400
    assert found(drive, "name = 'Half'") == []


def test_an_unknown_kind_of_google_file_is_refused_by_name(owner: Any) -> None:
    body = {"mimeType": "application/vnd.google-apps.presentation"}
    message = refusal(owner.files().create(body=body))[2]
    assert "drive.files.create of application/vnd.google-apps.presentation" in message


def test_a_folder_may_have_an_id_of_our_own_once(drive: Any) -> None:
    (chosen,) = drive.files().generateIds(count=1).execute()["ids"]
    assert in_drive(drive, "Een keer", id=chosen) == chosen
    body = {"id": chosen, "mimeType": FOLDER, "parents": [SHARED_DRIVE]}
    again = refusal(drive.files().create(body=body, supportsAllDrives=True))
    assert again[:2] == (409, "fileIdInUse")


@pytest.mark.parametrize("mime_type", [SPREADSHEET, FORM])
def test_a_google_file_chooses_its_own_id(drive: Any, mime_type: str) -> None:
    (chosen,) = drive.files().generateIds(count=1).execute()["ids"]
    body = {"id": chosen, "mimeType": mime_type, "parents": [SHARED_DRIVE]}
    refused = refusal(drive.files().create(body=body, supportsAllDrives=True))
    assert refused[:2] == (400, "generatedIdNotSupported")


def test_an_id_that_was_not_generated_is_refused(drive: Any) -> None:
    body = {"id": "zelfbedacht", "mimeType": FOLDER, "parents": [SHARED_DRIVE]}
    assert refusal(drive.files().create(body=body, supportsAllDrives=True))[0] == 400


def test_app_properties_merge_and_null_deletes(drive: Any) -> None:
    folder = in_drive(drive, "Kenmerken", appProperties={"school": "zon", "team": "maan"})
    change = {"appProperties": {"team": None, "soort": "map"}}
    drive.files().update(fileId=folder, body=change, supportsAllDrives=True).execute()
    assert everything(drive, folder)["appProperties"] == {"school": "zon", "soort": "map"}


def test_app_properties_are_private_to_their_client(drive: Any, owner: Any) -> None:
    folder = in_drive(drive, "Geheim kenmerk", appProperties={"geheim": "ja"})
    assert "appProperties" not in everything(owner, folder)
    query = "appProperties has {key='geheim' and value='ja'}"
    assert found(drive, query) == ["Geheim kenmerk"]
    assert found(owner, query) == []


def test_at_most_thirty_app_properties_fit(drive: Any) -> None:
    folder = in_drive(drive, "Vol", appProperties={f"k{n}": "v" for n in range(30)})
    one_more = {"appProperties": {"nog-een": "v"}}
    request = drive.files().update(fileId=folder, body=one_more, supportsAllDrives=True)
    assert refusal(request)[0] == 403


def test_drive_file_shows_only_what_the_client_made(workspace: LocalWorkspace, owner: Any) -> None:
    folder = in_drive(owner, "Van een mens")
    narrow = as_service_account(workspace, "drive.v3", "drive.file")
    wide = as_service_account(workspace, "drive.v3", "drive")
    request = narrow.files().get(fileId=folder, supportsAllDrives=True)
    assert refusal(request)[:2] == (404, "notFound")
    assert everything(wide, folder)["name"] == "Van een mens"


def test_a_file_is_renamed_and_moved(drive: Any) -> None:
    one, other = in_drive(drive, "Oude map"), in_drive(drive, "Nieuwe map")
    sheet = in_drive(drive, "Oude naam", SPREADSHEET, parents=[one])
    drive.files().update(
        fileId=sheet,
        body={"name": "Nieuwe naam"},
        addParents=other,
        removeParents=one,
        supportsAllDrives=True,
    ).execute()
    assert found(drive, f"'{other}' in parents") == ["Nieuwe naam"]
    assert found(drive, f"'{one}' in parents") == []


def test_a_file_has_one_parent(drive: Any) -> None:
    one, other = in_drive(drive, "Eerste"), in_drive(drive, "Tweede")
    request = drive.files().update(fileId=one, addParents=other, supportsAllDrives=True)
    assert refusal(request)[:2] == (403, "cannotAddParent")


def test_a_folder_does_not_fit_in_itself(drive: Any) -> None:
    outer = in_drive(drive, "Buiten")
    inner = in_drive(drive, "Binnen", parents=[outer])
    request = drive.files().update(
        fileId=outer, addParents=inner, removeParents=SHARED_DRIVE, supportsAllDrives=True
    )
    assert refusal(request)[0] == 403


def test_parents_are_not_changed_through_the_body(drive: Any) -> None:
    folder = in_drive(drive, "Vast")
    request = drive.files().update(fileId=folder, body={"parents": []}, supportsAllDrives=True)
    assert refusal(request)[:2] == (403, "fieldNotWritable")


def test_what_is_in_a_trashed_folder_is_trashed_with_it(drive: Any) -> None:
    folder = in_drive(drive, "Prullenbak")
    inside = in_drive(drive, "Mee in de prullenbak", parents=[folder])
    for trashed in (True, False):
        body = {"trashed": trashed}
        drive.files().update(fileId=folder, body=body, supportsAllDrives=True).execute()
        assert everything(drive, inside)["trashed"] is trashed
        assert everything(drive, inside)["explicitlyTrashed"] is False


def test_deleting_a_folder_deletes_what_is_in_it(drive: Any) -> None:
    folder = in_drive(drive, "Weg")
    sheet = in_drive(drive, "Ook weg", SPREADSHEET, parents=[folder])
    drive.files().delete(fileId=folder, supportsAllDrives=True).execute()
    request = drive.files().get(fileId=sheet, supportsAllDrives=True)
    assert refusal(request)[:2] == (404, "notFound")


def test_a_copy_starts_without_the_properties_of_the_original(drive: Any) -> None:
    sheet = in_drive(drive, "Sjabloon", SPREADSHEET, appProperties={"sjabloon": "ja"})
    body = {"name": "Kopie", "appProperties": {"team": "zon"}}
    copy = drive.files().copy(fileId=sheet, body=body, supportsAllDrives=True).execute()
    assert everything(drive, copy["id"])["appProperties"] == {"team": "zon"}
    assert everything(drive, copy["id"])["parents"] == [SHARED_DRIVE]


def test_a_folder_is_not_copied(drive: Any) -> None:
    folder = in_drive(drive, "Enig")
    request = drive.files().copy(fileId=folder, body={}, supportsAllDrives=True)
    assert refusal(request)[:2] == (403, "cannotCopyFile")


def test_an_ordinary_file_gives_its_bytes_back(owner: Any) -> None:
    media = MediaInMemoryUpload("één regel\n".encode(), mimetype="text/plain")
    made = owner.files().create(body={"name": "notitie.txt"}, media_body=media).execute()
    assert owner.files().get_media(fileId=made["id"]).execute() == "één regel\n".encode()
    assert everything(owner, made["id"])["size"] == "12"


def test_new_bytes_replace_the_old_ones(owner: Any) -> None:
    old = MediaInMemoryUpload(b"oud", mimetype="text/plain")
    file_id = owner.files().create(body={"name": "a.txt"}, media_body=old).execute()["id"]
    new = MediaInMemoryUpload(b"nieuw", mimetype="text/plain")
    owner.files().update(fileId=file_id, media_body=new).execute()
    assert owner.files().get_media(fileId=file_id).execute() == b"nieuw"


def test_a_google_file_keeps_its_kind(drive: Any) -> None:
    sheet = in_drive(drive, "Blijft een spreadsheet", SPREADSHEET)
    body = {"mimeType": "text/plain"}
    assert refusal(drive.files().update(fileId=sheet, body=body, supportsAllDrives=True))[0] == 400


def test_a_spreadsheet_is_exported_and_not_downloaded(drive: Any) -> None:
    sheet = in_drive(drive, "Uit te voeren", SPREADSHEET)
    exported = drive.files().export(fileId=sheet, mimeType="text/csv").execute()
    assert isinstance(exported, bytes)
    request = drive.files().get_media(fileId=sheet, supportsAllDrives=True)
    assert refusal(request)[:2] == (403, "fileNotDownloadable")


def test_my_drive_is_the_parent_of_what_a_person_makes(owner: Any) -> None:
    root = owner.files().get(fileId="root").execute()["id"]
    made = owner.files().create(body={"name": "In mijn Drive", "mimeType": FOLDER}).execute()
    assert everything(owner, made["id"])["parents"] == [root]
    assert everything(owner, made["id"])["ownedByMe"] is True
    assert "In mijn Drive" in found(owner, f"'{root}' in parents and 'me' in owners")


def test_the_shared_drive_is_listed_for_its_members(drive: Any, owner: Any) -> None:
    assert owner.drives().list().execute()["drives"][0]["id"] == SHARED_DRIVE
    assert owner.drives().get(driveId=SHARED_DRIVE).execute()["kind"] == "drive#drive"


def test_about_wants_fields_and_says_who_is_calling(drive: Any) -> None:
    assert refusal(drive.about().get())[:2] == (400, "required")
    about = drive.about().get(fields="user(emailAddress),storageQuota").execute()
    assert about["user"] == {"emailAddress": "ritmiek@local-workspace.example"}
    assert about["storageQuota"]["limit"] == "0"
