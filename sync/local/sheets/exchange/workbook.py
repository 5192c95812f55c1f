"""A spreadsheet as an .xlsx file, written by the engine: values, formulas, frames and looks."""

import ironcalc

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.model import build
from sync.local.sheets.entering.formats import is_date
from sync.local.sheets.looks.colours import css
from sync.local.sheets.ranges import of_grid_range

HORIZONTAL = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
VERTICAL = {"TOP": "top", "MIDDLE": "center", "BOTTOM": "bottom"}


def write_xlsx(book: Book) -> bytes:
    """The whole spreadsheet as an .xlsx file."""
    model = build(book)
    for index, sheet in enumerate(book.sheets):
        _frame(model, index, sheet)
        for place, cell in sheet.items():
            if "userEnteredFormat" in cell:
                _style(model, (index, place[0] + 1, place[1] + 1), cell["userEnteredFormat"])
    model.evaluate()
    return model.to_xlsx()


def _frame(model: ironcalc.Model, index: int, sheet: Sheet) -> None:
    """Frozen rows and columns, sizes, merges and the colour of the tab."""
    properties = sheet.record["properties"]
    grid = properties["gridProperties"]
    model.set_frozen_rows_count(index, grid.get("frozenRowCount", 0))
    model.set_frozen_columns_count(index, grid.get("frozenColumnCount", 0))
    if "tabColor" in properties:
        model.set_sheet_color(index, css(properties["tabColor"]).upper())
    for column, size in sheet.record.get("columns", {}).items():
        if "pixelSize" in size:
            model.set_column_width(index, int(column) + 1, float(size["pixelSize"]))
        if size.get("hiddenByUser"):
            model.set_column_hidden(index, int(column) + 1, True)  # noqa: FBT003 - the engine's
    for row, size in sheet.record.get("rows", {}).items():
        if "pixelSize" in size:
            model.set_row_height(index, int(row) + 1, float(size["pixelSize"]))
    for merge in sheet.record.get("merges", []):
        box = of_grid_range(merge).within(sheet.rows, sheet.columns)
        model.merge_cells(index, box.top + 1, box.left + 1, box.bottom, box.right)


def _style(model: ironcalc.Model, at: tuple[int, int, int], cell_format: Json) -> None:
    style = model.get_cell_style(*at)
    text = cell_format.get("textFormat", {})
    font = style["font"]
    for name, ours in (
        ("b", "bold"),
        ("i", "italic"),
        ("u", "underline"),
        ("strike", "strikethrough"),
    ):
        font[name] = bool(text.get(ours))  # type: ignore[literal-required]
    font["sz"] = text.get("fontSize", 10)
    if "foregroundColor" in text:
        font["color"] = css(text["foregroundColor"]).upper()
    if "backgroundColor" in cell_format:
        style["fill"] = {"color": css(cell_format["backgroundColor"]).upper()}
    pattern = _pattern(cell_format.get("numberFormat", {}))
    if pattern:
        style["num_fmt"] = pattern
    style["alignment"] = {
        "horizontal": HORIZONTAL.get(cell_format.get("horizontalAlignment", ""), "general"),
        "vertical": VERTICAL.get(cell_format.get("verticalAlignment", ""), "bottom"),
        "wrap_text": cell_format.get("wrapStrategy") == "WRAP",
    }
    model.set_cell_style(*at, style)


def _pattern(number_format: Json) -> str:
    if not number_format.get("pattern") and is_date(number_format):
        return "dd-mm-yyyy" if number_format.get("type") == "DATE" else "hh:mm"
    return str(number_format.get("pattern", ""))
