"""What data filters select: ranges, and the developer metadata that programs left on them."""

from collections.abc import Iterator

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.ranges import Area, Box, of_grid_range
from sync.local.sheets.refusals import NoGridError, NoSheetError, RefusedRequestError
from sync.local.sheets.signs import NegativeIndexError, check_signs

FIELDS = ("metadataId", "metadataKey", "metadataValue", "visibility")


class NoFilterError(GoogleError):
    """A data filter that says nothing about what it selects."""

    def __init__(self) -> None:
        super().__init__(400, "Invalid dataFilter: No filter specified.")


class NoFiltersError(GoogleError):
    """A call by data filters that gives none."""

    def __init__(self) -> None:
        super().__init__(400, "Must specify at least one dataFilter.")


class BadFilterError(GoogleError):
    """A data filter that selects what no sheet can have."""

    def __init__(self, message: str) -> None:
        super().__init__(400, f"Invalid dataFilter: {message}")


class BadLookupError(GoogleError):
    """A lookup of developer metadata that contradicts itself."""

    def __init__(self, message: str) -> None:
        super().__init__(400, f"Invalid developerMetadataLookup: {message}")


class BadSpanError(RefusedRequestError):
    """Rows or columns that the sheet does not have."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"Invalid dimensionRange: [{start}, {end})")


class WideSpanError(RefusedRequestError):
    """Metadata on several rows or columns at once."""

    def __init__(self) -> None:
        super().__init__(
            "Developer metadata can only be associated with a single row or column at a time."
        )


def filters_of(body: Json) -> list[Json]:
    """The data filters of a call; at least one."""
    filters: list[Json] = body.get("dataFilters", [])
    if not filters:
        raise NoFiltersError
    return filters


def areas(book: Book, data_filter: Json) -> list[tuple[Sheet, Area]]:
    """The parts of sheets that a data filter selects."""
    if "a1Range" in data_filter:
        return [book.locate(data_filter["a1Range"])]
    if "gridRange" in data_filter:
        try:
            check_signs(data_filter["gridRange"], "gridRange")
        except NegativeIndexError as fault:
            raise BadFilterError(str(fault)) from fault
        area = of_grid_range(data_filter["gridRange"])
        return [(_grid(book, area.sheet), area)]
    found = [_place(book, entry["location"]) for entry in matching(book, data_filter)]
    return [place for places in found for place in places]


def matching(book: Book, data_filter: Json) -> list[Json]:
    """The developer metadata that a data filter selects."""
    entries = book.document.get("developerMetadata", [])
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        _check(lookup)
        return [entry for entry in entries if _matches(book, entry, lookup)]
    within = areas(book, data_filter) if data_filter else []
    if not within:
        raise NoFilterError
    return [entry for entry in entries if _lies_in(book, entry["location"], within)]


def _check(lookup: Json) -> None:
    if not lookup:
        raise BadLookupError("No criteria specified.")
    strategy = lookup.get("locationMatchingStrategy", "")
    is_set = strategy and not strategy.endswith("UNSPECIFIED")
    if is_set and "metadataLocation" not in lookup:
        raise BadLookupError("A locationMatchingStrategy needs a metadataLocation.")
    if lookup.get("locationType") != "SPREADSHEET" or "metadataLocation" not in lookup:
        return
    if not lookup["metadataLocation"].get("spreadsheet") or strategy == "INTERSECTING_LOCATION":
        raise BadLookupError("The locationType SPREADSHEET fits no other metadataLocation.")


def _matches(book: Book, entry: Json, lookup: Json) -> bool:
    if any(name in lookup and entry.get(name) != lookup[name] for name in FIELDS):
        return False
    kind = lookup.get("locationType", "UNSPECIFIED")
    if not kind.endswith("UNSPECIFIED") and entry["location"]["locationType"] != kind:
        return False
    if "metadataLocation" not in lookup:
        return True
    wanted = located(book, lookup["metadataLocation"], one=False)
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return bool(entry["location"] == wanted)
    if wanted["locationType"] == "SPREADSHEET":
        return True
    return _lies_in(book, entry["location"], _place(book, wanted))


def located(book: Book, location: Json, *, one: bool = True) -> Json:
    """A location of metadata as Google keeps it; metadata lies on one row or column only."""
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    span = location.get("dimensionRange")
    if not span:
        sheet = _grid(book, location.get("sheetId", 0), whole=True)
        return {"locationType": "SHEET", "sheetId": sheet.id}
    sheet = _grid(book, span.get("sheetId", 0))
    rows = span.get("dimension") == "ROWS"
    size = sheet.rows if rows else sheet.columns
    start, end = span.get("startIndex", 0), span.get("endIndex", size)
    if span.get("dimension") not in {"ROWS", "COLUMNS"} or not 0 <= start < end <= size:
        raise BadSpanError(start, end)
    if one and end - start != 1:
        raise WideSpanError
    kept = {
        "sheetId": sheet.id,
        "dimension": span["dimension"],
        "startIndex": start,
        "endIndex": end,
    }
    return {"locationType": "ROW" if rows else "COLUMN", "dimensionRange": kept}


def _grid(book: Book, sheet_id: int, *, whole: bool = False) -> Sheet:
    for sheet in book.sheets:
        if sheet.id == sheet_id and (whole or not sheet.is_object):
            return sheet
    raise NoSheetError(sheet_id) if whole else NoGridError(sheet_id)


def _place(book: Book, location: Json) -> list[tuple[Sheet, Area]]:
    if location["locationType"] == "SPREADSHEET":
        return [(sheet, Area(sheet.id)) for sheet in book.sheets if not sheet.is_object]
    if location["locationType"] == "SHEET":
        return [(book.sheet(location["sheetId"]), Area(location["sheetId"]))]
    span = location["dimensionRange"]
    sheet = book.grid(span["sheetId"])
    if span["dimension"] == "ROWS":
        return [(sheet, Area(sheet.id, top=span["startIndex"], bottom=span["endIndex"]))]
    return [(sheet, Area(sheet.id, left=span["startIndex"], right=span["endIndex"]))]


def _lies_in(book: Book, location: Json, within: list[tuple[Sheet, Area]]) -> bool:
    """Whether metadata lies on a place; that of the whole spreadsheet lies on none."""
    if location["locationType"] == "SPREADSHEET":
        return False
    own = list(_boxes(_place(book, location)))
    return any(mine.meets(theirs) for mine in own for theirs in _boxes(within))


def _boxes(places: list[tuple[Sheet, Area]]) -> Iterator[Box]:
    for sheet, area in places:
        yield area.within(sheet.rows, sheet.columns)
