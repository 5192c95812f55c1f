"""What people do with tabs, and with how rows and columns show."""

from typing import Any

from tests.mangling.spot import Json, Spot, act, said


@act
def change_a_title(spot: Spot) -> list[Json]:
    """The whole spreadsheet under another name, in the sheet itself."""
    told = {"properties": {"title": spot.word().strip()}, "fields": "title"}
    return [{"updateSpreadsheetProperties": told}]


def _tab(spot: Spot, **said: Any) -> list[Json]:
    properties = {"sheetId": spot.id, **said}
    return [{"updateSheetProperties": {"properties": properties, "fields": ",".join(said)}}]


@act
def rename_a_tab(spot: Spot) -> list[Json]:
    """A tab under another name."""
    return _tab(spot, title=f"Tab {spot.number}")


@act
def move_a_tab(spot: Spot) -> list[Json]:
    """A tab at another place."""
    return _tab(spot, index=spot.to[0] % len(spot.document["sheets"]))


@act
def hide_a_tab(spot: Spot) -> list[Json]:
    """A tab out of sight, or in sight again."""
    return _tab(spot, hidden=bool(spot.number % 3))


@act
def add_a_tab(spot: Spot) -> list[Json]:
    """A tab of their own, with something on it; its name may be one of ours."""
    names = ("Eigen", "Bord", "Start", "Kladblok")
    title, own = names[spot.column % 4], 1_000 + spot.number
    grid = {"rowCount": 12, "columnCount": 8}
    properties = {"sheetId": own, "title": title, "gridProperties": grid}
    row = {"values": [said(spot.word()), said(spot.word(1))]}
    start = {"sheetId": own, "rowIndex": spot.row % 12, "columnIndex": 0}
    typed = {"start": start, "rows": [row], "fields": "userEnteredValue"}
    return [{"addSheet": {"properties": properties}}, {"updateCells": typed}]


@act
def duplicate_a_tab(spot: Spot) -> list[Json]:
    """A second one of a tab."""
    copy = {"sourceSheetId": spot.id, "newSheetId": 5_000 + spot.number}
    return [{"duplicateSheet": copy | {"newSheetName": f"Kopie {spot.number}"}}]


@act
def delete_a_tab(spot: Spot) -> list[Json]:
    """A tab gone, whosever it is."""
    return [{"deleteSheet": {"sheetId": spot.id}}]


def _dimension(spot: Spot, dimension: str, **said: Any) -> list[Json]:
    update = {"range": spot.span(dimension), "properties": said, "fields": ",".join(said)}
    return [{"updateDimensionProperties": update}]


@act
def hide_rows(spot: Spot) -> list[Json]:
    """Rows out of sight, or in sight again."""
    return _dimension(spot, "ROWS", hiddenByUser=bool(spot.number % 4))


@act
def hide_columns(spot: Spot) -> list[Json]:
    """Columns out of sight, or in sight again."""
    return _dimension(spot, "COLUMNS", hiddenByUser=bool(spot.number % 4))


@act
def widen_columns(spot: Spot) -> list[Json]:
    """Columns of another width."""
    return _dimension(spot, "COLUMNS", pixelSize=40 + spot.number % 200)


@act
def group_rows(spot: Spot) -> list[Json]:
    """Rows that fold."""
    return [{"addDimensionGroup": {"range": spot.span("ROWS")}}]


@act
def freeze(spot: Spot) -> list[Json]:
    """Other rows that stay in sight."""
    grid = {"frozenRowCount": spot.number % 3}
    properties = {"sheetId": spot.id, "gridProperties": grid}
    fields = "gridProperties.frozenRowCount"
    return [{"updateSheetProperties": {"properties": properties, "fields": fields}}]
