"""What people's wishes come down to, and the wishes that cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.definition import Language
from jobs.programme.block import BlockWeek
from jobs.programme.rota.availability import Availability
from jobs.programme.rota.hours import Slot, Timetable
from jobs.programme.rota.model import Conflict, Rota, Unplaced, Visit, Wish
from jobs.programme.rota.problem import Place
from jobs.school.model import Member
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, long_date
from jobs.words.marks import shown


@dataclass(frozen=True)
class Asked:
    """A wish for one row: the host, day and hour that people chose, and what they left open."""

    host: int | None = None
    on: date | None = None
    hour: int | None = None
    cancelled: bool = False

    @property
    def exact(self) -> bool:
        """Whether people chose the very hour: they know better than a timetable."""
        return self.on is not None and self.hour is not None

    def allows(self, slot: Slot) -> bool:
        """Whether a slot is what was asked for."""
        return self.on in (None, slot.on) and self.hour in (None, slot.hour.number)


@dataclass(frozen=True)
class Reader:
    """Reads wishes for one team; everything is checked against what there is."""

    timetable: Timetable
    availability: Availability
    weeks: Sequence[BlockWeek]
    previous: Mapping[tuple[date, str], Visit | Unplaced]
    today: date | None

    def read(self, wishes: Sequence[Wish]) -> tuple[dict[Place, Asked], list[Conflict]]:
        """The wishes by their row, and a conflict for each part that has to be let go."""
        asked: dict[Place, Asked] = {}
        conflicts: list[Conflict] = []
        mondays = {week.monday: number for number, week in enumerate(self.weeks)}
        for wish in wishes:
            visitor = self._place(wish.visitor)
            if visitor is None or wish.monday not in mondays:
                continue  # Of somebody who left, or of a week that is no visit week any more.
            if self._is_past(self.previous.get((wish.monday, wish.visitor.casefold()))):
                continue  # What was held stays as it was, whatever still stands beside it.
            one, refused = self._one(wish, visitor)
            conflicts += refused
            asked[mondays[wish.monday], visitor] = one
        return asked, conflicts

    def _one(self, wish: Wish, visitor: int) -> tuple[Asked, list[Conflict]]:
        if wish.cancelled:
            return Asked(cancelled=True), []
        member = self._members[visitor]
        before = self.previous.get((wish.monday, wish.visitor.casefold()))
        host, on, hour = self._host(wish, visitor, before), wish.on, wish.hour
        if isinstance(before, Visit):
            kept = wish.keep and not (wish.on and wish.hour)
            on = on or (before.on if kept or hour else None)
            hour = hour or (before.hour.number if kept else None)
        refused = []
        if wish.host and host is None:
            refused.append(self._say("not_outside", member=member.name))
        elif host is not None and self._away(self._members[host], wish.monday):
            refused.append(self._say("away", member=self._members[host].name))
            host = None
        asked = Asked(host, on, hour)
        for complaint in self._complaints(asked, visitor):
            refused.append(complaint)
            asked = Asked(host)
        people = (member, *([self._members[host]] if host is not None else []))
        return asked, [_refusal(wish.monday, people, text, self._language) for text in refused]

    def _is_past(self, before: Visit | Unplaced | None) -> bool:
        return isinstance(before, Visit) and self.today is not None and before.on < self.today

    def _host(self, wish: Wish, visitor: int, before: Visit | Unplaced | None) -> int | None:
        """The host that was asked for; another day or hour is for the host that there was."""
        if wish.host:
            host = self._place(wish.host)
            return None if host == visitor else host
        host = self._place(before.host.email) if before else None
        if host is not None and not wish.keep and self._away(self._members[host], wish.monday):
            return None
        return host

    def _complaints(self, asked: Asked, visitor: int) -> Iterator[str]:
        """Why a day or an hour cannot be; the first reason is enough."""
        if asked.hour is not None and asked.hour not in self._numbers:
            yield self._say("no_such_hour", hour=asked.hour)
        elif asked.on is not None:
            yield from list(self._day_complaints(asked, asked.on, visitor))[:1]

    def _day_complaints(self, asked: Asked, on: date, visitor: int) -> Iterator[str]:
        day = long_date(on, self._language)
        if self.today and on < self.today:
            yield self._say("past", day=day)
        if reason := self.timetable.calendar.closed_by(on):
            yield self._say("no_school", day=day, reason=shown(reason, self._language))
        for place in (visitor, asked.host):
            if place is not None and self.availability.absent(self._members[place], on):
                yield self._say("away_on", member=self._members[place].name, day=day)
        if asked.hour and not any(asked.allows(slot) for slot in self.timetable.slots_on(on)):
            yield self._say("bordsessie", day=day, hour=asked.hour)

    def _away(self, member: Member, monday: date) -> bool:
        week = self.timetable.calendar.school_week(monday)
        days = week.days if week else ()
        return bool(days) and all(self.availability.absent(member, day) for day in days)

    def _place(self, email: str) -> int | None:
        for place, member in enumerate(self._members):
            if member.email.casefold() == email.casefold():
                return place
        return None

    def _say(self, name: str, **values: object) -> str:
        return say(f"wishes.{name}", self._language, **values)

    @property
    def _language(self) -> Language:
        return self.timetable.calendar.definitions.language

    @property
    def _members(self) -> tuple[Member, ...]:
        return self.timetable.team.members

    @property
    def _numbers(self) -> set[int]:
        return {hour.number for hour in self.timetable.lesson_hours}


def previous_by_row(previous: Rota | None) -> dict[tuple[date, str], Visit | Unplaced]:
    """The rows of a rota that have a host, by week and visitor."""
    entries: list[Visit | Unplaced] = [*previous.visits, *previous.unplaced] if previous else []
    return {(entry.monday, entry.visitor.email.casefold()): entry for entry in entries}


def _refusal(monday: date, people: Sequence[Member], because: str, language: Language) -> Conflict:
    week = say("rota.week", language, day=day_and_month(monday, language))
    sentence = say("wishes.refused", language, visitor=people[0].name, week=week, because=because)
    return Conflict("wish", tuple(people), (monday,), sentence)
