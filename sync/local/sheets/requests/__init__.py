"""The requests of spreadsheets.batchUpdate: each kind in the module of its subject."""

from sync.local.call import Json
from sync.local.errors import NotCarriedError
from sync.local.sheets.book import Book
from sync.local.sheets.guarding import ProtectedCellError, guard
from sync.local.sheets.refusals import (
    InvalidRequestError,
    NoRequestKindError,
    NoRequestsError,
    RefusedRequestError,
)
from sync.local.sheets.requests import (  # noqa: F401 - each registers its kinds
    banding,
    borders,
    charts,
    conditional,
    dimensions,
    filling_in,
    filters,
    groups,
    merging,
    metadata,
    names,
    objects,
    pasted_text,
    pasting,
    properties,
    protection,
    ranges,
    replacing,
    slicers,
    sorting,
    tables,
    tabs,
    tidying,
    validation,
    writing,
)
from sync.local.sheets.requests.register import APPLIERS
from sync.local.sheets.signs import check_signs


def apply(book: Book, requests: list[Json]) -> list[Json]:
    """Apply the requests in order; a reply for each. The first refusal ends it all."""
    if not requests:
        raise NoRequestsError
    book.changed = True
    return [_apply_one(book, index, request) for index, request in enumerate(requests)]


def _apply_one(book: Book, index: int, request: Json) -> Json:
    if len(request) != 1:
        raise NoRequestKindError(index)
    [(kind, body)] = request.items()
    if kind not in APPLIERS:
        raise NotCarriedError(f"sheets batchUpdate request {kind}")
    try:
        check_signs(body)
        reply = APPLIERS[kind](book, body)
    except (RefusedRequestError, ProtectedCellError) as error:
        raise InvalidRequestError(index, kind, str(error)) from error
    guard(book)
    return {kind: reply} if reply else {}
