import re

import pytest
import requests

from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.local.forms_cast import TheForm, make_form, text
from tests.local.spreadsheets import new_sheets

ANNA, PIET = "anna@school.example", "piet@elders.example"


def share(workspace: LocalWorkspace, file: str, email: str, **more: str) -> None:
    """Give a person access to a file."""
    body = {"role": "reader", "type": "user", "emailAddress": email} | more
    made = workspace.session().post(
        f"/drive/v3/files/{file}/permissions?sendNotificationEmail=false&supportsAllDrives=true",
        json=body,
    )
    assert made.status_code == 200, made.text


def a_sheet(workspace: LocalWorkspace, *people: str) -> str:
    """A spreadsheet that these people may read; its page."""
    sheets = new_sheets(workspace)
    sheets.write("A1", [["roosterwens"]])
    for email in people:
        share(workspace, sheets.id, email)
    return f"/spreadsheets/d/{sheets.id}"


def link(workspace: LocalWorkspace, email: str) -> str:
    """The token behind a person's link on the front page."""
    page = requests.get(workspace.base_url, timeout=10).text
    found = re.search(rf'\?als=([^"]+)">{email}<', page)
    assert found
    return found[1]


def signed_in(workspace: LocalWorkspace, email: str) -> requests.Session:
    """A browser in which somebody signed in."""
    browser = requests.Session()
    answer = browser.post(f"{workspace.base_url}/aanmelden", data={"email": email}, timeout=10)
    assert answer.status_code == 200
    return browser


def test_who_sits_at_the_machine_sees_everything(workspace: LocalWorkspace) -> None:
    page = requests.get(workspace.base_url + a_sheet(workspace), timeout=10)
    assert (page.status_code, "roosterwens" in page.text) == (200, True)


def test_a_link_shows_a_page_as_its_person_sees_it(workspace: LocalWorkspace) -> None:
    shared, other = a_sheet(workspace, ANNA), a_sheet(workspace, PIET)
    token = link(workspace, ANNA)
    page = requests.get(f"{workspace.base_url}{shared}?als={token}", timeout=10)
    assert page.status_code == 200
    assert f"Zo ziet {ANNA} deze pagina." in page.text
    assert f'href="{shared}?gid=0&amp;als={token}"' in page.text
    for address in (
        other,
        f"{other}/export?format=xlsx",
        other.replace("spreadsheets/d", "bestanden"),
    ):
        refused = requests.get(
            workspace.base_url + address, params={"als": token, "format": "xlsx"}, timeout=10
        )
        assert refused.status_code == 403
        assert "Dit is niet met je gedeeld" in refused.text


@pytest.mark.parametrize(
    "forged", ["", "x.y", "cGlldEBlbGRlcnMuZXhhbXBsZQ.{seal}", "{name}.{seal}0"]
)
def test_a_link_that_nobody_signed_shows_nothing(workspace: LocalWorkspace, forged: str) -> None:
    address = a_sheet(workspace, ANNA)
    name, _, seal = link(workspace, ANNA).partition(".")
    token = forged.format(name=name, seal=seal)
    page = requests.get(f"{workspace.base_url}{address}", params={"als": token}, timeout=10)
    assert page.status_code == 403
    assert "Deze link klopt niet" in page.text
    assert "roosterwens" not in page.text


def test_signing_in_narrows_every_page_and_signing_out_undoes_it(
    fresh_workspace: WorkspaceFactory,
) -> None:
    workspace = fresh_workspace()
    shared, other = a_sheet(workspace, ANNA), a_sheet(workspace)
    browser = signed_in(workspace, ANNA)
    front = browser.get(workspace.base_url, timeout=10).text
    assert (shared in front, other in front) == (True, False)
    for closed in ("/mail", "/activiteit", other):
        assert browser.get(workspace.base_url + closed, timeout=10).status_code == 403
    browser.post(f"{workspace.base_url}/afmelden", timeout=10)
    assert browser.get(workspace.base_url + other, timeout=10).status_code == 200


def test_a_link_signs_in_and_leads_on(workspace: LocalWorkspace) -> None:
    address = a_sheet(workspace, ANNA)
    browser = requests.Session()
    page = browser.get(
        f"{workspace.base_url}/aanmelden",
        params={"als": link(workspace, ANNA), "naar": address},
        timeout=10,
    )
    assert page.url == workspace.base_url + address
    assert f"Aangemeld als {ANNA}." in page.text


@pytest.mark.parametrize(
    "onward", ["//elders.example/", "https://elders.example", "/\\elders.example"]
)
def test_signing_in_leads_nowhere_else(workspace: LocalWorkspace, onward: str) -> None:
    a_sheet(workspace, ANNA)
    answer = requests.post(
        f"{workspace.base_url}/aanmelden",
        data={"email": ANNA, "naar": onward},
        allow_redirects=False,
        timeout=10,
    )
    assert answer.headers["Location"] == "/"


def test_an_unknown_address_and_another_site_sign_nobody_in(workspace: LocalWorkspace) -> None:
    address = f"{workspace.base_url}/aanmelden"
    unknown = requests.post(address, data={"email": "wie@onbekend.example"}, timeout=10)
    assert (unknown.status_code, "Kijk of het klopt" in unknown.text) == (403, True)
    a_sheet(workspace, ANNA)
    headers = {"Origin": "https://elders.example"}
    other = requests.post(address, data={"email": ANNA}, headers=headers, timeout=10)
    assert (other.status_code, other.cookies.get("als")) == (403, None)


def verified(workspace: LocalWorkspace) -> TheForm:
    """A form that keeps the address of who signed in."""
    form = make_form(workspace, text())
    settings = {
        "settings": {"emailCollectionType": "VERIFIED"},
        "updateMask": "emailCollectionType",
    }
    form.change({"updateSettings": settings})
    share(workspace, form.id, ANNA, view="published")
    return form


def test_a_verified_form_keeps_the_address_of_who_signed_in(workspace: LocalWorkspace) -> None:
    form = verified(workspace)
    assert form.send({"entry.10": "zonder"}).status_code == 403
    browser = signed_in(workspace, ANNA)
    assert (
        f"Je e-mailadres {ANNA} wordt bij je antwoord bewaard"
        in browser.get(form.address, timeout=10).text
    )
    answer = form.address.replace("viewform", "formResponse")
    browser.post(answer, data={"entry.10": "x", "emailAddress": PIET}, timeout=10)
    assert [response["respondentEmail"] for response in form.responses()] == [ANNA]


def test_a_form_for_some_people_opens_for_them_alone(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(), answerable=False)
    form.publish()
    share(workspace, form.id, ANNA, view="published")
    a_sheet(workspace, PIET)
    assert signed_in(workspace, ANNA).get(form.address, timeout=10).status_code == 200
    refused = signed_in(workspace, PIET).get(form.address, timeout=10)
    assert (refused.status_code, f"{PIET} hoort daar niet bij" in refused.text) == (403, True)
