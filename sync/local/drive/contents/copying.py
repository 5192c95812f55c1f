"""`files.copy`: spreadsheets, forms and ordinary files."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach
from sync.local.drive.contents.creating import CREATABLE, chosen_parent
from sync.local.drive.contents.details import check_fields, check_options, write_details
from sync.local.drive.contents.documents import DOCUMENT, copy_document, write_document
from sync.local.drive.contents.ids import usable_id
from sync.local.drive.contents.media import content_of, is_workspace_type, keep_content
from sync.local.drive.contents.reading import answer
from sync.local.drive.errors import CannotCopyError
from sync.local.errors import NotCarriedError
from sync.local.files.making import create_file, find_file
from sync.local.files.records import FOLDER, FORM, ROLES, SHORTCUT, SPREADSHEET, File
from sync.local.files.roles import role_of
from sync.local.forms.contents import copy_form
from sync.local.sheets.exchange.contents import copy as copy_spreadsheet
from sync.local.sheets.exchange.importing import import_file


@carries("drive.files.copy")
def copy(call: Call) -> Json:
    """A new file with the contents of another; sharing and custom properties stay behind."""
    check_options(call)
    check_fields(call, CREATABLE - {"shortcutDetails"})
    source = reach(call, call.params["fileId"])
    mime_type = call.body.get("mimeType") or source.mime_type
    converts = mime_type != source.mime_type
    if converts and (
        mime_type not in {SPREADSHEET, DOCUMENT} or is_workspace_type(source.mime_type)
    ):
        raise NotCarriedError(f"drive.files.copy that converts {source.mime_type} to {mime_type}")
    if source.mime_type in {FOLDER, SHORTCUT}:
        raise CannotCopyError
    made = create_file(
        call,
        name=call.body.get("name") or f"Copy of {source.name}",
        mime_type=mime_type,
        parent=chosen_parent(call) if "parents" in call.body else _beside(call, source),
        file_id=usable_id(call, mime_type),
    )
    write_details(call, made.id)
    if converts:
        _convert(call, source, made)
    else:
        _copy_contents(call, source, made)
    return answer(call, made.id)


def _convert(call: Call, source: File, made: File) -> None:
    content = content_of(call.store, source.id)
    if made.mime_type == DOCUMENT:
        write_document(call, made, content, source.mime_type)
    else:
        import_file(call, made, content, source.mime_type, made.name)


def _beside(call: Call, source: File) -> str | None:
    """The source's own folder, or the caller's root when they may put nothing there."""
    folder = find_file(call.store, source.parent) if source.parent else None
    if folder is None or source.drive:
        return source.parent
    role = role_of(call.store, folder, call.caller) or "reader"
    return folder.id if ROLES.index(role) >= ROLES.index("writer") else None


def _copy_contents(call: Call, source: File, made: File) -> None:
    if source.mime_type == SPREADSHEET:
        copy_spreadsheet(call, source.id, made)
    elif source.mime_type == FORM:
        copy_form(call, source, made)
    elif source.mime_type == DOCUMENT:
        copy_document(call.store, source.id, made.id)
    else:
        keep_content(call, made, content_of(call.store, source.id))
