"""Rows that set-up puts into a sheet, and what was read of the sheet as it is after that."""

from typing import Any

Json = dict[str, Any]


def insert_request(entry: Json, at: int, count: int) -> Json:
    """The request that puts blank rows before a row of a sheet, or behind its last one."""
    properties = entry["properties"]
    sheet = properties.get("sheetId", 0)
    if at >= properties.get("gridProperties", {}).get("rowCount", at + 1):
        # Google inserts before what is there, and nothing is there.
        return {"appendDimension": {"sheetId": sheet, "dimension": "ROWS", "length": count}}
    span = {"sheetId": sheet, "dimension": "ROWS", "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": False}}


def with_blank_rows(document: Json, sheet: int, at: int, count: int) -> Json:
    """A `spreadsheets.get` document as it will be with these rows; ranges move along."""
    sheets = [
        _with_rows(entry, at, count) if entry["properties"].get("sheetId", 0) == sheet else entry
        for entry in document["sheets"]
    ]
    bare = [{name: part for name, part in entry.items() if name != "data"} for entry in sheets]
    after: Json = _moved(document | {"sheets": bare}, sheet, at, count)
    for entry, whole in zip(after["sheets"], sheets, strict=True):
        entry |= {name: whole[name] for name in ("data",) if name in whole}
    return after


def _with_rows(entry: Json, at: int, count: int) -> Json:
    properties = entry["properties"]
    grid = dict(properties.get("gridProperties", {}))
    if "rowCount" in grid:
        grid["rowCount"] += count
    data = [_grid(part, at - part.get("startRow", 0), count) for part in entry.get("data", [])]
    return entry | {"properties": properties | {"gridProperties": grid}, "data": data}


def _grid(part: Json, at: int, count: int) -> Json:
    after = dict(part)
    for name in ("rowData", "rowMetadata"):
        lines = part.get(name, [])
        if len(lines) > at:
            after[name] = [*lines[:at], *({} for _ in range(count)), *lines[at:]]
    return after


def _moved(value: Any, sheet: int, at: int, count: int) -> Any:
    if isinstance(value, list):
        return [_moved(item, sheet, at, count) for item in value]
    if not isinstance(value, dict):
        return value
    if "endRowIndex" in value and value.get("sheetId", 0) == sheet:
        start, end = value.get("startRowIndex", 0), value["endRowIndex"]
        return value | {
            "startRowIndex": start + count if start >= at else start,
            "endRowIndex": end + count if end > at else end,
        }
    return {name: _moved(item, sheet, at, count) for name, item in value.items()}
