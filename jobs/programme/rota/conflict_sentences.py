"""The sentences about rules that clash: who, in which week, why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms.definition import Language
from jobs.programme.rota.model import DesignPair, Unplaced, Visit
from jobs.school.model import Member
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, enumeration, short_date


@dataclass(frozen=True)
class Sentences:
    """What a conflict says, in the language of the school."""

    language: Language = "nl"

    def alone(self, member: Member) -> str:
        """A team of one."""
        return self._say("alone", member=member.name)

    def at_once(self, entry: Unplaced, visit: Visit, shared: Member) -> str:
        """Two wishes for one moment."""
        return self._say(
            "at_once",
            shared=shared.name,
            day=short_date(visit.on, self.language),
            hour=visit.hour.number,
            visitor=visit.visitor.name,
            host=visit.host.name,
            other=entry.visitor.name,
            other_host=entry.host.name,
        )

    def beside_the_timetable(self, visit: Visit, *, visitor_is_free: bool) -> str:
        """An hour that people chose and that the timetable does not allow."""
        who = visit.host.name if visitor_is_free else visit.visitor.name
        return self._say(
            "beside_the_timetable",
            visitor=visit.visitor.name,
            host=visit.host.name,
            day=short_date(visit.on, self.language),
            hour=visit.hour.number,
            why=self._say("teaches_not" if visitor_is_free else "free_not", who=who),
        )

    def pair_without_hour(self, entry: Unplaced) -> str:
        """A pair that people chose and that has no hour in common."""
        return self._about("pair_without_hour", entry)

    def never_free(self, entry: Unplaced) -> str:
        """A visitor who has no hour to visit in."""
        return self._about("never_free", entry)

    def nobody_teaches(self, entry: Unplaced) -> str:
        """A visitor who is free when nobody can be visited."""
        return self._about("nobody_teaches", entry)

    def too_few_hosts(
        self, entry: Unplaced, visitors: Sequence[Member], hosts: Sequence[Member]
    ) -> str:
        """Visitors who can only go to fewer hosts than they are."""
        people, places = self._names(visitors), self._names(hosts)
        return self._about("too_few_hosts", entry, visitors=people, hosts=places)

    def too_few_hours(self, entry: Unplaced, visitors: Sequence[Member]) -> str:
        """Visitors for whom there are too few hours in which nobody is in two places."""
        return self._about("too_few_hours", entry, visitors=self._names(visitors))

    def too_often(self, member: Member, monday: date, count: int) -> str:
        """Somebody who takes part in more visits than was agreed."""
        return self._say("too_often", member=member.name, week=self._week(monday), count=count)

    def team_too_often(self, monday: date, count: int, bound: int) -> str:
        """More visits in a week than a team has agreed."""
        return self._say("team_too_often", week=self._week(monday), count=count, bound=bound)

    def unfair(self, word: str, most: Sequence[Member], least: Sequence[Member]) -> str:
        """Who visits (`gaat`) or is visited (`krijgt`) more often than others."""
        number = "een" if len(most) == 1 else "meer"
        people = {"most": self._names(most), "least": self._names(least)}
        return self._say(f"unfair_{word}_{number}", **people)

    def repeated(
        self,
        visitor: Member,
        host: Member,
        mondays: Sequence[date],
        others: Sequence[Member],
        *,
        known: bool,
    ) -> str:
        """A pair that meets again before everybody has met."""
        names = {"visitor": visitor.name, "host": host.name}
        again = self._say("again", weeks=self._weeks(mondays), **names)
        if not known:
            return self._say("again_for_rows", again=again)
        if others:
            together = self._names([visitor, *others])
            return self._say("again_for_hours", again=again, together=together)
        return self._say("again_for_one", again=again, visitor=visitor.name)

    def unanswered(self, visitor: Member, host: Member, monday: date) -> str:
        """A visit that is not answered."""
        names = {"visitor": visitor.name, "host": host.name}
        return self._say("unanswered", week=self._week(monday), **names)

    def design_not_seen(self, pair: DesignPair, unseen: Sequence[Member]) -> str:
        """Colleagues who design a lesson together and do not see each other's."""
        return self._say(
            f"design_not_seen_{'een' if len(unseen) == 1 else 'meer'}",
            pair=self._names(pair.members),
            week=self._week(pair.monday),
            unseen=self._names(unseen),
        )

    def _about(self, name: str, entry: Unplaced, **values: str) -> str:
        people = {"visitor": entry.visitor.name, "host": entry.host.name}
        return self._say(name, week=self._week(entry.monday), **people, **values)

    def _say(self, name: str, **values: object) -> str:
        return say(f"rota.{name}", self.language, **values)

    def _names(self, people: Sequence[Member]) -> str:
        """Names in a row: Anouk, Bilal en Carlijn."""
        return enumeration([one.name for one in people], self.language)

    def _week(self, monday: date) -> str:
        """A week as one says it."""
        return self._say("week", day=day_and_month(monday, self.language))

    def _weeks(self, mondays: Sequence[date]) -> str:
        """Weeks in a row."""
        if len(mondays) == 1:
            return self._week(mondays[0])
        days = [day_and_month(monday, self.language) for monday in mondays]
        return self._say("weeks", days=enumeration(days, self.language))
