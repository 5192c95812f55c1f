"""`files.create`: folders, ordinary files, and empty spreadsheets and forms."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach_parent
from sync.local.drive.details import COMMON, check_fields, write_details
from sync.local.drive.errors import SeveralParentsError
from sync.local.drive.ids import usable_id
from sync.local.drive.media import is_workspace_type, keep_content
from sync.local.drive.reading import answer
from sync.local.errors import NotCarriedError
from sync.local.files import FOLDER, FORM, SPREADSHEET, File, create_file
from sync.local.forms.contents import new_form
from sync.local.sheets.contents import new_spreadsheet

CREATABLE = COMMON | {"id", "parents"}
UNKNOWN_TYPE = "application/octet-stream"
UNTITLED = "Untitled"


@carries("drive.files.create")
def create(call: Call) -> Json:
    """Make a file where the body says, with what the body says about it."""
    check_fields(call, CREATABLE)
    media_type = call.upload.mime_type if call.upload else UNKNOWN_TYPE
    mime_type = call.body.get("mimeType") or media_type
    file = create_file(
        call,
        name=call.body.get("name") or UNTITLED,
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


def _fill(call: Call, file: File) -> None:
    if not is_workspace_type(file.mime_type):
        keep_content(call, file.id, call.upload.content if call.upload else b"")
    elif call.upload is not None:
        raise NotCarriedError(f"drive.files.create that converts an upload to {file.mime_type}")
    elif file.mime_type == SPREADSHEET:
        new_spreadsheet(call, file, file.name)
    elif file.mime_type == FORM:
        new_form(call, file, file.name)
    elif file.mime_type != FOLDER:
        raise NotCarriedError(f"drive.files.create of {file.mime_type}")
