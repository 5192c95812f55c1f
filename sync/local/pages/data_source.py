"""A spreadsheet as a data source of the Visualization API: `gviz/tq`, for charts and programs."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.files.making import find_file
from sync.local.files.records import SPREADSHEET
from sync.local.gviz import rendering
from sync.local.gviz.grammar import parse
from sync.local.gviz.query import Query
from sync.local.gviz.reading import table_of
from sync.local.gviz.refusals import (
    AccessDeniedError,
    BadRequestError,
    InvalidQueryError,
    QueryError,
)
from sync.local.gviz.running import run
from sync.local.gviz.values import Table
from sync.local.pages.bearers import readable
from sync.local.pages.layout import SECURITY_HEADERS, workspace_of
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.exchange.contents import open_book
from sync.local.sheets.ranges import Area, parse_cells

OUTPUTS = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv-excel": "text/tab-separated-values",
    "html": "text/html",
}
GUARDED = ")]}'\n"
HANDLER = "google.visualization.Query.setResponse"
MOST_HEADERS = 1000


@dataclass(frozen=True)
class Asked:
    """What `tqx` and the rest of the address ask of a data source."""

    request: Request
    told: dict[str, str]

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """Read a request; the parameters in `tqx` stand between semicolons."""
        pairs = (part.partition(":") for part in request.query_params.get("tqx", "").split(";"))
        return cls(request, {name: text for name, _, text in pairs if name})

    def parameter(self, name: str) -> str:
        """A parameter of the address; empty when it is absent."""
        return self.request.query_params.get(name, "")

    @property
    def headers(self) -> int | None:
        """How many rows are headers; none when that is to be guessed."""
        text = self.parameter("headers")
        return min(int(text[:9]), MOST_HEADERS) if text.isascii() and text.isdecimal() else None


def answer(request: Request) -> Response:
    """The answer to one query, in the form that was asked for."""
    asked = Asked.of(request)
    kind = asked.told.get("out", "json")
    try:
        if kind not in OUTPUTS:
            raise BadRequestError(f"Unknown output format: {kind}")
        query, table = _found(asked)
    except QueryError as error:
        status = 403 if isinstance(error, AccessDeniedError) else 200
        return _json(asked, rendering.refused(error, _id(asked)), status)
    if kind != "json":
        return _file(asked, kind, table)
    values, texts = "no_values" not in query.options, "no_format" not in query.options
    return _json(asked, rendering.as_json(table, _id(asked), values=values, texts=texts))


def _found(asked: Asked) -> tuple[Query, Table]:
    store = workspace_of(asked.request).store
    file = find_file(store, asked.request.path_params["id"])
    try:
        if file is None or file.mime_type != SPREADSHEET or file.trashed:
            raise BadRequestError("Spreadsheet not found.")
        if not readable(asked.request, file):
            raise AccessDeniedError
        query = parse(asked.parameter("tq"))
        with store.transaction():
            book = open_book(store, file.id)
            table = table_of(Reading(book), *_place(book, asked), asked.headers)
        return query, run(table, query)
    except GoogleError as refused:
        raise AccessDeniedError from refused
    except RecursionError as deep:
        raise InvalidQueryError("The query is nested too deeply.") from deep


def _place(book: Book, asked: Asked) -> tuple[Sheet, Area]:
    """The sheet and the part of it that are asked for; a name that no sheet has, counts not."""
    title, cells = asked.parameter("sheet"), asked.parameter("range")
    gid = asked.parameter("gid")
    sheet = book.titled(title) if title else None
    if sheet is None and gid and not title:
        sheet = next((one for one in book.sheets if str(one.id) == gid), None)
        if sheet is None:
            raise BadRequestError(f"Invalid gid: {gid}")
    sheet = sheet or book.sheets[0]
    area = parse_cells(cells, sheet.id) if cells else Area(sheet.id)
    if area is not None:
        return sheet, area
    try:
        return book.locate(cells)
    except GoogleError as refused:
        raise BadRequestError(f"Invalid range: {cells}") from refused


def _id(asked: Asked) -> str:
    return asked.told.get("reqId", "0")[:100]


def _json(asked: Asked, told: Json, status: int = 200) -> Response:
    """Bare for a program that says where it comes from, and a call of a function for a page."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # No answer may end the script that a page reads it as.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    if "x-datasource-auth" in asked.request.headers:
        return Response(f"{GUARDED}{text}", status, SECURITY_HEADERS, "application/json")
    handler = asked.told.get("responseHandler", HANDLER)
    if not all(part.isidentifier() for part in handler.split(".")):
        handler = HANDLER
    script = f"/*O_o*/\n{handler}({text});"
    return Response(script, status, SECURITY_HEADERS, "text/javascript")


def _file(asked: Asked, kind: str, table: Table) -> Response:
    if kind == "html":
        return Response(rendering.page(table), 200, SECURITY_HEADERS, OUTPUTS[kind])
    tabs = kind == "tsv-excel"
    name = quote(asked.told.get("outFileName", "data." + ("tsv" if tabs else "csv")), safe="")
    headers = {**SECURITY_HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    text = rendering.separated(table, tabs=tabs)
    content = text.encode("utf-16") if tabs else text.encode()
    return Response(content, 200, headers, OUTPUTS[kind])


ROUTES = [Route("/spreadsheets/d/{id}/gviz/tq", answer)]
