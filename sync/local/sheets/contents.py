"""The contents of a spreadsheet file: made with the file, copied with it, and exported."""

import csv
import io
import secrets

from sync.local.call import Call, Json
from sync.local.errors import GoogleError
from sync.local.files import File, find_file
from sync.local.sheets.book import Book
from sync.local.sheets.cells import Reading
from sync.local.sheets.defaults import properties
from sync.local.sheets.defaults import sheet_properties as sheet_properties
from sync.local.sheets.workbook import write_xlsx
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


def export(store: Store, file_id: str, mime_type: str) -> bytes:
    """The spreadsheet as .xlsx, or its first sheet as separated values."""
    book = open_book(store, file_id)
    if mime_type == XLSX:
        return write_xlsx(book)
    if mime_type not in EXPORTS:
        raise UnexportableError(mime_type)
    reading = Reading(book)
    sheet = book.sheets[0]
    used = reading.used(sheet)
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="," if mime_type == "text/csv" else "\t")
    for row in range(used.bottom):
        writer.writerow([reading.formatted(sheet, (row, col)) for col in range(used.right)])
    return lines.getvalue().encode()


def open_book(store: Store, file_id: str) -> Book:
    """The spreadsheet of this file; Google's 404 when there is none."""
    file = find_file(store, file_id)
    if file is None or not store.row("SELECT 1 FROM spreadsheets WHERE file = ?", (file_id,)):
        raise GoogleError(404, "Requested entity was not found.")
    return Book(store, file)


def _insert(store: Store, file_id: str, document: Json) -> None:
    store.write(
        "INSERT INTO spreadsheets VALUES (?, ?, ?)",
        (file_id, secrets.token_hex(8), dump(document)),
    )
