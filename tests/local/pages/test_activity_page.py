import re

import requests

from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.local.forms_cast import make_form, text
from tests.local.google_clients import as_service_account
from tests.local.spreadsheets import new_sheets


def rows(workspace: LocalWorkspace, query: str = "") -> list[tuple[str, str]]:
    """The method and the status of every request on the page."""
    page = requests.get(f"{workspace.base_url}/activiteit{query}", timeout=10).text
    found = re.findall(
        r'</time></td><td>(.*?)</td><td>\w+</td><td><span class="badge \w+">(.*?)</span>', page
    )
    return [(method.replace("<wbr>", ""), status) for method, status in found]


def test_requests_stand_with_their_answer_the_newest_first(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    owner = workspace.session()
    owner.get("/drive/v3/about?fields=user")
    owner.get("/drive/v3/files/weg?geheim=1")
    owner.get("/v4/nergens")
    assert rows(workspace) == [
        ("onbekend adres", "404"),
        ("drive.files.get", "400"),
        ("drive.about.get", "200"),
    ]


def test_requests_are_chosen_by_status_and_method(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    owner = workspace.session()
    owner.get("/drive/v3/about?fields=user")
    for _ in range(2):
        owner.get("/drive/v3/files/weg")
    assert rows(workspace, "?status=geweigerd") == [("drive.files.get", "404")] * 2
    assert rows(workspace, "?status=404&methode=drive.about.get") == []
    assert rows(workspace, "?methode=drive.about.get") == [("drive.about.get", "200")]
    page = requests.get(f"{workspace.base_url}/activiteit", timeout=10).text
    assert re.search(r'drive\.<wbr>files\.<wbr>get</a></td><td class="number">2</td>', page)


def test_requests_are_chosen_by_who_made_them_and_no_address_is_shown(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    workspace.session().get("/drive/v3/about?fields=user")
    requests.get(f"{workspace.base_url}/drive/v3/files", timeout=10)
    as_service_account(workspace, "drive.v3", "drive").files().list().execute()
    assert rows(workspace, "?wie=eigenaar") == [("drive.about.get", "200")]
    assert rows(workspace, "?wie=serviceaccount") == [("drive.files.list", "200")]
    assert rows(workspace, "?wie=niemand") == [("drive.files.list", "403")]
    page = requests.get(f"{workspace.base_url}/activiteit", timeout=10).text
    assert "@" not in page
    assert workspace.token not in page


def test_the_page_looks_again_by_itself_only_when_asked(workspace: LocalWorkspace) -> None:
    page = requests.get(f"{workspace.base_url}/activiteit", timeout=10)
    assert "Refresh" not in page.headers
    page = requests.get(f"{workspace.base_url}/activiteit?volg=1", timeout=10)
    assert page.headers["Refresh"] == "5"
    assert 'name="volg" value="1" checked' in page.text


def test_no_more_than_the_last_two_hundred_are_remembered(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    owner = workspace.session()
    for _ in range(205):
        owner.get("/drive/v3/about?fields=kind")
    assert len(rows(workspace)) == 200


def test_the_fields_of_a_file_are_a_tree_of_text(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace, title="<script>alert(1)</script>")
    page = requests.get(f"{workspace.base_url}/bestanden/{sheets.id}", timeout=10)
    assert page.status_code == 200
    assert "sheets.spreadsheets.get" in page.text
    assert "<script" not in page.text
    form = make_form(workspace, text("0000000a", title="Wat viel op?"))
    page = requests.get(f"{workspace.base_url}/bestanden/{form.id}", timeout=10)
    assert "Wat viel op?" in page.text
    assert requests.get(f"{workspace.base_url}/bestanden/weg", timeout=10).status_code == 404
