"""Which rules a rota had to let go: for each, who and which weeks clash."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from forms.definition import Language
from jobs.programme.rota.availability import Availability
from jobs.programme.rota.clashes import Clash
from jobs.programme.rota.conflict_sentences import Sentences
from jobs.programme.rota.hours import Slot
from jobs.programme.rota.model import Conflict, DesignPair, Rule, Skipped, Unplaced, Visit
from jobs.programme.rota.problem import Entry, Place, Problem
from jobs.school.model import Member


def conflicts_of(
    problem: Problem,
    availability: Availability,
    entries: Mapping[Place, Entry],
    pairs: Sequence[DesignPair],
    language: Language = "nl",
) -> tuple[Conflict, ...]:
    """Every rule that was let go, from the one that weighs most."""
    sentences = Sentences(language)
    return tuple(_Finder(problem, availability, entries, pairs, sentences).find())


@dataclass(frozen=True)
class _Finder:
    problem: Problem
    availability: Availability
    entries: Mapping[Place, Entry]
    pairs: Sequence[DesignPair]
    say: Sentences

    def find(self) -> Iterator[Conflict]:
        if len(self.problem.members) == 1 and self.problem.weeks:
            yield self._conflict("alone", [0], [], self.say.alone(self.problem.members[0]))
            return
        yield from self.problem.conflicts
        yield from self._wishes_at_once()
        yield from self._beside_the_timetable()
        yield from self._without_hour()
        yield from self._too_often()
        yield from self._unfair()
        yield from self._repeated()
        if self.problem.team.visits.reciprocal:
            yield from self._unanswered()
        yield from self._designs_not_seen()

    def _conflict(
        self, rule: Rule, people: Sequence[int], weeks: Sequence[int], sentence: str
    ) -> Conflict:
        mondays = tuple(self.problem.weeks[week].monday for week in sorted(set(weeks)))
        members = tuple(self.problem.members[place] for place in sorted(set(people)))
        return Conflict(rule, members, mondays, sentence)

    def _wishes_at_once(self) -> Iterator[Conflict]:
        """Wishes that could not be, because somebody would be in two places."""
        for place, entry in self._unplaced.items():
            row = self.problem.rows[place]
            for other, visit in self._visits.items():
                if row.wished and (shared := self._shared(place, other, visit)):
                    sentence = self.say.at_once(entry, visit, self.problem.members[shared[0]])
                    yield self._conflict(
                        "wish", [place[1], other[1], *shared], [place[0], other[0]], sentence
                    )
                    break

    def _shared(self, place: Place, other: Place, visit: Visit) -> list[int]:
        """Who takes part in both, when a row may only be at the moment of another visit."""
        row = self.problem.rows[place]
        for host, slots in row.hosts.items():
            moments = {self.problem.slots[slot].moment for slot in slots}
            if moments == {(visit.on, visit.hour.number)}:
                there = {other[1], self._place(visit.host)}
                return [one for one in (place[1], host) if one in there]
        return []

    def _beside_the_timetable(self) -> Iterator[Conflict]:
        """Wishes for an hour in which somebody else is expected, by the timetable."""
        for place, visit in self._visits.items():
            row = self.problem.rows.get(place)
            slot = Slot(visit.on, visit.hour)
            if row and row.wished and not self.availability.fits(visit.visitor, visit.host, slot):
                free = self.availability.free(visit.visitor, slot)
                people = [place[1], self._place(visit.host)]
                sentence = self.say.beside_the_timetable(visit, visitor_is_free=free)
                yield self._conflict("hour", people, [place[0]], sentence)

    def _without_hour(self) -> Iterator[Conflict]:
        """Visits that no hour fits, with the fewest visitors who cannot all have one."""
        for place, entry in self._unplaced.items():
            clash = self._visitors_without_hour(place)
            hosts = self._hosts_of(place[0], clash)
            sentence = self._hour_sentence(place, entry, clash, hosts)
            people = [*clash, *hosts] if len(hosts) < len(clash) else [*clash]
            yield self._conflict("hour", people, [place[0]], sentence)

    def _hour_sentence(
        self, place: Place, entry: Unplaced, clash: Sequence[int], hosts: Sequence[int]
    ) -> str:
        row = self.problem.rows[place]
        if len(clash) == 1 and not hosts:
            if row.wished and len(row.hosts) == 1:
                return self.say.pair_without_hour(entry)
            free = any(
                self.availability.free(entry.visitor, slot)
                and not self.availability.absent(entry.visitor, slot.on)
                for slot in self.problem.slots
                if entry.monday <= slot.on <= self.problem.weeks[place[0]].sunday
            )
            return self.say.nobody_teaches(entry) if free else self.say.never_free(entry)
        visitors = [self.problem.members[one] for one in clash]
        if len(hosts) * self.problem.hosts_bound < len(clash):
            return self.say.too_few_hosts(entry, visitors, [self.problem.members[h] for h in hosts])
        return self.say.too_few_hours(entry, visitors)

    def _visitors_without_hour(self, place: Place) -> tuple[int, ...]:
        if not any(self.problem.rows[place].hosts.values()):
            return (place[1],)
        places = {place, *(other for other in self._planned if other[0] == place[0])}
        clash = Clash(self.problem, places, repeats=True)
        return clash.smallest(sorted(clash.asked)) or (place[1],)

    def _hosts_of(self, week: int, visitors: Sequence[int]) -> list[int]:
        """Everybody with whom one of these visitors has an hour in a week."""
        found = {
            host
            for visitor in visitors
            for host, slots in self.problem.rows[week, visitor].hosts.items()
            if slots
        }
        return sorted(found)

    def _too_often(self) -> Iterator[Conflict]:
        """Who takes part in more visits in a week than the team allows."""
        visits = self.problem.team.visits
        for week, plan in enumerate(self.problem.weeks):
            here = [(p, e) for p, e in self._with_host.items() if p[0] == week]
            for member in range(len(self.problem.members)):
                count = sum(member in (p[1], self._place(e.host)) for p, e in here)
                hosted = sum(member == self._place(e.host) for _, e in here)
                if count > visits.per_week or hosted > self.problem.hosts_bound:
                    sentence = self.say.too_often(self.problem.members[member], plan.monday, count)
                    yield self._conflict("per_week", [member], [week], sentence)
            if visits.team_per_week is not None and len(here) > visits.team_per_week:
                sentence = self.say.team_too_often(plan.monday, len(here), visits.team_per_week)
                yield self._conflict("per_week", [], [week], sentence)

    def _unfair(self) -> Iterator[Conflict]:
        """Who visits, or is visited, more often than another, absence left aside."""
        pairs = [(p[1], self._place(entry.host)) for p, entry in self._with_host.items()]
        visiting, hosting = self.problem.credit()
        visiting.update(visitor for visitor, host in pairs if host >= 0)
        hosting.update(host for _, host in pairs)
        for word, count in (("gaat", visiting), ("krijgt", hosting)):
            totals = [count[member] for member in range(len(self.problem.members))]
            most = [one for one, total in enumerate(totals) if total == max(totals)]
            least = [one for one, total in enumerate(totals) if total == min(totals)]
            if max(totals) > min(totals):
                sentence = self.say.unfair(
                    word,
                    [self.problem.members[one] for one in most],
                    [self.problem.members[one] for one in least],
                )
                weeks = range(len(self.problem.weeks))
                yield self._conflict("fair", [*most, *least], list(weeks), sentence)

    def _repeated(self) -> Iterator[Conflict]:
        """Pairs that meet again before everybody has met."""
        weeks_of: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for (week, visitor), entry in self._with_host.items():
            pair = self.problem.rounds[week], visitor, self._place(entry.host)
            weeks_of[pair].append(week)
        for (number, visitor, host), weeks in weeks_of.items():
            if len(weeks) + self.problem.met[number, visitor, host] > 1:
                clash = self._clash_of_round(number, visitor)
                others = [self.problem.members[one] for one in clash if one not in (visitor, host)]
                sentence = self.say.repeated(
                    self.problem.members[visitor],
                    self.problem.members[host],
                    [self.problem.weeks[week].monday for week in weeks],
                    others,
                    known=bool(clash),
                )
                yield self._conflict("repeat", [visitor, host, *clash], weeks, sentence)

    def _clash_of_round(self, number: int, visitor: int) -> tuple[int, ...]:
        """Whose visits in a round cannot all have an hour without a repeat: one, or some."""
        places = [place for place in self._planned if self.problem.rounds[place[0]] == number]
        own = [place for place in places if place[1] == visitor]
        if own and (alone := Clash(self.problem, own, repeats=False).smallest([visitor])):
            return alone
        if number not in self._rounds:
            clash = Clash(self.problem, places, repeats=False)
            self._rounds[number] = clash.smallest(sorted(clash.asked)) or ()
        return self._rounds[number]

    @cached_property
    def _rounds(self) -> dict[int, tuple[int, ...]]:
        return {}

    def _unanswered(self) -> Iterator[Conflict]:
        """Visits that are not answered in the same visit week, the next or the one before."""
        pairs = {(p[0], p[1], self._place(e.host)) for p, e in self._with_host.items()}
        for week, visitor, host in sorted(pairs):
            if not any((near, host, visitor) in pairs for near in (week - 1, week, week + 1)):
                one, other = self.problem.members[visitor], self.problem.members[host]
                sentence = self.say.unanswered(one, other, self.problem.weeks[week].monday)
                yield self._conflict("reciprocal", [visitor, host], [week], sentence)

    def _designs_not_seen(self) -> Iterator[Conflict]:
        """Who designs with others and sees the lesson of none of them."""
        numbers = {week.monday: number for number, week in enumerate(self.problem.weeks)}
        for pair in self.pairs:
            if pair.monday not in numbers:
                continue
            week = numbers[pair.monday]
            places = [self._place(member) for member in pair.members]
            planned = [one for one in places if (week, one) in self._open]
            unseen = [one for one in planned if not self._sees(week, one, places)]
            if unseen:
                names = [self.problem.members[one] for one in unseen]
                sentence = self.say.design_not_seen(pair, names)
                yield self._conflict("design", places, [week], sentence)

    def _sees(self, week: int, visitor: int, places: Sequence[int]) -> bool:
        visit = self._visits.get((week, visitor))
        return visit is not None and self._place(visit.host) in places

    def _place(self, member: Member) -> int:
        """The place of a member in the team; who left has none."""
        return self._places.get(member.email, -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {member.email: place for place, member in enumerate(self.problem.members)}

    @cached_property
    def _visits(self) -> dict[Place, Visit]:
        return {p: entry for p, entry in self.entries.items() if isinstance(entry, Visit)}

    @cached_property
    def _open(self) -> set[Place]:
        """The rows with a host that the solver decided."""
        return {place for place in self._with_host if place in self.problem.rows}

    @cached_property
    def _planned(self) -> list[Place]:
        """The rows with an hour that the solver decided."""
        return [place for place in self._visits if place in self.problem.rows]

    @cached_property
    def _unplaced(self) -> dict[Place, Unplaced]:
        """The rows without an hour that the solver decided."""
        return {
            place: entry
            for place, entry in self.entries.items()
            if isinstance(entry, Unplaced) and place in self.problem.rows
        }

    @cached_property
    def _with_host(self) -> dict[Place, Visit | Unplaced]:
        return {p: entry for p, entry in self.entries.items() if not isinstance(entry, Skipped)}
