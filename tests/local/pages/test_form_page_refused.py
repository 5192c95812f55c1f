"""Whom the page of a form refuses: too late, not open, not there, from elsewhere, or a flood."""

import pytest

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import make_form, text


def test_a_closed_form_says_so_and_keeps_nothing(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    form.publish(accepting=False)
    page = form.send({"entry.10": "te laat"})
    assert page.status_code == 403
    assert "Dit formulier neemt geen antwoorden meer aan." in page.text
    assert form.responses() == []


def test_an_unpublished_form_is_not_open_yet(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(), answerable=False)
    assert "staat nog niet open" in form.open().text
    assert form.open().status_code == 403


def test_a_published_form_that_was_shared_with_nobody_asks_to_sign_in(
    workspace: LocalWorkspace,
) -> None:
    form = make_form(workspace, text(), answerable=False)
    form.publish()
    page = form.send({"entry.10": "x"})
    assert page.status_code == 403
    assert "Log in met je schoolaccount" in page.text


def test_an_unknown_form_does_not_exist(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, answerable=False)
    page = form.browser.get(f"{workspace.base_url}/forms/d/e/onbekend/viewform", timeout=10)
    assert page.status_code == 404
    assert "Dit formulier bestaat niet" in page.text


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_an_answer_sent_from_another_site_is_refused(
    workspace: LocalWorkspace, headers: dict[str, str]
) -> None:
    form = make_form(workspace, text())
    assert form.send({"entry.10": "x"}, **headers).status_code == 403
    assert form.responses() == []


def test_an_answer_sent_from_the_page_itself_is_taken(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    page = form.send(
        {"entry.10": "x"}, Origin=workspace.base_url, **{"Sec-Fetch-Site": "same-origin"}
    )
    assert page.status_code == 200
    assert len(form.responses()) == 1


def test_a_flood_of_text_is_refused(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    assert form.send({"entry.10": "x" * 2_100_000}).status_code == 413
