"""The function QUERY: the query language of the Visualization API, over cells."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from math import isfinite

from sync.local.call import Json
from sync.local.gviz.grammar import parse
from sync.local.gviz.refusals import NotCarriedClauseError, QueryError
from sync.local.gviz.running import run
from sync.local.gviz.showing import serial
from sync.local.gviz.tables import GENERAL, held, table
from sync.local.gviz.values import DATE, DATETIME, NUMBER, TIME, Column, Table, Value
from sync.local.sheets.engine.blocks import (
    NAME,
    NONE_FOUND,
    VALUE,
    Block,
    Outcome,
    Setting,
    error_in,
)
from sync.local.sheets.ranges import Box, column_letters

_NUMBERED = re.compile(r"\bCol\d+\b")
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_TYPES = {DATE: "DATE", DATETIME: "DATE_TIME", TIME: "TIME", NUMBER: "NUMBER"}


def query(given: list[Block], setting: Setting) -> Outcome:
    """The rows that a query makes of a range, with a row of labels above when there are any."""
    if not 1 <= len(given) <= 3:
        return Outcome(error=NONE_FOUND)
    data = given[0]
    asked = given[1].first.value.get("stringValue", "") if len(given) > 1 else ""
    headers = given[2].first.number if len(given) > 2 else None
    if error_in(data) or any(error_in(one) for one in given[1:]):
        return Outcome(error=NAME)
    try:
        found = run(_table(data, asked, headers, setting), parse(asked))
    except NotCarriedClauseError:
        return Outcome(error=NAME)
    except (QueryError, RecursionError):  # thousands of brackets in a row
        return Outcome(error=VALUE)
    return _told(found)


def _table(data: Block, asked: str, headers: float | None, setting: Setting) -> Table:
    grid = {
        (at, across): known
        for at, row in enumerate(data.rows)
        for across, cell in enumerate(row)
        if (known := held(cell.value, cell.number_format, setting.locale))
    }
    box = Box(0, 0, 0, len(data.rows), max(map(len, data.rows), default=0))
    above = None if headers is None or headers < 0 else int(headers)
    return table(grid, box, above, setting.locale, setting.now, _ids(data, asked))


def _ids(data: Block, asked: str) -> Callable[[int], str]:
    """How columns are called: by their letters, or by their number."""
    left = data.left
    if left is None or _NUMBERED.search(_TEXTS.sub("", asked)):
        return lambda at: f"Col{at + 1}"
    return lambda at: column_letters(left + at)


def _told(found: Table) -> Outcome:
    labels = [column.label.strip() for column in found.columns]
    rows = [[_value(value) for value in row] for row in found.rows]
    if any(labels):
        rows = [[{"stringValue": label} if label else {} for label in labels], *rows]
    if not rows or not found.columns:
        return Outcome(error=NONE_FOUND)
    return Outcome(rows, [_format(column) for column in found.columns])


def _value(value: Value) -> Json:
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, date | datetime | time):
        return {"numberValue": serial(value)}
    return {"numberValue": value} if isfinite(value) else {"errorValue": {"type": "NUM"}}


def _format(column: Column) -> Json:
    kind = _TYPES.get(column.type)
    if kind is None or (kind == "NUMBER" and column.pattern in {"", GENERAL}):
        return {}
    found = {"type": "PERCENT" if kind == "NUMBER" and "%" in column.pattern else kind}
    return {**found, "pattern": column.pattern} if column.pattern else found
