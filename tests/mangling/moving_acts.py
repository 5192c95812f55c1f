"""What people put in, take out, move, sort and join."""

from tests.mangling.spot import Json, Spot, act, cells, said


@act
def insert_rows(spot: Spot) -> list[Json]:
    """Rows of their own, with something in the first."""
    put = {"range": spot.span("ROWS"), "inheritFromBefore": spot.row > 0}
    return [{"insertDimension": put}, cells(spot, [[said(spot.word())]], "userEnteredValue")]


@act
def insert_columns(spot: Spot) -> list[Json]:
    """Columns of their own, with something in the first."""
    put = {"range": spot.span("COLUMNS"), "inheritFromBefore": spot.column > 0}
    return [{"insertDimension": put}, cells(spot, [[said(spot.word())]], "userEnteredValue")]


@act
def add_room(spot: Spot) -> list[Json]:
    """Rows and columns at the end."""
    more = {"sheetId": spot.id, "length": spot.tall}
    return [{"appendDimension": more | {"dimension": name}} for name in ("ROWS", "COLUMNS")]


@act
def delete_rows(spot: Spot) -> list[Json]:
    """Rows taken out, whosever they are."""
    return [{"deleteDimension": {"range": spot.span("ROWS")}}]


@act
def delete_columns(spot: Spot) -> list[Json]:
    """Columns taken out, whosever they are."""
    return [{"deleteDimension": {"range": spot.span("COLUMNS")}}]


@act
def move_rows(spot: Spot) -> list[Json]:
    """Rows dragged up or down."""
    return [{"moveDimension": {"source": spot.span("ROWS"), "destinationIndex": spot.to[0]}}]


@act
def move_columns(spot: Spot) -> list[Json]:
    """Columns dragged to the left or right."""
    return [{"moveDimension": {"source": spot.span("COLUMNS"), "destinationIndex": spot.to[1]}}]


@act
def insert_cells(spot: Spot) -> list[Json]:
    """Cells put in, which shifts those below or beside them."""
    dimension = "ROWS" if spot.number % 2 else "COLUMNS"
    return [{"insertRange": {"range": spot.place, "shiftDimension": dimension}}]


@act
def delete_cells(spot: Spot) -> list[Json]:
    """Cells taken out, which shifts those below or beside them."""
    dimension = "ROWS" if spot.number % 2 else "COLUMNS"
    return [{"deleteRange": {"range": spot.place, "shiftDimension": dimension}}]


def _sorting(column: int, number: int) -> Json:
    return {"dimensionIndex": column, "sortOrder": ("ASCENDING", "DESCENDING")[number % 2]}


@act
def sort_a_table(spot: Spot) -> list[Json]:
    """All rows of a table of ours, by one of its columns."""
    named = [
        one["range"]
        for one in spot.document.get("namedRanges", [])
        if one["range"].get("sheetId", 0) == spot.id
    ]
    if not named:
        return []
    place = named[spot.row % len(named)]
    left, right = place.get("startColumnIndex", 0), place["endColumnIndex"]
    column = left + spot.column % (right - left)
    whole = place | {"startRowIndex": place.get("startRowIndex", 0) + 1}
    if whole["startRowIndex"] >= whole["endRowIndex"]:
        return []
    return [{"sortRange": {"range": whole, "sortSpecs": [_sorting(column, spot.number)]}}]


@act
def sort_a_part(spot: Spot) -> list[Json]:
    """Some rows and columns, which takes them apart from their neighbours."""
    place = spot.block(spot.row, spot.column, spot.tall + 2, spot.wide + 1)
    return [{"sortRange": {"range": place, "sortSpecs": [_sorting(spot.column, spot.number)]}}]


@act
def filter_and_sort(spot: Spot) -> list[Json]:
    """A filter over part of the tab, sorted by it."""
    place = spot.block(spot.row, spot.column, spot.tall + 4, spot.wide + 2)
    told = {"range": place, "sortSpecs": [_sorting(spot.column, spot.number)]}
    return [{"setBasicFilter": {"filter": told}}]


@act
def filter_away(spot: Spot) -> list[Json]:
    """No filter any more."""
    return [{"clearBasicFilter": {"sheetId": spot.id}}]


@act
def merge_cells(spot: Spot) -> list[Json]:
    """Cells joined into one."""
    return [{"mergeCells": {"range": spot.place, "mergeType": "MERGE_ALL"}}]


@act
def unmerge_cells(spot: Spot) -> list[Json]:
    """Joined cells apart again."""
    return [{"unmergeCells": {"range": spot.block(0, 0, spot.row + 1, spot.column + 1)}}]
