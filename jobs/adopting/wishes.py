"""What somebody says of the mapping on the command line: `--map` and `--only`."""

from collections.abc import Iterable, Iterator, Sequence

from jobs.adopting.fillable import Fillable
from jobs.adopting.matching import Wish
from jobs.adopting.words import plain
from jobs.school.problems import did_you_mean
from sync.whole_sheets import WholeSheet


class UnclearMappingError(Exception):
    """A `--map` that names no column of ours, or is not written as one."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        _, sign, column = given.rpartition("=")
        why = did_you_mean(column, known) if sign else f"the columns are: {', '.join(known)}"
        super().__init__(f"--map '{given}': write it as \"Header=table.column\"; {why}")


class NoSuchHeaderError(Exception):
    """A `--map` names a header that stands nowhere in the sheet."""

    def __init__(self, header: str) -> None:
        super().__init__(
            f"--map: no cell of this sheet says '{header}'; write the header as it stands there"
        )


class UnknownAdoptedTableError(Exception):
    """An `--only` names no table that can be filled."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        super().__init__(f"--only: table '{given}' is unknown; {did_you_mean(given, known)}")


class TwoForOneError(Exception):
    """Two of their columns were named for one that is no text."""

    def __init__(self, headers: Sequence[str], column: str) -> None:
        names = " and ".join(f"'{one}'" for one in headers)
        super().__init__(
            f"--map: {names} cannot both become '{column}', which is no text; name one of them"
        )


def wishes_of(given: Iterable[str], tables: Sequence[Fillable]) -> Iterator[Wish]:
    """Each `Header=table.column`; without a column that header stays where it is.

    Raises UnclearMappingError.
    """
    columns = {
        name: (table.address, column.key)
        for table in tables
        for column in table.columns
        for name in (f"{table.table.key}.{column.key}", f"{table.address}.{column.key}")
    }
    short = [name for name in columns if name.count(".") == 1]
    for text in given:
        header, sign, name = text.rpartition("=")
        name = name.strip().casefold()
        if not sign or not plain(header) or (name and name not in columns):
            raise UnclearMappingError(text, short)
        yield Wish(header.strip(), *columns.get(name, ("", "")))


def require_headers(wishes: Iterable[Wish], sheet: WholeSheet) -> None:
    """Raise NoSuchHeaderError for a header that the sheet does not have."""
    shown = {plain(cell.shown) for tab in sheet.tabs for _, _, cell in tab.cells()}
    for wish in wishes:
        if plain(wish.header) not in shown:
            raise NoSuchHeaderError(wish.header)


def only_of(given: str, tables: Sequence[Fillable]) -> tuple[str, ...]:
    """The addresses of tables named with commas between them; raises UnknownAdoptedTableError."""
    by_name = {name: one.address for one in tables for name in (one.table.key, one.address)}
    names = [name.strip().casefold() for name in given.split(",") if name.strip()]
    for name in names:
        if name not in by_name:
            raise UnknownAdoptedTableError(name, [one.table.key for one in tables])
    return tuple(by_name[name] for name in names)
