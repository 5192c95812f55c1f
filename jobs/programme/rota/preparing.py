"""From a team and what is known of it to the problem for the solver."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jobs.programme.block import BlockWeek
from jobs.programme.rota.availability import Availability
from jobs.programme.rota.hours import DAY, Slot, Timetable
from jobs.programme.rota.model import Reason, Rota, Skipped, Visit, Wish
from jobs.programme.rota.problem import Entry, Options, Place, Problem, Standing, rounds_of
from jobs.programme.rota.wishes import Asked, Reader, previous_by_row
from jobs.school.model import Member

FRIDAY = 4 * DAY


@dataclass
class Preparation:
    """Gathers the rows of a problem, week by week."""

    timetable: Timetable
    availability: Availability
    weeks: Sequence[BlockWeek]
    seed: int
    previous: Rota | None
    today: date | None
    slots: list[Slot] = field(default_factory=list)
    numbers: dict[tuple[date, int], int] = field(default_factory=dict)
    rows: dict[Place, Options] = field(default_factory=dict)
    settled: dict[Place, Entry] = field(default_factory=dict)
    present: list[frozenset[int]] = field(default_factory=list)
    standing: dict[Place, Standing] = field(default_factory=dict)

    def problem(self, wishes: Sequence[Wish], history: Sequence[Visit]) -> Problem:
        """The whole problem."""
        self.before = previous_by_row(self.previous)
        reader = Reader(self.timetable, self.availability, self.weeks, self.before, self._from)
        asked, conflicts = reader.read(wishes)
        for number, week in enumerate(self.weeks):
            self._add_week(number, week, asked)
        team = self.timetable.team
        rounds, met = rounds_of(team, self.weeks, history)
        return Problem(
            team,
            self.weeks,
            self.slots,
            self.rows,
            self.settled,
            self.present,
            rounds,
            met,
            self.standing,
            tuple(conflicts),
            self._left(),
        )

    def _left(self) -> list[Visit]:
        """Visits in the past by colleagues who are in the team no more."""
        addresses = {member.email.casefold() for member in self._members}
        return [
            visit
            for visit in (self.previous.visits if self.previous else ())
            if self._from
            and visit.on < self._from
            and visit.visitor.email.casefold() not in addresses
        ]

    @property
    def _from(self) -> date | None:
        """From when on anything may change; a first rota has no past to keep."""
        return self.today if self.previous else None

    @property
    def _members(self) -> tuple[Member, ...]:
        return self.timetable.team.members

    def _add_week(self, number: int, week: BlockWeek, asked: Mapping[Place, Asked]) -> None:
        slots = self.timetable.slots_of(week, self.seed)
        if self._from:
            slots = [slot for slot in slots if slot.on >= self._from]
        known = [self._number(slot) for slot in slots]
        here = frozenset(
            place for place, member in enumerate(self._members) if self._is_there(member, week)
        )
        self.present.append(here)
        for visitor in range(len(self._members)):
            place = number, visitor
            wish = asked.get(place, Asked())
            if before := self._standing(place):
                self.standing[place] = before
            if entry := self._decided(place, week, here, wish):
                self.settled[place] = entry
            else:
                self._add_row(place, here, known, wish, place in asked)

    def _is_there(self, member: Member, week: BlockWeek) -> bool:
        days = self._days_left(week)
        return not days or not all(self.availability.absent(member, day) for day in days)

    def _days_left(self, week: BlockWeek) -> list[date]:
        school_week = self.timetable.calendar.school_week(week.monday)
        days = school_week.days if school_week else ()
        return [day for day in days if self._from is None or day >= self._from]

    def _decided(
        self, place: Place, week: BlockWeek, here: frozenset[int], wish: Asked
    ) -> Entry | None:
        """What a row says when there is nothing to decide: it is past, or there is no visit."""
        member = self._members[place[1]]
        entry = self.before.get((week.monday, member.email.casefold()))
        if self._from:
            if isinstance(entry, Visit) and entry.on < self._from:
                return entry
            gone = week.monday + FRIDAY < self._from
            if gone and not (isinstance(entry, Visit) or wish.on):
                return entry or Skipped(week.monday, member, self._past_reason(place, week))
        reason: Reason | None = "cancelled" if wish.cancelled else None
        if place[1] not in here:
            reason = "absent"
        elif len(here) == 1 and not reason:
            reason = "alone"
        return Skipped(week.monday, member, reason) if reason else None

    def _past_reason(self, place: Place, week: BlockWeek) -> Reason:
        email = self._members[place[1]].email
        for skipped in self.previous.skipped if self.previous else ():
            if skipped.monday == week.monday and skipped.visitor.email == email:
                return skipped.reason
        return "past"

    def _add_row(
        self,
        place: Place,
        here: frozenset[int],
        known: Sequence[int],
        wish: Asked,
        wished: bool,  # noqa: FBT001 - said of the row
    ) -> None:
        visitor = place[1]
        before = self.standing.get(place)
        hosts = [wish.host] if wish.host is not None else [h for h in sorted(here) if h != visitor]
        options = {host: self._slots_for(visitor, host, known, wish, before) for host in hosts}
        self.rows[place] = Options(options, wished)

    def _standing(self, place: Place) -> Standing | None:
        """What the row says until now; none of it when host or slot is not to be had any more."""
        monday, member = self.weeks[place[0]].monday, self._members[place[1]]
        entry = self.before.get((monday, member.email.casefold()))
        if entry is None:
            return None
        emails = [one.email.casefold() for one in self._members]
        email = entry.host.email.casefold()
        host = emails.index(email) if email in emails else None
        slot = self._number_of(entry) if isinstance(entry, Visit) else None
        return Standing(host, slot)

    def _number_of(self, visit: Visit) -> int | None:
        """The number of a visit's slot, when there is such a slot."""
        if self._from and visit.on < self._from:
            return None
        for slot in self.timetable.slots_on(visit.on):
            if slot.hour.number == visit.hour.number:
                return self._number(slot)
        return None

    def _slots_for(
        self, visitor: int, host: int, known: Sequence[int], wish: Asked, before: Standing | None
    ) -> tuple[int, ...]:
        """The slots that a pair may get: as many as can clash with other visits, and one more."""
        pair = self._members[visitor], self._members[host]
        if wish.on is not None:
            known = [self._number(slot) for slot in self.timetable.slots_on(wish.on)]
        fitting = [number for number in known if wish.allows(self.slots[number])]
        if not wish.exact:
            fitting = [n for n in fitting if self.availability.fits(*pair, self.slots[n])]
        few = list(self._few(fitting, visitor))
        if before and before.host == host and before.slot in fitting and before.slot not in few:
            few.insert(0, before.slot)
        return tuple(few)

    def _few(self, fitting: Sequence[int], visitor: int) -> Iterator[int]:
        """Where nothing is known of anybody's hours, each visitor has another hour first."""
        visits = self.timetable.team.visits
        enough = 2 * visits.per_week - 1
        if not self.availability.known:
            start = visitor % max(min(len(fitting), len(self._members)), 1)
            fitting = [*fitting[start:], *fitting[:start]]
        yield from fitting[:enough]

    def _number(self, slot: Slot) -> int:
        if slot.moment not in self.numbers:
            self.numbers[slot.moment] = len(self.slots)
            self.slots.append(slot)
        return self.numbers[slot.moment]
