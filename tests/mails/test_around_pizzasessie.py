"""The letters around a pizzasessie: asking what a school brings, and what was agreed."""

from dataclasses import replace
from datetime import date

import pytest

from jobs.mails.agreements import agreements_letter, late_agreements_letter
from jobs.mails.inbreng import inbreng_letter
from sheets_templates.model import Content, Row
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.mails.test_pizzasessie import GROUP, LINDE
from tests.mails.test_week import assert_says, assert_silent
from tests.programme.cast import SCHOOL

ON = date(2026, 11, 12)
LINKS = {"inbreng": "https://docs.example/inbreng", "pizzasessie": "https://docs.example/pizza"}


def asking(content: Content | None = None) -> Letter:
    return inbreng_letter(SCHOOL, GROUP, ON, content or {}, LINKS, "inbreng/1")


def agreed(*rows: Row) -> Letter:
    content = {"afspraken.afspraken": rows}
    return agreements_letter(SCHOOL, GROUP, ON, content, LINKS, "agreements/1")


def added(went: Letter, *rows: Row) -> Letter | None:
    """What is mailed of these rows when another letter went before."""
    content = {"afspraken.afspraken": rows}
    return late_agreements_letter(
        SCHOOL, GROUP, ON, content, LINKS, "agreements/2", went=went.carries.__contains__
    )


def test_coaches_and_leaders_are_asked_what_the_school_brings() -> None:
    assert asking().to == ("coen@linde.example", "lies@linde.example")
    assert asking().subject == "Pizzasessie Bomen, 12 november: wat brengen jullie mee?"
    assert_says(asking(), "donderdag 12 november", "Inbreng invullen")
    assert set(LINKS.values()) <= set(read_page(asking().html).links)


def test_what_is_there_already_of_the_school_is_shown_and_of_no_other() -> None:
    assert_says(asking(LINDE), "Ouders <script>lezen</script> mee", "=Hoe doen jullie dat?")
    other = {"inbreng.scholen": [{"school": "De Esdoorn", "succes": "Een schooltuin"}]}
    assert_silent(asking(other), "schooltuin", "staat er nu van jullie")


def test_agreements_go_to_all_who_were_at_the_table() -> None:
    assert agreed().to == ("lies@linde.example", "coen@linde.example", "eva@linde.example")


def test_an_agreement_says_what_who_and_when() -> None:
    row: Row = {"afspraak": "We <i>kijken</i>", "wie": "De Wilg", "wanneer": date(2026, 11, 24)}
    assert_says(agreed(row), "We <i>kijken</i>", "De Wilg", "di 24 nov")
    assert "<i>kijken" not in agreed(row).html


def test_what_was_to_be_done_before_this_pizzasessie_is_left_out() -> None:
    old: Row = {"afspraak": "Oud", "wanneer": date(2026, 10, 20)}
    undated: Row = {"afspraak": "Nieuw", "wie": None, "wanneer": "snel"}
    sent = agreed(old, undated)
    assert_says(sent, "Nieuw")
    assert_silent(sent, "Oud")


def test_a_session_without_agreements_is_asked_to_write_them_down() -> None:
    assert_says(agreed({"afspraak": " "}), "Er staan nog geen afspraken", "Afspraken opschrijven")


LOOKING: Row = {"afspraak": "We kijken bij elkaar", "wie": "De Wilg"}
BAKING: Row = {"afspraak": "We bakken"}


def test_only_what_is_new_is_mailed_later() -> None:
    later = added(agreed(LOOKING), LOOKING, BAKING)
    assert later
    assert later.subject == "Pizzasessie Bomen, 12 november: wat er nog bij kwam"
    assert_says(later, "We bakken", "Wat er nog bij kwam", "als er later afspraken bij kwamen")
    assert_silent(later, "We kijken bij elkaar", "Wat we afspraken")


def test_the_next_of_the_later_letters_tells_neither() -> None:
    later = added(agreed(LOOKING), LOOKING, BAKING)
    assert later
    both = replace(later, carries=(*agreed(LOOKING).carries, *later.carries))
    assert added(both, BAKING, LOOKING) is None


@pytest.mark.parametrize(
    "change",
    [
        {"wie": "De Linde"},
        {"wanneer": date(2026, 12, 1)},
        {"afspraak": "we  kijken\nbij elkaar."},
    ],
    ids=["who", "when", "spaces and capitals"],
)
def test_an_agreement_that_changes_a_little_is_not_mailed_again(change: Row) -> None:
    assert added(agreed(LOOKING), {**LOOKING, **change}) is None


def test_the_names_of_what_went_hold_none_of_its_words() -> None:
    assert not [one for one in agreed(LOOKING).carries if "kijken" in one]


@pytest.mark.parametrize("letter", [asking(LINDE), agreed({"afspraak": "Kijken"})])
def test_both_can_be_read_by_everybody(letter: Letter) -> None:
    page = read_page(letter.html)
    assert (page.lang, page.tags.count("h1"), faint(page)) == ("nl", 1, [])
