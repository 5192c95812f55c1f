"""`files.get`, downloading and exporting."""

from sync.local.call import Call, Json, Raw, carries
from sync.local.drive.access import reach, root_id
from sync.local.drive.errors import (
    InvalidValueError,
    NotDownloadableError,
    NotExportableError,
)
from sync.local.drive.media import content_of, is_workspace_type
from sync.local.drive.resource import describe
from sync.local.errors import NotCarriedError
from sync.local.files import FOLDER, SPREADSHEET, File, find_file
from sync.local.sheets.contents import export


@carries("drive.files.get")
def get(call: Call) -> Json | Raw:
    """A file's resource, or its bytes with `alt=media`."""
    file_id: str = call.params["fileId"]
    if file_id in {"root", root_id(call.caller.email)}:
        return describe(call, _my_drive(call))
    file = reach(call, file_id)
    if call.params.get("alt") != "media":
        return describe(call, file)
    if is_workspace_type(file.mime_type):
        raise NotDownloadableError
    return Raw(content_of(call.store, file.id), file.mime_type)


@carries("drive.files.export")
def export_file(call: Call) -> Raw:
    """A spreadsheet in another format."""
    file = reach(call, call.params["fileId"])
    if not is_workspace_type(file.mime_type) or file.mime_type == FOLDER:
        raise NotExportableError
    if file.mime_type != SPREADSHEET:
        raise NotCarriedError(f"drive.files.export of {file.mime_type}")
    mime_type: str = call.params["mimeType"]
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
