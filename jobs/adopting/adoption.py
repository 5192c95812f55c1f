"""What would be taken over: for each table its columns and rows, what does not fit, what stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jobs.adopting.blocks import Block
from jobs.adopting.fillable import Fillable
from jobs.adopting.memory import Copied
from jobs.adopting.standing import Cells, Standing
from jobs.adopting.values import Trouble
from sync.desired import KnownFile


@dataclass(frozen=True)
class Misfit:
    """A cell of theirs that does not fit its column; what becomes of it follows from `kept`."""

    tab: str
    cell: str
    says: str
    trouble: Trouble
    column: str
    kept: bool


@dataclass(frozen=True)
class NewRow:
    """A row to copy: where it comes from, what it said by column key, and what it becomes."""

    tab: str
    number: int
    said: Mapping[str, str]
    cells: Cells


@dataclass(frozen=True)
class Read:
    """What the tables of a hand-made sheet say for one of ours."""

    rows: tuple[NewRow, ...]
    misfits: tuple[Misfit, ...] = ()
    without: tuple[str, ...] = ()
    formulas: int = 0


@dataclass(frozen=True)
class TableAdoption:
    """What one table would get; `without` are rows that lack what the table needs."""

    fillable: Fillable
    blocks: tuple[Block, ...]
    read: Read
    rows: tuple[NewRow, ...]
    already: int
    standing: Standing

    @cached_property
    def fitting(self) -> tuple[tuple[int, NewRow], ...]:
        """The rows that there is room for, each with the number that it gets in our table."""
        return tuple(zip(self.standing.free, self.rows, strict=False))

    @property
    def full(self) -> bool:
        """Whether not everything fits."""
        return len(self.rows) > len(self.standing.free)


@dataclass(frozen=True)
class Stay:
    """What stays where it is in a tab.

    All of an unknown tab, a table that was not asked for (`name`), a column by its letters and
    `name` (`rival` is the column it was like), or so many other cells.
    """

    tab: str
    what: Literal["tab", "table", "column", "cells"]
    column: str = ""
    name: str = ""
    rival: str = ""
    count: int = 0


@dataclass(frozen=True)
class Adoption:
    """What would be taken over from one sheet into that of a team."""

    source: str
    title: str
    team: str
    target: KnownFile
    tables: tuple[TableAdoption, ...]
    stays: tuple[Stay, ...]
    before: tuple[Copied, ...]

    def table(self, address: str) -> TableAdoption:
        """The table at this address."""
        return next(one for one in self.tables if one.fillable.address == address)
