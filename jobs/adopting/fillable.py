"""The tables of a team's sheet that can be filled from a sheet of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobs.adopting.words import TableWords, known_words
from sheets_templates.model import Column, Spreadsheet, Tab, Table


@dataclass(frozen=True)
class Fillable:
    """A table with the columns that people own, its name for people, and how they head it."""

    address: str
    name: str
    table: Table
    words: TableWords

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that people own."""
        return tuple(column for column in self.table.columns if column.owner == "people")

    @property
    def needs(self) -> Column:
        """The column without which a row says nothing."""
        named = (column for column in self.columns if column.key == self.words.needs)
        return next(named, self.columns[0])

    @property
    def titles(self) -> tuple[str, ...]:
        """How the table itself is called."""
        return (self.name, *self.words.titles)

    def headers(self, column: Column) -> tuple[str, ...]:
        """Every header by which a column is known."""
        return (column.header, *self.words.columns.get(column.key, ()))

    def column(self, key: str) -> Column:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)


def fillable_tables(spreadsheet: Spreadsheet) -> tuple[Fillable, ...]:
    """The tables whose rows are people's own.

    A row that Ritmiek makes for a week or a visit is left out: what people wrote elsewhere cannot
    be laid beside it with certainty. Those that only have a number of ours are taken along.
    """
    found = []
    for address, tab, table in spreadsheet.tables():
        ours = [column for column in table.columns if column.owner != "people"]
        known = known_words().tables.get(address)
        if not ours or (known and len(ours) < len(table.columns)):
            words = known or TableWords(needs=_first_text(table).key)
            found.append(Fillable(address, _name(tab, table), table, words))
    return tuple(found)


def _first_text(table: Table) -> Column:
    formats: Sequence[str] = ("long_text", "text")
    texts = (one for name in formats for one in table.columns if one.format == name)
    return next((one for one in texts if one.validation is None), table.columns[0])


def _name(tab: Tab, table: Table) -> str:
    """What people call a table: the heading just above it, or else its tab."""
    above = (
        text.text
        for text in tab.texts
        if text.style == "heading" and (text.row, text.column) == (table.row - 1, table.column)
    )
    return next(above, tab.title)
