"""`about.get`: who is calling, what may be imported and exported, and how much they keep."""

from sync.local.call import Call, Json, carries
from sync.local.drive.contents.documents import DOCUMENT, PLAIN
from sync.local.drive.errors import FieldsRequiredError
from sync.local.drive.links import EXPORTED
from sync.local.drive.people import describe_user
from sync.local.files.records import SPREADSHEET
from sync.local.sheets.exchange.importing import IMPORTS

LARGEST_UPLOAD = 5_242_880_000_000
COLOURS = ("#ac725e", "#d06b64", "#f83a22", "#ff7537", "#ffad46", "#42d692", "#16a765", "#4986e7")


@carries("drive.about.get")
def get(call: Call) -> Json:
    """The caller and their storage; a service account has none."""
    if not call.params.get("fields"):
        raise FieldsRequiredError
    person = not call.caller.service_account
    used, in_trash = _used(call, trashed=False), _used(call, trashed=True)
    quota = {
        "usage": str(used + in_trash),
        "usageInDrive": str(used + in_trash),
        "usageInDriveTrash": str(in_trash),
    }
    return {
        "kind": "drive#about",
        "user": describe_user(call.caller.email, me=True),
        "storageQuota": quota if person else {"limit": "0", **quota},
        "maxUploadSize": str(LARGEST_UPLOAD),
        "importFormats": {PLAIN: [DOCUMENT], **{each: [SPREADSHEET] for each in IMPORTS}},
        "exportFormats": {kind: list(formats) for kind, formats in EXPORTED.items()},
        "maxImportSizes": {SPREADSHEET: "104857600", DOCUMENT: "10485760"},
        "folderColorPalette": list(COLOURS),
        "appInstalled": True,
        "canCreateDrives": person,
        "canCreateTeamDrives": person,
        "driveThemes": [],
        "teamDriveThemes": [],
    }


def _used(call: Call, *, trashed: bool) -> int:
    """How many bytes the caller's own files hold."""
    row = call.store.row(
        "SELECT coalesce(sum(r.size), 0) AS used FROM files f JOIN revisions r ON r.file = f.id"
        " AND r.content IS NULL WHERE f.drive IS NULL AND f.owner = ? AND (f.trashed > 0) = ?",
        (call.caller.email, trashed),
    )
    return int(row["used"]) if row else 0
