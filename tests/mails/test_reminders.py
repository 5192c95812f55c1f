"""Reminders: the barometer to the whole team, and a visit to its pair with an .ics."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from jobs.mails.barometer_reminder import barometer_reminder
from jobs.mails.invitation import hour_of
from jobs.mails.visit_reminder import visit_reminder
from jobs.programme.rota.model import Visit
from jobs.school.calendar import monday_of
from jobs.school.model import LessonHour, Team
from sheets_templates.model import Row
from sync.outbox import Letter
from tests.mails.reading import faint, read_page
from tests.mails.test_week import assert_says, assert_silent
from tests.programme.cast import CALENDAR, DIENSTEN, LESSON_HOURS, ONDERBOUW, SCHOOL, at

MONDAY = date(2026, 10, 5)
LINKS = {
    "barometer": "https://docs.example/barometer",
    "lesbezoek": "https://docs.example/bezoek",
    "tab:bezoeken": "https://docs.example/blad#gid=1",
}


def barometer(answered: int, week: date = MONDAY) -> Letter | None:
    rows: Sequence[Row] = [{"week": week, "ingevuld": answered, "leden": 8}]
    content = {"barometer.golven": rows}
    return barometer_reminder(SCHOOL, ONDERBOUW, MONDAY, content, LINKS, "barometer/1")


def reminded(answered: int, week: date = MONDAY) -> Letter:
    letter = barometer(answered, week)
    assert letter
    return letter


def a_visit(on: date, hour: LessonHour = LESSON_HOURS[1], team: Team = ONDERBOUW) -> Visit:
    zoe = team.members[0].model_copy(update={"name": "Zoë Zonnebloem"})
    return Visit(monday_of(on), on, hour, zoe, team.members[1])


def visiting(visit: Visit, team: Team = ONDERBOUW, now: datetime | None = None) -> Letter:
    now = now or at(6, 10, 7)
    return visit_reminder(SCHOOL, team, CALENDAR, visit, LINKS, now, "visit/1")


def calendar_of(letter: Letter) -> Calendar:
    (attachment,) = letter.attachments
    found = Calendar.from_ical(attachment.content)
    assert isinstance(found, Calendar)
    return found


def event_of(letter: Letter) -> Event:
    (event,) = calendar_of(letter).walk("VEVENT")
    assert isinstance(event, Event)
    return event


WEDNESDAY = date(2026, 10, 7)


def test_the_barometer_reminder_goes_to_the_whole_team_and_names_nobody() -> None:
    sent = reminded(5)
    assert sent.to == tuple(member.email for member in ONDERBOUW.members)
    assert_says(sent, "5 van 8 ingevuld", "tot en met zondag 11 oktober", "coen@linde.example")
    assert_silent(sent, "Lid ")


def test_who_all_answered_are_left_alone() -> None:
    assert barometer(8) is None
    assert barometer(9) is None


def test_an_answer_of_another_week_does_not_count() -> None:
    assert_says(reminded(8, date(2026, 9, 28)), "0 van 8 ingevuld")


def test_the_visit_reminder_goes_to_the_pair_alone() -> None:
    sent = visiting(a_visit(WEDNESDAY))
    assert sent.to == ("lid1@linde.example", "lid2@linde.example")
    assert sent.subject == "Morgen lesbezoek: Zoë Zonnebloem bij Lid 2"
    assert_says(sent, "woensdag 7 oktober, 2e uur, 09:30", "kijkvraag", "Lesbezoek vastleggen")


def test_a_visit_after_the_weekend_is_named_by_its_day() -> None:
    sent = visiting(a_visit(date(2026, 10, 26)), now=at(16, 10, 7))
    assert sent.subject.startswith("Maandag 26 oktober lesbezoek")
    assert visiting(a_visit(WEDNESDAY), now=at(7, 10, 7)).subject.startswith("Vandaag lesbezoek")


def test_support_staff_go_on_a_werkbezoek() -> None:
    sent = visiting(a_visit(WEDNESDAY, team=DIENSTEN), DIENSTEN)
    assert_says(sent, "Morgen werkbezoek", "Werkbezoek vastleggen")
    assert_silent(sent, "esbezoek")
    assert sent.attachments[0].name == "werkbezoek.ics"


def test_the_invitation_says_who_where_and_when() -> None:
    event = event_of(visiting(a_visit(WEDNESDAY)))
    assert event["summary"] == "Lesbezoek: Zoë Zonnebloem bij Lid 2"
    assert LINKS["lesbezoek"] in str(event["description"])
    assert event.start.isoformat() == "2026-10-07T09:30:00+02:00"
    assert event.end.isoformat() == "2026-10-07T10:20:00+02:00"


def test_a_visit_that_moves_in_its_week_keeps_its_place_in_the_calendar() -> None:
    uids = {
        event_of(visiting(visit))["uid"]
        for visit in (a_visit(WEDNESDAY), a_visit(date(2026, 10, 9), LESSON_HOURS[3]))
    }
    assert len(uids) == 1
    assert uids.isdisjoint({event_of(visiting(a_visit(date(2026, 10, 28))))["uid"]})
    assert "@linde.example" in str(uids.pop())


@pytest.mark.parametrize(
    ("on", "utc"),
    [
        (date(2026, 10, 23), 7),
        (date(2026, 10, 26), 8),
        (date(2027, 3, 26), 8),
        (date(2027, 3, 30), 7),
    ],
    ids=["before winter time", "after it", "before summer time", "after it"],
)
def test_half_past_nine_stays_half_past_nine_over_a_night_of_dst(on: date, utc: int) -> None:
    start = event_of(visiting(a_visit(on))).start
    assert isinstance(start, datetime)
    assert (start.hour, start.astimezone(UTC).hour) == (9, utc)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2026, 9, 1), date(2028, 7, 1)), st.sampled_from(LESSON_HOURS))
def test_the_file_itself_says_how_late_it_is_at_the_school(on: date, hour: LessonHour) -> None:
    visit = a_visit(on, hour)
    found = calendar_of(visiting(visit))
    (zone,) = found.walk("VTIMEZONE")
    at_school = zone.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    clock = datetime.combine(on, hour.start)
    offset = at_school.utcoffset(clock)
    assert offset == hour_of(visit, CALENDAR).start.utcoffset()


def test_an_hour_of_an_older_timetable_lasts_a_quarter() -> None:
    hour = LessonHour.model_construct(
        number=2, start=LESSON_HOURS[1].start, end=LESSON_HOURS[1].start
    )
    event = event_of(visiting(a_visit(WEDNESDAY, hour)))
    assert event.end - event.start == timedelta(minutes=15)


@pytest.mark.parametrize("letter", [reminded(5), visiting(a_visit(WEDNESDAY))])
def test_reminders_can_be_read_by_everybody(letter: Letter) -> None:
    page = read_page(letter.html)
    assert (page.lang, page.tags.count("h1"), faint(page)) == ("nl", 1, [])
