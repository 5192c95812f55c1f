"""`files.copy`: spreadsheets, forms and ordinary files."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach
from sync.local.drive.creating import CREATABLE, chosen_parent
from sync.local.drive.details import check_fields, write_details
from sync.local.drive.errors import CannotCopyError
from sync.local.drive.ids import usable_id
from sync.local.drive.media import content_of, keep_content
from sync.local.drive.reading import answer
from sync.local.errors import NotCarriedError
from sync.local.files import FOLDER, FORM, SPREADSHEET, File, create_file
from sync.local.forms.contents import copy_form
from sync.local.sheets.contents import copy as copy_spreadsheet


@carries("drive.files.copy")
def copy(call: Call) -> Json:
    """A new file with the contents of another; sharing and custom properties stay behind."""
    check_fields(call, CREATABLE)
    source = reach(call, call.params["fileId"])
    if call.body.get("mimeType", source.mime_type) != source.mime_type:
        raise NotCarriedError("drive.files.copy that converts to another mimeType")
    if source.mime_type == FOLDER:
        raise CannotCopyError
    made = create_file(
        call,
        name=call.body.get("name") or f"Copy of {source.name}",
        mime_type=source.mime_type,
        parent=chosen_parent(call) if "parents" in call.body else source.parent,
        file_id=usable_id(call, source.mime_type),
    )
    write_details(call, made.id)
    _copy_contents(call, source, made)
    return answer(call, made.id)


def _copy_contents(call: Call, source: File, made: File) -> None:
    if source.mime_type == SPREADSHEET:
        copy_spreadsheet(call, source.id, made)
    elif source.mime_type == FORM:
        copy_form(call, source, made)
    else:
        keep_content(call, made.id, content_of(call.store, source.id))
