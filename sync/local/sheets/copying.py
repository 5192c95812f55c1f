"""A sheet copied: in its own spreadsheet or to another one, with ids of its own."""

import copy
import secrets
from collections.abc import Collection

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.moving.following import CORNERS
from sync.local.sheets.requests.register import own_or_new_id

IDS = {
    "charts": "chartId",
    "slicers": "slicerId",
    "protectedRanges": "protectedRangeId",
    "bandedRanges": "bandedRangeId",
    "filterViews": "filterViewId",
}


class NoSuchSheetError(GoogleError):
    """A sheet id that the source spreadsheet does not have."""

    def __init__(self, sheet_id: int) -> None:
        super().__init__(404, f"Sheet with ID {sheet_id} not found.")


def copy_sheet(source: Book, sheet_id: int, destination: Book) -> Sheet:
    """Put a copy of a sheet at the end of a spreadsheet; protections stay behind."""
    found = next((sheet for sheet in source.sheets if sheet.id == sheet_id), None)
    if found is None:
        raise NoSuchSheetError(sheet_id)
    new_id = own_or_new_id("Sheet", None, (sheet.id for sheet in destination.sheets))
    title = free_title(destination, f"Copy of {found.title}")
    sheet = duplicate(found, destination, new_id, title)
    sheet.record.pop("protectedRanges", None)
    destination.sheets.append(sheet)
    return sheet


def duplicate(source: Sheet, book: Book, sheet_id: int, title: str) -> Sheet:
    """A sheet like another, to be put in a spreadsheet; what stands on it gets new ids."""
    record = _on_sheet(copy.deepcopy(source.record), source.id, sheet_id)
    for name, key in IDS.items():
        taken = {part[key] for sheet in book.sheets for part in sheet.record.get(name, [])}
        for part in record.get(name, []):
            part[key] = own_or_new_id(name, None, taken)
            taken.add(part[key])
    names = {table["name"] for sheet in book.sheets for table in sheet.record.get("tables", [])}
    for table in record.get("tables", []):
        table["tableId"] = str(secrets.randbelow(2**31 - 1) + 1)
        table["name"] = _free_name(table["name"], names)
        names.add(table["name"])
    record["properties"].update(sheetId=sheet_id, title=title)
    sheet = Sheet(record)
    sheet.relocate({place: copy.deepcopy(cell) for place, cell in source.items()})
    return sheet


def free_title(book: Book, wanted: str) -> str:
    """The wanted name, or one like it with the first number that is free."""
    title, number = wanted, 2
    while book.titled(title):
        title, number = f"{wanted} {number}", number + 1
    return title


def _free_name(wanted: str, taken: Collection[str]) -> str:
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}" if wanted in taken else wanted


def _on_sheet(value: Json, old: int, new: int) -> Json:
    """The same JSON with every range on the old sheet moved to the new one."""
    if old == 0 and set(value) - {"columnIndex"} and set(value) <= CORNERS:
        value["sheetId"] = new
    for key, item in value.items():
        if key == "sheetId" and item == old:
            value[key] = new
        for part in item if isinstance(item, list) else [item]:
            if isinstance(part, dict):
                _on_sheet(part, old, new)
    return value
