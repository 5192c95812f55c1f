from datetime import date

from jobs.mails.overview import overview_letter
from sheets_templates.model import Content, Row
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.mails.test_week import assert_says, assert_silent
from tests.programme.cast import SCHOOL, at


def rhythm(team: str, held: int) -> Row:
    habits = ("bordsessies", "lesbezoeken", "lesontwerpen")
    return {
        "team": team,
        **{f"{habit}_gehouden": held for habit in habits},
        **{f"{habit}_gepland": 4 for habit in habits},
    }


def wave(team: str, answered: int, status: str) -> Row:
    week = date(2026, 9, 28)
    return {
        "team": team,
        "week": week,
        "ingevuld": answered,
        "leden": 8,
        "status": status,
        "energie": 4,
    }


CONTENT: Content = {
    "overzicht.ritme": [rhythm("Onderbouw", 1), rhythm("Bovenbouw", 4)],
    "overzicht.barometer": [
        wave("Onderbouw", 6, "gesloten"),
        wave("Bovenbouw", 4, "te weinig antwoorden"),
    ],
}


def letter(content: Content = CONTENT) -> Letter:
    links = {"overzicht": "https://docs.example/overzicht"}
    return overview_letter(SCHOOL, content, links, at(5, 10, 7), "overview/1")


def test_it_goes_to_those_who_lead_and_coach() -> None:
    assert letter().to == ("lies@linde.example", "coen@linde.example")


def test_it_shows_what_every_team_held_of_what_it_planned() -> None:
    assert_says(letter(), "samen 5 van 8 bordsessies", "1 van 4", "4 van 4")


def test_teams_keep_their_order_whatever_their_figures() -> None:
    text = letter().text
    assert text.index("Onderbouw") < text.index("Bovenbouw")


def test_a_team_with_four_answers_shows_only_the_count() -> None:
    sent = letter()
    assert_says(sent, "6 van 8 ingevuld", "4 van 8 ingevuld")
    assert sent.text.count("midden 4 (1 tot 5)") == 1
    assert sent.html.count("Energie") == 1


def test_a_running_week_shows_only_the_count() -> None:
    sent = letter({"overzicht.barometer": [wave("Onderbouw", 7, "loopt nog")]})
    assert_says(sent, "7 van 8 ingevuld", "Deze week loopt nog.")
    assert_silent(sent, "Energie")


def test_it_can_be_read_by_everybody() -> None:
    page = read_page(letter().html)
    assert (page.lang, page.tags.count("h1"), faint(page)) == ("nl", 1, [])
    assert "https://docs.example/overzicht" in page.links
