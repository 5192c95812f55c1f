"""Cells tidied up: duplicate rows and loose spaces taken away, texts split over columns."""

import re
from collections import Counter

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.formulas.references import relative
from sync.local.sheets.ranges import Box
from sync.local.sheets.refusals import MissingError, OutsideSheetError, RefusedRequestError
from sync.local.sheets.requests.register import applies, target
from sync.local.sheets.values import put

DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


class OneColumnError(RefusedRequestError):
    """Texts of more than one column to be split."""

    def __init__(self) -> None:
        super().__init__("The source range must span exactly one column.")


@applies("deleteDuplicates")
def delete_duplicates(book: Book, body: Json) -> Json:
    """Of rows that say the same in the columns compared only the first stays."""
    sheet, box = target(book, body.get("range"))
    columns = _compared(body.get("comparisonColumns", []), box)
    reading = Reading(book)
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in range(box.top, box.bottom):
        key = tuple(reading.formatted(sheet, (row, column)).casefold() for column in columns)
        if key not in seen or not any(key):
            kept.append(row)
        seen.add(key)
    gone = box.bottom - box.top - len(kept)
    if gone:
        _close_up(sheet, box, kept)
    return {"duplicatesRemovedCount": gone} if gone else {}


@applies("trimWhitespace")
def trim_whitespace(book: Book, body: Json) -> Json:
    """Texts without spaces at their ends, and with one space between words."""
    sheet, box = target(book, body.get("range"))
    count = 0
    for place, cell in list(sheet.cells.within(box)):
        before = cell.get("userEnteredValue", {}).get("stringValue")
        if before is None:
            continue
        after = " ".join(before.split())
        if after != before:
            sheet.set_value(place, {"stringValue": after} if after else {})
            count += 1
    return {"cellsChangedCount": count} if count else {}


@applies("textToColumns")
def text_to_columns(book: Book, body: Json) -> Json:
    """Each text of a column split over the columns from there, as if typed."""
    sheet, box = target(book, body.get("source"))
    if box.right - box.left != 1:
        raise OneColumnError
    reading = Reading(book)
    texts = {row: reading.formatted(sheet, (row, box.left)) for row in range(box.top, box.bottom)}
    delimiter = _delimiter(body, list(texts.values()))
    split = {row: text.split(delimiter) for row, text in texts.items() if delimiter in text}
    wide = max((len(parts) for parts in split.values()), default=1)
    sheet.resize(sheet.rows, max(sheet.columns, box.left + wide))
    for row, parts in split.items():
        for right, part in enumerate(parts):
            put(book, sheet, (row, box.left + right), part.strip(), typed=True)
    return {}


def _compared(wanted: list[Json], box: Box) -> list[int]:
    if not wanted:
        return list(range(box.left, box.right))
    columns: list[int] = []
    for span in wanted:
        if span.get("dimension") != "COLUMNS":
            raise MissingError("comparisonColumns dimension COLUMNS")
        start, end = span.get("startIndex", 0), span.get("endIndex", box.right)
        if start < box.left or end > box.right:
            raise OutsideSheetError("comparisonColumns", end, "column", box.right)
        columns += range(start, end)
    return columns


def _close_up(sheet: Sheet, box: Box, kept: list[int]) -> None:
    rows = [[sheet.cell((row, column)) for column in range(box.left, box.right)] for row in kept]
    for down in range(box.bottom - box.top):
        cells = rows[down] if down < len(rows) else [{}] * (box.right - box.left)
        for right, cell in enumerate(cells):
            step = box.top + down - kept[down] if down < len(rows) else 0
            sheet.put((box.top + down, box.left + right), _moved(cell, step))


def _moved(cell: Json, step: int) -> Json:
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if not formula or not step:
        return cell
    return {**cell, "userEnteredValue": {"formulaValue": relative(formula, step, 0)}}


def _delimiter(body: Json, texts: list[str]) -> str:
    kind = body.get("delimiterType", "DELIMITER_TYPE_UNSPECIFIED")
    if kind == "CUSTOM":
        if not body.get("delimiter"):
            raise MissingError("delimiter")
        return str(body["delimiter"])
    if kind in DELIMITERS:
        return DELIMITERS[kind]
    if kind != "AUTODETECT":
        raise MissingError("delimiterType")
    counts = Counter(mark for text in texts for mark in re.findall("[,;\t|]", text))
    return counts.most_common(1)[0][0] if counts else ","
