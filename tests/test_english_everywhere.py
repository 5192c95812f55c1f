"""A school with `language: en` reads English everywhere: in every cell of ours and every mail."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from forms.answers import AnswerValue
from jobs.listening.obstacles import answered_rows
from jobs.listening.pizzasessie import pizzasessie_rows
from jobs.listening.school_rows import school_rows
from jobs.listening.team_rows import team_content
from jobs.mails.agreements import agreements_letter, late_agreements_letter
from jobs.mails.barometer_reminder import barometer_reminder
from jobs.mails.excess import excess_letter
from jobs.mails.inbreng import inbreng_letter
from jobs.mails.overview import overview_letter
from jobs.mails.overview_sections import read_sections
from jobs.mails.pizzasessie import pizzasessie_letter
from jobs.mails.visit_reminder import visit_reminder
from jobs.mails.week import week_letter
from jobs.planning.words import WORDS
from jobs.programme.kit import desired_school
from jobs.programme.rota import make_rota, rota_from_rows, rota_to_rows
from jobs.programme.rota.model import Visit
from jobs.programme.visits import make_visits
from jobs.school.calendar import make_calendar
from jobs.school.model import Person
from jobs.signup.desired import desired_signup
from jobs.signup.flaws import flaws_in
from jobs.signup.organiser import Identity, Organiser
from jobs.signup.signups import signup_of
from sheets_templates.model import Content, Row
from sync.changes import Change, Detail
from sync.outbox import Letter
from tests.forms.cast import DUTCH
from tests.listening.test_rows import FULL
from tests.mails.reading import read_page
from tests.programme.cast import (
    BLOCK,
    CALENDAR,
    LESSON_HOURS,
    ONDERBOUW,
    SCHOOL,
    a_team,
    answer,
    answers,
    at,
    nothing,
    nothing_of_school,
)

MORE_DUTCH = re.compile(
    r"\b(week van|bezoek|gesloten|loopt|antwoorden|gelukt|bezig|nieuw|nulmeting|vakantie|studiedag|"
    r"maandag|dinsdag|woensdag|donderdag|vrijdag|oktober|maart|invullen|ingevuld|elke|tussen|"
    r"weinig|toen|minder|meer|laag|met|gepland|gehouden|blad|kies|starten|formulieren|uur)\b",
    re.IGNORECASE,
)
GROUP = SCHOOL.pizza_group and SCHOOL.pizza_group.model_copy(update={"language": "en"})
ENGLISH_SCHOOL = SCHOOL.model_copy(
    update={
        "school": SCHOOL.school.model_copy(update={"language": "en"}),
        "pizza_group": GROUP,
    }
)
EXCESS = [
    Change(
        "restore",
        "k",
        "line",
        unit="Juniors",
        kind="spreadsheet",
        name="Juniors",
        details=(Detail("anyone with the link", (("reader",),)),),
    )
]
AT_SCHOOL = make_calendar(ENGLISH_SCHOOL)
MONDAY, NOW = date(2026, 10, 12), at(12, 10, 7)
BROUGHT: dict[str, AnswerValue] = {
    "datum": date(2026, 10, 12),
    "aantal_leraren": 3,
    "aantal_coaches": 1,
}
FOUR = a_team(["ma1", "wo2"], ["di3", "do4"], ["vr1"], ["wo5"], key="vier")
NAMES = ("De Linde", "Onderbouw", "Diensten")
LINKS = {
    key: f"https://docs.example/{key}"
    for key in (
        *("barometer", "bordsessie", "lesbezoek", "lesontwerp", "stem", "leerlingarena", "meting"),
        *("retrospective", "ambitie", "belemmering", "inbreng", "team", "overzicht", "pizzasessie"),
        *("tab:bezoeken", "tab:barometer", "tab:metingen", "tab:belemmeringen", "tab:doelen"),
    )
}
WRITTEN = {
    *("successen", "ambitie", "tekst", "lesdoel", "straks_anders", "blijven", "vraag", "afspraak"),
    *("succes", "belemmering", "school", "team"),
}


def in_english(given: Content) -> Content:
    """The rows with one English word for what people wrote: whatever else they say is ours."""
    return {table: [_in_english(row) for row in rows] for table, rows in given.items()}


def _in_english(row: Row) -> Row:
    ours = {"vraag"} if "uitleg" in row else set()
    return {
        key: "Example" if value and key in WRITTEN - ours else value for key, value in row.items()
    }


@cache
def plan() -> Mapping[str, Content]:
    sheets = desired_school(ENGLISH_SCHOOL, AT_SCHOOL).spreadsheets()
    return {sheet.key: sheet.content for sheet in sheets}


def team_cells() -> Content:
    given = nothing() | FULL
    of_school = nothing_of_school()
    collected = team_content(ONDERBOUW, AT_SCHOOL, given, NOW, school=of_school)
    later = team_content(ONDERBOUW, AT_SCHOOL, given, at(1, 12, 7), school=of_school)
    listed: list[Row] = [
        {"nummer": "onderbouw-1", "week": MONDAY, "belemmering": "Room", "stand": "opgelost"}
    ]
    obstacles = {"bord.belemmeringen": tuple(answered_rows(ONDERBOUW, listed, "en"))}
    return {**collected, **{f"{key}?": rows for key, rows in later.items()}, **obstacles}


def all_cells() -> Iterator[tuple[str, str]]:
    for content in plan().values():
        yield from cells(content)
    yield from cells(in_english(team_cells()))
    everybody = {team.key: nothing() | FULL for team in ENGLISH_SCHOOL.teams}
    of_school = nothing_of_school() | {"inbreng": answers(answer(at(9, 10), **BROUGHT))}
    yield from cells(
        in_english(school_rows(ENGLISH_SCHOOL, AT_SCHOOL, everybody, of_school, at(1, 12, 7)))
    )
    brought = pizzasessie_rows(ENGLISH_SCHOOL, AT_SCHOOL, everybody, of_school, at(14, 10, 7))
    yield from cells(in_english({table: [row] for table, row in brought.items()}))


def cells(content: Content) -> Iterator[tuple[str, str]]:
    for table, rows in content.items():
        for row in rows:
            for key, value in row.items():
                if isinstance(value, str):
                    yield f"{table}.{key}", value


def letters() -> Iterator[Letter]:
    planned = plan()["de-linde/onderbouw/team"]
    changed = {"kijken.wijzigingen": [{"zin": "Changed"}] * 3}
    actions = {"bord.acties": [{"wat": "Step", "status": "bezig"}, {"wat": "Step", "status": ""}]}
    content = {**planned, **in_english(team_cells()), **changed, **actions}
    for now in (at(21, 9, 7), NOW, at(1, 12, 7)):
        for shown_rows in (planned, content):
            yield week_letter(
                ENGLISH_SCHOOL,
                ONDERBOUW,
                AT_SCHOOL,
                shown_rows,
                LINKS,
                now,
                "k",
                complete_until=NOW,
            )
    yield from letters_of_school()


def letters_of_school() -> Iterator[Letter]:
    everybody = {team.key: nothing() | FULL for team in ENGLISH_SCHOOL.teams}
    rows = school_rows(ENGLISH_SCHOOL, AT_SCHOOL, everybody, nothing_of_school(), at(1, 12, 7))
    more: Content = {
        "doelen.doelen": [{"stand": "op weg"}, {"stand": "reached"}, {"stand": None}],
        "coachbezoeken.stand": [{"gepland": 12, "tot_nu": 3, "gehouden": 2}],
        "tijd.teams": [{"team": "Juniors", "gepland": 7.5, "gehouden": 6, "bestaand": 3}],
        "belemmeringen.lijst": [{"team": "Juniors", "belemmering": "Room", "nodig": "Space"}] * 8,
        "ambitie.ambitie": [{"ambitie": "All read", "klaar_op": MONDAY}],
    }
    for content in ({}, {**in_english(rows), **more}):
        yield overview_letter(ENGLISH_SCHOOL, content, LINKS, NOW, "k")
    assert GROUP
    brought = pizzasessie_rows(ENGLISH_SCHOOL, AT_SCHOOL, everybody, nothing_of_school(), NOW)
    shared: Content = {
        **{table: [row] for table, row in brought.items()},
        "agenda.onderdelen": [{"onderdeel": "Theme", "minuten": 15}],
        "afspraken.afspraken": [{"afspraak": "Visit", "wie": "Us", "wanneer": date(2026, 12, 1)}],
    }
    for given in ({}, in_english(shared)):
        yield pizzasessie_letter(ENGLISH_SCHOOL, GROUP, MONDAY, given, LINKS, NOW, "k")
        yield inbreng_letter(ENGLISH_SCHOOL, GROUP, MONDAY, given, LINKS, "k")
        yield agreements_letter(ENGLISH_SCHOOL, GROUP, MONDAY, given, LINKS, "k")
    late = late_agreements_letter(
        ENGLISH_SCHOOL, GROUP, MONDAY, shared, LINKS, "k", went=lambda _: False
    )
    assert late
    yield late
    yield excess_letter(ENGLISH_SCHOOL, EXCESS, WORDS["en"], "k")
    reminder = barometer_reminder(ENGLISH_SCHOOL, ONDERBOUW, MONDAY, {}, LINKS, "k")
    assert reminder
    yield reminder
    visitor, host = ONDERBOUW.members[:2]
    visit = Visit(MONDAY, date(2026, 10, 13), LESSON_HOURS[1], visitor, host)
    yield visit_reminder(ENGLISH_SCHOOL, ONDERBOUW, AT_SCHOOL, visit, LINKS, NOW, "k")


def dutch_in(text: str) -> set[str]:
    for name in NAMES:
        text = text.replace(name, "")
    return {found.lower() for pattern in (DUTCH, MORE_DUTCH) for found in pattern.findall(text)}


def test_no_cell_of_ours_is_in_dutch() -> None:
    found = {place: value for place, value in all_cells() if dutch_in(value)}
    assert found == {}


def test_no_mail_is_in_dutch() -> None:
    for letter in letters():
        page = read_page(letter.html)
        files = "".join(one.content.decode() for one in letter.attachments)
        assert page.lang == "en"
        for text in (letter.subject, letter.text, page.text, files.replace("Ritmiek//EN", "")):
            assert dutch_in(re.sub(r"https?://\S+", "", text)) == set(), letter.subject


def test_choices_count_in_whichever_language_they_were_made() -> None:
    sections = read_sections(
        {"doelen.doelen": [{"stand": "op weg"}, {"stand": "on the way"}, {"stand": "reached"}]},
        "en",
    )
    assert sections.goals == "There are 3 goals on the boards: 1 reached and 2 on the way."


def test_an_english_organiser_reads_english_too() -> None:
    identity = Identity(key="foundation", name="Foundation", language="en")
    person = Person(name="Omar Bakker", email="omar@foundation.example")
    organiser = Organiser(organiser=identity, people=(person,), workspace=SCHOOL.workspace)
    [unit] = desired_signup(organiser).units
    assert [folder.name for folder in unit.folders[1:]] == ["Forms", "Sign-ups"]
    assert unit.forms[0].form.title == "Sign up with Foundation"
    found = signup_of(answer(at(5, 10), regio="south", rol="school leader", teams="three teams"))
    assert (found.region, found.role, len(found.teams)) == ("zuid", "schoolleider", 3)
    said = [flaw.said("en") for flaw in flaws_in(found)]
    assert said[:2] == ["the name of the school is missing", "the type of school is missing"]


def test_a_rota_is_read_in_whichever_language_it_was_written() -> None:
    rota = make_rota(FOUR, BLOCK, CALENDAR, LESSON_HOURS)
    dutch, english = (list(rota_to_rows(rota, language)) for language in ("nl", "en"))
    assert dutch != english
    read = [rota_from_rows(rows, FOUR, LESSON_HOURS) for rows in (dutch, english)]
    assert read[0] == read[1]


def test_a_school_that_changes_its_language_keeps_its_rota() -> None:
    before = make_visits(SCHOOL, FOUR, CALENDAR)
    after = make_visits(ENGLISH_SCHOOL, FOUR, AT_SCHOOL, kept=before, today=BLOCK[0].monday)
    assert [row["datum"] for row in after.rows] == [row["datum"] for row in before.rows]
    assert after.changes == ()
    assert after.mark != before.mark
