"""When members are free and teach: from the school's file, a .csv or an .ics timetable."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jobs.programme.rota import Rota
from jobs.programme.rota.availability import availability_of
from jobs.programme.rota.hours import Slot
from jobs.school.model import Team
from jobs.school.timetable_csv import TimetableError, read_week_hours
from jobs.school.timetable_ics import read_lessons
from tests.programme.cast import CALENDAR, LESSON_HOURS, ZONE, a_team
from tests.programme.rota_cast import WEEKS, rota_of, the_row

THREE = a_team([], [], [])
HOURS = """lid;dag;lesuur;wat
Lid 1;ma;3;vrij
lid2@linde.example;Dinsdag;2e;les
LID 2;di;1;vrij
"""
EVENTS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Linde//NL
{events}
END:VCALENDAR
"""
WEEKLY = """BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Amsterdam:20260907T083000
DTEND;TZID=Europe/Amsterdam:20260907T092000
RRULE:FREQ=WEEKLY;UNTIL=20261201T000000Z
EXDATE;TZID=Europe/Amsterdam:20261012T083000
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/Amsterdam:20261026T083000
DTSTART;TZID=Europe/Amsterdam:20261027T103000
DURATION:PT50M
END:VEVENT"""
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Kantoor
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:2
DTSTART;TZID=Kantoor:20261005T063000
DTEND;TZID=Kantoor:20261005T072000
END:VEVENT"""
LONDON = """BEGIN:VEVENT
UID:3
DTSTART;TZID=Europe/London:20261005T073000
DURATION:PT50M
END:VEVENT"""
UTC = """BEGIN:VEVENT
UID:4
DTSTART:20261005T063000Z
DTEND:20261005T072000Z
END:VEVENT"""


def csv_of(folder: Path, text: str) -> Path:
    file = folder / "lesuren.csv"
    file.write_text(text, encoding="utf-8")
    return file


def ics_of(folder: Path, events: str) -> Path:
    file = folder / "lid-1.ics"
    file.write_text(EVENTS.format(events=events), encoding="utf-8")
    return file


def starts(file: Path, first: date, last: date) -> list[str]:
    return [f"{start:%d-%m %H:%M}" for start, _ in read_lessons(file, ZONE, first, last).spans]


def problems_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(TimetableError) as caught:
        read_week_hours(csv_of(folder, text), THREE)
    return [
        str(problem).removeprefix(f"{folder}/lesuren.csv:") for problem in caught.value.problems
    ]


def test_a_csv_says_who_is_free_and_who_teaches(tmp_path: Path) -> None:
    hours = read_week_hours(csv_of(tmp_path, HOURS), THREE)
    assert hours["lid1@linde.example"].free == {"ma3"}
    assert hours["lid1@linde.example"].teaches("ma4")
    assert hours["lid2@linde.example"].teaches("di2")
    assert not hours["lid2@linde.example"].teaches("ma4")


def test_a_csv_may_be_in_english_with_commas(tmp_path: Path) -> None:
    text = "what,member,hour,day\nfree,Lid 3,1,vr\n"
    hours = read_week_hours(csv_of(tmp_path, text), THREE)
    assert hours["lid3@linde.example"].free == {"vr1"}


def test_every_mistake_in_a_csv_is_told_by_row_and_column(tmp_path: Path) -> None:
    text = "lid;dag;lesuur;wat\nIemand;za;13;misschien\nLid 1;ma;1;vrij\nLid 1;ma;1;les\n"
    problems = problems_of(tmp_path, text)
    assert [problem.partition(";")[0] for problem in problems] == [
        "2:1: this is no member of team 'onderbouw'",
        "2:2: 'za' is no school day",
        "2:3: '13' is no lesson hour",
        "2:4: 'misschien' is unknown",
        "4:4: ma1 is both free and taught for this member",
    ]
    assert problems[3].endswith("; write free (vrij) or teaches (les)")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this timetable is empty"),
        ("lid;dag;uren;wat\n", "1:1: there is no column 'hour'; rename 'uren' to uur"),
    ],
)
def test_a_csv_without_its_columns_says_which(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in problem for problem in problems_of(tmp_path, text))


def test_a_weekly_lesson_keeps_its_hour_in_winter_and_skips_its_exceptions(tmp_path: Path) -> None:
    found = starts(ics_of(tmp_path, WEEKLY), date(2026, 10, 5), date(2026, 11, 3))
    assert found == ["05-10 08:30", "19-10 08:30", "27-10 10:30", "02-11 08:30"]


@pytest.mark.parametrize("events", [OWN_ZONE, LONDON, UTC])
def test_a_lesson_in_another_zone_is_on_the_schools_own_clock(tmp_path: Path, events: str) -> None:
    day = date(2026, 10, 5)
    assert starts(ics_of(tmp_path, events), day, day) == ["05-10 08:30"]


def test_a_whole_day_a_cancelled_and_a_transparent_event_are_no_lessons(tmp_path: Path) -> None:
    others = [
        "BEGIN:VEVENT\nUID:5\nDTSTART;VALUE=DATE:20261005\nEND:VEVENT",
        f"{UTC.replace('UID:4', 'UID:6').replace('END:VEVENT', 'STATUS:CANCELLED')}\nEND:VEVENT",
        f"{UTC.replace('UID:4', 'UID:7').replace('END:VEVENT', 'TRANSP:TRANSPARENT')}\nEND:VEVENT",
    ]
    file = ics_of(tmp_path, "\n".join([*others, WEEKLY]))
    assert starts(file, date(2026, 10, 5), date(2026, 10, 6)) == ["05-10 08:30"]


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ("", "holds no lessons"),
        ("BEGIN:VEVENT\nDTSTART:99\nEND:VEVENT", "event 1 has no DTSTART that can be read"),
        (LONDON.replace("Europe/London", "Nergens"), "a time zone that the file does not describe"),
        (WEEKLY.replace("FREQ=WEEKLY", "FREQ=HOURLY"), "repeats within a day"),
        (WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=0"), "repeats every 0 weeks"),
        ("END:VCALENDAR\nBEGIN:VEVENT", "export it again as .ics"),
    ],
)
def test_a_broken_ics_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, events: str, told: str
) -> None:
    with pytest.raises(TimetableError, match=told) as caught:
        read_lessons(ics_of(tmp_path, events), ZONE, WEEKS[0].monday, WEEKS[0].sunday)
    assert str(caught.value).startswith(f"{tmp_path}/lid-1.ics: ")


def test_an_ics_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(TimetableError, match=r"nergens\.ics: this timetable cannot be read"):
        read_lessons(tmp_path / "nergens.ics", ZONE, WEEKS[0].monday, WEEKS[0].sunday)


def test_who_teaches_by_an_ics_is_free_in_the_other_hours_of_those_days(tmp_path: Path) -> None:
    member = THREE.members[0].model_copy(update={"timetable": ics_of(tmp_path, UTC)})
    team = THREE.model_copy(update={"members": (member, *THREE.members[1:])})
    known = availability_of(team, CALENDAR, [date(2026, 10, 5), date(2026, 10, 9)])
    first, second = (Slot(date(2026, 10, 5), hour) for hour in LESSON_HOURS[:2])
    tuesday = Slot(date(2026, 10, 6), LESSON_HOURS[0])
    assert [known.free(member, slot) for slot in (first, second, tuesday)] == [False, True, False]
    assert [known.teaches(member, slot) for slot in (first, second, tuesday)] == [
        True,
        False,
        False,
    ]


def test_the_rota_follows_a_csv(tmp_path: Path) -> None:
    text = "lid;dag;lesuur;wat\nLid 1;do;4;vrij\nLid 2;wo;2;vrij\nLid 3;vr;6;vrij\n"
    team: Team = THREE.model_copy(update={"timetable": csv_of(tmp_path, text)})
    rota: Rota = rota_of(team)
    for week in WEEKS:
        visit = the_row(rota, week, 1)
        assert (visit.on, visit.hour.number) == (week.monday + timedelta(days=3), 4)
    assert datetime.combine(visit.on, visit.hour.start).hour == 11
