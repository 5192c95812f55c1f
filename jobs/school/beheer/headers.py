"""Whether what stands above the columns of Beheer can be trusted: told at its cell, never guessed.

A column with a mark may have any header. Only a header of ours above another column of ours says
that people moved cells instead of the column, so that the mark no longer tells what they are.
"""

from collections.abc import Iterator

from jobs.school.beheer.cells import shown
from jobs.school.beheer.columns import Layout, read_columns
from jobs.school.beheer.places import SheetData
from jobs.school.problems import near_miss
from sheets_templates.model import Column, Table
from sync.headed_tables import HeadedTable, comparable


def check_headers(layout: Layout, definition: Table, sheet: SheetData) -> None:
    """Refuse a table whose header row or columns are gone, doubled or no longer above their own."""
    if layout.table.marks and not layout.table.headed:
        _refuse_deleted_row(layout, sheet)
        return
    if _is_headless(layout, definition):
        _refuse_all_headers(layout, definition, sheet)
        return
    table, columns = layout.table, read_columns(layout.address, definition)
    missing = [column.header for column in columns if column.key not in layout.columns]
    others = list(_strange_headers(layout, definition))
    for column in columns:
        places = table.places(column)
        if not places:
            _refuse_header(layout, column, _probably(column.header, missing, others), sheet)
        elif len(places) > 1 or _is_filled_beside(table, column):
            sheet.refuse(
                layout.place(table.row, column.key),
                "header-twice",
                f"two columns have the header '{column.header}'; remove one, or give it another "
                "header",
                f"Er zijn twee kolommen met de kop '{column.header}'. Haal er een weg of geef die "
                "een andere kop.",
            )
        elif other := _header_of_another(layout, definition, column):
            _refuse_swapped(layout, column, other, sheet)


def _is_headless(layout: Layout, definition: Table) -> bool:
    """Whether the headers are nowhere, or were sorted in between the rows."""
    if not (layout.table.headed or layout.columns):
        return True
    wanted = {
        layout.columns[column.key]: comparable(column.header)
        for column in read_columns(layout.address, definition)
        if column.key in layout.columns
    }
    rows = [layout.table.headers, *(row.cells for row in layout.table.rows)]
    first, *others = ({at: comparable(shown(row[at] or "")) for at in wanted} for row in rows)
    return wanted != first and wanted in others


def _is_filled_beside(table: HeadedTable, column: Column) -> bool:
    """Whether people filled in another column with this header, and left the marked one empty."""
    if column.key not in table.marks:
        return False
    at, others = table.marks[column.key], table.unmarked(column.header)
    filled = {place for row in table.rows for place in others if row.cells[place] is not None}
    return bool(filled) and all(row.cells[at] is None for row in table.rows)


def _strange_headers(layout: Layout, definition: Table) -> Iterator[str]:
    """The headers of columns that have no mark and are none of ours by name."""
    ours = {comparable(column.header) for column in definition.columns}
    marked = set(layout.table.marks.values())
    for at, header in enumerate(layout.table.headers):
        if header.strip() and comparable(header) not in ours and at not in marked:
            yield header


def _probably(header: str, missing: list[str], others: list[str]) -> str | None:
    """The header that came in the place of this one."""
    return near_miss(header, others) or (
        others[0] if len(others) == 1 and len(missing) == 1 else None
    )


def _header_of_another(layout: Layout, definition: Table, column: Column) -> Column | None:
    """The column whose header stands above this one, while its own column has it no more."""
    table = layout.table
    if column.key not in table.marks:
        return None
    here = comparable(table.headers[table.marks[column.key]])
    if here == comparable(column.header):
        return None
    for other in definition.columns:
        at = table.marks.get(other.key)
        if comparable(other.header) == here and at is not None:
            return other if comparable(table.headers[at]) != here else None
    return None


def _refuse_swapped(layout: Layout, column: Column, other: Column, sheet: SheetData) -> None:
    sheet.refuse(
        layout.place(layout.table.row, column.key),
        "header-of-another",
        f"the header '{other.header}' stands above the column of '{column.header}'; when the cells "
        "were moved with it, undo that (Edit > Undo, or the version history) and drag the whole "
        "column; when only this header changed, write another one",
        f"De kop '{other.header}' staat nu boven de kolom van '{column.header}'. Zijn de cellen "
        "mee verplaatst? Maak dat ongedaan en sleep de hele kolom. Zo niet, schrijf hier een "
        "andere kop.",
    )


def _refuse_header(layout: Layout, column: Column, instead: str | None, sheet: SheetData) -> None:
    header = column.header
    if instead:
        message = f"the header '{header}' became '{instead}'; write '{header}' there again"
        melding = f"De kop '{header}' heet nu '{instead}'. Schrijf daar weer '{header}'."
    else:
        message = (
            f"the column '{header}' is gone; restore it from the version history, or add a column "
            f"with the header '{header}' in row {layout.table.row} and fill it in"
        )
        melding = (
            f"De kolom '{header}' is weg. Zet haar terug via de versiegeschiedenis, of maak een "
            f"kolom met de kop '{header}' en vul die in."
        )
    sheet.refuse(layout.place(layout.table.row, column.key), "header-gone", message, melding)


def _refuse_deleted_row(layout: Layout, sheet: SheetData) -> None:
    sheet.refuse(
        layout.place(layout.table.row, next(iter(layout.headers)), whole=True),
        "headers-gone",
        "the row with the headers was deleted; restore it from the version history, or let "
        "'ritmiek setup --deep' make it again",
        "De rij met de koppen is weg. Zet haar terug via de versiegeschiedenis.",
    )


def _refuse_all_headers(layout: Layout, definition: Table, sheet: SheetData) -> None:
    headers = " | ".join(column.header for column in read_columns(layout.address, definition))
    row = layout.table.row
    sheet.refuse(
        layout.place(row, next(iter(layout.headers)), whole=True),
        "headers-gone",
        f"the headers are not in row {row}; undo what moved or removed that row, or "
        f"write them there again: {headers}",
        f"De koppen staan niet meer in rij {row}. Zet ze daar terug: {headers}.",
    )
