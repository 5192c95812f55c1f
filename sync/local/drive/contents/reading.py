"""`files.get`, downloading and exporting."""

from sync.local.call import Call, Json, Raw, carries
from sync.local.drive.access import reach, root_id
from sync.local.drive.contents.documents import DOCUMENT, export_document
from sync.local.drive.contents.media import content_of, is_workspace_type, served_type
from sync.local.drive.errors import (
    InvalidValueError,
    NotDownloadableError,
    NotExportableError,
)
from sync.local.drive.personal import note
from sync.local.drive.resource import describe
from sync.local.errors import NotCarriedError
from sync.local.files.making import find_file
from sync.local.files.records import FOLDER, SPREADSHEET, File
from sync.local.sheets.exchange.contents import export

# Google exports a spreadsheet to these too.
ELSEWHERE = frozenset(
    {
        "application/pdf",
        "application/zip",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/x-vnd.oasis.opendocument.spreadsheet",
    }
)


@carries("drive.files.get")
def get(call: Call) -> Json | Raw:
    """A file's resource, or its bytes with `alt=media`."""
    if call.params.get("includeLabels"):
        raise NotCarriedError("drive.files.get with includeLabels")
    file_id: str = call.params["fileId"]
    if file_id in {"root", root_id(call.caller.email)}:
        return describe(call, _my_drive(call))
    file = reach(call, file_id)
    if call.params.get("alt") != "media":
        return describe(call, file)
    if is_workspace_type(file.mime_type):
        raise NotDownloadableError
    note(call.store, file.id, call.caller.email, viewed=call.timestamp)
    return Raw(content_of(call.store, file.id), served_type(file.mime_type))


@carries("drive.files.export")
def export_file(call: Call) -> Raw:
    """A spreadsheet in another format."""
    file = reach(call, call.params["fileId"])
    if not is_workspace_type(file.mime_type) or file.mime_type == FOLDER:
        raise NotExportableError
    mime_type: str = call.params["mimeType"]
    if file.mime_type == DOCUMENT:
        return Raw(export_document(call.store, file.id, mime_type), mime_type)
    if file.mime_type != SPREADSHEET:
        raise NotCarriedError(f"drive.files.export of {file.mime_type}")
    if mime_type in ELSEWHERE:
        raise NotCarriedError(f"drive.files.export of a spreadsheet to {mime_type}")
    return Raw(export(call.store, file.id, mime_type), mime_type)


def answer(call: Call, file_id: str) -> Json:
    """The file as it is now, after a change by this call."""
    file = find_file(call.store, file_id)
    if file is None:
        raise InvalidValueError(file_id)
    return describe(call, file)


def _my_drive(call: Call) -> File:
    email = call.caller.email
    return File(
        id=root_id(email),
        name="My Drive",
        mime_type=FOLDER,
        parent=None,
        drive=None,
        owner=email,
        client="",
        created=call.timestamp,
        modified=call.timestamp,
        version=1,
        trashed=False,
    )
