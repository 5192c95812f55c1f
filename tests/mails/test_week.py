from collections.abc import Mapping
from datetime import date, datetime

from jobs.mails.week import week_letter
from jobs.programme.kit import desired_school
from sheets_templates.model import Row, Value
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.programme.cast import CALENDAR, DIENSTEN, ONDERBOUW, SCHOOL, at

MONDAY = at(5, 10, 7)
LINKS = {
    "barometer": "https://docs.example/barometer",
    "bordsessie": "https://docs.example/bordsessie",
    "team": "https://docs.example/blad",
}
PLAN = {sheet.key: sheet.content for sheet in desired_school(SCHOOL, CALENDAR).spreadsheets()}
DIVIDED = "Tussen 3 en 5 van de 8 eens; meningen lopen uiteen: bespreek"


def wave(answered: int, status: str = "gesloten") -> Mapping[str, list[Row]]:
    week = date(2026, 9, 28)
    row: Row = {"week": week, "ingevuld": answered, "leden": 8, "status": status}
    return {"barometer.golven": [row]}


def result(question: str, *counts: int, uitleg: str = "Tussen 4 en 6 van de 8 eens") -> Row:
    row: dict[str, Value] = {"vraag": question, "uitleg": uitleg}
    return row | dict(zip(("oneens", "neutraal", "eens", "nvt"), counts, strict=True))


def letter(*tables: Mapping[str, list[Row]], now: datetime = MONDAY) -> Letter:
    content = dict(PLAN["de-linde/onderbouw/team"])
    for table in tables:
        content.update(table)
    return week_letter(SCHOOL, ONDERBOUW, CALENDAR, content, LINKS, now, "week/1")


def assert_says(letter: Letter, *phrases: str) -> None:
    html = read_page(letter.html).text
    text = " ".join(letter.text.split())
    for phrase in phrases:
        assert phrase in html, phrase
        assert phrase in text, phrase


def assert_silent(letter: Letter, *phrases: str) -> None:
    for phrase in phrases:
        assert phrase not in letter.html
        assert phrase not in letter.text


SESSIE: Mapping[str, list[Row]] = {
    "bord.sessies": [{"datum": date(2026, 9, 29), "successen": "Elk kind las <b>hardop</b>"}]
}
PUBLISHED: Mapping[str, list[Row]] = {
    **wave(6),
    "barometer.uitslag": [
        result("Ik had energie.", 1, 1, 4, 0),
        result("Ik kon zeggen wat ik vond.", 3, 0, 3, 0, uitleg=DIVIDED),
    ],
    "barometer.acties": [{"ja": 3, "deels": 1, "nee": 1, "geen": 1}],
    "barometer.woorden": [{"succes": "De kring werkte", "belemmering": "Geen tijd"}],
}


def test_it_goes_to_the_team_and_to_nobody_else() -> None:
    assert letter().to == tuple(member.email for member in ONDERBOUW.members)
    assert letter().subject == "Onderbouw: jullie week van 5 oktober"
    assert letter().key == "week/1"


def test_successes_come_first() -> None:
    sent = letter(SESSIE, PUBLISHED)
    assert_says(sent, "De kring werkte")
    assert sent.text.index("Elk kind las") < sent.text.index("DEZE WEEK")
    assert sent.html.index("Elk kind las") < sent.html.index("Deze week")


def test_html_in_an_answer_arrives_as_text() -> None:
    sent = letter(SESSIE)
    assert_says(sent, "Elk kind las <b>hardop</b>")
    assert "<b>hardop" not in sent.html


def test_it_says_what_this_week_holds() -> None:
    assert_says(
        letter(),
        "week 2 van jullie blok",
        "dinsdag 6 oktober om 08:30",
        "Ontwerp samen les 1",
        "Lid 2",
    )


def test_only_the_visits_of_this_week_are_named() -> None:
    sent = letter({"kijken.wijzigingen": []}, now=at(12, 10, 7))
    assert_silent(sent, "Lid 2", "Gaat naar")


def test_a_visit_without_an_hour_is_still_to_be_arranged() -> None:
    row: Row = {
        "week": date(2026, 10, 5),
        "datum": None,
        "lesuur": "nog af te spreken",
        "bezoeker": "Lid 3",
        "gastheer": "Lid 4",
    }
    assert_says(letter({"bezoeken.rooster": [row]}), "nog af te spreken", "Lid 3", "Lid 4")


