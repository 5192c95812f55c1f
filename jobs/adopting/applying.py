"""Doing what was shown: copying the rows that somebody said yes to, and undoing that."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jobs.adopting.adoption import Adoption, TableAdoption
from jobs.adopting.fillable import Fillable, fillable_tables
from jobs.adopting.memory import Copied, mark_of, recall, remember, written_of
from jobs.adopting.planning import Asked, numbered_rows, plan_adoption, team_sheet
from jobs.adopting.standing import Cells, Standing, read_standing, write_rows
from jobs.work.school import SchoolAtWork
from sync.desired import KnownFile
from sync.errors import MovedSinceReadError


def adopt(
    school: SchoolAtWork, asked: Asked, shown: Adoption, agreed: Collection[str]
) -> dict[str, int]:
    """Copy the tables (by address) that somebody agreed to; how many rows each of them got.

    Raises MovedSinceReadError, before anything is written, when what was shown is not so any more.
    """
    now = plan_adoption(school, asked)
    for address in agreed:
        if [one for one in now.tables if one.fillable.address == address] != [shown.table(address)]:
            raise MovedSinceReadError(f"'{shown.title}' or the sheet of {shown.team}")
    tables = [now.table(address) for address in agreed]
    standing = {one.fillable.address: one.standing for one in tables}
    rows = {one.fillable.address: numbered_rows(one) for one in tables}
    write_rows(school.google, now.target, rows, standing)
    # Remembered after the writing: what is lost in between stands in the table, and is seen there.
    copied = [copy for table in tables for copy in _copied(table, asked.source)]
    remember(school.ledger, now.target, (*now.before, *copied))
    return {address: len(found) for address, found in rows.items()}


def _copied(table: TableAdoption, source: str) -> list[Copied]:
    own = table.fillable
    return [
        Copied(own.address, source, mark_of(own, row.cells), written_of(own, row.cells))
        for _, row in table.fitting
    ]


@dataclass(frozen=True)
class Undoing:
    """The rows to blank by table and number, and how many people changed, which stay."""

    target: KnownFile
    standing: Mapping[str, Standing]
    rows: Mapping[str, Mapping[int, Cells]]
    names: Mapping[str, str]
    kept: tuple[Copied, ...]
    changed: int

    @property
    def count(self) -> int:
        """How many rows would be blanked."""
        return sum(map(len, self.rows.values()))


def plan_undoing(school: SchoolAtWork, asked: Asked) -> Undoing:
    """Which rows still hold exactly what was copied from this sheet; nothing is written."""
    target = team_sheet(school, asked.team)
    copied = recall(school.ledger, target)
    mine = [one for one in copied if one.source == asked.source and _wanted(one, asked.only)]
    known = {one.address for one in mine}
    tables = [one for one in fillable_tables(asked.spreadsheet) if one.address in known]
    standing = read_standing(school.google, target, asked.spreadsheet, tables)
    left = Counter(mine)
    rows = {one.address: _unchanged(one, standing[one.address], left) for one in tables}
    changed = list(left.elements())
    others = [one for one in copied if one not in mine]
    names = {one.address: one.name for one in tables}
    return Undoing(target, standing, rows, names, (*others, *changed), len(changed))


def undo(school: SchoolAtWork, asked: Asked) -> Undoing:
    """Blank the rows that still hold exactly what was copied, and no others."""
    found = plan_undoing(school, asked)
    write_rows(school.google, found.target, found.rows, found.standing)
    remember(school.ledger, found.target, found.kept)
    return found


def _wanted(copied: Copied, only: Sequence[str]) -> bool:
    return not only or copied.address in only


def _unchanged(fillable: Fillable, standing: Standing, left: Counter[Copied]) -> dict[int, Cells]:
    """The rows by number that hold what was copied, with blanks for what people own."""
    found: dict[int, Cells] = {}
    for number, cells in enumerate(standing.rows):
        written = written_of(fillable, cells)
        copy = next((one for one in left if left[one] > 0 and one.written == written), None)
        if copy is not None:
            left[copy] -= 1
            found[number] = {column.key: None for column in fillable.columns}
    return found
