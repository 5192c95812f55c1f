"""The command `adopt`: what a team kept in a sheet of its own goes along, as far as they agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from forms.definition import Language
from jobs.adopting.adoption import Adoption, TableAdoption
from jobs.adopting.applying import Undoing, plan_undoing
from jobs.adopting.applying import adopt as copy
from jobs.adopting.applying import undo as blank
from jobs.adopting.figures import figures_of
from jobs.adopting.fillable import fillable_tables
from jobs.adopting.planning import Asked, plan_adoption
from jobs.adopting.source import SheetOutOfReachError, sheet_id_of
from jobs.adopting.telling import told
from jobs.adopting.wishes import only_of, wishes_of
from jobs.adopting.wording import WORDS, counted, rows_word
from jobs.commands.errand import Errand
from jobs.commands.mails import UnknownTeamError
from jobs.commands.one_school import NotOneSchoolError
from jobs.commands.options import DryRun, Json, Now, opened
from jobs.console import Voice
from jobs.programme.kit_sheets import team_definition
from jobs.school.config import find_configurations
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork


class NobodyToAskError(Exception):
    """Nobody answered whether something may be taken over."""

    def __init__(self) -> None:
        super().__init__(
            "nothing was changed: nobody answered; agree to everything that fits with --yes"
        )


class NothingKnownError(Exception):
    """No header in the sheet is known, so that there is nothing to take over."""

    def __init__(self) -> None:
        super().__init__(
            "nothing in this sheet is known to Ritmiek, so nothing is taken over; say what a"
            ' column is with: --map "Header=doelen.doel"'
        )


@dataclass(frozen=True)
class _Way:
    """How it is done: only said, or agreed to beforehand; and the command that undoes it."""

    dry_run: bool
    yes: bool
    undoing: str


Sheet = Annotated[str, typer.Argument(help="The address or id of a sheet that people made.")]
School = Annotated[
    Path | None,
    typer.Argument(help="The file of the school; without it: school.yaml.", show_default=False),
]
AsTeam = Annotated[str, typer.Option("--as", help="The key of the team whose sheet it was.")]
Only = Annotated[
    str | None,
    typer.Option(help="Only these tables, such as doelen,acties.", show_default=False),
]
Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help='What a column is: "Header=doelen.doel"; "Header=" leaves it where it is.',
        show_default=False,
    ),
]
Undo = Annotated[bool, typer.Option("--undo", help="Blank what was copied and not changed since.")]
Yes = Annotated[bool, typer.Option("--yes", help="Agree to everything that fits.")]


def adopt(
    sheet: Sheet,
    school: School = None,
    *,
    team: AsTeam,
    only: Only = None,
    map_: Mapped = None,
    undo: Undo = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Copy goals, actions and visits from a team's own sheet, after asking; theirs stays."""
    errand = Errand(Voice(as_json))
    source = sheet_id_of(sheet)
    found = _the_school(school, now)
    asked = _asked(found, source, team, only, map_ or [])
    words = ["ritmiek adopt", source, *([str(school)] if school else []), "--as", team, "--undo"]
    way = _Way(dry_run=dry_run, yes=yes, undoing=" ".join(words))
    with errand.at(found.name):
        if undo:
            _undo(errand, found, asked, way)
        else:
            _adopt(errand, found, asked, way)
    errand.end()


def _the_school(path: Path | None, now: datetime | None) -> SchoolAtWork:
    paths = find_configurations([path] if path else [])
    if len(paths) != 1:
        raise NotOneSchoolError(path or Path.cwd(), len(paths))
    [found] = opened(paths, now)
    return found


def _asked(
    school: SchoolAtWork, source: str, key: str, only: str | None, mapped: Sequence[str]
) -> Asked:
    """What is asked, with every table and column that was named checked."""
    team = _team(school, key)
    spreadsheet = team_definition(school.configuration, team)
    tables = fillable_tables(spreadsheet)
    wishes = tuple(wishes_of(mapped, tables))
    wanted = only_of(only, tables) if only is not None else ()
    return Asked(source, team, spreadsheet, wishes, wanted)


