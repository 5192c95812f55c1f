"""The Dutch sentences about rules that clash: who, in which week, why, and what to do."""

from collections.abc import Sequence
from datetime import date

from jobs.programme.dutch_dates import day_and_month, enumeration, short_date
from jobs.programme.rota.model import DesignPair, Unplaced, Visit
from jobs.school.model import Member

TO_ARRANGE = "Dit bezoek is nog af te spreken."


def names(people: Sequence[Member]) -> str:
    """Names in a row: Anouk, Bilal en Carlijn."""
    return enumeration([one.name for one in people])


def week_of(monday: date) -> str:
    """A week as one says it."""
    return f"de week van {day_and_month(monday)}"


def weeks_of(mondays: Sequence[date]) -> str:
    """Weeks in a row."""
    if len(mondays) == 1:
        return week_of(mondays[0])
    return f"de weken van {enumeration([day_and_month(monday) for monday in mondays])}"


def alone(member: Member) -> str:
    """A team of one."""
    return (
        f"{member.name} is de enige in het team; er zijn geen bezoeken totdat er een collega "
        f"bij komt."
    )


def at_once(entry: Unplaced, visit: Visit, shared: Member) -> str:
    """Two wishes for one moment."""
    return (
        f"{shared.name} kan op {short_date(visit.on)} in het {visit.hour.number}e uur niet op twee "
        f"plaatsen zijn: {visit.visitor.name} kijkt dan bij {visit.host.name}, en "
        f"{entry.visitor.name} wil dan bij {entry.host.name} kijken. Kies voor een van de twee een "
        f"ander uur. {TO_ARRANGE}"
    )


def beside_the_timetable(visit: Visit, *, visitor_is_free: bool) -> str:
    """An hour that people chose and that the timetable does not allow."""
    when = f"{short_date(visit.on)}, {visit.hour.number}e uur"
    who = (
        f"{visit.host.name} geeft dan geen les"
        if visitor_is_free
        else f"{visit.visitor.name} is dan niet vrij"
    )
    return (
        f"Het bezoek van {visit.visitor.name} aan {visit.host.name} ({when}) past niet in het "
        f"lesrooster: {who}. Jullie afspraak blijft staan."
    )


def pair_without_hour(entry: Unplaced) -> str:
    """A pair that people chose and that has no hour in common."""
    return (
        f"In {week_of(entry.monday)} is er geen lesuur waarin {entry.visitor.name} vrij is en "
        f"{entry.host.name} lesgeeft. {TO_ARRANGE}"
    )


def never_free(entry: Unplaced) -> str:
    """A visitor who has no hour to visit in."""
    return (
        f"{entry.visitor.name} heeft in {week_of(entry.monday)} geen vrij lesuur om bij iemand te "
        f"kijken. {TO_ARRANGE}"
    )


def nobody_teaches(entry: Unplaced) -> str:
    """A visitor who is free when nobody can be visited."""
    return (
        f"In de vrije lesuren van {entry.visitor.name} in {week_of(entry.monday)} geeft geen "
        f"collega les bij wie het kan. {TO_ARRANGE}"
    )


def too_few_hosts(entry: Unplaced, visitors: Sequence[Member], hosts: Sequence[Member]) -> str:
    """Visitors who can only go to fewer hosts than they are."""
    return (
        f"{names(visitors)} kunnen in {week_of(entry.monday)} alleen bij {names(hosts)} kijken, en "
        f"niemand wordt vaker bezocht dan de afspraak is. Het bezoek van {entry.visitor.name} is "
        f"nog af te spreken."
    )


def too_few_hours(entry: Unplaced, visitors: Sequence[Member]) -> str:
    """Visitors for whom there are too few hours in which nobody is in two places."""
    return (
        f"In {week_of(entry.monday)} zijn er te weinig lesuren om {names(visitors)} te laten "
        f"kijken zonder dat iemand op twee plaatsen tegelijk is. Het bezoek van "
        f"{entry.visitor.name} is nog af te spreken."
    )


def too_often(member: Member, monday: date, count: int) -> str:
    """Somebody who takes part in more visits than was agreed."""
    return (
        f"{member.name} heeft in {week_of(monday)} {count} bezoeken, meer dan de afspraak is, "
        f"omdat jullie dat zo hebben gekozen."
    )


def team_too_often(monday: date, count: int, bound: int) -> str:
    """More visits in a week than a team has agreed."""
    return (
        f"In {week_of(monday)} zijn er {count} bezoeken, meer dan de {bound} van de afspraak, "
        f"omdat jullie dat zo hebben gekozen."
    )


def unfair(word: str, most: Sequence[Member], least: Sequence[Member]) -> str:
    """Who visits or is visited more often than others."""
    what = "op bezoek" if word == "gaat" else "bezoek"
    verbs = {"gaat": "gaan", "krijgt": "krijgen"}
    verb = word if len(most) == 1 else verbs[word]
    return (
        f"{names(most)} {verb} in dit blok vaker {what} dan {names(least)}; het komt niet gelijk "
        f"uit."
    )


def repeated(
    visitor: Member,
    host: Member,
    mondays: Sequence[date],
    others: Sequence[Member],
    *,
    known: bool,
) -> str:
    """A pair that meets again before everybody has met."""
    again = (
        f"{visitor.name} kijkt in {weeks_of(mondays)} opnieuw bij {host.name}, terwijl nog niet "
        f"iedereen bij elkaar is geweest"
    )
    if not known:
        return f"{again}; anders waren er meer rijen van het rooster veranderd."
    if others:
        together = names([visitor, *others])
        return f"{again}: anders is er voor {together} samen niet elke week een lesuur."
    return f"{again}: voor {visitor.name} is er anders niet elke week een lesuur."


def unanswered(visitor: Member, host: Member, monday: date) -> str:
    """A visit that is not answered."""
    return (
        f"{visitor.name} kijkt in {week_of(monday)} bij {host.name}, maar {host.name} kijkt niet "
        f"in dezelfde of de volgende bezoekweek terug; dat past niet bij de andere afspraken."
    )


def design_not_seen(pair: DesignPair, unseen: Sequence[Member]) -> str:
    """Colleagues who design a lesson together and do not see each other's."""
    verb = "kijkt" if len(unseen) == 1 else "kijken"
    return (
        f"{names(pair.members)} ontwerpen in {week_of(pair.monday)} samen een les, maar "
        f"{names(unseen)} {verb} die week niet bij een van hen; dat past niet bij de rest van het "
        f"rooster."
    )
