"""What a spreadsheet is: typed, frozen, and free of Google.

A tab holds texts (fixed cells) and tables. A table has columns; each column is owned either by
Ritmiek or by people. Ritmiek writes only the texts, the table headers and the columns it owns.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import product
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Value = str | int | float | bool | date | time | None
Row = Mapping[str, Value]
Content = Mapping[str, Sequence[Row]]
"""Rows by table address ("tab.table"); a row maps column keys to values."""

Format = Literal[
    "text",
    "long_text",
    "number",
    "count",
    "percent",
    "euro",
    "date",
    "weekday_date",
    "time",
    "checkbox",
]
Style = Literal["title", "subtitle", "heading", "body", "muted", "link", "button", "notice"]
Tone = Literal["good", "attention", "muted", "highlight"]
Colour = Literal["teal", "green", "amber", "red", "grey", "sand", "purple"]


class Frozen(BaseModel):
    """A value that never changes and knows no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Validation(Frozen):
    """What people may put in a column: one of a list, a tick, a date, or a number in bounds."""

    kind: Literal["one_of", "checkbox", "date", "number"]
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    help: str = ""
    strict: bool = True


class Column(Frozen):
    """A column of a table; the key stays, the header may change.

    `owner` says who writes its cells: `setup` and `collect` are Ritmiek; what `people` own is
    never touched.
    """

    key: Key
    header: str
    owner: Literal["setup", "collect", "people"]
    format: Format = "text"
    validation: Validation | None = None
    note: str = ""


class Table(Frozen):
    """Columns side by side from `column` (0 = A): a header at `row` (0 = row 1) and its rows.

    There is room for `capacity` rows; what does not fit is refused, never spilled. `identity`
    names the columns of Ritmiek's by which a row is known: such a row is found again where people
    sorted or moved it, so that what they wrote beside it stays beside it.
    """

    key: Key
    row: int = Field(ge=0)
    column: int = Field(default=0, ge=0)
    capacity: int = Field(ge=1)
    columns: tuple[Column, ...] = Field(min_length=1)
    identity: tuple[Key, ...] = ()
    banded: bool = True

    @model_validator(mode="after")
    def _is_known_by_what_ritmiek_writes(self) -> Self:
        ours = {column.key for column in self.columns if column.owner != "people"}
        unknown = [key for key in self.identity if key not in ours]
        if unknown:
            raise ValueError(
                f"table '{self.key}' is known by '{unknown[0]}', which is no column of Ritmiek's"
            )
        return self


class Text(Frozen):
    """A fixed cell, spanning `columns` cells to the right; `link` makes it a link."""

    row: int = Field(ge=0)
    column: int = Field(default=0, ge=0)
    columns: int = Field(default=1, ge=1)
    text: str
    style: Style = "body"
    link: str | None = None


class Rule(Frozen):
    """A conditional format on a column of a table: when a cell meets the condition, this tone."""

    table: Key
    column: Key
    when: Literal["equals", "not_blank", "at_least", "below", "contains"]
    value: str | bool | float | None = None
    tone: Tone
    whole_row: bool = False


class Chart(Frozen):
    """A picture of a table's columns, anchored at a cell.

    `stacked_bar`, `column` and `line` draw `series` against `labels` (column keys of `table`).
    `colours` are those of the series, in order; none means the usual ones.
    """

    key: Key
    title: str
    kind: Literal["column", "stacked_bar", "line"]
    table: Key
    labels: Key
    series: tuple[Key, ...] = Field(min_length=1)
    colours: tuple[Colour, ...] = ()
    row: int = Field(ge=0)
    column: int = Field(ge=0)
    width: int = Field(default=520, ge=100)
    height: int = Field(default=260, ge=100)


class Tab(Frozen):
    """One sheet of a spreadsheet; `widths` are pixels, one for each column of the grid."""

    key: Key
    title: str = Field(max_length=50)
    tone: Literal["start", "plan", "board", "visit", "measure", "overview"]
    rows: int = Field(ge=1)
    widths: tuple[int, ...] = Field(min_length=1)
    frozen_rows: int = Field(default=0, ge=0)
    frozen_columns: int = Field(default=0, ge=0)
    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    rules: tuple[Rule, ...] = ()
    charts: tuple[Chart, ...] = ()

    @model_validator(mode="after")
    def _nothing_overlaps(self) -> Self:
        taken: dict[tuple[int, int], str] = {}
        for name, cells in self._blocks():
            for cell in cells:
                if cell in taken:
                    raise ValueError(f"tab '{self.key}': {name} covers {taken[cell]}")
                taken[cell] = name
        return self

    def _blocks(self) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
        for table in self.tables:
            rows = range(table.row, table.row + table.capacity + 1)
            columns = range(table.column, table.column + len(table.columns))
            yield f"table '{table.key}'", product(rows, columns)
        for text in self.texts:
            columns = range(text.column, text.column + text.columns)
            yield f"the text in row {text.row + 1}", product([text.row], columns)

    @model_validator(mode="after")
    def _fits_its_grid(self) -> Self:
        for table in self.tables:
            right = table.column + len(table.columns)
            if right > len(self.widths) or table.row + 1 + table.capacity > self.rows:
                raise ValueError(f"table '{table.key}' does not fit the grid of tab '{self.key}'")
        for text in self.texts:
            if text.row >= self.rows or text.column + text.columns > len(self.widths):
                raise ValueError(
                    f"a text does not fit the grid of tab '{self.key}': row {text.row + 1}"
                )
        return self

    @model_validator(mode="after")
    def _draws_what_it_has(self) -> Self:
        known = {(table.key, column.key) for table in self.tables for column in table.columns}
        for rule in self.rules:
            if (rule.table, rule.column) not in known:
                raise ValueError(f"tab '{self.key}' has a rule on an unknown column: {rule.column}")
        for chart in self.charts:
            for column in (chart.labels, *chart.series):
                if (chart.table, column) not in known:
                    raise ValueError(f"chart '{chart.key}' draws an unknown column: {column}")
        return self


class Spreadsheet(Frozen):
    """A spreadsheet as a team, school or pizza group should have it."""

    key: Key
    title: str
    tabs: tuple[Tab, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        tabs = [tab.key for tab in self.tabs]
        addresses = [address for address, _, _ in self.tables()]
        for keys in (tabs, addresses):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"spreadsheet '{self.key}' uses a key twice: {', '.join(twice)}")
        return self

    def tables(self) -> Iterator[tuple[str, Tab, Table]]:
        """Every table with its address ("tab.table") and tab."""
        for tab in self.tabs:
            for table in tab.tables:
                yield f"{tab.key}.{table.key}", tab, table


def sheet_id(spreadsheet: str, tab: str) -> int:
    """The sheetId that a tab has in every copy of a spreadsheet: stable, below 2**31, never 0."""
    digest = hashlib.sha256(f"{spreadsheet}/{tab}".encode()).digest()
    return (int.from_bytes(digest[:4], "big") & 0x7FFFFFFF) or 1


def object_id(*parts: str) -> int:
    """A stable id below 2**31 for a chart, protection, banding or named range."""
    digest = hashlib.sha256("/".join(parts).encode()).digest()
    return (int.from_bytes(digest[:4], "big") & 0x7FFFFFFF) or 1
