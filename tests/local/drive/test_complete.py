import io
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload

from tests.conftest import LocalWorkspace, OwnerSession, WorkspaceFactory
from tests.local.google_clients import FOLDER, SPREADSHEET, as_owner, as_service_account

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHORTCUT = "application/vnd.google-apps.shortcut"
ANNA = "anna@dezonnebloem.example"


@pytest.fixture
def owner_drive(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "drive.v3")


@pytest.fixture
def older(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "drive.v2")


def made(drive: Any, name: str, **body: Any) -> str:
    return str(drive.files().create(body={"name": name, **body}).execute()["id"])


def names(drive: Any, query: str, **options: Any) -> list[str]:
    files = drive.files().list(q=query, **options).execute()["files"]
    return [file["name"] for file in files]


def refused(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as found:
        request.execute()
    return found.value.status_code, found.value.error_details[0]["reason"]


def as_csv(drive: Any, file_id: str) -> bytes:
    return bytes(drive.files().export(fileId=file_id, mimeType="text/csv").execute())


def test_a_download_arrives_in_pieces(owner_drive: Any) -> None:
    media = MediaInMemoryUpload(b"0123456789", "text/plain")
    file = owner_drive.files().create(body={"name": "cijfers.txt"}, media_body=media).execute()
    target, done = io.BytesIO(), False
    request = owner_drive.files().get_media(fileId=file["id"])
    pieces = MediaIoBaseDownload(target, request, chunksize=4)
    while not done:
        _, done = pieces.next_chunk()
        assert len(target.getvalue()) % 4 in {0, 2}
    assert target.getvalue() == b"0123456789"


def test_a_csv_becomes_a_spreadsheet_and_comes_back(owner_drive: Any) -> None:
    media = MediaInMemoryUpload(b"naam;aantal\nAda;3\nBo;=1+1\n", "text/csv")
    body = {"name": "lijst.csv", "mimeType": SPREADSHEET}
    file = owner_drive.files().create(body=body, media_body=media).execute()
    assert as_csv(owner_drive, file["id"]).split() == [b"naam,aantal", b"Ada,3", b"Bo,2"]


def test_an_xlsx_becomes_a_spreadsheet_with_all_its_sheets(owner_drive: Any) -> None:
    media = MediaInMemoryUpload(b"a\tb\n1\t=A2*2\n", "text/tab-separated-values")
    body = {"name": "bron", "mimeType": SPREADSHEET}
    source = owner_drive.files().create(body=body, media_body=media).execute()
    book = owner_drive.files().export(fileId=source["id"], mimeType=XLSX).execute()
    again = owner_drive.files().create(body=body, media_body=MediaInMemoryUpload(book, XLSX))
    assert as_csv(owner_drive, again.execute()["id"]).split() == [b"a,b", b"1,2"]


def test_what_is_no_xlsx_is_refused(owner_drive: Any) -> None:
    media = MediaInMemoryUpload(b"geen zip", XLSX)
    body = {"name": "kapot", "mimeType": SPREADSHEET}
    assert refused(owner_drive.files().create(body=body, media_body=media)) == (400, "badRequest")
    assert names(owner_drive, "name = 'kapot'") == []


def test_the_bytes_of_before_are_kept_as_revisions(owner_drive: Any) -> None:
    media = MediaInMemoryUpload(b"eerst", "text/plain")
    file = owner_drive.files().create(body={"name": "r.txt"}, media_body=media).execute()["id"]
    later = MediaInMemoryUpload(b"later", "text/plain")
    owner_drive.files().update(fileId=file, media_body=later).execute()
    first, head = owner_drive.revisions().list(fileId=file).execute()["revisions"]
    old = owner_drive.revisions().get_media(fileId=file, revisionId=first["id"]).execute()
    assert old == b"eerst"
    assert refused(owner_drive.revisions().delete(fileId=file, revisionId=head["id"]))[0] == 403


def test_texts_in_a_query_stand_in_either_kind_of_quotes(owner_drive: Any) -> None:
    folder = made(owner_drive, "Map met aanhalingstekens", mimeType=FOLDER)
    made(owner_drive, "Ada's lijst", parents=[folder])
    assert names(owner_drive, f'name = "Ada\'s lijst" and parents in "{folder}"') == ["Ada's lijst"]


def test_numbers_in_names_are_ordered_as_people_count(owner_drive: Any) -> None:
    folder = made(owner_drive, "Weken", mimeType=FOLDER)
    for name in ("week 10", "week 2", "Week 1"):
        made(owner_drive, name, parents=[folder])
    found = names(owner_drive, f"'{folder}' in parents", orderBy="name_natural")
    assert found == ["Week 1", "week 2", "week 10"]
    backwards = names(owner_drive, f"'{folder}' in parents", orderBy="folder,name_natural desc")
    assert backwards == found[::-1]


def test_a_search_in_full_text_looks_at_names_and_descriptions(owner_drive: Any) -> None:
    made(owner_drive, "Zomerschool", description="Rekenen met kwartels")
    assert names(owner_drive, "fullText contains 'rekenen kwart'") == ["Zomerschool"]
    assert names(owner_drive, "fullText contains '\"met rekenen\"'") == []


def test_a_shortcut_knows_its_target(owner_drive: Any) -> None:
    target = made(owner_drive, "Doel")
    made(owner_drive, "Wijzer", mimeType=SHORTCUT, shortcutDetails={"targetId": target})
    assert names(owner_drive, f"shortcutDetails.targetId = '{target}'") == ["Wijzer"]
    body = {"mimeType": SHORTCUT, "shortcutDetails": {"targetId": "weg"}}
    assert refused(owner_drive.files().create(body=body))[0] == 400


def test_a_star_is_everybodys_own(workspace: LocalWorkspace, owner_drive: Any) -> None:
    anna = as_service_account(workspace, "drive.v3", "drive", subject=ANNA)
    file = made(owner_drive, "Ster van Anna")
    share = {"type": "user", "role": "reader", "emailAddress": ANNA}
    owner_drive.permissions().create(fileId=file, body=share).execute()
    anna.files().update(fileId=file, body={"starred": True}).execute()
    assert "Ster van Anna" in names(anna, "starred and sharedWithMe")
    assert "Ster van Anna" not in names(owner_drive, "starred = true")


def test_ownership_goes_to_somebody_else_on_purpose_only(owner_drive: Any) -> None:
    file = made(owner_drive, "Van hand tot hand")
    body = {"type": "user", "role": "owner", "emailAddress": ANNA}
    create = owner_drive.permissions().create
    assert refused(create(fileId=file, body=body)) == (403, "forbidden")
    create(fileId=file, body=body, transferOwnership=True).execute()
    fields = "ownedByMe,permissions(role,emailAddress)"
    found = owner_drive.files().get(fileId=file, fields=fields).execute()
    assert not found["ownedByMe"]
    assert {each["emailAddress"]: each["role"] for each in found["permissions"]}[ANNA] == "owner"


def test_a_permission_ends_when_it_said(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    drive, anna = as_owner(workspace, "drive.v3"), None
    file = made(drive, "Even kijken")
    now = workspace.running.workspace.clock.now()
    ends = now.replace(microsecond=0, year=now.year + 2).isoformat()
    body = {"type": "user", "role": "reader", "emailAddress": ANNA, "expirationTime": ends}
    assert refused(drive.permissions().create(fileId=file, body=body))[0] == 403
    body["expirationTime"] = now.replace(month=12, day=31, hour=23).isoformat()
    drive.permissions().create(fileId=file, body=body).execute()
    anna = as_service_account(workspace, "drive.v3", "drive", subject=ANNA)
    assert anna.files().get(fileId=file).execute()["name"] == "Even kijken"
    workspace.running.workspace.clock.set(now.replace(year=now.year + 1, month=6, day=1))
    assert refused(anna.files().get(fileId=file)) == (404, "notFound")


def test_a_file_shared_by_link_is_opened_but_not_found(
    workspace: LocalWorkspace, owner_drive: Any
) -> None:
    anna = as_service_account(workspace, "drive.v3", "drive", subject=ANNA)
    file = made(owner_drive, "Met de link")
    link = {"type": "anyone", "role": "reader"}
    owner_drive.permissions().create(fileId=file, body=link).execute()
    assert anna.files().get(fileId=file).execute()["id"] == file
    assert names(anna, "name = 'Met de link'") == []
    assert names(owner_drive, "visibility = 'anyoneWithLink' and name = 'Met de link'")


def test_comments_ask_for_fields_and_are_resolved_by_a_reply(owner_drive: Any) -> None:
    file = made(owner_drive, "Met opmerkingen")
    comments, replies = owner_drive.comments(), owner_drive.replies()
    assert refused(comments.create(fileId=file, body={"content": "?"})) == (400, "required")
    made_one = comments.create(fileId=file, body={"content": "<b>?"}, fields="*").execute()
    assert made_one["htmlContent"] == "&lt;b&gt;?"
    where = {"fileId": file, "commentId": made_one["id"]}
    replies.create(**where, body={"action": "resolve"}, fields="id").execute()
    assert comments.get(**where, fields="resolved").execute() == {"resolved": True}
    comments.delete(**where).execute()
    assert comments.list(fileId=file, fields="comments").execute()["comments"] == []


def test_changes_are_told_once_per_file_and_removals_too(owner_drive: Any) -> None:
    token = owner_drive.changes().getStartPageToken().execute()["startPageToken"]
    gone, stays = made(owner_drive, "Weg"), made(owner_drive, "Blijft")
    owner_drive.files().update(fileId=stays, body={"name": "Bleef"}).execute()
    owner_drive.files().delete(fileId=gone).execute()
    found = owner_drive.changes().list(pageToken=token, pageSize=1, fields="*").execute()
    rest = owner_drive.changes().list(pageToken=found["nextPageToken"], fields="*").execute()
    told = {change["fileId"]: change["removed"] for change in found["changes"] + rest["changes"]}
    assert told == {stays: False, gone: True}
    again = owner_drive.changes().list(pageToken=rest["newStartPageToken"]).execute()
    assert again["changes"] == []


def test_a_shared_drive_is_made_once_and_removed_when_empty(owner_drive: Any) -> None:
    drives = owner_drive.drives()
    drive = drives.create(requestId="een", body={"name": "Scholen"}).execute()["id"]
    assert refused(drives.create(requestId="een", body={"name": "Scholen"}))[0] == 409
    body = {"name": "Erin", "parents": [drive]}
    inside = owner_drive.files().create(body=body, supportsAllDrives=True).execute()["id"]
    assert refused(drives.delete(driveId=drive))[0] == 403
    owner_drive.files().delete(fileId=inside, supportsAllDrives=True).execute()
    drives.delete(driveId=drive).execute()
    assert drive not in [each["id"] for each in drives.list().execute()["drives"]]


def test_the_trash_is_emptied(owner_drive: Any) -> None:
    file = made(owner_drive, "Oud papier")
    owner_drive.files().update(fileId=file, body={"trashed": True}).execute()
    owner_drive.files().emptyTrash().execute()
    assert refused(owner_drive.files().get(fileId=file)) == (404, "notFound")


def test_what_is_not_carried_is_refused_by_name(owner_drive: Any) -> None:
    file = made(owner_drive, "Zonder etiket")
    for request in (
        owner_drive.files().modifyLabels(fileId=file, body={}),
        owner_drive.changes().watch(pageToken="1", body={}),
        owner_drive.drives().list(q="name = 'x'"),
        owner_drive.files().export(
            fileId=made(owner_drive, "Geen pdf", mimeType=SPREADSHEET), mimeType="application/pdf"
        ),
        owner_drive.files().list(spaces="appDataFolder"),
    ):
        assert refused(request) == (400, "notCarried")


def test_an_older_client_imports_a_csv(owner: OwnerSession, owner_drive: Any) -> None:
    file = made(owner_drive, "Oudere klant", mimeType=SPREADSHEET)
    address = f"/upload/drive/v2/files/{file}?uploadType=media&convert=True"
    headers = {"Content-Type": "text/csv"}
    answer = owner.put(address, data=b"a,b\n1,2\n", headers=headers)
    assert answer.json()["title"] == "Oudere klant"
    assert as_csv(owner_drive, file).split() == [b"a,b", b"1,2"]


def test_an_older_client_sends_back_what_it_read(older: Any) -> None:
    body = {"title": "oud.txt", "labels": {"starred": True}}
    media = MediaInMemoryUpload(b"hoi", "text/plain")
    file = older.files().insert(body=body, media_body=media).execute()
    file["title"] = "nieuw.txt"
    assert older.files().update(fileId=file["id"], body=file).execute()["title"] == "nieuw.txt"
    query = "title contains 'nieuw' and mimeType = 'text/plain' and starred = true"
    found = older.files().list(q=query, maxResults=5, orderBy="modifiedDate desc").execute()
    assert [each["id"] for each in found["items"]] == [file["id"]]
    share = {"type": "anyone", "value": "anyone", "role": "reader", "withLink": True}
    given = older.permissions().insert(fileId=file["id"], body=share).execute()
    assert (given["role"], given["withLink"]) == ("reader", True)
    assert older.files().trash(fileId=file["id"]).execute()["labels"]["trashed"]


def test_a_parameter_of_another_method_is_passed_over(owner: OwnerSession) -> None:
    where = "/drive/v3/files/root?fields=name&includeItemsFromAllDrives=true"
    assert owner.get(where).json() == {"name": "My Drive"}
    assert owner.get("/drive/v3/files/root?kleur=rood").status_code == 400
