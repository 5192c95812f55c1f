"""Working out what would be taken over from a hand-made sheet; nothing is written here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobs.adopting.adoption import Adoption, NewRow, Read, TableAdoption
from jobs.adopting.blocks import Block, find_blocks
from jobs.adopting.fillable import Fillable, fillable_tables
from jobs.adopting.matching import Wish
from jobs.adopting.memory import Copied, lasting_columns, mark_of, marks, recall
from jobs.adopting.rows import RowReader
from jobs.adopting.source import read_source
from jobs.adopting.standing import Cells, Standing, read_standing, said
from jobs.adopting.staying import find_stays
from jobs.adopting.wishes import TwoForOneError, require_headers
from jobs.programme.kit_sheets import team_sheet_key
from jobs.school.model import Team
from jobs.work.school import NotSetUpError, SchoolAtWork
from sheets_templates.model import Spreadsheet
from sync.desired import KnownFile
from sync.files.drive import find_files


@dataclass(frozen=True)
class Asked:
    """What somebody asked for: which sheet, for which team, and how it has to be read.

    `spreadsheet` is the definition of the team's own sheet, which is what would be filled.
    """

    source: str
    team: Team
    spreadsheet: Spreadsheet
    wishes: tuple[Wish, ...] = ()
    only: tuple[str, ...] = ()


def plan_adoption(school: SchoolAtWork, asked: Asked) -> Adoption:
    """Read both sheets and say what would be taken over, in at most six calls that only read.

    Raises NotSetUpError, or one of the refusals of `jobs.adopting.source`.
    """
    sheet = read_source(school, asked.source)
    require_headers(asked.wishes, sheet)
    target = team_sheet(school, asked.team)
    tables = fillable_tables(asked.spreadsheet)
    blocks = [one for tab in sheet.tabs for one in find_blocks(tab, tables, asked.wishes)]
    _refuse_two_for_one(blocks)
    wanted = [one for one in tables if not asked.only or one.address in asked.only]
    used = [one for one in wanted if any(block.match.fillable == one for block in blocks)]
    standing = read_standing(school.google, target, asked.spreadsheet, used)
    before = recall(school.ledger, target)
    return Adoption(
        asked.source,
        sheet.title,
        asked.team.name,
        target,
        tuple(_table(school, one, blocks, standing[one.address], before) for one in used),
        tuple(find_stays(sheet, blocks, used)),
        before,
    )


def team_sheet(school: SchoolAtWork, team: Team) -> KnownFile:
    """The team's own spreadsheet, as the ledger knows it or else Drive; NotSetUpError without."""
    key = team_sheet_key(school.configuration, team)
    if known := school.ledger.find(key):
        return known
    found = find_files(school.google, school.key).get(key)
    if found is None:
        raise NotSetUpError(key)
    return KnownFile(key, "spreadsheet", found.id, found.address)


def _refuse_two_for_one(blocks: Sequence[Block]) -> None:
    """Two columns may become one text; two dates or two drop-downs cannot become one."""
    for block in blocks:
        for key, headers in block.match.columns.items():
            column = block.match.fillable.column(key)
            if len(headers) > 1 and (
                column.validation or column.format not in ("text", "long_text")
            ):
                raise TwoForOneError([one.text for one in headers], column.header)


def _table(
    school: SchoolAtWork,
    fillable: Fillable,
    blocks: Sequence[Block],
    standing: Standing,
    before: Sequence[Copied],
) -> TableAdoption:
    own = tuple(block for block in blocks if block.match.fillable == fillable)
    language = school.configuration.school.language
    reader = RowReader(fillable, standing.gone, school.here.date(), language)
    read = reader.read(own)
    rows = _new_rows(fillable, read, standing, before)
    return TableAdoption(fillable, own, read, rows, len(read.rows) - len(rows), standing)


def _new_rows(
    fillable: Fillable, read: Read, standing: Standing, before: Sequence[Copied]
) -> tuple[NewRow, ...]:
    """The rows that were not copied before and do not stand in our table already."""
    copied = marks(before)
    there = list(standing.rows)
    return tuple(row for row in read.rows if not _is_known(fillable, row, copied, there))


def _is_known(fillable: Fillable, row: NewRow, copied: Counter[str], there: list[Cells]) -> bool:
    """Whether a row is there or was; each earlier copy and each row there counts once."""
    lasting = [key for key in lasting_columns(fillable) if said(row.cells.get(key))]
    same = (
        number
        for number, cells in enumerate(there)
        if all(said(cells.get(key)) == said(row.cells[key]) for key in lasting)
    )
    found = next(same, None)
    if found is not None:
        there.pop(found)
    mark = mark_of(fillable, row.cells)
    remembered = copied[mark] > 0
    copied[mark] -= remembered
    return remembered or found is not None


def numbered_rows(table: TableAdoption) -> Mapping[int, Cells]:
    """The cells to write, by the row of our table."""
    return {number: row.cells for number, row in table.fitting}
