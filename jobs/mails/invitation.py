"""A visit as an .ics file: the same UID however often it is made, so that a change replaces it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar as ICalendar
from icalendar import Event

from forms.definition import Language, capitalised
from jobs.programme.rota.model import Visit
from jobs.school.calendar import Calendar
from jobs.words.catalogue import say
from sync.outbox import Attachment

SHORTEST = timedelta(minutes=15)


@dataclass(frozen=True)
class Hour:
    """When a visit begins and ends."""

    start: datetime
    end: datetime


def hour_of(visit: Visit, calendar: Calendar) -> Hour:
    """The lesson hour of a visit; one of an older timetable has no end, a visit is a quarter."""
    start = calendar.at(visit.on, visit.hour.start)
    end = calendar.at(visit.on, visit.hour.end)
    return Hour(start, end if end > start else start + SHORTEST)


def visit_uid(school: str, team: str, visit: Visit, domain: str) -> str:
    """What a calendar knows the visit by: its visitor and week, as in the rota of the sheet."""
    words = f"{school}/{team}/{visit.monday.isoformat()}/{visit.visitor.email.casefold()}"
    return f"{hashlib.sha256(words.encode()).hexdigest()[:32]}@{domain}"


def invitation(
    visit: Visit,
    hour: Hour,
    uid: str,
    words: Mapping[str, str],
    where: str,
    now: datetime,
    language: Language = "nl",
) -> Attachment:
    """The file; `where` is the address of the form in which the pair keeps its visit."""
    what = words["lesbezoek"]
    people = {"visitor": visit.visitor.name, "host": visit.host.name}
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", hour.start)
    event.add("dtend", hour.end)
    event.add("summary", say("mails.visit_title", language, visit=capitalised(what), **people))
    event.add("description", say("mails.visit_description", language, where=where))
    calendar = ICalendar()
    calendar.add("prodid", f"-//Ritmiek//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    # Every change of the clock in these years, for programs that know no time zones themselves.
    year = hour.start.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31))
    return Attachment(f"{what}.ics", calendar.to_ical(), "text/calendar")
