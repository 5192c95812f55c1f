"""The files of Drive v2: reading, searching, and making them with or without conversion."""

from dataclasses import replace

from sync.local.call import HANDLERS, Call, Json, Raw, carries
from sync.local.drive.access import reach, root_id
from sync.local.drive.contents.documents import DOCUMENT, PLAIN
from sync.local.drive.v2.words import (
    ORDERS,
    TERMS,
    file_body,
    file_resource,
    query,
    without,
    writable_only,
)
from sync.local.errors import NotCarriedError
from sync.local.files.records import SPREADSHEET
from sync.local.sheets.exchange.importing import IMPORTS

NOT_CARRIED = ("ocr", "ocrLanguage", "timedTextLanguage", "useContentAsIndexableText", "revisionId")


def newer(call: Call, method: str, **changes: Json) -> Json | Raw:
    """The answer of a method of v3 to this call, with every field."""
    for name in NOT_CARRIED:
        if call.params.get(name):
            raise NotCarriedError(f"{call.method} with {name}")
    params = {**changes.pop("params", call.params), "fields": "*"}
    return HANDLERS[method](replace(call, method=method, params=params, **changes))  # type: ignore[arg-type]


def file_answer(call: Call, method: str, **changes: Json) -> Json:
    """The file that a method of v3 answers with, as v2 describes it."""
    found = newer(call, method, **changes)
    if isinstance(found, Raw):
        raise NotCarriedError(f"{call.method} with alt=media")
    return _described(call, found)


@carries("drive.v2.files.get")
def get(call: Call) -> Json | Raw:
    """A file, or its bytes with `alt=media`."""
    found = newer(call, "drive.files.get")
    return found if isinstance(found, Raw) else _described(call, found)


@carries("drive.v2.files.list")
def list_files(call: Call) -> Json:
    """A page of files; `maxResults` is the size of the page."""
    params = without(call.params, "maxResults", "projection", "q", "orderBy")
    params["pageSize"] = call.params.get("maxResults") or 100
    if call.params.get("q"):
        params["q"] = query(call.params["q"], TERMS)
    if call.params.get("orderBy"):
        params["orderBy"] = query(call.params["orderBy"], ORDERS)
    if call.params.get("corpora") == "default":
        params["corpora"] = "user"
    found = newer(call, "drive.files.list", params=params)
    if isinstance(found, Raw):
        raise NotCarriedError(f"{call.method} with alt=media")
    items = [_described(call, file) for file in found["files"]]
    link = f"{call.base_url}/drive/v2/files"
    answer: Json = {"kind": "drive#fileList", "selfLink": link, "items": items}
    answer["incompleteSearch"] = False
    if "nextPageToken" in found:
        answer["nextPageToken"] = found["nextPageToken"]
        answer["nextLink"] = f"{link}?pageToken={found['nextPageToken']}"
    return answer


@carries("drive.v2.files.insert")
def insert(call: Call) -> Json:
    """A new file; with `convert` an upload becomes a spreadsheet when it can."""
    body, parents = file_body(writable_only(call.body, sent_back=False))
    if parents:
        body["parents"] = parents
    return file_answer(call, "drive.files.create", body=_converted(call, body))


@carries("drive.v2.files.copy")
def copy(call: Call) -> Json:
    """A copy of a file."""
    body, parents = file_body(writable_only(call.body, sent_back=True))
    if parents:
        body["parents"] = parents
    if call.params.get("convert"):
        body["mimeType"] = DOCUMENT if _source_type(call) == PLAIN else SPREADSHEET
    return file_answer(call, "drive.files.copy", body=body)


@carries("drive.v2.files.patch")
@carries("drive.v2.files.update")
def update(call: Call) -> Json:
    """Other metadata, other bytes or both; a list of parents is where the file goes."""
    body, parents = file_body(writable_only(call.body, sent_back=True))
    for field in ("id", "createdTime", "shortcutDetails", "originalFilename"):
        body.pop(field, None)
    if not call.params.get("setModifiedDate"):
        body.pop("modifiedTime", None)
    params = dict(call.params)
    if parents and not (params.get("addParents") or params.get("removeParents")):
        params |= _move(call, parents)
    return file_answer(call, "drive.files.update", body=_converted(call, body), params=params)


@carries("drive.v2.files.trash")
def trash(call: Call) -> Json:
    """Put a file in the trash."""
    return file_answer(call, "drive.files.update", body={"trashed": True})


@carries("drive.v2.files.untrash")
def untrash(call: Call) -> Json:
    """Take a file out of the trash."""
    return file_answer(call, "drive.files.update", body={"trashed": False})


@carries("drive.v2.files.touch")
def touch(call: Call) -> Json:
    """Let a file be modified now."""
    return file_answer(call, "drive.files.update", body={"modifiedTime": call.timestamp})


@carries("drive.v2.files.delete")
def delete(call: Call) -> Json | Raw:
    """Remove a file for good."""
    return newer(call, "drive.files.delete")


@carries("drive.v2.files.emptyTrash")
def empty_trash(call: Call) -> Json | Raw:
    """Remove for good what is in the trash."""
    return newer(call, "drive.files.emptyTrash")


@carries("drive.v2.files.export")
def export(call: Call) -> Json | Raw:
    """A spreadsheet in another format."""
    return newer(call, "drive.files.export")


@carries("drive.v2.files.generateIds")
def generate_ids(call: Call) -> Json | Raw:
    """Ids for files to be made."""
    params = without(call.params, "maxResults")
    params["count"] = call.params.get("maxResults", 10)
    return newer(call, "drive.files.generateIds", params=params)


def _described(call: Call, file: Json) -> Json:
    """A file as v2 describes it; who has access stands there only when it is asked for."""
    found = file_resource(call.base_url, file)
    asked: str = call.params.get("fields") or ""
    return found if "ermission" in asked or "*" in asked else without(found, "permissions")


def _converted(call: Call, body: Json) -> Json:
    if not call.params.get("convert") or call.upload is None:
        return body
    if call.upload.mime_type == PLAIN:
        return {**body, "mimeType": DOCUMENT}
    if call.upload.mime_type not in IMPORTS:
        raise NotCarriedError(f"{call.method} that converts {call.upload.mime_type}")
    return {**body, "mimeType": SPREADSHEET}


def _source_type(call: Call) -> str:
    return str(file_answer(call, "drive.files.get")["mimeType"])


def _move(call: Call, parents: list[str]) -> Json:
    """Parents as v2 sets them: the whole list; what is there already stays."""
    support = {"supportsAllDrives": True}
    whole = replace(call, method="drive.files.get", params={**call.params, **support})
    file = reach(whole, call.params["fileId"])
    present = file.parent or root_id(file.owner)
    named = [root_id(call.caller.email) if each == "root" else each for each in parents]
    if present in named and len(named) == 1:
        return {}
    return {"addParents": ",".join(named), "removeParents": present}
