from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.local.drive.errors import InvalidValueError
from sync.local.drive.searching.query import Both, Comparison, Either, Membership, Negation, parse
from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace
from tests.local.google_clients import FOLDER, FORM, as_owner, as_service_account, found, in_drive

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def drive(workspace: LocalWorkspace) -> Any:
    return as_service_account(workspace, "drive.v3", "drive.file")


@pytest.fixture(scope="module")
def shelf(drive: Any) -> Iterator[str]:
    """A folder with two folders and a form to search for."""
    folder = in_drive(drive, "Zoekplank")
    in_drive(drive, "Lesbezoek-rooster zon", parents=[folder])
    in_drive(drive, "Bordsessies", parents=[folder], appProperties={"soort": "bord"})
    in_drive(drive, "Barometer", FORM, parents=[folder])
    yield folder
    drive.files().delete(fileId=folder, supportsAllDrives=True).execute()


def quoted(text: str) -> str:
    """A text as it is written in a query."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@given(NAMES)
def test_any_name_is_read_back_from_a_query(name: str) -> None:
    assert parse(f"name = {quoted(name)}") == Comparison("name", "=", name)


@settings(max_examples=25, deadline=None)
@given(NAMES)
def test_a_file_of_any_name_is_found_again(drive: Any, name: str) -> None:
    made = in_drive(drive, name)
    query = f"name = {quoted(name)} and mimeType = '{FOLDER}' and trashed = false"
    options = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}
    files = drive.files().list(q=query, pageSize=1000, **options).execute()["files"]
    assert made in [file["id"] for file in files]


def test_and_and_or_go_from_left_to_right() -> None:
    a, b, c = (Comparison("name", "=", letter) for letter in "abc")
    assert parse("name='a' or name='b' and name='c'") == Both(Either(a, b), c)
    assert parse("name='a' or (name='b' and name='c')") == Either(a, Both(b, c))
    assert parse("not name='a' and 'b' in parents") == Both(Negation(a), Membership("b", "parents"))


@pytest.mark.parametrize(
    "query",
    [
        "name",
        "name = 'open",
        "name = 'a' and",
        "(name = 'a'",
        "name = 'a')",
        "name ~ 'a'",
        "appProperties has {key='a'}",
        "appProperties has {key='a' and key='b'}",
        "'a' parents",
        "name 'a'",
    ],
)
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(InvalidValueError):
        parse(query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name contains 'rooster'", {"Lesbezoek-rooster zon"}),
        ("name contains 'ooster'", set()),
        ("name contains 'lesbezoek rooster'", {"Lesbezoek-rooster zon"}),
        (f"mimeType = '{FORM}'", {"Barometer"}),
        (f"mimeType != '{FORM}'", {"Lesbezoek-rooster zon", "Bordsessies"}),
        ("mimeType contains 'application/'", {"Lesbezoek-rooster zon", "Bordsessies", "Barometer"}),
        ("appProperties has { key='soort' and value='bord' }", {"Bordsessies"}),
        ("not name = 'Barometer' and not name contains 'Les'", {"Bordsessies"}),
        (
            "modifiedTime > '2000-01-01T00:00:00'",
            {"Lesbezoek-rooster zon", "Bordsessies", "Barometer"},
        ),
        ("createdTime < '2000-01-01T00:00:00+01:00'", set()),
        ("trashed = true", set()),
        ("'me' in owners", set()),
        ("'me' in writers", {"Lesbezoek-rooster zon", "Bordsessies", "Barometer"}),
        ("'niemand@ergens.example' in readers", set()),
    ],
)
def test_a_search_finds(drive: Any, shelf: str, query: str, names: set[str]) -> None:
    assert set(found(drive, f"'{shelf}' in parents and ({query})")) == names


def test_the_shared_drive_is_left_out_unless_asked_for(drive: Any, shelf: str) -> None:
    query = f"'{shelf}' in parents"
    assert drive.files().list(q=query).execute()["files"] == []
    assert len(found(drive, query, corpora="drive", driveId=SHARED_DRIVE)) == 3
    assert len(found(drive, query, corpora="allDrives")) == 3


@pytest.mark.parametrize(
    "options",
    [
        {"q": "kleur = 'rood'"},
        {"q": "name > 'a'"},
        {"q": "modifiedTime > 'gisteren'"},
        {"orderBy": "kleur"},
        {"pageSize": 1001},
        {"pageToken": "onzin"},
        {"corpora": "drive"},
        {"includeItemsFromAllDrives": True},
        {"q": "'labels/x' in labels"},
        {"q": "visibility = 'overal'"},
    ],
)
def test_a_search_that_cannot_be_done_is_refused(drive: Any, options: dict[str, Any]) -> None:
    with pytest.raises(HttpError) as refused:
        drive.files().list(**options).execute()
    assert refused.value.status_code == 400


def test_pages_together_are_the_whole_in_order(drive: Any, shelf: str) -> None:
    every = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}
    asked = {"q": f"'{shelf}' in parents", "orderBy": "folder,name desc", "pageSize": 2, **every}
    request = drive.files().list(**asked)
    names: list[str] = []
    while request is not None:
        answer = request.execute()
        names += [file["name"] for file in answer["files"]]
        request = drive.files().list_next(request, answer)
    assert names == ["Lesbezoek-rooster zon", "Bordsessies", "Barometer"]


def test_a_page_token_holds_for_its_own_search_only(drive: Any, shelf: str) -> None:
    every = {"supportsAllDrives": True, "includeItemsFromAllDrives": True, "pageSize": 1}
    first = drive.files().list(q=f"'{shelf}' in parents", **every).execute()
    with pytest.raises(HttpError):
        drive.files().list(q="trashed = true", pageToken=first["nextPageToken"], **every).execute()


def test_somebody_else_finds_nothing_that_is_not_shared(workspace: LocalWorkspace) -> None:
    mine = as_owner(workspace, "drive.v3")
    mine.files().create(body={"name": "Van de eigenaar", "mimeType": FOLDER}).execute()
    other = as_service_account(workspace, "drive.v3", "drive", subject="iemand@ergens.example")
    assert found(other, "name = 'Van de eigenaar'") == []
    assert found(mine, "name = 'Van de eigenaar'") == ["Van de eigenaar"]
