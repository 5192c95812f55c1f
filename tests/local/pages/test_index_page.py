import requests

from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.local.forms_cast import google_client, make_form

FOLDER = "application/vnd.google-apps.folder"


def page_of(workspace: LocalWorkspace) -> str:
    return requests.get(workspace.base_url + "/", timeout=10).text


def test_an_empty_workspace_says_what_to_do(fresh_workspace: WorkspaceFactory) -> None:
    page = page_of(fresh_workspace())
    assert "Hier staat nog niets" in page
    assert "ritmiek setup" in page


def test_a_form_stands_under_the_folder_that_holds_it(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    form = make_form(workspace)
    body = {"name": "De Wilgen", "mimeType": FOLDER, "parents": [SHARED_DRIVE]}
    folder = form.drive.files().create(body=body, supportsAllDrives=True).execute()["id"]
    form.drive.files().update(
        fileId=form.id, addParents=folder, removeParents=SHARED_DRIVE, supportsAllDrives=True
    ).execute()
    page = page_of(workspace)
    assert page.index("<h2>De Wilgen</h2>") < page.index("Barometer")
    assert form.address.removeprefix(workspace.base_url) in page
    assert "nog geen antwoorden" in page


def test_a_form_shows_how_it_stands(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    form = make_form(workspace, answerable=False)
    assert "nog niet open" in page_of(workspace)
    form.publish()
    assert "alleen voor school" in page_of(workspace)
    form.let_everyone_answer()
    assert ">open</span>" in page_of(workspace)
    form.publish(accepting=False)
    assert "gesloten" in page_of(workspace)


def test_a_file_in_the_bin_is_not_shown(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    form = make_form(workspace)
    form.drive.files().update(
        fileId=form.id, body={"trashed": True}, supportsAllDrives=True
    ).execute()
    assert "Barometer" not in page_of(workspace)


def test_every_folder_gets_a_heading(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    drive = google_client(workspace, "drive.v3.json")
    parent = SHARED_DRIVE
    for name in ("School", "Team"):
        body = {"name": name, "mimeType": FOLDER, "parents": [parent]}
        parent = drive.files().create(body=body, supportsAllDrives=True).execute()["id"]
    body = {
        "name": "Bord",
        "mimeType": "application/vnd.google-apps.spreadsheet",
        "parents": [parent],
    }
    made = drive.files().create(body=body, supportsAllDrives=True).execute()
    page = page_of(workspace)
    assert "<h2>School</h2>" in page
    assert "<h3>Team</h3>" in page
    assert f"/spreadsheets/d/{made['id']}" in page


def test_a_moved_clock_is_said_on_every_page(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    with workspace.session() as owner:
        owner.put("/local/clock", json={"now": "2026-11-09T06:00:00Z"})
    assert "Deze werkplek doet alsof het maandag 9 november 2026 is." in page_of(workspace)
