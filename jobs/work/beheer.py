"""Following a school's Beheer sheet: read, judged, and what is wrong told in the sheet itself.

A sheet that is broken or out of reach never stops the work: what it last said without mistakes is
used instead, and that is said out loud.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from forms.definition import Language
from jobs.programme.beheer_sheet import beheer_definition, beheer_sheet_key
from jobs.school.beheer.columns import melding_column
from jobs.school.beheer.judging import Judged, judge
from jobs.school.beheer.last_good import PARTS, LastGood, NotKeptError, keep, last_good
from jobs.school.beheer.places import SheetData, SheetProblem
from jobs.school.beheer.reading import read_beheer
from jobs.school.beheer.tables import MELDING, READERS
from jobs.school.model import Configuration
from jobs.school.problems import ConfigurationError
from jobs.school.timetables import timetable_problems
from jobs.work.school import NotSetUpError, SchoolAtWork
from sheets_templates.model import Spreadsheet
from sync.desired import KnownFile
from sync.errors import SyncError, UncertainError
from sync.files.drive import find_files
from sync.headed_tables import HeadedTable, Messages, read_headed_tables, write_messages

log = structlog.get_logger()


class BeheerUnusableError(Exception):
    """The Beheer sheet cannot be used, and there is no earlier reading to go on with."""

    def __init__(self, name: str, why: str, lines: Sequence[str] = ()) -> None:
        advice = "correct what is wrong, and see it all with: ritmiek check"
        message = f"{name}: {why}, and no earlier version was kept to go on with; {advice}"
        super().__init__("\n".join([message, *lines]))


@dataclass(frozen=True)
class Followed:
    """A school as its sheet has it, and what to say out loud about that."""

    school: SchoolAtWork
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class BeheerRead:
    """The sheet as it was read and judged; `silent` are the tabs without their column Melding."""

    known: KnownFile
    spreadsheet: Spreadsheet
    tables: Mapping[str, HeadedTable | None]
    judged: Judged
    complete: bool

    @property
    def melding(self) -> str:
        """The usual header of the column Melding, in the language of the sheet."""
        tables = {address: table for address, _, table in self.spreadsheet.tables()}
        columns = (column for address in READERS for column in tables[address].columns)
        return next(column.header for column in columns if column.key == MELDING)

    @property
    def silent(self) -> tuple[str, ...]:
        """The tabs in which there is no place to tell people what is wrong."""
        return tuple(
            table.tab
            for address, table in self.tables.items()
            if address in READERS
            and table is not None
            and melding_column(self.spreadsheet, self.tables, address) is None
        )


def look_at_beheer(school: SchoolAtWork) -> BeheerRead:
    """Read and judge the sheet, and write nothing; NotSetUpError without a sheet."""
    known = _find(school)
    if known is None:
        raise NotSetUpError(beheer_sheet_key(school.configuration))
    return _read(school, known)


def check_beheer(school: SchoolAtWork) -> BeheerRead:
    """Read and judge the sheet, and write in it what is wrong; NotSetUpError without a sheet."""
    found = look_at_beheer(school)
    _tell(school, found)
    return found


def _tell(school: SchoolAtWork, found: BeheerRead) -> None:
    language = school.configuration.school.language
    try:
        write_messages(school.google, found.known, list(_meldingen(found, language)))
    except UncertainError as error:
        # The sheet itself was read: whoever looks next sees what stands there, and writes the rest.
        log.warning("messages uncertain", error=type(error).__name__)


def followed(school: SchoolAtWork, *, tell: bool = False) -> Followed:
    """The school with the people, calendar and teams of its sheet, where it follows that.

    With `tell`, what is wrong is also written in the sheet, when it is not there yet.
    """
    if school.configuration.source != "beheer":
        return Followed(school)
    try:
        known = _find(school)
        found = _read(school, known) if known else None
        if found and tell:
            _tell(school, found)
    except SyncError as error:
        return _fallen_back(school, f"the Beheer sheet cannot be read: {error}")
    if found is None:
        return _without_sheet(school)
    judged = found.judged
    if judged.configuration is None:
        lines = [*map(str, judged.problems), *map(str, judged.elsewhere)]
        return _fallen_back(school, "the Beheer sheet has mistakes", lines)
    warnings = _kept(school, judged)
    return Followed(_as_said(school, judged.configuration), warnings)


def _find(school: SchoolAtWork) -> KnownFile | None:
    """The sheet as the ledger knows it, or else as Drive does; none when it was never made."""
    key = beheer_sheet_key(school.configuration)
    if known := school.ledger.find(key):
        return known
    found = find_files(school.google, school.key).get(key)
    return KnownFile(key, "spreadsheet", found.id, found.address) if found else None


def _read(school: SchoolAtWork, known: KnownFile) -> BeheerRead:
    spreadsheet = beheer_definition(school.configuration)
    tables = read_headed_tables(school.google, known, spreadsheet)
    sheet = read_beheer(spreadsheet, tables, school.configuration.school.language)
    judged = judge(school.configuration, sheet)
    return BeheerRead(known, spreadsheet, tables, judged, sheet.complete)


def _meldingen(found: BeheerRead, language: Language) -> Iterator[Messages]:
    """The column Melding of each table in which it should change.

    While a tab or column is gone, the other tables were not judged: those stay as they are.
    """
    for address, table in found.tables.items():
        column = melding_column(found.spreadsheet, found.tables, address)
        if address not in READERS or table is None or column is None:
            continue
        problems = [one for one in found.judged.problems if one.place.address == address]
        messages = Messages(table, column, _texts(table, problems, language))
        if messages.needed and (found.complete or problems):
            yield messages


def _texts(
    table: HeadedTable, problems: Sequence[SheetProblem], language: Language
) -> dict[int, str]:
    """What to say in each row; what concerns the headers or the whole stands in the first row."""
    by_row: dict[int, list[str]] = {}
    for problem in problems:
        row = max(problem.place.row, table.row + 1)
        by_row.setdefault(row, []).append(_in_language(problem, language))
    return {row: " ".join(dict.fromkeys(lines)) for row, lines in by_row.items()}


def _in_language(problem: SheetProblem, language: Language) -> str:
    """The sentence for people, after the cell that it is about."""
    place = problem.place
    cell = "" if place.whole or not place.cell else f"{place.cell}: "
    if language == "nl":
        return f"{cell}{problem.melding}"
    end = "" if problem.message.endswith("?") else "."
    return f"{cell}{problem.message[:1].upper()}{problem.message[1:]}{end}"


def _as_said(school: SchoolAtWork, configuration: Configuration) -> SchoolAtWork:
    """The same school at the same moment, with the connection that it has already."""
    said = SchoolAtWork(configuration, school.ledger, school.now)
    said.google = school.google
    return said


def _kept(school: SchoolAtWork, judged: Judged) -> tuple[str, ...]:
    data = {part: judged.data[part] for part in PARTS}
    try:
        keep(school.configuration.ledger, LastGood(school.now, data))
    except NotKeptError as error:
        return (f"{school.name}: {error}",)
    return ()


def _without_sheet(school: SchoolAtWork) -> Followed:
    """Before its first set-up a school has no sheet; after that it should have one."""
    if last_good(school.configuration.ledger) is not None:
        return _fallen_back(school, "the Beheer sheet is gone; 'ritmiek setup' makes it again")
    if problems := list(timetable_problems(school.configuration)):
        raise ConfigurationError(problems)
    line = (
        f"{school.name}: there is no Beheer sheet yet, so the people, calendar and teams of the "
        "file are used; make it with: ritmiek setup"
    )
    return Followed(school, (line,))


def _fallen_back(school: SchoolAtWork, why: str, lines: Sequence[str] = ()) -> Followed:
    """The school as its sheet last said without mistakes, and since when that counts."""
    before = last_good(school.configuration.ledger)
    if before is None:
        raise BeheerUnusableError(school.name, why, lines)
    judged = judge(school.configuration, SheetData(dict(before.data)))
    if judged.configuration is None:
        raise BeheerUnusableError(school.name, why, [*lines, *map(str, judged.elsewhere)])
    warning = f"{school.name}: {why}; what it said on {_moment(school, before.read)} is used"
    said = SchoolAtWork(judged.configuration, school.ledger, school.now)
    if "google" in vars(school):
        said.google = school.google
    return Followed(said, (warning, *(f"  {line}" for line in lines)))


def _moment(school: SchoolAtWork, moment: datetime) -> str:
    here = moment.astimezone(school.here.tzinfo)
    return f"{here:%Y-%m-%d at %H:%M}"
