"""The lessons that somebody teaches, from an .ics timetable.

Every event with a time of its own is a lesson; an event of whole days, a cancelled one and one
that leaves the time free are not. A time without a zone is on the school's own clock. Somebody is
at school on the days on which they teach, and free there in the hours without a lesson.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Event
from icalendar.prop import vRecur

from jobs.school.problems import Problem
from jobs.school.timetable_csv import TimetableError

MARGIN = timedelta(days=2)
"""The same moment may have another date in another zone."""
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


@dataclass(frozen=True)
class Lessons:
    """Lessons from start to end, on the school's own clock."""

    spans: tuple[tuple[datetime, datetime], ...]
    days: frozenset[date]

    def on(self, day: date) -> bool:
        """Whether there is any lesson on a day."""
        return day in self.days

    def during(self, start: datetime, end: datetime) -> bool:
        """Whether a lesson runs through some of this time."""
        return any(first < end and last > start for first, last in self.spans)


def read_lessons(file: Path, zone: ZoneInfo, first: date, last: date) -> Lessons:
    """The lessons from the first to the last day; TimetableError when the file is broken."""
    window = datetime.combine(first, time.min), datetime.combine(last, time.max)
    everything = _events(file)
    events = [event for event in everything if _is_lesson(event)]
    moved = _moved(everything, zone)
    spans = sorted(
        {
            span
            for event in events
            for span in _spans(file, event, zone, window, moved)
            if span[0] <= window[1] and span[1] >= window[0]
        }
    )
    return Lessons(tuple(spans), frozenset(start.date() for start, _ in spans))


def _events(file: Path) -> list[Event]:
    try:
        calendars = Calendar.from_ical(file.read_bytes(), multiple=True)
    except OSError as error:
        advice = "correct its name or put it there"
        raise _broken(
            file, f"this timetable cannot be read ({error.strerror}); {advice}"
        ) from error
    except (ValueError, KeyError, IndexError) as error:
        raise _broken(file, "this is no calendar; export it again as .ics (iCalendar)") from error
    if not calendars or not all(isinstance(one, Calendar) for one in calendars):
        raise _broken(file, "this holds no calendar; export it again as .ics (iCalendar)")
    events = [
        event
        for calendar in calendars
        for event in calendar.walk("VEVENT")
        if isinstance(event, Event)
    ]
    for number, event in enumerate(events, start=1):
        if event.errors or not isinstance(_moment(event, "DTSTART"), date):
            raise _broken(file, _complaint(number, event))
        _require_known_zone(file, number, event)
        if _is_lesson(event) and _length(event) < timedelta():
            message = f"event {number} ends before it starts; correct one of its two moments"
            raise _broken(file, message)
    if not any(_is_lesson(event) for event in events):
        raise _broken(file, "this timetable holds no lessons; export it again with its events")
    return events


def _require_known_zone(file: Path, number: int, event: Event) -> None:
    """A zone that nobody knows would count as the school's own, and lessons would move."""
    zone = event["DTSTART"].params.get("TZID")
    if zone and getattr(_moment(event, "DTSTART"), "tzinfo", zone) is None:
        message = f"event {number} has a time zone that the file does not describe"
        raise _broken(file, f"{message}; write one such as Europe/Amsterdam, or export it again")


def _complaint(number: int, event: Event) -> str:
    """Which event, counted from the first, and which line of it; not what it says."""
    field = event.errors[0][0] if event.errors else "DTSTART"
    return (
        f"event {number} has no {field} that can be read; "
        "correct that line, or export the timetable again"
    )


def _broken(file: Path, message: str) -> TimetableError:
    return TimetableError([Problem(file, None, None, "broken-timetable", message)])


def _moment(event: Event, name: str) -> Any:
    """What a field says, as Python has it: a moment, a day or a length of time."""
    return getattr(event.get(name), "dt", None)


def _is_lesson(event: Event) -> bool:
    return (
        isinstance(_moment(event, "DTSTART"), datetime)
        and str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "")).upper() != "TRANSPARENT"
    )


def _moved(events: list[Event], zone: ZoneInfo) -> set[tuple[str, datetime]]:
    """The occurrences in a series that have an event of their own."""
    return {
        (str(event.get("UID", "")), _local(_moment(event, "RECURRENCE-ID"), zone))
        for event in events
        if "RECURRENCE-ID" in event
    }


def _spans(
    file: Path,
    event: Event,
    zone: ZoneInfo,
    window: tuple[datetime, datetime],
    moved: set[tuple[str, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """When an event is, once or again and again, in the school's zone."""
    start = _moment(event, "DTSTART")
    length = _length(event)
    for moment in _starts(file, event, window):
        local = _local(moment.replace(tzinfo=start.tzinfo), zone)
        if "RECURRENCE-ID" in event or (str(event.get("UID", "")), local) not in moved:
            yield local, local + length


def _length(event: Event) -> timedelta:
    start = _moment(event, "DTSTART")
    if "DTEND" in event:
        end = _moment(event, "DTEND")
        length: timedelta = _naive(end, start.tzinfo) - start.replace(tzinfo=None)
        return length
    duration = _moment(event, "DURATION")
    return duration if isinstance(duration, timedelta) else timedelta()


def _starts(file: Path, event: Event, window: tuple[datetime, datetime]) -> Iterator[datetime]:
    """The starts in the clock of the event's own zone: a series keeps its hour in summer."""
    start = _moment(event, "DTSTART")
    zone, naive = start.tzinfo, start.replace(tzinfo=None)
    if "RRULE" not in event and "RDATE" not in event:
        yield naive
        return
    dates = rruleset()
    dates.rdate(naive)
    for rule in _listed(event.get("RRULE")):
        text = _rule_text(file, rule, zone, window[1])
        try:
            dates.rrule(rrulestr(text, dtstart=naive))
        except ValueError as error:
            raise _broken(file, "an event repeats by a rule that cannot be read") from error
    for day in _dates(event, "RDATE"):
        dates.rdate(_naive(day, zone, naive.time()))
    for day in _dates(event, "EXDATE"):
        dates.exdate(_naive(day, zone, naive.time()))
    yield from dates.between(window[0] - MARGIN, window[1] + MARGIN, inc=True)


def _rule_text(file: Path, rule: vRecur, zone: tzinfo | None, last: datetime) -> str:
    """The rule with its end in the clock of the event, and never later than is asked for."""
    if any(str(one).upper() in TOO_OFTEN for one in _listed(rule.get("FREQ"))):
        raise _broken(file, "an event repeats within a day; a lesson repeats by day or by week")
    if any(int(every) < 1 for every in _listed(rule.get("INTERVAL"))):
        raise _broken(file, "an event repeats every 0 weeks; correct its INTERVAL")
    parts: dict[str, Any] = dict(rule)
    end = last + MARGIN
    if "UNTIL" in parts:
        end = min(end, _naive(_listed(parts["UNTIL"])[0], zone, time.max.replace(microsecond=0)))
    if "COUNT" not in parts:
        parts["UNTIL"] = [end.replace(microsecond=0)]
    text: bytes = vRecur(parts).to_ical()  # type: ignore[no-untyped-call]
    return text.decode()


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _dates(event: Event, name: str) -> Iterator[date]:
    for line in _listed(event.get(name)):
        for one in line.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _naive(moment: date, zone: tzinfo | None, clock: time = time.min) -> datetime:
    """A moment on the clock of a zone; a day alone gets a time."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, clock)
    if moment.tzinfo and zone:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None)


def _local(moment: date, zone: ZoneInfo) -> datetime:
    return _naive(moment, zone)