def _team(school: SchoolAtWork, key: str) -> Team:
    for team in school.configuration.teams:
        if team.key == key:
            return team
    raise UnknownTeamError(key, [team.key for team in school.configuration.teams])


def _adopt(errand: Errand, school: SchoolAtWork, asked: Asked, way: _Way) -> None:
    voice, language = errand.voice, school.configuration.school.language
    try:
        shown = plan_adoption(school, asked)
    except SheetOutOfReachError as error:
        errand.fail(school.name, str(error))
        if error.account:
            voice.complain(f"  share it with: {error.account}")
        return
    opening = WORDS[language].opening.format(title=shown.title, team=shown.team)
    voice.say(f"{school.name}: {opening}")
    for line in told(shown, language):
        voice.say(line)
    voice.report(school.key, figures_of(shown))
    if not shown.tables:
        errand.fail(school.name, str(NothingKnownError()))
    if way.dry_run or not shown.tables:
        return
    agreed = list(_agreed(errand, school, shown, way))
    if agreed:
        copied = copy(school, asked, shown, agreed)
        _say_copied(errand, school, way, shown, copied)


def _agreed(errand: Errand, school: SchoolAtWork, shown: Adoption, way: _Way) -> Iterator[str]:
    """The tables that somebody says yes to; --yes does not say it for half a list."""
    for table in shown.tables:
        own = table.fillable
        if not table.fitting:
            if table.full:
                errand.fail(school.name, f"{own.name}: there is no room; nothing was copied")
        elif way.yes and table.full:
            errand.fail(
                school.name,
                f"{own.name}: {len(table.standing.free)} of {len(table.rows)} rows fit, so nothing"
                " was copied; answer the question yourself, without --yes, to copy the first ones",
            )
        elif way.yes or _confirm(_question(table, school.configuration.school.language)):
            yield own.address


def _question(table: TableAdoption, language: Language) -> str:
    words, count, free = WORDS[language], len(table.rows), len(table.standing.free)
    sentence = words.question_part if table.full else words.question
    rows = rows_word(language, count)
    return sentence.format(name=table.fillable.name, count=count, rows=rows, free=free)


def _confirm(question: str) -> bool:
    """Ask on standard error, so that a report stays clean; no is what Enter says."""
    try:
        return typer.confirm(question, default=False, err=True)
    except typer.Abort as error:
        raise NobodyToAskError from error


def _say_copied(
    errand: Errand,
    school: SchoolAtWork,
    way: _Way,
    shown: Adoption,
    copied: dict[str, int],
) -> None:
    language = school.configuration.school.language
    count = sum(copied.values())
    names = ", ".join(shown.table(address).fillable.name for address in copied)
    line = WORDS[language].done.format(
        count=count, rows=rows_word(language, count), names=names, command=way.undoing
    )
    errand.voice.say(f"{school.name}: {line}")
    errand.voice.report("copied", copied)


def _undo(errand: Errand, school: SchoolAtWork, asked: Asked, way: _Way) -> None:
    language = school.configuration.school.language
    words, found = WORDS[language], plan_undoing(school, asked)
    errand.voice.say(f"{school.name}: {words.undo}")
    for address, rows in found.rows.items():
        line = words.undo_table.format(
            name=found.names[address], count=len(rows), rows=rows_word(language, len(rows))
        )
        errand.voice.say(f"  {line}")
    question = words.undo_question.format(count=found.count, rows=rows_word(language, found.count))
    if not way.dry_run and (way.yes or not found.count or _confirm(question)):
        found = blank(school, asked)
        rows_ = rows_word(language, found.count)
        errand.voice.say(f"{school.name}: {words.undone.format(count=found.count, rows=rows_)}")
    _say_changed(errand, school, found)


def _say_changed(errand: Errand, school: SchoolAtWork, found: Undoing) -> None:
    language = school.configuration.school.language
    if found.changed:
        line = counted(WORDS[language].changed, found.changed)
        errand.voice.say(f"{school.name}: {line}")
    figures = {address: len(rows) for address, rows in found.rows.items()}
    errand.voice.report(school.key, {"blanked": figures, "changed": found.changed})
