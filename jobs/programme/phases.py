"""The phase of a team: voorbereiden, starten or uitbouwen."""

from datetime import date

from jobs.programme.block import Block
from jobs.school.model import Phase, Team


def phase_on(team: Team, blocks: tuple[Block, ...], day: date) -> Phase:
    """The phase that a team is in on a day: what its file says, or else what its blocks say.

    A team prepares until its first block, starts in that block, and builds on it afterwards.
    """
    if team.phase:
        return team.phase
    first = blocks[0].weeks
    if day < first[0].monday:
        return "voorbereiden"
    return "starten" if day <= first[-1].sunday else "uitbouwen"
