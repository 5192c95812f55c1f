"""Where the rows of a table stand: people may have sorted, moved or added rows."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from sheets_templates.model import Table

Plain = str | int | float | bool
Identity = tuple[Plain, ...]


@dataclass(frozen=True)
class RowThere:
    """A row of a table as it is: its identity, and whether it or its people's part is blank.

    People `begun` it when they wrote in a column of ours where we never wrote that row.
    """

    identity: Identity
    blank: bool
    blank_for_people: bool
    begun: bool = False


@dataclass(frozen=True)
class RowPlaces:
    """For each wanted row its number in the table, and the rows that are to be emptied."""

    numbers: tuple[int, ...]
    emptied: tuple[int, ...]


def row_there(table: Table, cells: Sequence[Plain]) -> RowThere:
    """A row of a table by its cells, one for each column; an empty box counts as blank."""
    by_key = dict(zip((column.key for column in table.columns), cells, strict=True))
    theirs = [by_key[column.key] for column in table.columns if column.owner == "people"]
    return RowThere(
        tuple(by_key[key] for key in table.identity),
        blank=not any(_says_something(cell) for cell in cells),
        blank_for_people=not any(_says_something(cell) for cell in theirs),
    )


def place_rows(
    wanted: Sequence[Identity], there: Sequence[RowThere], new: Container[Identity] = ()
) -> RowPlaces | None:
    """Each wanted row where it stands now, and others below; none when there is no room.

    A row that is no longer wanted is emptied, unless people wrote something in it: then it stays
    as it is. What is `new` never comes in a row that people began.
    """
    standing: dict[Identity, list[int]] = {}
    for number, row in enumerate(there):
        if not row.blank:
            standing.setdefault(comparable(row.identity), []).append(number)
    found = [_next(standing.get(comparable(one))) for one in wanted]
    kept = {number for number in found if number is not None}
    gone = [number for number, row in enumerate(there) if number not in kept and not row.blank]
    emptied = [number for number in gone if there[number].blank_for_people]
    free = dict.fromkeys(_free(there, kept, set(emptied)))
    numbers: list[int] = []
    for one, stands in zip(wanted, found, strict=True):
        fitting = (at for at in free if not (there[at].begun and one in new))
        place = stands if stands is not None else next(fitting, None)
        if place is None:
            return None
        free.pop(place, None)
        numbers.append(place)
    placed = set(numbers)
    return RowPlaces(tuple(numbers), tuple(number for number in emptied if number not in placed))


def _free(there: Sequence[RowThere], kept: Iterable[int], emptied: Container[int]) -> list[int]:
    """Rows for what is new: below everything that stays, and only then in the gaps."""
    blank = [number for number, row in enumerate(there) if row.blank or number in emptied]
    last = max(kept, default=-1)
    return [*(n for n in blank if n > last), *(n for n in blank if n < last)]


def _says_something(cell: Plain) -> bool:
    return cell is not False and cell != ""


def _next(numbers: list[int] | None) -> int | None:
    return numbers.pop(0) if numbers else None


def comparable(identity: Identity) -> Identity:
    """As it is compared: the last digits of a number and the spaces around a text say nothing."""
    return tuple(
        round(part, 6)
        if isinstance(part, int | float) and not isinstance(part, bool)
        else part.strip()
        if isinstance(part, str)
        else part
        for part in identity
    )
