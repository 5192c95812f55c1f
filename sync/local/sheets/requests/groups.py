"""Groups of rows or columns that fold away; they may lie within each other."""

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.refusals import RefusedRequestError
from sync.local.sheets.requests.dimensions import span_of
from sync.local.sheets.requests.register import applies

DEEPEST = 8


class NoGroupError(RefusedRequestError):
    """A group that does not exist."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"Cannot find a group over the range [{start}, {end}).")


class TooDeepGroupError(RefusedRequestError):
    """More groups within each other than Google allows."""

    def __init__(self) -> None:
        super().__init__(f"Cannot create a group with a depth of more than {DEEPEST}.")


@applies("addDimensionGroup")
def add_dimension_group(book: Book, body: Json) -> Json:
    """Every row or column of the range lies one group deeper."""
    sheet, rows, start, end = span_of(book, body.get("range"))
    depths = _depths(sheet, rows=rows)
    for at in range(start, end):
        depths[at] = depths.get(at, 0) + 1
    if max(depths.values()) > DEEPEST:
        raise TooDeepGroupError
    return {"dimensionGroups": _regroup(sheet, depths, rows=rows)}


@applies("deleteDimensionGroup")
def delete_dimension_group(book: Book, body: Json) -> Json:
    """Every row or column of the range lies one group less deep."""
    sheet, rows, start, end = span_of(book, body.get("range"))
    depths = _depths(sheet, rows=rows)
    if not any(at in depths for at in range(start, end)):
        raise NoGroupError(start, end)
    for at in range(start, end):
        depths[at] = depths.get(at, 0) - 1
    return {"dimensionGroups": _regroup(sheet, depths, rows=rows)}


@applies("updateDimensionGroup")
def update_dimension_group(book: Book, body: Json) -> Json:
    """A group folds away or opens, and its rows or columns with it."""
    wanted = body.get("dimensionGroup", {})
    mask = parse_mask(body.get("fields"), "DimensionGroup")
    sheet, rows, start, end = span_of(book, wanted.get("range"))
    groups = sheet.parts(_name(rows=rows))
    for place, group in enumerate(groups):
        same = (group["range"]["startIndex"], group["range"]["endIndex"]) == (start, end)
        if same and group["depth"] == wanted.get("depth", 0):
            after = merged(group, wanted, mask)
            groups[place] = {**group, "collapsed": bool(after.get("collapsed"))}
            if not groups[place]["collapsed"]:
                del groups[place]["collapsed"]
            _hide(sheet, (start, end), rows=rows, hidden="collapsed" in groups[place])
            return {}
    raise NoGroupError(start, end)


def _name(*, rows: bool) -> str:
    return "rowGroups" if rows else "columnGroups"


def _depths(sheet: Sheet, *, rows: bool) -> dict[int, int]:
    depths: dict[int, int] = {}
    for group in sheet.parts(_name(rows=rows)):
        for at in range(group["range"]["startIndex"], group["range"]["endIndex"]):
            depths[at] = max(depths.get(at, 0), group["depth"])
    return depths


def _regroup(sheet: Sheet, depths: dict[int, int], *, rows: bool) -> list[Json]:
    """The groups that these depths make, by where they start and how deep they are."""
    before = sheet.parts(_name(rows=rows))
    groups = []
    for depth in range(1, max(depths.values(), default=0) + 1):
        inside = sorted(at for at, deep in depths.items() if deep >= depth)
        starts = [at for at in inside if at - 1 not in inside]
        for start in starts:
            end = next(at + 1 for at in inside if at >= start and at + 1 not in inside)
            groups.append(_group(sheet, (start, end, depth), before, rows=rows))
    groups.sort(key=lambda group: (group["range"]["startIndex"], group["depth"]))
    sheet.record[_name(rows=rows)] = groups
    return groups


def _group(sheet: Sheet, where: tuple[int, int, int], before: list[Json], *, rows: bool) -> Json:
    start, end, depth = where
    span = {
        "sheetId": sheet.id,
        "dimension": "ROWS" if rows else "COLUMNS",
        "startIndex": start,
        "endIndex": end,
    }
    old = next((one for one in before if one["range"] == span and one.get("collapsed")), None)
    return {"range": span, "depth": depth} | ({"collapsed": True} if old else {})


def _hide(sheet: Sheet, span: tuple[int, int], *, rows: bool, hidden: bool) -> None:
    sizes = sheet.record.setdefault("rows" if rows else "columns", {})
    for at in range(*span):
        size = {k: v for k, v in sizes.get(str(at), {}).items() if k != "hiddenByUser"}
        sizes[str(at)] = {**size, "hiddenByUser": True} if hidden else size
