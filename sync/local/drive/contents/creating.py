"""`files.create`: folders, shortcuts, ordinary files, and spreadsheets and forms."""

from mimetypes import guess_type
from pathlib import PurePosixPath

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach_parent
from sync.local.drive.contents.details import COMMON, check_fields, check_options, write_details
from sync.local.drive.contents.documents import DOCUMENT, write_document
from sync.local.drive.contents.ids import usable_id
from sync.local.drive.contents.media import is_workspace_type, keep_content
from sync.local.drive.contents.reading import answer
from sync.local.drive.contents.shortcuts import point
from sync.local.drive.errors import SeveralParentsError
from sync.local.errors import NotCarriedError
from sync.local.files.making import create_file
from sync.local.files.records import FOLDER, FORM, SHORTCUT, SPREADSHEET, File
from sync.local.forms.contents import new_form
from sync.local.sheets.exchange.contents import new_spreadsheet
from sync.local.sheets.exchange.importing import import_file

CREATABLE = COMMON | {"id", "parents", "shortcutDetails"}
UNKNOWN_TYPE = "application/octet-stream"
UNTITLED = "Untitled"
UNTITLED_NAMES = {
    DOCUMENT: "Untitled document",
    FORM: "Untitled form",
    SPREADSHEET: "Untitled spreadsheet",
}


@carries("drive.files.create")
def create(call: Call) -> Json:
    """Make a file where the body says, with what the body says about it."""
    check_options(call)
    check_fields(call, CREATABLE)
    mime_type = _type(call)
    name = call.body.get("name")
    file = create_file(
        call,
        name=name if name is not None else UNTITLED_NAMES.get(mime_type, UNTITLED),
        mime_type=mime_type,
        parent=chosen_parent(call),
        file_id=usable_id(call, mime_type),
    )
    write_details(call, file.id)
    _fill(call, file)
    return answer(call, file.id)


def chosen_parent(call: Call) -> str | None:
    """The one folder that the body names; none for the caller's own root."""
    parents = call.body.get("parents") or []
    if len(parents) > 1:
        raise SeveralParentsError
    return reach_parent(call, parents[0]) if parents else None


def _type(call: Call) -> str:
    """The type that the body names, else that of the upload, else what the name suggests."""
    named = call.body.get("mimeType")
    if named:
        return str(named)
    uploaded = call.upload.mime_type if call.upload else UNKNOWN_TYPE
    if uploaded not in {"", UNKNOWN_TYPE}:
        return uploaded
    return guess_type(call.body.get("name") or "")[0] or UNKNOWN_TYPE


def _fill(call: Call, file: File) -> None:
    if file.mime_type == SHORTCUT:
        point(call, file)
    elif not is_workspace_type(file.mime_type):
        _keep(call, file)
    elif file.mime_type == DOCUMENT:
        given = (call.upload.content, call.upload.mime_type) if call.upload else ()
        write_document(call, file, *given)
    elif call.upload is not None and file.mime_type == SPREADSHEET:
        tab = PurePosixPath(file.name).stem or "Sheet1"
        import_file(call, file, call.upload.content, call.upload.mime_type, tab)
    elif call.upload is not None:
        raise NotCarriedError(f"drive.files.create that converts an upload to {file.mime_type}")
    elif file.mime_type == SPREADSHEET:
        new_spreadsheet(call, file, file.name)
    elif file.mime_type == FORM:
        new_form(call, file, file.name)
    elif file.mime_type != FOLDER:
        raise NotCarriedError(f"drive.files.create of {file.mime_type}")


def _keep(call: Call, file: File) -> None:
    content = call.upload.content if call.upload else b""
    keep = bool(call.params.get("keepRevisionForever"))
    keep_content(call, file, content, mime_type=file.mime_type, keep=keep)
