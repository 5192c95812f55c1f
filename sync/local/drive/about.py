"""`about.get`: who is calling, and how much they may keep."""

from sync.local.call import Call, Json, carries
from sync.local.drive.errors import FieldsRequiredError
from sync.local.drive.resource import describe_user

LARGEST_UPLOAD = 5_242_880_000_000


@carries("drive.about.get")
def get(call: Call) -> Json:
    """The caller and their storage; a service account has none."""
    if not call.params.get("fields"):
        raise FieldsRequiredError
    person = not call.caller.service_account
    quota = {"usage": "0", "usageInDrive": "0", "usageInDriveTrash": "0"}
    return {
        "kind": "drive#about",
        "user": describe_user(call.caller.email, me=True),
        "storageQuota": quota if person else {"limit": "0", **quota},
        "maxUploadSize": str(LARGEST_UPLOAD),
        "appInstalled": True,
        "canCreateDrives": False,
    }
