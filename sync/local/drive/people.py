"""People as Drive describes them."""

from sync.local.call import Json
from sync.local.files.roles import permission_id


def describe_user(email: str, *, me: bool) -> Json:
    """Somebody as Drive describes them."""
    return {
        "kind": "drive#user",
        "displayName": email.split("@", maxsplit=1)[0],
        "me": me,
        "permissionId": permission_id("user", email),
        "emailAddress": email,
    }
