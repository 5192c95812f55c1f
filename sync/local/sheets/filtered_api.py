"""The methods of Google Sheets that select by data filter, and those of developer metadata."""

from collections.abc import Iterator
from contextlib import contextmanager

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError
from sync.local.sheets import answers
from sync.local.sheets.book import Book
from sync.local.sheets.cells import Reading
from sync.local.sheets.lookups import areas, filters_of, matching
from sync.local.sheets.opening import opened, opened_to_write, save
from sync.local.sheets.ranges import written
from sync.local.sheets.refusals import RefusedRequestError
from sync.local.sheets.value_options import is_typed, rendering, totals, updated
from sync.local.sheets.values import clear, on_grid, read, write


class NoMetadataError(GoogleError):
    """An id of developer metadata that does not exist."""

    def __init__(self, wanted: int) -> None:
        super().__init__(404, f"No developer metadata with id: {wanted}")


class RefusedFilterError(GoogleError):
    """A data filter that selects what is not there."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(400, f"Invalid dataFilters[{index}]: {message}")


@carries("sheets.spreadsheets.getByDataFilter")
def get_by_data_filter(call: Call) -> Json:
    """A spreadsheet with only the parts that data filters select; all of it without any."""
    book = opened(call)
    data = answers.asks_for_data(
        call.params.get("fields"), include=bool(call.body.get("includeGridData"))
    )
    filters = call.body.get("dataFilters", [])
    wanted = [place for places in _found(book, filters) for place in places]
    return answers.selected(
        book, call.base_url, wanted if filters else None, data=data, view=call.body
    )


@carries("sheets.spreadsheets.values.batchGetByDataFilter")
def values_batch_get(call: Call) -> Json:
    """The values of every range that a data filter selects, with the filters that did."""
    book = opened(call)
    reading, options = Reading(book), rendering(call.body)
    filters = filters_of(call.body)
    by_range: dict[str, list[Json]] = {}
    for data_filter, texts in zip(filters, _texts(book, filters), strict=True):
        for text in texts:
            by_range.setdefault(text, []).append(data_filter)
    matched = [
        {"valueRange": read(reading, text, options), "dataFilters": found}
        for text, found in by_range.items()
    ]
    return {"spreadsheetId": book.file.id} | ({"valueRanges": matched} if matched else {})


@carries("sheets.spreadsheets.values.batchUpdateByDataFilter")
def values_batch_update(call: Call) -> Json:
    """Values written at every range that a data filter selects."""
    book, typed = opened_to_write(call), is_typed(call.body)
    given = call.body.get("data", [])
    filters = [one.get("dataFilter", {}) for one in given]
    places = [
        (*write(book, one, text, typed=typed), one)
        for one, texts in zip(given, _texts(book, filters), strict=True)
        for text in texts
    ]
    save(call, book)
    responses = []
    for sheet, box, one in places:
        response = updated(book, sheet, box, one, call.body)
        del response["spreadsheetId"]
        responses.append({**response, "dataFilter": one["dataFilter"]})
    counts = totals(responses, len({sheet.id for sheet, _, _ in places}))
    return {"spreadsheetId": book.file.id, "responses": responses, **counts}


@carries("sheets.spreadsheets.values.batchClearByDataFilter")
def values_batch_clear(call: Call) -> Json:
    """The values of every range that a data filter selects, taken away."""
    book = opened_to_write(call)
    found = _texts(book, filters_of(call.body))
    cleared = [clear(book, text) for text in dict.fromkeys(t for texts in found for t in texts)]
    save(call, book)
    return {"spreadsheetId": book.file.id, "clearedRanges": cleared}


@carries("sheets.spreadsheets.developerMetadata.get")
def metadata_get(call: Call) -> Json:
    """One entry of developer metadata."""
    wanted = int(call.params["metadataId"])
    for entry in opened(call).document.get("developerMetadata", []):
        if entry["metadataId"] == wanted:
            return dict(entry)
    raise NoMetadataError(wanted)


@carries("sheets.spreadsheets.developerMetadata.search")
def metadata_search(call: Call) -> Json:
    """Every entry of developer metadata that a data filter selects, with the filters that did."""
    book = opened(call)
    matched: dict[int, Json] = {}
    for index, data_filter in enumerate(filters_of(call.body)):
        with _refusing(index):
            found = matching(book, data_filter)
        for entry in found:
            new: Json = {"developerMetadata": entry, "dataFilters": []}
            matched.setdefault(entry["metadataId"], new)["dataFilters"].append(data_filter)
    return {"matchedDeveloperMetadata": list(matched.values())} if matched else {}


def _found(book: Book, filters: list[Json]) -> Iterator[list[answers.Part]]:
    for index, data_filter in enumerate(filters):
        with _refusing(index):
            yield areas(book, data_filter)


def _texts(book: Book, filters: list[Json]) -> list[list[str]]:
    """The ranges that each data filter selects, in A1 notation."""
    return [
        [written(sheet.title, on_grid(sheet, area)) for sheet, area in places]
        for places in _found(book, filters)
    ]


@contextmanager
def _refusing(index: int) -> Iterator[None]:
    try:
        yield
    except RefusedRequestError as error:
        raise RefusedFilterError(index, str(error)) from error
