"""Whether the columns of a table stand where its definition says, whatever people did to them."""

from collections.abc import Sequence

from sheets_templates.model import Table
from sync.errors import SyncError


class RearrangedError(SyncError):
    """People changed the columns of a table, so it is not known which cells are whose."""

    def __init__(self, spreadsheet: str, tab: str, table: Table) -> None:
        order = ", ".join(column.header for column in table.columns)
        super().__init__(
            f"spreadsheet '{spreadsheet}', tab '{tab}', table '{table.key}': columns were added to,"
            " taken out of or moved in this table, and nothing was read or written there; undo that"
            " in the sheet (File, Version history), or put the columns in this order again:"
            f" {order}. Columns of your own go to the right of the table."
        )


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
