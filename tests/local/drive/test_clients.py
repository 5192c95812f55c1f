"""What the test suites of other people's Drive clients count on."""

import io
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload, MediaIoBaseUpload

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.google_clients import as_owner

DOCUMENT = "application/vnd.google-apps.document"
TEXT = "text/plain"


@pytest.fixture
def drive(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "drive.v3").files()


@pytest.fixture
def older(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "drive.v2").files()


def made(drive: Any, **body: Any) -> str:
    return str(drive.create(body=body).execute()["id"])


def document(drive: Any, text: str) -> str:
    media = MediaInMemoryUpload(text.encode(), TEXT)
    body = {"name": "verslag", "mimeType": DOCUMENT}
    return str(drive.create(body=body, media_body=media).execute()["id"])


def text_of(drive: Any, file_id: str) -> str:
    return str(drive.export(fileId=file_id, mimeType=TEXT).execute().decode())


def test_plain_text_becomes_a_document_and_comes_back_as_google_writes_it(drive: Any) -> None:
    file = document(drive, "een\ntwee")
    assert text_of(drive, file) == "\ufeffeen\r\ntwee"
    assert drive.get(fileId=file, fields="exportLinks").execute()["exportLinks"].keys() == {TEXT}


def test_a_document_gets_other_text_and_its_copy_keeps_the_old(drive: Any) -> None:
    file = document(drive, "oud")
    copy = drive.copy(fileId=file, body={}).execute()["id"]
    drive.update(fileId=file, media_body=MediaInMemoryUpload(b"nieuw", TEXT)).execute()
    assert (text_of(drive, file), text_of(drive, copy)) == ("\ufeffnieuw", "\ufeffoud")


def test_a_document_is_exported_and_made_only_as_plain_text_here(drive: Any) -> None:
    file = document(drive, "x")
    with pytest.raises(HttpError, match=r"not carry drive\.files\.export .* to application/pdf"):
        drive.export(fileId=file, mimeType="application/pdf").execute()
    media = MediaInMemoryUpload(b"<p>", "text/html")
    with pytest.raises(HttpError, match=r"not carry drive\.files\.create that converts"):
        drive.create(body={"mimeType": DOCUMENT}, media_body=media).execute()


def test_version_two_converts_plain_text_too(drive: Any, older: Any) -> None:
    media = MediaInMemoryUpload(b"tekst", TEXT)
    inserted = older.insert(body={"title": "t"}, media_body=media, convert=True).execute()
    assert inserted["mimeType"] == DOCUMENT
    plain = older.insert(body={"title": "t"}, media_body=media).execute()
    copy = older.copy(fileId=plain["id"], convert=True, body={}).execute()
    assert text_of(drive, copy["id"]) == "\ufefftekst"


def test_version_two_tells_who_has_access_only_when_asked(older: Any) -> None:
    file = older.insert(body={"title": "t"}).execute()
    assert "permissions" not in file
    asked = older.get(fileId=file["id"], fields="permissions,labels").execute()
    assert [each["role"] for each in asked["permissions"]] == ["owner"]


def test_names_that_drive_does_not_know_are_passed_over(drive: Any) -> None:
    file = drive.create(body={"title": "oud", "enforceSingleParent": True}).execute()
    assert file["name"] == "Untitled"


@pytest.mark.parametrize("word", ["false", "False", "FALSE"])
def test_truths_in_a_search_are_read_in_any_case(drive: Any, word: str) -> None:
    file = made(drive, name=f"waarheid {word}")
    query = f"trashed={word} and name = 'waarheid {word}'"
    assert [each["id"] for each in drive.list(q=query).execute()["files"]] == [file]


def test_text_hints_are_searched_but_never_shown(drive: Any) -> None:
    hint = {"indexableText": "kastanjebruin"}
    file = made(drive, name="foto.bin", contentHints=hint)
    drive.update(fileId=file, body={"appProperties": {"a": "1"}}).execute()
    found = drive.list(q="fullText contains 'kastanjebruin'", fields="files").execute()["files"]
    assert [each["id"] for each in found] == [file]
    assert "contentHints" not in found[0]


def test_a_picture_of_a_file_is_checked_and_counted(drive: Any) -> None:
    image = urlsafe_b64encode(b"\x89PNG").decode()
    picture = {"image": image, "mimeType": "image/png"}
    file = made(drive, name="model.stl", contentHints={"thumbnail": picture})
    fields = "hasThumbnail,thumbnailVersion"
    told = drive.get(fileId=file, fields=fields).execute()
    assert told == {"hasThumbnail": True, "thumbnailVersion": "1"}
    with pytest.raises(HttpError, match=r"contentHints\.thumbnail\.mimeType"):
        made(drive, contentHints={"thumbnail": {**picture, "mimeType": "image/tiff"}})


def test_a_null_clears_a_field(drive: Any) -> None:
    file = made(drive, description="weg", folderColorRgb="#ff0000", appProperties={"a": "1"})
    body = {"description": None, "folderColorRgb": None, "appProperties": {"a": None}}
    told = drive.update(fileId=file, body=body, fields="*").execute()
    assert not {"description", "folderColorRgb", "appProperties"} & set(told)


def test_an_upload_in_pieces_ends_in_a_download_in_pieces(drive: Any) -> None:
    content = bytes(range(256)) * 2500
    media = MediaIoBaseUpload(io.BytesIO(content), TEXT, chunksize=262144, resumable=True)
    request, answer = drive.create(body={"name": "brok"}, media_body=media), None
    while answer is None:
        _, answer = request.next_chunk()
    target, done = io.BytesIO(), False
    pieces = MediaIoBaseDownload(target, drive.get_media(fileId=answer["id"]), chunksize=300000)
    while not done:
        _, done = pieces.next_chunk()
    assert target.getvalue() == content


@pytest.mark.parametrize(
    ("host", "scheme"),
    [("localhost:1234", "http"), ("www.googleapis.com:8080", "http"), ("localhost", "https")],
)
def test_a_session_goes_on_at_the_name_by_which_it_began(
    owner: OwnerSession, host: str, scheme: str
) -> None:
    headers = {"Host": host, "X-Forwarded-Host": "elders.example"}
    address = "/upload/drive/v3/files?uploadType=resumable"
    location = owner.post(address, json={}, headers=headers).headers["Location"]
    assert location.startswith(f"{scheme}://{host}{address}&upload_id=")


def test_shared_drives_answer_to_their_former_name(workspace: LocalWorkspace) -> None:
    team = as_owner(workspace, "drive.v3").teamdrives()
    made_drive = team.create(requestId="team-1", body={"name": "Team"}).execute()
    assert made_drive["kind"] == "drive#teamDrive"
    only, drive = {"restrictions": {"teamMembersOnly": True}}, made_drive["id"]
    told = team.update(teamDriveId=drive, body=only, fields="*").execute()
    assert told["restrictions"]["teamMembersOnly"]
    assert told["capabilities"]["canDeleteTeamDrive"]
    assert drive in [each["id"] for each in team.list().execute()["teamDrives"]]
    team.delete(teamDriveId=drive).execute()
    with pytest.raises(HttpError, match="Shared drive not found"):
        team.get(teamDriveId=drive).execute()
