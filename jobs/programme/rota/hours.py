"""The lesson hours in which a visit may be, on the school days of a week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from jobs.programme.block import BlockWeek
from jobs.school.calendar import Calendar
from jobs.school.model import LessonHour, Team

BORDSESSIE = timedelta(minutes=15)
DAY = timedelta(days=1)
DAY_KEYS = ("ma", "di", "wo", "do", "vr")


@dataclass(frozen=True)
class Slot:
    """A lesson hour on a day."""

    on: date
    hour: LessonHour

    @property
    def key(self) -> str:
        """How a configuration names the hour: ma3."""
        return f"{DAY_KEYS[self.on.weekday()]}{self.hour.number}"

    @property
    def moment(self) -> tuple[date, int]:
        """The day and the number of the hour: nobody can be in two places then."""
        return self.on, self.hour.number


@dataclass(frozen=True)
class Timetable:
    """The lesson hours of one team, around its own bordsessies."""

    team: Team
    calendar: Calendar
    lesson_hours: Sequence[LessonHour]
    weeks: Sequence[BlockWeek]

    def slots_on(self, day: date) -> Iterator[Slot]:
        """The lesson hours of a day that no bordsessie runs through; none without school."""
        if day.weekday() < len(DAY_KEYS) and self.calendar.is_school_day(day):
            moments = self._bordsessies(day)
            for hour in self.lesson_hours:
                slot = Slot(day, hour)
                if not any(_overlaps(slot, moment) for moment in moments):
                    yield slot

    def slots_of(self, week: BlockWeek, seed: int) -> list[Slot]:
        """The lesson hours of a week, in an order of the seed's."""
        days = [week.monday + step * DAY for step in range(len(DAY_KEYS))]
        slots = [slot for day in days for slot in self.slots_on(day)]
        Random(f"{seed}/{week.monday}").shuffle(slots)  # noqa: S311 - variety, not a secret
        return slots

    def _bordsessies(self, day: date) -> Sequence[datetime]:
        """Those of the block; outside it the calendar knows them."""
        for week in self.weeks:
            if week.monday <= day <= week.sunday:
                return week.bordsessies
        return self.calendar.bordsessies(self.team, day, day)


def _overlaps(slot: Slot, moment: datetime) -> bool:
    start = moment.replace(tzinfo=None)
    return (
        datetime.combine(slot.on, slot.hour.start) < start + BORDSESSIE
        and datetime.combine(slot.on, slot.hour.end) > start
    )
