"""Whether the tabs, headers and columns of the Beheer sheet are still there, and which is which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobs.school.beheer.places import SheetData, SheetPlace
from jobs.school.beheer.tables import MELDING, READERS
from jobs.school.problems import near_miss
from sheets_templates.model import Column, Spreadsheet, Tab, Table
from sync.headed_tables import HeadedTable, Merge, comparable

Tables = Mapping[str, HeadedTable | None]


@dataclass(frozen=True)
class Layout:
    """A table with the place of each column by its key, and the header that it has there."""

    address: str
    table: HeadedTable
    columns: Mapping[str, int]
    headers: Mapping[str, str]

    def place(self, row: int, key: str, *, whole: bool = False) -> SheetPlace:
        """A cell of this table."""
        header = self.headers.get(key, key)
        return SheetPlace(self.address, self.table.tab, row, key, header, whole=whole)

    @property
    def whole(self) -> SheetPlace:
        """The table itself: its first row is where a mistake in all of it is told."""
        return self.place(self.table.row + 1, next(iter(self.headers)), whole=True)


def layouts_of(spreadsheet: Spreadsheet, tables: Tables, sheet: SheetData) -> dict[str, Layout]:
    """Every table whose columns were all found; what is gone is noted, and nothing is guessed."""
    found: dict[str, Layout] = {}
    for address, tab, definition in spreadsheet.tables():
        if address not in READERS:
            continue
        table = tables.get(address)
        if table is None:
            _refuse_gone(address, tab, definition, sheet)
            continue
        problems = len(sheet.problems)
        layout = _layout(address, definition, table)
        _check_merges(layout, sheet)
        if len(sheet.problems) == problems:
            _check_headers(layout, definition, sheet)
        if len(sheet.problems) == problems:
            found[address] = layout
    sheet.complete = not sheet.problems
    return found


def melding_column(spreadsheet: Spreadsheet, tables: Tables, address: str) -> int | None:
    """Where the messages of a table go; none when that column is gone, or there are two."""
    table = tables.get(address)
    for known, _, definition in spreadsheet.tables():
        if known == address and table is not None:
            headers = [one.header for one in definition.columns if one.key == MELDING]
            places = [at for header in headers for at in table.columns(header)]
            return places[0] if len(places) == 1 else None
    return None


def _layout(address: str, definition: Table, table: HeadedTable) -> Layout:
    columns = _read_columns(address, definition)
    places = {column.key: table.column(column.header) for column in columns}
    return Layout(
        address,
        table,
        {key: at for key, at in places.items() if at is not None},
        {column.key: column.header for column in columns},
    )


def _read_columns(address: str, definition: Table) -> list[Column]:
    return [column for column in definition.columns if column.key in READERS[address]]


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


def _check_headers(layout: Layout, definition: Table, sheet: SheetData) -> None:
    table = layout.table
    missing = [header for key, header in layout.headers.items() if key not in layout.columns]
    if len(missing) == len(layout.headers):
        _refuse_all_headers(layout, sheet)
        return
    ours = {comparable(column.header) for column in definition.columns}
    others = [one for one in table.headers if one.strip() and comparable(one) not in ours]
    for key, header in layout.headers.items():
        places = table.columns(header)
        if not places:
            _refuse_header(layout, key, _probably(header, missing, others), sheet)
        elif len(places) > 1:
            sheet.refuse(
                layout.place(table.row, key),
                "header-twice",
                f"two columns have the header '{header}'; remove one, or give it another header",
                f"Er zijn twee kolommen met de kop '{header}'. Haal er een weg of geef die een "
                "andere kop.",
            )


def _probably(header: str, missing: list[str], others: list[str]) -> str | None:
    """The header that came in the place of this one."""
    return near_miss(header, others) or (
        others[0] if len(others) == 1 and len(missing) == 1 else None
    )


def _refuse_header(layout: Layout, key: str, instead: str | None, sheet: SheetData) -> None:
    header = layout.headers[key]
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
    sheet.refuse(layout.place(layout.table.row, key), "header-gone", message, melding)


def _refuse_all_headers(layout: Layout, sheet: SheetData) -> None:
    headers = " | ".join(layout.headers.values())
    sheet.refuse(
        layout.place(layout.table.row, next(iter(layout.headers)), whole=True),
        "headers-gone",
        f"the headers are not in row {layout.table.row}; undo what moved or removed that row, or "
        f"write them there again: {headers}",
        f"De koppen staan niet meer in rij {layout.table.row}. Zet ze daar terug: {headers}.",
    )
