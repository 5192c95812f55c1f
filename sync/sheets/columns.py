"""The columns of a table by their headers: only where nothing marks them yet."""

from collections.abc import Mapping, Sequence

from sheets_templates.model import Tab, Table
from sync.errors import SyncError


class RearrangedError(SyncError):
    """People changed the columns of a table without marks, so it is not known whose is what."""

    def __init__(self, spreadsheet: str, tab: str, table: Table) -> None:
        order = ", ".join(column.header for column in table.columns)
        super().__init__(
            f"spreadsheet '{spreadsheet}', tab '{tab}', table '{table.key}': columns were added to,"
            " taken out of or moved in this table before set-up marked them, and nothing was read"
            " or written there; undo that in the sheet (File, Version history), or put the columns"
            f" in this order again: {order}. After 'ritmiek setup' they may stand anywhere."
        )


class ColumnGoneError(SyncError):
    """A column that Ritmiek fills was taken out of a table."""

    def __init__(self, spreadsheet: str, address: str, headers: Sequence[str]) -> None:
        names = ", ".join(f"'{header}'" for header in headers)
        super().__init__(
            f"spreadsheet '{spreadsheet}', table '{address}': without its column {names} nothing"
            " was read or written there; 'ritmiek setup --deep' makes it again."
        )


class HeaderGoneError(SyncError):
    """The header row was taken out of a table."""

    def __init__(self, spreadsheet: str, address: str) -> None:
        super().__init__(
            f"spreadsheet '{spreadsheet}', table '{address}': its header row was deleted, so"
            " nothing was read or written there; 'ritmiek setup --deep' makes it again."
        )


def as_made(table: Table, heads: Sequence[object]) -> bool:
    """Whether these are exactly the headers of the table, in its own order."""
    return [str(head).strip() for head in heads] == [column.header for column in table.columns]


def are_rearranged(table: Table, heads: Sequence[object]) -> bool:
    """Whether these headers are not those of the table, a new name for one of them aside.

    A header that people typed over says nothing; one that stands elsewhere in the table does.
    """
    found = [str(head).strip() for head in heads]
    if len(found) != len(table.columns):
        return True
    return any(
        head != column.header and column.header in found
        for column, head in zip(table.columns, found, strict=True)
    )


def by_headers(
    spreadsheet: str, tab: Tab, table: Table, heads: Mapping[int, str]
) -> dict[str, int]:
    """The place of each column that is there, by key; raises RearrangedError when that is unsure.

    `heads` are the headers by their places. In a table as wide as it was made a column is known
    by its place, whatever its name; otherwise by its name, when every name is one of ours.
    """
    keys = [column.key for column in table.columns]
    mixed = any(column.owner == "people" for column in table.columns)
    if len(heads) == len(keys) and not (mixed and are_rearranged(table, list(heads.values()))):
        return dict(zip(keys, heads, strict=True))
    ours = {column.header: column.key for column in table.columns}
    names = list(heads.values())
    if len(ours) < len(keys) or len(set(names)) < len(names) or not set(names) <= set(ours):
        raise RearrangedError(spreadsheet, tab.title, table)
    return {ours[name]: at for at, name in heads.items()}
