"""Which forms a week mail leads to, who leads the board, and who designs with whom."""

from datetime import date, datetime

import pytest

from jobs.mails.week import week_letter
from sheets_templates.model import Row
from sync.outbox import Letter
from tests.mails.reading import read_page
from tests.mails.test_week import PLAN, assert_says, assert_silent, letter
from tests.programme.cast import CALENDAR, ONDERBOUW, SCHOOL, at

FORMS = (
    "barometer",
    "bordsessie",
    "lesbezoek",
    "lesontwerp",
    "stem",
    "leerlingarena",
    "meting",
    "retrospective",
    "ambitie",
)
LINKS = {form: f"https://docs.example/{form}" for form in (*FORMS, "belemmering", "team")}


def of(now: datetime) -> Letter:
    content = PLAN["de-linde/onderbouw/team"]
    return week_letter(SCHOOL, ONDERBOUW, CALENDAR, content, LINKS, now, "week/1")


WEEKS = [
    (at(21, 9, 7), "meting ambitie", 0),
    (at(28, 9, 7), "", 1),
    (at(5, 10, 7), "lesbezoek lesontwerp", 2),
    (at(12, 10, 7), "stem leerlingarena", 3),
    (at(26, 10, 7), "lesbezoek lesontwerp meting", 4),
    (at(2, 11, 7), "", 5),
    (at(16, 11, 7), "stem leerlingarena", 7),
    (at(23, 11, 7), "lesbezoek meting retrospective", 8),
    (at(30, 11, 7), "", 9),
]


@pytest.mark.parametrize(("now", "more", "week"), WEEKS, ids=[f"week {w[2]}" for w in WEEKS])
def test_a_week_leads_to_the_forms_that_it_needs(now: datetime, more: str, week: int) -> None:
    links = [link.rsplit("/", 1)[-1] for link in read_page(of(now).html).links]
    assert [form for form in links if form in FORMS] == ["barometer", "bordsessie", *more.split()]


@pytest.mark.parametrize(
    ("now", "name"),
    [(at(21, 9, 7), "Nulmeting"), (at(26, 10, 7), "Tussenmeting"), (at(23, 11, 7), "Eindmeting")],
)
def test_a_meting_has_the_name_of_its_week(now: datetime, name: str) -> None:
    assert_says(of(now), f"{name} invullen")


def test_an_obstacle_is_always_a_quiet_link() -> None:
    for now, *_ in WEEKS:
        assert LINKS["belemmering"] in read_page(of(now).html).links
        assert LINKS["belemmering"] in of(now).text
    assert "belemmering vastleggen" not in of(at(5, 10, 7)).text.casefold()


def test_the_schoolcoach_leads_the_first_boards_and_then_somebody_of_the_team() -> None:
    assert_says(of(at(5, 10, 7)), "om 08:30; de schoolcoach leidt het bord.")
    assert_says(of(at(26, 10, 7)), "om 08:30; Lid 1 leidt het bord.")


def test_a_board_without_a_leader_names_nobody() -> None:
    sent = letter({"weekplanning.weken": [{"week": date(2026, 10, 5), "leider": None}]})
    assert_says(sent, "dinsdag 6 oktober om 08:30.")
    assert_silent(sent, "leidt het bord")


MONDAY = date(2026, 10, 5)
PAIRS: list[Row] = [
    {"week": MONDAY, "eerste": "Anna", "tweede": "Bas en Cas"},
    {"week": date(2026, 10, 26), "eerste": "Dirk", "tweede": "Els"},
]


def visit(visitor: str, host: str | None, **more: bool) -> Row:
    hour = "1e uur, 08:30"
    return {"week": MONDAY, "bezoeker": visitor, "gastheer": host, "lesuur": hour, **more}


def test_who_designs_together_this_week_is_named_and_their_visit_is_marked() -> None:
    rota = [visit("Bas", "Anna"), visit("Dirk", "Anna")]
    sent = letter({"kijken.paren": PAIRS, "bezoeken.rooster": rota})
    assert_says(sent, "Samen een les ontwerpen: Anna met Bas en Cas.")
    assert "Bas gaat naar Anna (samen ontworpen)" in sent.text
    assert "Dirk gaat naar Anna\n" in sent.text
    assert_silent(sent, "Els")


def test_a_visit_that_people_dropped_or_that_has_no_host_is_not_named() -> None:
    rota = [visit("Bas", "Anna", vervalt=True), visit("Fien", None)]
    sent = letter({"kijken.paren": [], "kijken.wijzigingen": [], "bezoeken.rooster": rota})
    assert_silent(sent, "Bas", "Fien", "Gaat naar")
