"""A Beheer sheet in memory: what Google would give of it, for a school or as a table in a test."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path

from forms.definition import Language
from jobs.programme.vocabulary import load_words
from jobs.school.beheer.judging import Judged, judge
from jobs.school.beheer.places import SheetProblem
from jobs.school.beheer.reading import read_beheer
from jobs.school.beheer.writing import rows_of
from jobs.school.config import load_configuration
from jobs.school.model import Configuration
from sheets_templates.catalogue import load_spreadsheet
from sheets_templates.model import Content, Spreadsheet
from sync.headed_tables import Cell, HeadedRow, HeadedTable, comparable
from sync.sheets.cells import to_plain

EXAMPLES = Path(__file__).parents[2] / "examples"
Tables = dict[str, HeadedTable | None]


@cache
def beheer(language: Language = "nl") -> Spreadsheet:
    """The definition of the sheet."""
    words = load_words("teachers", language=language)
    context = {"school_name": "De Wilgen"}
    return load_spreadsheet("beheer", words=words, context=context, language=language)


SHEET = beheer()


@cache
def wilgen() -> Configuration:
    """An example school that keeps its teams in its Beheer sheet."""
    return load_configuration(EXAMPLES / "de-wilgen.yaml").model_copy(update={"source": "beheer"})


def tables_of(content: Content, language: Language = "nl") -> Tables:
    """The tables as Google gives them when they hold these rows."""
    return {
        address: HeadedTable(
            tab.title,
            table.row + 1,
            tuple(column.header for column in table.columns),
            tuple(
                HeadedRow(number, tuple(_cell(row.get(column.key)) for column in table.columns))
                for number, row in enumerate(content.get(address, ()), start=table.row + 2)
            ),
        )
        for address, tab, table in beheer(language).tables()
    }


def _cell(value: object) -> Cell:
    if isinstance(value, date | time):
        return to_plain(value)
    return value if isinstance(value, str | int | float) else None


def read(base: Configuration, tables: Mapping[str, HeadedTable | None]) -> Judged:
    """What a school makes of its sheet."""
    language = base.school.language
    return judge(base, read_beheer(beheer(language), tables, language))


def changed(tables: Tables, address: str, row: int, header: str, cell: Cell) -> Tables:
    """The tables with another cell; rows count from 1, as people see them."""
    table = table_at(tables, address)
    at = next(iter(table.columns(header)), None)
    assert at is not None
    rows = tuple(
        HeadedRow(one.number, (*one.cells[:at], cell, *one.cells[at + 1 :]))
        if one.number == row
        else one
        for one in table.rows
    )
    return {**tables, address: replace(table, rows=rows)}


def table_at(tables: Tables, address: str) -> HeadedTable:
    """A table that is there."""
    table = tables[address]
    assert table is not None
    return table


def with_rows(tables: Tables, address: str, rows: Sequence[Sequence[Cell]]) -> Tables:
    """The tables with these rows instead, from row 4 on."""
    table = table_at(tables, address)
    width = len(table.headers)
    padded = ((*row, *[None] * (width - len(row))) for row in rows)
    numbered = tuple(HeadedRow(number, cells) for number, cells in enumerate(padded, start=4))
    return {**tables, address: replace(table, rows=numbered)}


def without_column(tables: Tables, address: str, header: str) -> Tables:
    """The tables after somebody deleted a column."""
    table = table_at(tables, address)
    keep = [at for at, one in enumerate(table.headers) if comparable(one) != comparable(header)]
    rows = tuple(HeadedRow(row.number, tuple(row.cells[at] for at in keep)) for row in table.rows)
    headers = tuple(table.headers[at] for at in keep)
    return {**tables, address: replace(table, headers=headers, rows=rows)}


def with_headers(tables: Tables, address: str, headers: Mapping[str, str]) -> Tables:
    """The tables with other headers."""
    table = table_at(tables, address)
    new = tuple(headers.get(header, header) for header in table.headers)
    return {**tables, address: replace(table, headers=new)}


def marked(tables: Tables) -> Tables:
    """The tables as set-up leaves them: every column with its mark, and the header row too."""
    keys = {
        address: [column.key for column in table.columns] for address, _, table in SHEET.tables()
    }
    return {
        address: table
        and replace(table, marks={key: at for at, key in enumerate(keys[address])}, headed=True)
        for address, table in tables.items()
    }


@cache
def good_sheet() -> Tables:
    """The sheet of the example school, just made."""
    return tables_of(rows_of(wilgen()))


def places(judged: Judged) -> list[tuple[str, int, str, str]]:
    """Tab, row, column and rule of everything that is wrong."""
    return [_place(problem) for problem in judged.problems]


def _place(problem: SheetProblem) -> tuple[str, int, str, str]:
    place = problem.place
    return place.tab, place.row, place.header, problem.rule
