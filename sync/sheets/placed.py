"""A table where it stands: its columns may be anywhere in the sheet, with others' in between."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_templates.model import Column, Table


class PlacedTable(Table):
    """A table as people left it: `places` are the sheet's columns of its columns, in order."""

    places: tuple[int, ...]


def placed(table: Table, row: int, capacity: int, places: Mapping[str, int]) -> Table:
    """The table with its header at this row and each column, by its key, at this place."""
    wanted = tuple(places[column.key] for column in table.columns)
    left = min(wanted)
    moved = {"row": row, "column": left, "capacity": capacity}
    if wanted == tuple(range(left, left + len(wanted))):
        same = all(getattr(table, name) == value for name, value in moved.items())
        return table if same else table.model_copy(update=moved)
    fields = {name: getattr(table, name) for name in Table.model_fields}
    return PlacedTable(**(fields | moved), places=wanted)


def places_of(table: Table) -> Sequence[int]:
    """The sheet's column of each column of a table: side by side unless it was placed."""
    if isinstance(table, PlacedTable):
        return table.places
    return range(table.column, table.column + len(table.columns))


def place_of(table: Table, key: str) -> int:
    """The sheet's column of the column with this key."""
    return next(at for at, column in standing(table) if column.key == key)


def standing(table: Table) -> Iterator[tuple[int, Column]]:
    """Every column with its place, in the order of the definition."""
    return zip(places_of(table), table.columns, strict=True)


def width_of(table: Table) -> int:
    """How many of the sheet's columns there are from the first of a table to its last."""
    places = places_of(table)
    return max(places) - min(places) + 1
