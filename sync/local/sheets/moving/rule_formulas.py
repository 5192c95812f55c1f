"""Formulas of conditional formats, after the cells under their rule have moved.

What has a dollar follows its row or column; what has none keeps its distance to the first cell of
the rule.
"""

import re
from collections.abc import Callable

from sync.local.call import Json
from sync.local.sheets.ranges import column_letters, parse_cells

Ranged = Callable[[Json], Json | None]
"""Where a GridRange ends up; none when it is gone."""
_REFERENCE = re.compile(
    r"\"[^\"]*\"|(?<![\w.$!'])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]*)(?![\w(.!])"
)


def follow_rule(before: Json, after: Json, ranged: Ranged) -> Json:
    """The rule `after` its ranges moved, with its formula moved too."""
    condition = after.get("booleanRule", {}).get("condition", {})
    if condition.get("type") != "CUSTOM_FORMULA" or not after.get("ranges"):
        return after
    sheet = before["ranges"][0].get("sheetId", 0)
    was, is_ = before["ranges"][0], after["ranges"][0]

    def moved(found: re.Match[str]) -> str:
        place = parse_cells(found[0].replace("$", ""), sheet) if found[2] else None
        if place is None:
            return found[0]
        column = _moved("Column", place.left, (was, is_), ranged, fixed=bool(found[1]))
        row = _moved("Row", place.top, (was, is_), ranged, fixed=bool(found[3]))
        if column is None or row is None:
            return "#REF!"
        return f"{found[1]}{column_letters(column)}{found[3]}{row + 1}"

    values = [
        {**one, "userEnteredValue": _REFERENCE.sub(moved, one.get("userEnteredValue", ""))}
        for one in condition.get("values", [])
    ]
    told = after["booleanRule"] | {"condition": condition | {"values": values}}
    return after | {"booleanRule": told}


def _moved(
    side: str, at: int, corners: tuple[Json, Json], ranged: Ranged, *, fixed: bool
) -> int | None:
    start, end = f"start{side}Index", f"end{side}Index"
    was, is_ = corners
    if not fixed:
        return max(int(at + is_.get(start, 0) - was.get(start, 0)), 0)
    found = ranged({"sheetId": was.get("sheetId", 0), start: at, end: at + 1})
    return None if found is None else int(found[start])
