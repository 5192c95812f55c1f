"""The rhythm of a team: what it planned and what it held, up to a moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forms.answers import AnswerRow, Answers
from jobs.programme.block import BlockWeek, planned
from jobs.school.calendar import Calendar, monday_of
from jobs.school.model import Team

FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Count:
    """How often something was planned and how often it was held."""

    held: int = 0
    planned: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.held + other.held, self.planned + other.planned)


@dataclass(frozen=True)
class Rhythm:
    """The three habits of a team."""

    bordsessies: Count = Count()
    lesbezoeken: Count = Count()
    lesontwerpen: Count = Count()

    def __add__(self, other: "Rhythm") -> "Rhythm":
        return Rhythm(
            self.bordsessies + other.bordsessies,
            self.lesbezoeken + other.lesbezoeken,
            self.lesontwerpen + other.lesontwerpen,
        )


@dataclass(frozen=True)
class WeekCount:
    """The lesbezoeken of one week."""

    monday: date
    count: Count


@dataclass(frozen=True)
class Held:
    """The days on which a team held what; a bordsessie reported twice for one date is one."""

    bordsessies: frozenset[date]
    lesbezoeken: tuple[date, ...]
    lesontwerpen: tuple[date, ...]


def held_by(answers: Mapping[str, Answers]) -> Held:
    """What a team held, by the answers to its forms."""
    return Held(
        bordsessies=frozenset(_days(answers["bordsessie"])),
        lesbezoeken=tuple(_visit_days(answers["lesbezoek"])),
        lesontwerpen=tuple(_days(answers["lesontwerp"])),
    )


def rhythm(
    team: Team, weeks: Sequence[BlockWeek], calendar: Calendar, held: Held, until: datetime
) -> Rhythm:
    """What a team held of what it planned in its block, up to a moment.

    A bordsessie is due once its moment has come; what belongs to a week is due on its Friday, so
    that nobody is behind on a Monday. What was held early counts when it is due.
    """
    today = calendar.local_date(until)
    first, last = weeks[0].monday, min(today, weeks[-1].sunday)
    moments = [moment for week in weeks for moment in week.bordsessies]
    due = [week for week in weeks if week.monday + FRIDAY <= today]
    return Rhythm(
        bordsessies=Count(
            held=sum(first <= day <= last for day in held.bordsessies),
            planned=sum(moment <= until for moment in moments),
        ),
        lesbezoeken=Count(
            held=_count_in(due, held.lesbezoeken),
            planned=sum(planned(week, team).lesbezoeken for week in due),
        ),
        lesontwerpen=Count(
            held=_count_in(due, held.lesontwerpen),
            planned=sum(planned(week, team).lesontwerpen for week in due),
        ),
    )


def week_rhythm(team: Team, week: BlockWeek, held: Held) -> Rhythm:
    """What a team held in one week, of what it planned for that week."""
    plan = planned(week, team)
    return Rhythm(
        bordsessies=Count(_count_in([week], tuple(held.bordsessies)), plan.bordsessies),
        lesbezoeken=Count(_count_in([week], held.lesbezoeken), plan.lesbezoeken),
        lesontwerpen=Count(_count_in([week], held.lesontwerpen), plan.lesontwerpen),
    )


def visits_by_week(
    team: Team, weeks: Sequence[BlockWeek], calendar: Calendar, held: Held, until: datetime
) -> tuple[WeekCount, ...]:
    """The lesbezoeken of each week that has begun and planned or held any, newest first."""
    mondays = [monday_of(day) for day in held.lesbezoeken]
    today = calendar.local_date(until)
    counts = (
        WeekCount(week.monday, Count(mondays.count(week.monday), planned(week, team).lesbezoeken))
        for week in reversed(weeks)
        if week.monday <= today
    )
    return tuple(week for week in counts if week.count.planned or week.count.held)


def answer_day(row: AnswerRow) -> date | None:
    """The date that an answer is about."""
    day = row.values.get("datum")
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else None


def _days(answers: Answers) -> Iterator[date]:
    return (day for row in answers.rows if (day := answer_day(row)))


def _visit_days(answers: Answers) -> Iterator[date]:
    """The days of visits; visitor and host may both report theirs, which then counts once."""
    seen = set()
    for row in answers.rows:
        hour, group = row.values.get("lesuur"), row.values.get("groep")
        same = (answer_day(row), str(hour).casefold().strip(), str(group).casefold().strip())
        if hour and group and same in seen:
            continue
        seen.add(same)
        if day := answer_day(row):
            yield day


def _count_in(weeks: Sequence[BlockWeek], days: Sequence[date]) -> int:
    """How many days fall from the first of these weeks up to the last, vacations included."""
    if not weeks:
        return 0
    return sum(weeks[0].monday <= day <= weeks[-1].sunday for day in days)
