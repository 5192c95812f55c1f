"""What a school at play has to be able to do, whichever school it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from jobs.commands.errand import FORESEEN
from sheets_templates.model import Content, Row, Spreadsheet
from sync.collect import read_tables
from sync.desired import KnownFile
from sync.table_ranges import TableRange, read_ranges
from sync.wire.google import Google
from tests.mangling.line import Line

Redone = Sequence[tuple[Any, Any]]
"""Looks of ours that change along the way, each as it was and as it becomes."""


class Playing(Protocol):
    """A school on a local Workspace: set up by a week, and worked for as the jobs do."""

    line: Line
    google: Google

    def set_up(self, week: int, *, deep: bool, restore: bool) -> Sequence[str]:
        """Plan and apply; the sentences about what failed."""
        ...

    def work(self, week: int) -> Sequence[str]:
        """Collect and pass on; the sentences about what failed."""
        ...

    def left(self, week: int) -> Sequence[str]:
        """What a plan that reads and restores everything would still change, or tells."""
        ...

    def wrong(self, week: int) -> Sequence[str]:
        """Where what was collected is not what stands in the sheets."""
        ...

    def definitions(self) -> Mapping[str, Spreadsheet]:
        """The definition of each of our spreadsheets, by its id at Google; the team's first."""
        ...

    def redone(self) -> Redone:
        """The looks that our definitions change along the way."""
        ...

    def files(self) -> Mapping[str, int]:
        """How many files there are with each key of ours, those that should be there included."""
        ...

    def mails(self) -> int:
        """How many mails left."""
        ...

    def form(self, number: int) -> tuple[str, Mapping[str, Any]]:
        """Where a form is sent to, and an answer to it."""
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


def said(do: Callable[[], list[str]]) -> list[str]:
    """What fails as foreseen is a sentence; anything else is a mistake and comes through."""
    try:
        return do()
    except FORESEEN as failure:
        return [str(failure)]


def lacking(found: TableRange, wanted: Sequence[Row], there: Sequence[Row]) -> list[str]:
    """The rows that should stand in a table and do not; of a full one only the newest has to."""
    keys = list(wanted[0]) if wanted else []
    stand = [{key: row.get(key) for key in keys} for row in there]
    full = not any(row.blank for row in found.rows_there())
    return [
        f"{found.table.key} lacks {dict(row)}"
        for row in (wanted[-1:] if full else wanted)
        if {key: row.get(key) for key in keys} not in stand
    ]


def lacking_in(
    google: Google, known: KnownFile, spreadsheet: Spreadsheet, wanted: Content
) -> list[str]:
    """The same for every table that was collected."""
    addresses = [address for address, rows in wanted.items() if rows]
    ranges = read_ranges(google, known, spreadsheet, addresses)
    there = read_tables(google, known, spreadsheet, addresses)
    return [
        line
        for address, found in zip(addresses, ranges, strict=True)
        for line in lacking(found, wanted[address], there[address])
    ]
