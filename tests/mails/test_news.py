"""What a week mail tells besides the week itself: pupils, answers, metingen, changes; each once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from jobs.mails.week import week_letter
from sheets_templates.model import Row
from sync.outbox import Letter
from tests.mails.test_week import LINKS, MONDAY, PLAN, assert_says, assert_silent, letter
from tests.programme.cast import CALENDAR, DIENSTEN, ONDERBOUW, SCHOOL

Tables = Mapping[str, list[Row]]
QUIET: Tables = {"kijken.wijzigingen": []}
DURFDE, WIST = "Ik durfde een vraag te stellen.", "Ik wist wat ik deze les moest leren."


def stem(answers: int, status: str = "gesloten", week: date = date(2026, 9, 28)) -> Tables:
    return {
        **QUIET,
        "stem.rondes": [{"week": week, "antwoorden": answers, "status": status}],
        "stem.uitslag": [
            {
                "vraag": DURFDE,
                "uitleg": "9 van de 24 zeiden vaak of altijd",
                "nooit": 15,
                "vaak": 9,
            },
            {"vraag": WIST, "uitleg": "20 van de 24 zeiden vaak of altijd", "soms": 4, "vaak": 20},
            {"vraag": "Ik kreeg hulp.", "uitleg": "te weinig antwoorden om te laten zien"},
        ],
    }


def answered(answer: str | None, stand: str = "bezig") -> Tables:
    row: Row = {
        "nummer": "onderbouw-12ab",
        "belemmering": "Geen lokaal <b>op</b> dinsdag",
        "antwoord": answer,
        "stand": stand,
    }
    return {**QUIET, "bord.belemmeringen": [row]}


def told_before(*letters: Letter) -> Letter:
    """The letter of a team that these letters told their news."""
    told = {news for one in letters for news in one.tells}
    content = {**PLAN["de-linde/onderbouw/team"], **stem(24), **answered("Lokaal 3 is vrij")}
    return week_letter(
        SCHOOL,
        ONDERBOUW,
        CALENDAR,
        content,
        LINKS,
        MONDAY,
        "week/2",
        is_new=lambda news: news not in told,
    )


def test_without_news_there_is_no_heading_for_it() -> None:
    assert_silent(letter(QUIET), "Nieuw voor jullie", "NIEUW VOOR JULLIE")


def test_what_pupils_said_is_one_sentence_and_the_question_to_discuss() -> None:
    sent = letter(stem(24))
    assert_says(
        sent, "20 van de 24 zeiden vaak of altijd bij ‘Ik wist wat ik deze les moest leren’"
    )
    assert_says(sent, "zodat meer leerlingen zeggen: ‘Ik durfde een vraag te stellen’?")
    assert_silent(sent, "9 van de 24", "te weinig antwoorden")


def test_support_staff_hear_from_those_who_use_their_work() -> None:
    content = {**PLAN["de-linde/diensten/team"], **stem(24)}
    sent = week_letter(SCHOOL, DIENSTEN, CALENDAR, content, LINKS, MONDAY, "week/3")
    assert_says(sent, "Wat gebruikers van ons werk zeiden", "meer gebruikers van ons werk zeggen")


def test_a_round_that_may_not_be_shown_is_not_told() -> None:
    for tables in (stem(4), stem(24, "te weinig antwoorden"), stem(24, "loopt nog")):
        assert_silent(letter(tables), "20 van de 24", "durfde")


def test_a_round_with_a_note_about_its_version_is_told() -> None:
    assert_says(letter(stem(24, "gesloten; nieuwe versie: Durven")), "20 van de 24")


def test_a_round_of_long_ago_is_no_news() -> None:
    assert_silent(letter(stem(24, week=date(2026, 8, 17))), "20 van de 24")


def test_pupils_who_are_all_content_give_another_question() -> None:
    row: Row = {"vraag": WIST, "uitleg": "24 van de 24 zeiden ja", "altijd": 24}
    assert_says(
        letter({**stem(24), "stem.uitslag": [row]}), "Waardoor lukt dat, en hoe blijft het?"
    )


def test_the_answer_of_the_schoolleiding_stands_with_what_it_answers() -> None:
    sent = letter(answered("Lokaal 3 is vrij"))
    assert_says(sent, "op ‘Geen lokaal <b>op</b> dinsdag’: Lokaal 3 is vrij. (bezig)")
    assert "<b>op" not in sent.html


def test_an_obstacle_without_an_answer_is_not_news() -> None:
    assert_silent(letter(answered(None)), "Antwoord van de schoolleiding", "Geen lokaal")


def test_news_is_told_once() -> None:
    first = told_before()
    assert_says(first, "Lokaal 3 is vrij", "20 van de 24")
    assert_silent(told_before(first), "Lokaal 3 is vrij", "20 van de 24")


def test_an_answer_that_changes_is_told_again() -> None:
    other = letter({**stem(24), **answered("Het wordt lokaal 4")})
    assert_says(told_before(other), "Lokaal 3 is vrij")


def test_what_news_is_called_tells_nothing_of_it() -> None:
    sent = letter(answered("Lokaal 3 is vrij"))
    assert sent.tells
    assert "okaal" not in " ".join(sent.tells)


def test_two_teams_never_take_each_others_news() -> None:
    content = {**PLAN["de-linde/diensten/team"], **stem(24)}
    other = week_letter(SCHOOL, DIENSTEN, CALENDAR, content, LINKS, MONDAY, "week/3")
    assert set(other.tells).isdisjoint(letter(stem(24)).tells)


def test_a_new_meting_is_one_sentence() -> None:
    rows: list[Row] = [
        {"meting": "nulmeting", "blok": 1, "ingevuld": 7, "leden": 8, "status": "gesloten"},
        {"meting": "tussenmeting", "blok": 1, "ingevuld": 4, "leden": 8, "status": "gesloten"},
        {"meting": "eindmeting", "blok": 1, "ingevuld": 6, "leden": 8, "status": "loopt nog"},
    ]
    sent = letter({**QUIET, "metingen.deelname": rows})
    assert_says(sent, "De uitslag van de nulmeting staat in jullie blad: 7 van 8 vulden in.")
    assert_silent(sent, "tussenmeting", "eindmeting")


def test_changes_of_the_rota_are_few_and_those_of_this_week_come_first() -> None:
    rows: list[Row] = [{"zin": f"Bezoek {number} vervalt."} for number in range(4)]
    rows.append({"zin": "Het bezoek in de week van 5 oktober is nu vrijdag."})
    sent = letter({"kijken.wijzigingen": rows})
    assert_says(sent, "Het bezoek in de week van 5 oktober is nu vrijdag.", "Bezoek 0 vervalt.")
    assert_says(sent, "Er staan er nog 3 in jullie blad.")
    assert_silent(sent, "Bezoek 1")
    assert len(sent.tells) == 5


def test_cells_that_people_spoiled_are_no_news() -> None:
    spoiled: Tables = {
        "kijken.wijzigingen": [{"zin": None}],
        "stem.rondes": [{"week": "toen", "antwoorden": "veel", "status": 3}],
        "metingen.deelname": [{"meting": "iets", "status": "gesloten", "ingevuld": 9}],
        "bord.belemmeringen": [{"antwoord": " "}],
    }
    assert replace(letter(spoiled), key="week/1").tells == ()
