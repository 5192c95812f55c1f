"""One invented school for the tests of programme, listening and mails."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from forms.answers import AnswerRow, Answers, AnswerValue
from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from jobs.programme.block import block_weeks
from jobs.school.calendar import make_calendar
from jobs.school.connections import Mail, Workspace
from jobs.school.model import (
    Bordsessie,
    Configuration,
    LessonHour,
    Member,
    People,
    Person,
    PizzaGroup,
    School,
    SchoolCalendar,
    Schoolcoach,
    Team,
)

ZONE = ZoneInfo("Europe/Amsterdam")
BLOCK_START = date(2026, 9, 21)
STUDY_DAY = date(2026, 10, 5)
LESSON_HOURS = tuple(
    LessonHour(number=n, start=time(7 + n, 30), end=time(8 + n, 20)) for n in range(1, 7)
)


def members(*free_hours: Sequence[str]) -> tuple[Member, ...]:
    return tuple(
        Member(name=f"Lid {n}", email=f"lid{n}@linde.example", free_hours=tuple(hours))
        for n, hours in enumerate(free_hours, start=1)
    )


def a_team(*free_hours: Sequence[str], key: str = "onderbouw", start: date = BLOCK_START) -> Team:
    return Team(
        key=key,
        name=key.capitalize(),
        members=members(*free_hours),
        bordsessie=Bordsessie(day="dinsdag", time=time(8, 30)),
        block_start=start,
    )


ONDERBOUW = a_team(*[["ma1", "wo2"], ["di3", "do4"], ["vr1"], ["wo5", "ma6"]] * 2)
DIENSTEN = a_team(*[()] * 6, key="diensten").model_copy(update={"vocabulary": "support"})


def a_configuration(*teams: Team) -> Configuration:
    return Configuration(
        school=School(key="de-linde", name="De Linde", type="po", region="midden"),
        people=People(
            schoolleiding=(Person(name="Lies Leiding", email="lies@linde.example"),),
            schoolcoaches=(Schoolcoach(name="Coen Coach", email="coen@linde.example"),),
            expertcoach=Person(name="Eva Expert", email="eva@linde.example"),
        ),
        pizza_group=PizzaGroup(key="bomen", name="Bomen", dates=(date(2026, 11, 12),)),
        calendar=SchoolCalendar(lesson_hours=LESSON_HOURS, study_days=(STUDY_DAY,)),
        teams=teams or (ONDERBOUW, DIENSTEN),
        workspace=Workspace(kind="local", credentials=Path("credentials.json")),
        mail=Mail(transport="outbox", sender="ritmiek@linde.example", domains=("linde.example",)),
    )


SCHOOL = a_configuration()
CALENDAR = make_calendar(SCHOOL)
BLOCK = block_weeks(ONDERBOUW, CALENDAR)


def at(day: int, month: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def answer(moment: datetime, **values: AnswerValue) -> AnswerRow:
    return AnswerRow(f"{moment.isoformat()}", moment, moment, values)


def answers(*rows: AnswerRow) -> Answers:
    return Answers(tuple(rows), {}, {})


def nothing() -> dict[str, Answers]:
    return {form: answers() for form in TEAM_FORMS}


def nothing_of_school() -> dict[str, Answers]:
    return {form: answers() for form in SCHOOL_FORMS}


def opinions(moment: datetime, *energie: int | None, **more: AnswerValue) -> Answers:
    """One barometer answer for each number, with that number for every scale question."""
    scale = ("energie", "over_leerlingen", "teamdoel", "geleerd", "veilig", "tijd", "merkbaar")
    return answers(
        *(answer(moment, **dict.fromkeys(scale, one), actie_gelukt="ja", **more) for one in energie)
    )
