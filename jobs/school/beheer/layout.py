"""Whether the tabs, header rows and columns of the Beheer sheet are all still there."""

from collections.abc import Iterator

from jobs.school.beheer.columns import Layout, Tables, layout_of
from jobs.school.beheer.headers import check_headers
from jobs.school.beheer.places import SheetData, SheetPlace
from jobs.school.beheer.tables import READERS
from sheets_templates.model import Spreadsheet, Tab, Table
from sync.headed_tables import Merge


def layouts_of(spreadsheet: Spreadsheet, tables: Tables, sheet: SheetData) -> dict[str, Layout]:
    """Every table whose columns were all found; what is gone is noted, and nothing is guessed."""
    found: dict[str, Layout] = {}
    for address, tab, definition in spreadsheet.tables():
        if address not in READERS:
            continue
        table = tables.get(address)
        sheet.tabs[address] = table.tab if table else tab.title
        if table is None:
            _refuse_gone(address, tab, definition, sheet)
            continue
        problems = len(sheet.problems)
        layout = layout_of(address, definition, table)
        _check_merges(layout, sheet)
        if len(sheet.problems) == problems:
            check_headers(layout, definition, sheet)
        if len(sheet.problems) == problems:
            found[address] = layout
    sheet.complete = not sheet.problems
    return found


def _refuse_gone(address: str, tab: Tab, definition: Table, sheet: SheetData) -> None:
    first = definition.columns[0]
    place = SheetPlace(address, tab.title, definition.row + 1, first.key, first.header, whole=True)
    sheet.refuse(
        place,
        "tab-gone",
        f"the tab '{tab.title}' or its table is gone; restore it from the version history, or let "
        "'ritmiek setup --deep' make it again from the last good version",
        f"Het tabblad {tab.title} is weg. Zet het terug via de versiegeschiedenis.",
    )


def _check_merges(layout: Layout, sheet: SheetData) -> None:
    for merge in _disturbing(layout):
        row = max(merge.first_row, layout.table.row)
        rows = f"row {row}" if merge.first_row == merge.last_row else f"rows {row}-{merge.last_row}"
        sheet.refuse(
            layout.place(row, next(iter(layout.headers)), whole=True),
            "merged-cells",
            f"cells are merged in {rows}; unmerge them (Format > Merge cells > Unmerge) and fill "
            "in each cell",
            "Hier zijn cellen samengevoegd. Maak ze weer los en vul elke cel in.",
        )


def _disturbing(layout: Layout) -> Iterator[Merge]:
    """Merged cells that touch the header or a column that is read; those above are ours."""
    known = set(layout.columns.values())
    for merge in layout.table.merges:
        columns = set(range(merge.first_column, merge.last_column + 1))
        on_header = merge.first_row <= layout.table.row
        if merge.last_row >= layout.table.row and (on_header or columns & known):
            yield merge
