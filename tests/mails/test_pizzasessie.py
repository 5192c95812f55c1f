from datetime import date

from jobs.mails.pizzasessie import pizzasessie_letter
from jobs.programme.rows import pizzasessie_rows
from jobs.school.model import PizzaGroup
from sheets_templates.model import Content
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.mails.test_week import assert_says
from tests.programme.cast import SCHOOL, at

GROUP = PizzaGroup(key="bomen", name="Bomen", dates=(date(2026, 11, 12),))
LINDE: Content = {
    "inbreng.scholen": [
        {
            "school": "De Linde",
            "succes": "Ouders <script>lezen</script> mee",
            "bewijs": "Een turflijst",
        }
    ],
    "inbreng.vragen": [
        {
            "school": "De Linde",
            "vraag": "=Hoe doen jullie dat?",
            "aanwezigen": "3 leraren en 1 schoolcoach",
        }
    ],
    "overzicht.ritme": [
        {
            "school": "De Linde",
            "bordsessies_gehouden": 9,
            "bordsessies_gepland": 10,
            "barometer": "Leerde iets van een collega: 8 van de 12 (week van 2 november)",
        }
    ],
}


def letter(brought: Content | None = None) -> Letter:
    content = {**pizzasessie_rows(GROUP), **(brought or {})}
    links = {"pizzasessie": "https://docs.example/pizza"}
    return pizzasessie_letter(
        SCHOOL, GROUP, date(2026, 11, 12), content, links, at(11, 11, 9), "pizzasessie/1"
    )


def test_it_goes_to_those_who_lead_and_coach_the_school() -> None:
    assert letter().to == ("lies@linde.example", "coen@linde.example", "eva@linde.example")
    assert letter().subject == "Pizzasessie Bomen, 12 november: wat de scholen meebrengen"


def test_every_school_brings_a_success_its_rhythm_and_a_question() -> None:
    assert_says(letter(LINDE), "Tot donderdag 12 november!")
    assert_says(letter(LINDE), "9 van 10 bordsessies", "8 van de 12", "=Hoe doen jullie dat?")


def test_whatever_else_a_school_wrote_stands_under_its_question() -> None:
    assert_says(letter(LINDE), "Waaraan we het zien: Een turflijst", "3 leraren en 1 schoolcoach")
    assert "Wat we komen halen" not in letter(LINDE).html


def test_a_school_that_only_has_its_rhythm_is_there_too() -> None:
    sent = letter({"overzicht.ritme": [{"school": "De Wilg", "bordsessies_gepland": 4}]})
    assert "De Wilg" in sent.html
    assert_says(sent, "0 van 4 bordsessies")


def test_html_in_an_answer_arrives_as_text() -> None:
    sent = letter(LINDE)
    assert_says(sent, "Ouders <script>lezen</script> mee")
    assert "<script" not in sent.html


def test_a_school_without_an_answer_tells_it_at_the_table() -> None:
    sent = letter({"inbreng.scholen": [{"school": "De Esdoorn"}]})
    assert_says(sent, "die stellen ze aan tafel")
    assert "0 van 0" not in sent.text + sent.html


def test_the_agenda_takes_ninety_minutes() -> None:
    assert "Agenda (90 minuten)" in letter().html
    assert "AGENDA (90 minuten)" in letter().text
    assert_says(letter(), "Vraagtafels, ronde 1", "Er is nog niets ingebracht.")


def test_it_prints_without_its_button() -> None:
    html = letter(LINDE).html
    assert "@media print" in html
    assert 'class="button screen"' in html


def test_it_can_be_read_by_everybody() -> None:
    page = read_page(letter(LINDE).html)
    assert (page.lang, page.tags.count("h1"), faint(page)) == ("nl", 1, [])
