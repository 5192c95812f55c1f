"""The contents of a spreadsheet file: made with the file, copied with it, and exported."""

import secrets

from sync.local.call import Call, Json
from sync.local.errors import GoogleError
from sync.local.files.making import find_file
from sync.local.files.records import File
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.defaults import properties, sheet_properties
from sync.local.sheets.exchange.separated import comma_separated, tab_separated
from sync.local.sheets.exchange.workbook import write_xlsx
from sync.local.store import Store, dump

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = (XLSX, "text/csv", "text/tab-separated-values")


class UnexportableError(GoogleError):
    """A type that a spreadsheet cannot be exported to here."""

    def __init__(self, mime_type: str) -> None:
        super().__init__(
            400,
            f"The requested conversion is not supported: {mime_type}. "
            f"A spreadsheet is exported as {', '.join(EXPORTS)}.",
            reason="badRequest",
        )


class NoSheetToExportError(GoogleError):
    """A sheet to export that the spreadsheet does not have."""

    def __init__(self, sheet_id: int) -> None:
        super().__init__(400, f"No sheet with id: {sheet_id}", reason="badRequest")


def new_spreadsheet(call: Call, file: File, title: str) -> None:
    """Give a new file the contents of an empty spreadsheet: one sheet of 1000 rows, 26 columns."""
    document = {"properties": properties(), "sheets": [{"properties": sheet_properties()}]}
    _insert(call.store, file.id, document)
    call.store.write("UPDATE files SET name = ? WHERE id = ?", (title, file.id))


def copy(call: Call, source_id: str, target: File) -> None:
    """Give a new file the contents of another.

    As at Google, protections do not come along: their editors belong to the original.
    """
    book = open_book(call.store, source_id)
    for sheet in book.sheets:
        sheet.record.pop("protectedRanges", None)
    sheets = [sheet.record for sheet in book.sheets]
    _insert(call.store, target.id, {**book.document, "sheets": sheets})
    call.store.write(
        "INSERT INTO spreadsheet_rows SELECT ?, sheet, row, first, last, cells"
        " FROM spreadsheet_rows WHERE file = ?",
        (target.id, source_id),
    )


def export(store: Store, file_id: str, mime_type: str, sheet_id: int | None = None) -> bytes:
    """The spreadsheet as .xlsx, or one sheet (the first, unless told) as separated values."""
    book = open_book(store, file_id)
    if mime_type == XLSX:
        return write_xlsx(book)
    if mime_type not in EXPORTS:
        raise UnexportableError(mime_type)
    reading = Reading(book)
    sheet = _exported(book, sheet_id)
    write = comma_separated if mime_type == "text/csv" else tab_separated
    return write(reading, sheet).encode()


def _exported(book: Book, sheet_id: int | None) -> Sheet:
    if sheet_id is None:
        return book.sheets[0]
    for sheet in book.sheets:
        if sheet.id == sheet_id:
            return sheet
    raise NoSheetToExportError(sheet_id)


def open_book(store: Store, file_id: str) -> Book:
    """The spreadsheet of this file; Google's 404 when there is none."""
    file = find_file(store, file_id)
    if file is None:
        raise GoogleError(404, "Requested entity was not found.")
    return Book(store, file)


def _insert(store: Store, file_id: str, document: Json) -> None:
    store.write(
        "INSERT INTO spreadsheets VALUES (?, ?, ?)",
        (file_id, secrets.token_hex(8), dump(document)),
    )
