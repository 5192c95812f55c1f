"""What a school's own spreadsheet may not do without: our tables, and the columns we write."""

from collections.abc import Iterator
from pathlib import Path

from forms.definition import DefinitionError, Problem, line_of
from sheets_templates.model import Column, Spreadsheet, Table

READ_WHOLE = ("beheer",)
"""Here Ritmiek cannot do without what people fill in."""
_RULE = "what Ritmiek reads or writes must keep its place and its owner"


def check_columns(path: Path, spreadsheet: Spreadsheet, ours: Spreadsheet) -> None:
    """Raise DefinitionError when a school's own spreadsheet lost what Ritmiek reads or writes.

    People's columns may go and others may come, but no column goes from Ritmiek to people or back:
    one would then write over what the other wrote.
    """
    theirs = {address: table for address, _, table in spreadsheet.tables()}
    problems: list[Problem] = []
    for address, _, table in ours.tables():
        if own := theirs.get(address):
            whole = ours.key in READ_WHOLE
            problems += _changed(path, address, own, table, whole=whole)
        else:
            remedy = f"Put table '{address.partition('.')[2]}' of our file back; rename it freely."
            line = _line(path, address.partition(".")[0])
            problems.append(Problem(line, _RULE, f"no table '{address}'", remedy))
    if problems:
        raise DefinitionError(path, problems)


def _changed(
    path: Path, address: str, own: Table, ours: Table, *, whole: bool
) -> Iterator[Problem]:
    columns = {column.key: column for column in own.columns}
    for column in ours.columns:
        if found := columns.get(column.key):
            if found.owner != column.owner:
                line = _line(path, address, column.key)
                remedy = f"Write owner: {column.owner}, and add a column of your own beside it."
                yield Problem(line, _RULE, f"'{column.key}' with owner '{found.owner}'", remedy)
        elif whole or column.owner != "people":
            found_text = f"no column '{column.key}' in table '{address}'"
            remedy = f"Add {_as_written(column)}."
            yield Problem(_line(path, address), _RULE, found_text, remedy)
    if own.identity != ours.identity:
        remedy = f"Write identity: [{', '.join(ours.identity)}]."
        found_text = f"identity [{', '.join(own.identity)}] in table '{address}'"
        yield Problem(_line(path, address), _RULE, found_text, remedy)


def _as_written(column: Column) -> str:
    return f"{{key: {column.key}, header: …, owner: {column.owner}, format: {column.format}}}"


def _line(path: Path, address: str, column: str | None = None) -> int | None:
    """The line of a column, or else of its table or tab: each is given below the one before."""
    line = None
    for key in (*address.split("."), *((column,) if column else ())):
        line = line_of(path, key, after=line or 0) or line
    return line
