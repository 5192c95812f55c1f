"""Files that become a spreadsheet: .xlsx through the engine, .csv and .tsv as typed by a person."""

import csv
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

import ironcalc

from sync.local.call import Call, Json
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.files.records import File
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.defaults import sheet_properties
from sync.local.sheets.entering import dates
from sync.local.sheets.exchange.contents import XLSX, new_spreadsheet, open_book
from sync.local.sheets.values import put

SEPARATED = {"text/csv": ",", "text/tab-separated-values": "\t"}
IMPORTS = (XLSX, *SEPARATED)
ELSEWHERE = (
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/x-vnd.oasis.opendocument.spreadsheet",
)
MOST_CELLS = 10_000_000
PLAIN = {"general", "General", ""}


class UnconvertibleError(GoogleError):
    """A file whose contents are not what its type says, or that is too large for a spreadsheet."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"The file cannot be converted: {why}", reason="badRequest")


def import_file(call: Call, file: File, content: bytes, mime_type: str, tab: str) -> None:
    """Make an uploaded file the contents of a spreadsheet, whatever it held before."""
    if mime_type in ELSEWHERE:
        raise NotCarriedError(f"{call.method} that converts {mime_type}")
    if mime_type not in IMPORTS:
        raise UnconvertibleError(f"{mime_type} is no spreadsheet.")
    if not call.store.row("SELECT 1 FROM spreadsheets WHERE file = ?", (file.id,)):
        new_spreadsheet(call, file, file.name)
        first = tab
    else:
        first = open_book(call.store, file.id).sheets[0].title
    if mime_type == XLSX:
        _import_workbook(call, file, content)
    else:
        _import_rows(call, file, _rows(content, mime_type), first)


def _import_rows(call: Call, file: File, rows: list[list[str]], title: str) -> None:
    wide = max((len(row) for row in rows), default=0)
    book = _emptied(call, file, [(title, len(rows), wide)])
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                put(book, book.sheets[0], (at, column), text, typed=True)
    book.save()


def _rows(content: bytes, mime_type: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    separator = SEPARATED[mime_type]
    first = text.partition("\n")[0]
    if mime_type == "text/csv" and "," not in first:
        separator = max(";\t,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as fault:
        raise UnconvertibleError(str(fault)) from fault


def _import_workbook(call: Call, file: File, content: bytes) -> None:
    model = _opened(content)
    frames = model.get_worksheets_properties()
    sizes = [(frame["name"], 0, 0) for frame in frames]
    cells = [(each[0], each[1], each[2]) for each in model.get_all_cells()]
    for index, row, column in cells:
        name, rows, columns = sizes[index]
        sizes[index] = (name, max(rows, row), max(columns, column))
    book = _emptied(call, file, sizes)
    for index, sheet in enumerate(book.sheets):
        _frame(model, index, sheet, frames[index]["state"])
    for index, row, column in cells:
        cell = _cell(model, index, row, column)
        if cell:
            book.sheets[index].put((row - 1, column - 1), cell)
    book.save()


def _opened(content: bytes) -> ironcalc.Model:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(content)
        try:
            model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
            model.evaluate()
        except ironcalc.WorkbookError as fault:
            raise UnconvertibleError("it is not an .xlsx file.") from fault
    return model


def _emptied(call: Call, file: File, sizes: Iterable[tuple[str, int, int]]) -> Book:
    """The spreadsheet with nothing but empty sheets of these names and sizes."""
    book = open_book(call.store, file.id)
    kept = book.sheets[0].id
    for sheet in list(book.sheets):
        book.forget(sheet)
    book.document = {"properties": book.document["properties"]}
    cells = 0
    for at, (title, rows, columns) in enumerate(sizes):
        frame = {**sheet_properties(kept if at == 0 else kept + at, title), "index": at}
        grid = {"rowCount": max(1000, rows), "columnCount": max(26, columns)}
        cells += grid["rowCount"] * grid["columnCount"]
        book.sheets.append(Sheet({"properties": {**frame, "gridProperties": grid}}))
    if cells > MOST_CELLS:
        raise UnconvertibleError(f"a spreadsheet has at most {MOST_CELLS} cells.")
    return book


def _frame(model: ironcalc.Model, index: int, sheet: Sheet, state: str) -> None:
    properties = sheet.record["properties"]
    if frozen := model.get_frozen_rows_count(index):
        properties["gridProperties"]["frozenRowCount"] = frozen
    if frozen := model.get_frozen_columns_count(index):
        properties["gridProperties"]["frozenColumnCount"] = frozen
    if state != "visible":
        properties["hidden"] = True
    for merged in model.get_merged_cells(index):
        top, left = merged["row"] - 1, merged["column"] - 1
        box = {"sheetId": sheet.id, "startRowIndex": top, "startColumnIndex": left}
        box |= {"endRowIndex": top + merged["height"], "endColumnIndex": left + merged["width"]}
        sheet.parts("merges").append(box)


def _cell(model: ironcalc.Model, index: int, row: int, column: int) -> Json:
    formula = model.get_cell_formula(index, row, column)
    value = model.get_cell_value(index, row, column)
    found: Json = {}
    if formula:
        found["userEnteredValue"] = {"formulaValue": formula}
    elif isinstance(value, bool):
        found["userEnteredValue"] = {"boolValue": value}
    elif isinstance(value, float | int):
        whole = float(value).is_integer() and abs(value) < 1e15
        found["userEnteredValue"] = {"numberValue": int(value) if whole else value}
    elif value:
        found["userEnteredValue"] = {"stringValue": value}
    looks = _looks(model, index, row, column)
    return {**found, "userEnteredFormat": looks} if looks else found


def _looks(model: ironcalc.Model, index: int, row: int, column: int) -> Json:
    """Number format, bold and italic, wrapping: what an upload keeps of a cell's looks."""
    style = model.get_cell_style(index, row, column)
    found: Json = {}
    pattern = str(style["num_fmt"])
    if pattern not in PLAIN:
        dated = dates.is_date_pattern(pattern)
        kind = dates.kind_of(pattern) if dated else "PERCENT" if "%" in pattern else "NUMBER"
        found["numberFormat"] = {"type": kind, "pattern": pattern}
    font = style["font"]
    text = {ours: True for ours, name in (("bold", "b"), ("italic", "i")) if font.get(name)}
    if text:
        found["textFormat"] = text
    if (style.get("alignment") or {}).get("wrap_text"):
        found["wrapStrategy"] = "WRAP"
    return found
