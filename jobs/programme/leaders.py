"""Who leads which bordsessie: the schoolcoach first, then everybody in turn."""

from collections.abc import Mapping, Sequence
from datetime import date

from jobs.programme.block import Block, BlockWeek
from jobs.school.model import Member, Team

MODELLED = 3
"""So many weeks the schoolcoach leads the board in a team's first block, to show how it goes."""

COACH = "schoolcoach"


def leader_rota(team: Team, blocks: Sequence[Block]) -> Mapping[date, str]:
    """The leader of each block week with a bordsessie, by its Monday.

    Everybody leads equally often, or once more than a colleague. Who is away in a week leads the
    first week in which they are back.
    """
    leaders: dict[date, str] = {}
    waiting = list(team.members)
    for block in blocks:
        shown = 0
        for week in block.weeks:
            if not week.bordsessies:
                continue
            if block.number == 1 and shown < MODELLED:
                shown += 1
                leaders[week.monday] = COACH
            elif leader := _next(team, waiting, week):
                waiting.remove(leader)
                waiting.append(leader)
                leaders[week.monday] = leader.name
    return leaders


def _next(team: Team, waiting: Sequence[Member], week: BlockWeek) -> Member | None:
    """Who waits longest and is there."""
    return next((member for member in waiting if not _is_away(team, member, week)), None)


def _is_away(team: Team, member: Member, week: BlockWeek) -> bool:
    days = [moment.date() for moment in week.bordsessies]
    return any(
        absence.member.casefold() == member.email.casefold()
        and any(
            absence.start <= day and (not absence.until or day <= absence.until) for day in days
        )
        for absence in team.absences
    )
