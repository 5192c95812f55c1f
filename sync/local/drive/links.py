"""The addresses under which a file is opened, downloaded and exported."""

from urllib.parse import quote

from sync.local.call import Json
from sync.local.drive.contents.documents import DOCUMENT, PLAIN
from sync.local.files.records import FOLDER, FORM, SPREADSHEET, File
from sync.local.sheets.exchange.contents import EXPORTS

EXPORTED = {SPREADSHEET: EXPORTS, DOCUMENT: (PLAIN,)}
ICONS = "https://drive-thirdparty.googleusercontent.com/16/type/"


def web_address(base_url: str, file: File) -> str:
    """Where people open the file."""
    if file.mime_type == SPREADSHEET:
        return f"{base_url}/spreadsheets/d/{file.id}/edit"
    if file.mime_type == DOCUMENT:
        return f"{base_url}/document/d/{file.id}/edit"
    if file.mime_type == FORM:
        return f"{base_url}/forms/d/{file.id}/edit"
    if file.mime_type == FOLDER:
        return f"{base_url}/drive/folders/{file.id}"
    return f"{base_url}/file/d/{file.id}/view"


def export_links(base_url: str, file: File) -> Json:
    """Where a file is exported, as what it can be exported to here."""
    if file.mime_type not in EXPORTED:
        return {}
    where = f"{base_url}/drive/v3/files/{file.id}/export?mimeType="
    return {
        "exportLinks": {each: where + quote(each, safe="") for each in EXPORTED[file.mime_type]}
    }


def icon(mime_type: str) -> str:
    """The picture of a type; it is Google's, and fetched by nobody here."""
    return ICONS + mime_type
