"""No place on a sheet comes before its first row or column: a negative index is refused."""

from typing import Any

from sync.local.sheets.refusals import RefusedRequestError

INDEXES = {
    *("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"),
    *("startIndex", "endIndex", "rowIndex", "columnIndex", "destinationIndex"),
}
# What holds cells may be long, and names no places of its own.
CELLS = {"rows", "cell", "data"}


class NegativeIndexError(RefusedRequestError):
    """An index below nought."""

    def __init__(self, where: str, index: int) -> None:
        super().__init__(f"{where}[{index}] must be non-negative.")


def check_signs(body: Any, where: str = "") -> None:
    """Refuse a request that names a place before the first."""
    if isinstance(body, list):
        for each in body:
            check_signs(each, where)
    elif isinstance(body, dict):
        for name, value in body.items():
            path = f"{where}.{name}" if where else name
            if isinstance(value, int) and value < 0 and name in INDEXES:
                raise NegativeIndexError(path, value)
            if name not in CELLS:
                check_signs(value, path)
