"""A form of several sections, and answers that lead from one to another."""

from tests.conftest import LocalWorkspace
from tests.local.pages.form_fields import Fields, sections


def test_sections_carry_earlier_answers_along_and_back(workspace: LocalWorkspace) -> None:
    form = sections(workspace, "ja", "nee")
    assert "Deel 1 van 3" in form.open().text
    second = form.send({"entry.10": "ja", "continue": "1"}).text
    assert "Deel 2 van 3" in second
    sent = Fields(second).sent
    assert sent["entry.10"] == ["ja"]
    first = form.send(sent | {"entry.11": ["Halverwege"], "back": ["1"]}).text
    assert "Deel 1 van 3" in first
    assert Fields(first).sent["entry.11"] == ["Halverwege"]


def test_a_section_with_a_required_answer_left_out_holds_people_there(
    workspace: LocalWorkspace,
) -> None:
    form = sections(workspace, "ja")
    page = form.send({"pageHistory": "0,1", "entry.10": "ja", "continue": "1"}).text
    assert "Deel 2 van 3" in page
    assert "Deze vraag is nog niet beantwoord." in page


def test_an_answer_leads_to_its_section_and_skips_the_others(workspace: LocalWorkspace) -> None:
    form = sections(workspace, {"value": "verder", "goToSectionId": "000000f2"})
    page = form.send({"entry.10": "verder", "continue": "1"}).text
    assert "Deel 3 van 3" in page
    form.send(Fields(page).sent | {"entry.11": ["overgeslagen"], "entry.12": ["Fijn"]})
    assert form.answers() == [{"0000000a": ["verder"], "0000000c": ["Fijn"]}]


def test_an_answer_may_end_the_form(workspace: LocalWorkspace) -> None:
    form = sections(workspace, {"value": "klaar", "goToAction": "SUBMIT_FORM"})
    assert "Bedankt" in form.send({"entry.10": "klaar", "continue": "1"}).text
    assert form.answers() == [{"0000000a": ["klaar"]}]


def test_an_answer_may_start_the_form_again(workspace: LocalWorkspace) -> None:
    form = sections(workspace, {"value": "opnieuw", "goToAction": "RESTART_FORM"})
    assert "Deel 1 van 3" in form.send({"entry.10": "opnieuw"}).text
    assert form.responses() == []