def test_it_counts_the_rhythm_up_to_now() -> None:
    visits: list[Row] = [{"week": date(2026, 10, 5), "gepland": 8, "gehouden": 6}]
    sent = letter(SESSIE, {"kijken.gehouden": visits}, now=at(12, 10, 7))
    assert_says(sent, "1 van 2 bordsessies", "6 van 8 lesbezoeken", "0 van 4 lesontwerpen")


def test_a_published_barometer_stands_in_bars_and_in_words() -> None:
    sent = letter(PUBLISHED)
    assert_says(sent, "6 van 8 ingevuld", "1 oneens, 1 neutraal, 4 eens", "3 gelukt, 1 deels")
    assert 'width="67%"' in sent.html
    assert "<img" not in sent.html


def test_where_opinions_differ_is_the_question_to_discuss() -> None:
    assert_says(letter(PUBLISHED), "Bij ‘Ik kon zeggen wat ik vond’ lopen jullie antwoorden uiteen")


def test_under_five_answers_only_the_count_is_shown() -> None:
    sent = letter(PUBLISHED, wave(4, "te weinig antwoorden"))
    assert_says(sent, "4 van 8 ingevuld")
    assert_silent(sent, "Ik had energie", "De kring werkte", "3 gelukt", "oneens")


def test_a_running_week_shows_only_how_many_answered() -> None:
    sent = letter(PUBLISHED, wave(7, "loopt nog"))
    assert_says(sent, "7 van 8 ingevuld", "De uitslag komt na deze week")
    assert_silent(sent, "Ik had energie", "De kring werkte")


def test_open_actions_are_counted_without_whose_they_are() -> None:
    statuses = ("open", "open", "bezig", "gelukt")
    rows: list[Row] = [{"wat": "iets", "wie": "Joris", "status": status} for status in statuses]
    sent = letter({"bord.acties": rows})
    assert_says(sent, "2 open en 1 bezig")
    assert_silent(sent, "Joris")


def test_the_buttons_lead_to_the_forms_and_the_sheet() -> None:
    sent = letter()
    assert set(LINKS.values()) < set(read_page(sent.html).links)
    assert all(link in sent.text for link in LINKS.values())


def test_it_ends_with_how_complete_it_is_and_whom_to_ask() -> None:
    content = {**PLAN["de-linde/onderbouw/team"], **PUBLISHED}
    sent = week_letter(
        SCHOOL, ONDERBOUW, CALENDAR, content, LINKS, MONDAY, "week/1", complete_until=MONDAY
    )
    assert_says(sent, "6 van 8 ingevuld; gegevens volledig tot 07:00", "coen@linde.example")
    assert_says(sent, "omdat je in team Onderbouw zit")


def test_figures_of_yesterday_are_not_called_complete_until_today() -> None:
    content = PLAN["de-linde/onderbouw/team"]
    sent = week_letter(
        SCHOOL, ONDERBOUW, CALENDAR, content, {}, MONDAY, "week/1", complete_until=at(2, 10, 19)
    )
    assert_says(sent, "gegevens volledig tot vrijdag 2 oktober 19:00")


def test_support_staff_read_their_own_words() -> None:
    content = PLAN["de-linde/diensten/team"]
    links = LINKS | {"lesbezoek": "https://docs.example/bezoek"}
    sent = week_letter(SCHOOL, DIENSTEN, CALENDAR, content, links, MONDAY, "week/2")
    assert_says(sent, "Ga op werkbezoek, ronde 1", "Werkbezoek vastleggen")
    assert_silent(sent, "lesbezoek,", "Lesbezoek")


def test_it_can_be_read_by_everybody() -> None:
    page = read_page(letter(SESSIE, PUBLISHED).html)
    assert page.lang == "nl"
    assert page.tags.count("h1") == 1
    assert faint(page) == []


def test_cells_that_people_spoiled_do_not_break_the_letter() -> None:
    spoiled: list[Row] = [{"week": "volgende", "ingevuld": "veel", "leden": None, "status": None}]
    sessies: list[Row] = [{"datum": "ergens", "successen": 7}]
    sent = letter({"barometer.golven": spoiled, "bord.sessies": sessies})
    assert_says(sent, "nog geen barometer; gegevens")
