"""How far a table reaches: what its named range says, and never into the next table.

People may change a named range, also one of ours. The marks say where headers really are.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sync.sheets.marks import Mark

Json = dict[str, Any]


def reach_of(
    place: Json, head: int | None, columns: Collection[int], marks: Mapping[int, Mark]
) -> Json | None:
    """The range of a table, up to the next one; none when it is not the table's any more.

    `head` and `columns` are where the marks of the table are, as far as it has them.
    """
    if not {"endRowIndex", "endColumnIndex"} <= place.keys():
        # Whole rows or columns: people said it anew.
        return None
    top, end = place.get("startRowIndex", 0), place["endRowIndex"]
    others = headers_of_others(marks, place.get("sheetId", 0), head, columns)
    inside = [row for row in others if top <= row < end]
    if not inside:
        return place
    last = min(inside)
    stands = top < last and (head is None or top <= head < last)
    return place | {"endRowIndex": last} if stands else None


def headers_of_others(
    marks: Mapping[int, Mark], sheet: int, head: int | None, columns: Collection[int]
) -> list[int]:
    """The header rows on a tab of the tables that share a column with this one."""
    here = [mark for mark in marks.values() if mark.sheet == sheet]
    sharing = {
        mark.value.rpartition(".")[0]
        for mark in here
        if mark.kind == "column" and mark.at in columns
    }
    return [
        mark.at
        for mark in here
        if mark.kind == "table" and mark.at != head and mark.value in sharing
    ]
