"""Answers of a data source: as JSON for programs, as separated values, or as a page."""

import csv
import html
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from hashlib import sha256

from sync.local.call import Json
from sync.local.gviz.refusals import QueryError
from sync.local.gviz.showing import shown
from sync.local.gviz.values import Column, Table, Value

VERSION = "0.6"
MILLISECOND = 1000


def as_json(table: Table, request_id: str, *, values: bool, texts: bool) -> Json:
    """The answer of a query, as the wire protocol writes it."""
    rows = [
        {"c": [_cell(table, *pair, texts=texts) for pair in zip(table.columns, row, strict=True)]}
        for row in table.rows
    ]
    columns = [_described(column) for column in table.columns]
    held: Json = {"cols": columns, "rows": rows if values else []}
    held["parsedNumHeaders"] = table.headers
    answer = {"version": VERSION, "reqId": request_id, "status": "ok", "sig": signature(held)}
    return {**answer, "table": held}


def refused(error: QueryError, request_id: str) -> Json:
    """The answer to a query that is refused."""
    told = {"reason": error.reason, "message": error.message, "detailed_message": error.detail}
    return {"version": VERSION, "reqId": request_id, "status": "error", "errors": [told]}


def signature(held: Json) -> str:
    """A number that changes when the table does."""
    return str(int.from_bytes(sha256(json.dumps(held).encode()).digest()[:4]) & 0x7FFFFFFF)


def separated(table: Table, *, tabs: bool) -> str:
    """A line for each row, after one with the labels when there are any."""
    lines = io.StringIO()
    writer = csv.writer(
        lines,
        delimiter="\t" if tabs else ",",
        quoting=csv.QUOTE_MINIMAL if tabs else csv.QUOTE_ALL,
        lineterminator="\n",
    )
    writer.writerows(_lines(table))
    return lines.getvalue()


def page(table: Table) -> str:
    """A bare page with the table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text) or '&nbsp;'}</td>" for text in line) + "</tr>\n"
        for line in _lines(table)
    )
    head = '<meta charset="utf-8"><title>Google Visualization</title>'
    return f"<!doctype html>\n<html><head>{head}</head><body><table>\n{rows}</table></body></html>"


def _lines(table: Table) -> Iterator[list[str]]:
    labels = [column.label for column in table.columns]
    if any(labels):
        yield labels
    for row in table.rows:
        yield [shown(table, *pair) for pair in zip(table.columns, row, strict=True)]


def _described(column: Column) -> Json:
    told = {"id": column.id, "label": column.label, "type": column.type}
    return {**told, "pattern": column.pattern} if column.pattern else told


def _cell(table: Table, column: Column, value: Value, *, texts: bool) -> Json | None:
    if value is None:
        return None
    cell: Json = {"v": _written(value)}
    if texts and not isinstance(value, str):
        cell["f"] = shown(table, column, value)
    return cell


def _written(value: Value) -> object:
    """A value as the protocol writes it: months are counted from nought."""
    if isinstance(value, datetime):
        parts = [value.hour, value.minute, value.second]
        if value.microsecond:
            parts.append(value.microsecond // MILLISECOND)
        return f"Date({_day(value)},{','.join(str(part) for part in parts)})"
    if isinstance(value, date):
        return f"Date({_day(value)})"
    if isinstance(value, time):
        return [value.hour, value.minute, value.second, value.microsecond // MILLISECOND]
    return value


def _day(value: date) -> str:
    return f"{value.year},{value.month - 1},{value.day}"
