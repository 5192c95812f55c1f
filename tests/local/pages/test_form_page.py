import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import TheForm, asking, choice, make_form, page_break, text
from tests.local.pages.form_fields import Fields

RATHER = choice("RADIO", "ja", "nee", {"isOther": True})


def test_every_kind_of_question_has_a_control(workspace: LocalWorkspace) -> None:
    page = make_form(
        workspace,
        asking("0000000a", textQuestion={}),
        asking("0000000b", choiceQuestion=RATHER),
        asking("0000000c", choiceQuestion=choice("DROP_DOWN", "ma1", "ma2")),
        asking("0000000d", scaleQuestion={"low": 1, "high": 5, "lowLabel": "nauwelijks"}),
        asking("0000000e", ratingQuestion={"iconType": "HEART", "ratingScaleLevel": 3}),
        asking("0000000f", dateQuestion={"includeYear": True}),
        asking("00000010", timeQuestion={}),
        {"title": "Let op", "textItem": {}},
        {"videoItem": {"video": {"youtubeUri": "https://youtu.be/x"}, "caption": "Uitleg"}},
        {"imageItem": {"image": {"sourceUri": "https://beeld.example/b.png", "altText": "Bord"}}},
    ).open()
    assert page.status_code == 200
    for expected in ('type="text" id="v10"', 'name="entry.11.other_option_response"', "<select"):
        assert expected in page.text
    for expected in ("nauwelijks", "♥", 'type="date"', 'type="time"', "Let op", 'alt="Bord"'):
        assert expected in page.text
    assert "Bekijk de film: Uitleg" in page.text


def test_a_radio_question_is_a_group_with_its_question_and_help(workspace: LocalWorkspace) -> None:
    item = asking("0000000a", title="Energie?", choiceQuestion=RATHER, required=True)
    page = make_form(workspace, item | {"description": "Deze week"}).open().text
    group = page[page.index("<fieldset") : page.index("</fieldset>")]
    assert 'role="radiogroup"' in group
    assert 'aria-describedby="v10-help"' in group
    assert re.search(r"<legend[^>]*>\s*Energie\?", group)


def test_text_in_a_form_is_text_on_its_page(workspace: LocalWorkspace) -> None:
    page = make_form(workspace, text(title="<script>alert(1)</script>")).open()
    assert "<script>" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_required_answer_left_out_is_pointed_at_and_the_rest_is_kept(
    workspace: LocalWorkspace,
) -> None:
    form = make_form(
        workspace,
        asking("0000000a", title="Energie?", choiceQuestion=RATHER, required=True),
        text("0000000b"),
    )
    page = form.send({"entry.11": "\nTwee\r\nregels & <meer>"}).text
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="v10-problem"' in page
    assert re.search(r'id="v10-problem">Deze vraag is nog niet beantwoord\.', page)
    assert re.search(r'role="alert"[^>]*autofocus[\s\S]*<a href="#v10">Energie\?</a>', page)
    assert Fields(page).sent["entry.11"] == ["\nTwee\nregels & <meer>"]
    assert form.responses() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"entry.10": "misschien"}, "Kies een van de antwoorden die hier staan."),
        ({"entry.10": ["ja", "nee"]}, "Kies één antwoord."),
        ({"entry.10": "__other_option__"}, "Vul in wat je met ‘Anders’ bedoelt."),
        ({"entry.11": "x" * 10_001}, "maak het korter dan 10.000 tekens"),
        ({"entry.11": "voor\x08na"}, "onzichtbaar teken"),
        ({"entry.12": "volgende week"}, "Dit is geen datum."),
        ({"entry.13": "kwart over acht"}, "Dit is geen tijd."),
        ({"entry.14_minute": "75"}, "minuten (0–59)"),
        ({"entry.15_day": "31", "entry.15_month": "2"}, "Deze dag bestaat niet."),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_kindly(
    workspace: LocalWorkspace, fields: dict[str, str], sentence: str
) -> None:
    form = make_form(
        workspace,
        asking("0000000a", choiceQuestion=RATHER),
        text("0000000b"),
        asking("0000000c", dateQuestion={"includeYear": True}),
        asking("0000000d", timeQuestion={}),
        asking("0000000e", timeQuestion={"duration": True}),
        asking("0000000f", dateQuestion={}),
    )
    page = form.send(fields).text
    assert sentence in page
    assert "de rest hebben we voor je bewaard" in page
    assert form.responses() == []


def test_an_invisible_character_is_taken_out_and_the_text_stays(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    page = form.send({"entry.10": "voor\x08na"}).text
    assert Fields(page).sent["entry.10"] == ["voorna"]


def test_other_brings_its_own_text(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, asking("0000000a", choiceQuestion=RATHER))
    form.send({"entry.10": "__other_option__", "entry.10.other_option_response": "deels"})
    assert form.answers() == [{"0000000a": ["deels"]}]


def test_after_sending_the_page_thanks_and_offers_another(workspace: LocalWorkspace) -> None:
    page = make_form(workspace, text()).send({"entry.10": "x"})
    assert page.status_code == 200
    assert "Bedankt, je antwoord is verstuurd" in page.text
    assert "Nog een antwoord invullen" in page.text


def test_the_address_may_fill_in_beforehand(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(), asking("0000000b", choiceQuestion=RATHER))
    address = form.address + "?usp=pp_url&entry.10=Samen&entry.11=nee"
    sent = Fields(form.browser.get(address, timeout=10).text).sent
    assert (sent["entry.10"], sent["entry.11"]) == (["Samen"], ["nee"])


def test_an_answer_to_a_question_that_is_gone_is_dropped(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(), text("0000000b"))
    form.change({"deleteItem": {"location": {"index": 1}}})
    assert "Bedankt" in form.send({"entry.10": "blijft", "entry.11": "weg"}).text
    assert form.answers() == [{"0000000a": ["blijft"]}]


def test_an_optional_answer_may_be_taken_back(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, asking("0000000a", choiceQuestion=RATHER))
    assert "Geen antwoord" in form.open().text
    form.send({"entry.10": ""})
    assert form.answers() == [{}]


@pytest.fixture(scope="module")
def every_kind(workspace: LocalWorkspace) -> TheForm:
    return make_form(
        workspace,
        asking("0000000a", choiceQuestion=RATHER),
        asking("0000000b", dateQuestion={"includeYear": True, "includeTime": True}),
        asking("0000000c", dateQuestion={"includeTime": True}),
        asking("0000000d", timeQuestion={"duration": True}),
        asking("0000000e", timeQuestion={}),
        asking("0000000f", scaleQuestion={"high": 5}),
        page_break("000000f1"),
        text("00000010"),
    )


FIELDS = [f"entry.{number}" for number in range(10, 17)]
PARTS = [f"entry.12_{part}" for part in ("month", "day", "time")] + ["entry.13_hour"]
NAMES = [*FIELDS, *PARTS, "entry.10.other_option_response", "pageHistory", "fbzx", "continue"]
ODD = st.sampled_from(
    ["9" * 5000, "-1", "1-2-3", "25:99", "0,1,2", "__other_option__", "2026-02-30"]
)


@settings(max_examples=60, deadline=None)
@given(fields=st.dictionaries(st.sampled_from(NAMES), ODD | st.text(max_size=20)))
def test_whatever_is_sent_the_page_answers(every_kind: TheForm, fields: dict[str, str]) -> None:
    page = every_kind.send(
        {name: value.encode("utf-8", "replace") for name, value in fields.items()}
    )
    assert page.status_code == 200
    assert "<h1>" in page.text
