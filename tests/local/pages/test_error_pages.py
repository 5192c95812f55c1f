"""What people read when something is not here, not theirs or not open: Dutch, and a way on."""

import pytest
import requests

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import make_form, text
from tests.local.spreadsheets import new_sheets

ELSEWHERE = {"Origin": "http://elders.example", "Accept": "text/html"}


def opened(workspace: LocalWorkspace, path: str) -> requests.Response:
    headers = {"Accept": "text/html"}
    return requests.get(workspace.base_url + path, headers=headers, timeout=10)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bestaat-niet", "Deze pagina is er niet"),
        ("/spreadsheets/d/weg", "Deze spreadsheet is er niet"),
        ("/bestanden/weg", "Dit bestand is er niet"),
        ("/mail/weg", "Deze mail is hier niet"),
        ("/forms/d/e/weg/viewform", "Dit formulier bestaat niet"),
    ],
)
def test_what_is_not_here_says_so_in_the_page_of_the_house(
    workspace: LocalWorkspace, path: str, said: str
) -> None:
    page = opened(workspace, path)
    assert page.status_code == 404
    assert f"<h1>{said}</h1>" in page.text
    assert '<a class="skip" href="#inhoud">' in page.text


def test_a_page_that_is_not_here_leads_back_to_what_is(workspace: LocalWorkspace) -> None:
    assert 'href="/">Naar alles wat hier staat</a>' in opened(workspace, "/bestaat-niet").text


def test_a_program_gets_googles_error_instead_of_a_page(workspace: LocalWorkspace) -> None:
    answer = requests.get(f"{workspace.base_url}/bestaat-niet", timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, 404)


def test_an_answer_from_another_site_is_refused_kindly(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    address = form.open().url.replace("viewform", "formResponse")
    page = requests.post(address, data={"entry.10": "x"}, headers=ELSEWHERE, timeout=10)
    assert page.status_code == 403
    assert "Open het formulier zelf en vul het daar in." in page.text
    assert form.responses() == []


def test_signing_in_from_another_site_leads_to_the_page_for_it(workspace: LocalWorkspace) -> None:
    where = f"{workspace.base_url}/aanmelden"
    page = requests.post(where, data={"email": "x@y.example"}, headers=ELSEWHERE, timeout=10)
    assert page.status_code == 403
    assert 'href="/aanmelden">Naar aanmelden</a>' in page.text


def test_a_download_of_another_kind_names_the_kinds_there_are(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    page = opened(workspace, f"/spreadsheets/d/{sheets.id}/export?format=ods")
    assert page.status_code == 400
    assert "Het kan als .xlsx, of per tabblad als .csv of .tsv." in page.text
    missing = opened(workspace, f"/spreadsheets/d/{sheets.id}/export?format=csv&gid=99")
    assert "Dit tabblad is er niet" in missing.text
