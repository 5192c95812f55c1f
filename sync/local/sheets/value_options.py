"""The options of reading and writing values, and what a write answers."""

from collections.abc import Sequence
from typing import Any

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.ranges import Box, written
from sync.local.sheets.refusals import NoInputOptionError
from sync.local.sheets.values import Rendering, read


def rendering(params: Json, prefix: str = "") -> Rendering:
    """The options of reading; of a write's answer they are named `responseValueRenderOption`."""

    def option(name: str, usual: str) -> str:
        key = f"{prefix}{name[0].upper()}{name[1:]}" if prefix else name
        return str(params.get(key) or usual)

    return Rendering(
        option("valueRenderOption", "FORMATTED_VALUE"),
        option("dateTimeRenderOption", "SERIAL_NUMBER"),
        params.get("majorDimension") == "COLUMNS",
    )


def is_typed(params: Json) -> bool:
    """Whether values are taken as a person types them; a write must say."""
    option = params.get("valueInputOption")
    if option not in {"RAW", "USER_ENTERED"}:
        raise NoInputOptionError
    return bool(option == "USER_ENTERED")


def updated(book: Book, sheet: Sheet, box: Box, given: Json, params: Json) -> Json:
    """What was written where; with the values as they now are when asked for."""
    values: list[list[Any]] = given.get("values", [])
    answer: Json = {"spreadsheetId": book.file.id, "updatedRange": written(sheet.title, box)}
    count = sum(len(line) - line.count(None) for line in values)
    if count:
        answer["updatedRows"] = box.bottom - box.top
        answer["updatedColumns"] = box.right - box.left
        answer["updatedCells"] = count
    if params.get("includeValuesInResponse"):
        options = rendering(params, "response")
        answer["updatedData"] = read(Reading(book), answer["updatedRange"], options)
    return answer


def totals(responses: Sequence[Json], sheets: int) -> Json:
    """What several writes come to."""
    answer: Json = {
        f"totalUpdated{name}": sum(one.get(f"updated{name}", 0) for one in responses)
        for name in ("Rows", "Columns", "Cells")
    }
    answer["totalUpdatedSheets"] = sheets
    return answer
