"""The command `next`: the next block of a team, or the next school year of a school."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.beheer_edits import as_followed, edits_of_file
from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.mails import UnknownTeamError
from jobs.commands.options import DryRun, Now, Schools
from jobs.console import Voice
from jobs.programme.next_block import (
    BlockDoesNotFitError,
    BlocksOverlapError,
    NotBegunError,
    next_block,
    next_year_start,
)
from jobs.school.calendar import make_calendar
from jobs.school.config import find_configurations, load_configuration
from jobs.school.editing import Edit, NoPlaceError, edited
from jobs.school.model import Configuration, Team


class Following(StrEnum):
    """What can come next."""

    block = "block"
    year = "year"


What = Annotated[
    Following, typer.Argument(help="The next block or school year.", show_default=False)
]
OnlyTeam = Annotated[str | None, typer.Option(help="Only this team's block.", show_default=False)]
Start = Annotated[
    datetime | None,
    typer.Option(
        help="Start on this day; without it: the first school week after this block.",
        formats=["%Y-%m-%d"],
        show_default=False,
    ),
]
CANNOT_FOLLOW = (BlockDoesNotFitError, BlocksOverlapError, NoPlaceError, NotBegunError)


def following(
    what: What,
    schools: Schools = None,
    *,
    team: OnlyTeam = None,
    start: Start = None,
    dry_run: DryRun = False,
    now: Now = None,
) -> None:
    """Start the next block or school year in a school's file; goals and open actions go along."""
    errand = Errand(Voice())
    paths = find_configurations(schools or [])
    loaded = [(path, as_followed(errand.voice, load_configuration(path))) for path in paths]
    today = (now or datetime.now(UTC)).date()
    known = [one.key for _, configuration in loaded for one in configuration.teams]
    if team is not None and team not in known:
        raise UnknownTeamError(team, known)
    for path, configuration in loaded:
        with errand.at(configuration.school.name):
            try:
                if what is Following.block:
                    on = start.date() if start else None
                    edits = _next_blocks(errand, configuration, team, on, today)
                else:
                    edits = _next_year(errand, configuration, today)
                left = edits_of_file(errand, configuration, edits)
                _write(errand, path, left, dry_run=dry_run)
            except CANNOT_FOLLOW as error:
                errand.fail(str(path), str(error))
    errand.end()


def _next_blocks(
    errand: Errand,
    configuration: Configuration,
    only: str | None,
    start: date | None,
    today: date,
) -> list[Edit]:
    calendar = make_calendar(configuration)
    edits: list[Edit] = []
    for index, team in enumerate(configuration.teams):
        if only is None and today < team.block_start:
            errand.voice.say(str(NotBegunError(team.name, team.block_start)))
        elif only in (None, team.key):
            block = next_block(team, calendar, start, today=today)
            errand.voice.say(
                f"{team.name}: block {block.number} starts on {block.start}; "
                "goals and actions stay on the board"
            )
            edits += _block_edits(index, team, block.start)
    return edits


def _block_edits(index: int, team: Team, start: date) -> Iterator[Edit]:
    earlier = ", ".join(str(day) for day in (*team.earlier_blocks, team.block_start))
    here = ("teams", index)
    yield Edit((*here, "block_start"), str(start))
    yield Edit((*here, "earlier_blocks"), f"[{earlier}]", after="block_start")


def _next_year(errand: Errand, configuration: Configuration, today: date) -> list[Edit]:
    start = next_year_start(configuration, make_calendar(configuration), today=today)
    errand.voice.say(
        f"{configuration.school.name}: school year {start.year}-{start.year + 1}, teams start on "
        f"{start}; each team gets a new sheet, with the goals and actions that are still open"
    )
    errand.voice.say(
        "  Look at study_days, vacations, bord_moments and the dates of the pizza group: "
        "what lies in the past may go, what is new must come in."
    )
    edits = [Edit(("school_year",), str(start.year), after="calendar")]
    for index, team in enumerate(configuration.teams):
        edits.append(Edit(("teams", index, "block_start"), str(start)))
        if team.earlier_blocks:
            edits.append(Edit(("teams", index, "earlier_blocks"), "[]"))
    return edits


def _write(errand: Errand, path: Path, edits: Sequence[Edit], *, dry_run: bool) -> None:
    if not edits:
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        text = edited(lines.read(), edits)
    if dry_run:
        errand.voice.say(f"{path}: would change {len(edits)} values")
        return
    new = path.with_suffix(f"{path.suffix}.new")
    with writing(path):
        new.write_text(text, encoding="utf-8", newline="")
        new.replace(path)
    errand.voice.say(f"{path}: changed; see what follows with: ritmiek plan {path}")
