"""Teams with hours of their own, and short ways to make and read their rotas."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from hypothesis import strategies as st

from jobs.programme.block import BlockWeek, block_weeks
from jobs.programme.rota import (
    DAY_KEYS,
    Rota,
    Skipped,
    Unplaced,
    Visit,
    Wish,
    make_rota,
)
from jobs.school.model import Absence, Team, Visits
from tests.programme.cast import CALENDAR, LESSON_HOURS, a_team

HOURS = [f"{day}{hour.number}" for day in DAY_KEYS for hour in LESSON_HOURS]
some_hours = st.lists(st.sampled_from(HOURS), min_size=2, max_size=6, unique=True)
teams = st.lists(some_hours, min_size=2, max_size=8).map(lambda hours: a_team(*hours))
EIGHT = a_team(*[HOURS[n : n + 20 : 5] for n in range(8)])
WEEKS = [week for week in block_weeks(EIGHT, CALENDAR) if week.visits]
SECOND, THIRD = WEEKS[1], WEEKS[2]


def rota_of(
    team: Team,
    *,
    seed: int = 0,
    previous: Rota | None = None,
    wishes: Sequence[Wish] = (),
    today: date | None = None,
    history: Sequence[Visit] = (),
) -> Rota:
    weeks = block_weeks(team, CALENDAR)
    return make_rota(
        team,
        weeks,
        CALENDAR,
        LESSON_HOURS,
        seed=seed,
        previous=previous,
        wishes=wishes,
        today=today,
        history=history,
    )


def absent(team: Team, number: int, week: BlockWeek) -> Team:
    """The same team with its member of this number away for a week."""
    gone = {"member": f"lid{number}@linde.example", "from": week.monday, "until": week.sunday}
    return team.model_copy(update={"absences": (Absence.model_validate(gone),)})


def visiting(team: Team, **rules: int | bool) -> Team:
    return team.model_copy(update={"visits": Visits.model_validate(rules)})


def entries(rota: Rota) -> list[Visit | Unplaced | Skipped]:
    return [*rota.visits, *rota.unplaced, *rota.skipped]


def with_host(rota: Rota) -> list[Visit | Unplaced]:
    return sorted([*rota.visits, *rota.unplaced], key=lambda one: (one.monday, one.visitor.email))


def said(rota: Rota) -> dict[tuple[date, str], tuple[object, ...]]:
    """What each row says: host, day and hour."""
    return {
        (one.monday, one.visitor.email): (one.host.email, one.on, one.hour.number)
        if isinstance(one, Visit)
        else (one.host.email,)
        for one in with_host(rota)
    }


def the_row(rota: Rota, week: BlockWeek, number: int) -> Visit:
    """The visit of a member in a week."""
    address = f"lid{number}@linde.example"
    return next(
        one for one in rota.visits if one.monday == week.monday and one.visitor.email == address
    )


def places_of(rota: Rota) -> list[tuple[date, int, str]]:
    """Where everybody is: a day, a lesson hour and an address."""
    return list(
        chain.from_iterable(
            [(one.on, one.hour.number, person.email) for person in (one.visitor, one.host)]
            for one in rota.visits
        )
    )


def rules_of(rota: Rota) -> set[str]:
    return {conflict.rule for conflict in rota.conflicts}
