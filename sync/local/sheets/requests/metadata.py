"""Developer metadata: keys and values that programs leave on parts of a spreadsheet."""

from sync.local.call import Json
from sync.local.sheets.book import Book
from sync.local.sheets.fields import merged, parse_mask
from sync.local.sheets.lookups import located, matching
from sync.local.sheets.refusals import MissingError, RefusedRequestError
from sync.local.sheets.requests.register import applies, own_or_new_id


class BadMetadataIdError(RefusedRequestError):
    """An id of metadata that is not above zero, or that an update would change."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


@applies("createDeveloperMetadata")
def create_developer_metadata(book: Book, body: Json) -> Json:
    """A new key and value, visible to everyone or to this project."""
    wanted = dict(body.get("developerMetadata", {}))
    kept = book.parts("developerMetadata")
    if wanted.get("metadataId", 1) < 1:
        raise BadMetadataIdError("metadataId must be positive.")
    taken = (part["metadataId"] for part in kept)
    wanted["metadataId"] = own_or_new_id("Developer metadata", wanted.get("metadataId"), taken)
    kept.append(_checked(book, wanted))
    return {"developerMetadata": kept[-1]}


@applies("updateDeveloperMetadata")
def update_developer_metadata(book: Book, body: Json) -> Json:
    """The masked fields of every entry that the filters select."""
    mask = parse_mask(body.get("fields"), "DeveloperMetadata")
    given = body.get("developerMetadata", {})
    if "metadataId" in mask:
        raise BadMetadataIdError("metadataId cannot be updated.")
    chosen = _chosen(book, body.get("dataFilters", []))
    for entry in chosen:
        after = {**merged(entry, given, mask), "metadataId": entry["metadataId"]}
        checked = _checked(book, after)
        entry.clear()
        entry.update(checked)
    return {"developerMetadata": chosen} if chosen else {}


@applies("deleteDeveloperMetadata")
def delete_developer_metadata(book: Book, body: Json) -> Json:
    """Every entry that the filter selects goes."""
    if "dataFilter" not in body:
        raise MissingError("dataFilter")
    chosen = _chosen(book, [body["dataFilter"]])
    kept = book.parts("developerMetadata")
    kept[:] = [entry for entry in kept if entry not in chosen]
    return {"deletedDeveloperMetadata": chosen} if chosen else {}


def _chosen(book: Book, filters: list[Json]) -> list[Json]:
    if not filters:
        raise MissingError("dataFilters")
    found = [entry for one in filters for entry in matching(book, one)]
    ids = {entry["metadataId"] for entry in found}
    return [entry for entry in book.parts("developerMetadata") if entry["metadataId"] in ids]


def _checked(book: Book, entry: Json) -> Json:
    for name in ("metadataKey", "location", "visibility"):
        if not entry.get(name) or str(entry[name]).endswith("UNSPECIFIED"):
            raise MissingError(name)
    return {**entry, "location": located(book, entry["location"])}
