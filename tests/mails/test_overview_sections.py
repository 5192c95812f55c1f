"""What the overview tells beside rhythm and barometer, and only when there is something to tell."""

from datetime import date

import pytest

from jobs.mails.overview import overview_letter
from sheets_templates.model import Content, Row, Value
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.mails.test_overview import CONTENT
from tests.mails.test_week import assert_says, assert_silent
from tests.programme.cast import SCHOOL, at

TABS = ("belemmeringen", "doelen", "coachbezoeken", "tijd", "metingen", "teams")
LINKS = {f"tab:{tab}": f"https://docs.example/blad#gid={tab}" for tab in TABS}


def letter(content: Content) -> Letter:
    return overview_letter(SCHOOL, {**CONTENT, **content}, LINKS, at(5, 10, 7), "overview/1")


def obstacle(team: str, number: int, **more: Value) -> Row:
    return {"nummer": f"x-{number}", "team": team, "belemmering": f"Knelpunt {number}", **more}


def obstacles(*rows: Row) -> Content:
    return {"belemmeringen.lijst": rows}


GOALS: Content = {
    "doelen.doelen": [
        {"team": "Onderbouw", "doel": "Lezen", "stand": "gehaald"},
        {"team": "Onderbouw", "doel": "Rekenen", "stand": "op weg"},
        {"team": "Bovenbouw", "doel": "Praten", "stand": None},
    ]
}
HOURS: Content = {
    "tijd.teams": [
        {"team": "Onderbouw", "blok": 1, "gepland": 9, "gehouden": 7.5, "bestaand": 0},
        {"team": "Nieuw", "blok": 1, "gepland": 0, "gehouden": 0, "bestaand": 0},
    ]
}


def test_obstacles_without_an_answer_are_counted_by_team_with_their_words() -> None:
    sent = letter(
        obstacles(
            obstacle("Onderbouw", 1, nodig="Een sleutel"),
            obstacle("Bovenbouw", 2),
            obstacle("Onderbouw", 3, stand="bezig"),
        )
    )
    assert_says(sent, "Onderbouw: 2 belemmeringen", "Bovenbouw: 1 belemmering")
    assert_says(sent, "Knelpunt 1. Wat zou helpen: Een sleutel.", "Knelpunt 3")


@pytest.mark.parametrize(
    "more", [{"antwoord": "Dat kan"}, {"stand": "opgelost"}, {"stand": "kan niet"}]
)
def test_an_obstacle_with_an_answer_waits_no_longer(more: dict[str, str]) -> None:
    sent = letter(obstacles(obstacle("Onderbouw", 1, **more)))
    assert_silent(sent, "Knelpunt 1", "wachten op jullie antwoord")


def test_many_obstacles_are_all_counted_and_the_first_have_their_words() -> None:
    sent = letter(obstacles(*(obstacle("Onderbouw", number) for number in range(9))))
    assert_says(sent, "Onderbouw: 9 belemmeringen", "Knelpunt 5", "Nog 3 staan in het blad")
    assert_silent(sent, "Knelpunt 6")


def test_html_in_an_obstacle_arrives_as_text() -> None:
    sent = letter(obstacles(obstacle("Onderbouw", 1, belemmering="Geen <b>lokaal</b>")))
    assert_says(sent, "Geen <b>lokaal</b>")
    assert "<b>lokaal" not in sent.html


def test_goals_are_counted_and_not_named() -> None:
    assert_says(letter(GOALS), "Op de borden staan 3 doelen: 1 gehaald, 1 op weg en 1 nog niet.")
    assert_silent(letter(GOALS), "Rekenen")


def test_hours_are_planned_held_and_out_of_existing_time() -> None:
    assert_says(letter(HOURS), "7,5", "tot nu toe")
    assert "- Onderbouw: 9 gepland, 7,5 genomen, 0 uit bestaande tijd" in letter(HOURS).text
    assert_silent(letter(HOURS), "Nieuw")


def test_the_visits_of_the_expertcoach_are_planned_and_held() -> None:
    row: Row = {"gepland": 12, "tot_nu": 3, "gehouden": 2}
    assert_says(letter({"coachbezoeken.stand": [row]}), "De expertcoach kwam 2 keer", "3 gepland")
    early: Row = {"gepland": 12, "tot_nu": 0, "gehouden": 0}
    assert_silent(letter({"coachbezoeken.stand": [early]}), "expertcoach")


def test_metingen_that_may_be_shown_are_one_sentence() -> None:
    row: Row = {"vraag": "Wij leren samen", "nul_oneens": 1, "nul_neutraal": 2, "nul_eens": 9}
    sent = letter({"metingen.cultuur": [row]})
    assert_says(sent, "In het blad staat de nulmeting van de hele school.")
    assert_silent(sent, "Wij leren samen", "eindmeting")
    assert_silent(letter({"metingen.cultuur": [{"vraag": "Wij leren samen"}]}), "nulmeting")


def test_the_newest_ambition_of_the_school_stands_on_top() -> None:
    rows: list[Row] = [
        {"ambitie": "Iedereen leest", "klaar_op": date(2027, 7, 2)},
        {"ambitie": "Een oude ambitie"},
    ]
    assert_says(letter({"ambitie.ambitie": rows}), "Iedereen leest (klaar op 2 juli)")
    assert_silent(letter({"ambitie.ambitie": rows}), "oude ambitie")


def test_each_part_leads_to_its_own_tab() -> None:
    meting: Row = {"nul_eens": 9}
    visits: Row = {"gepland": 12, "tot_nu": 3, "gehouden": 2}
    sent = letter(
        {
            **obstacles(obstacle("Onderbouw", 1)),
            **GOALS,
            **HOURS,
            "metingen.cultuur": [meting],
            "coachbezoeken.stand": [visits],
        }
    )
    page = read_page(sent.html)
    assert set(LINKS.values()) <= set(page.links)
    assert faint(page) == []


def test_an_overview_without_news_has_none_of_these_headings() -> None:
    assert_silent(letter({}), "Verder", "Tijd</h2>", "ambitie:", "wachten op jullie antwoord")
