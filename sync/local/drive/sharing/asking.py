"""What may be asked of `permissions.create`, and Drive's refusals of the rest."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.local.call import Call, Json, rfc3339
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.files.records import FORM, ROLES, File
from sync.local.files.roles import permission_id
from sync.local.signing_in.aliases import primary_of
from sync.local.store import dump

TYPES = ("user", "group", "domain", "anyone")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
READABLE = frozenset(
    {
        "kind",
        "type",
        "role",
        "emailAddress",
        "domain",
        "view",
        "allowFileDiscovery",
        "expirationTime",
    }
)


class PermissionFieldRequiredError(GoogleError):
    """A permission without a type or a role."""

    def __init__(self, field: str) -> None:
        super().__init__(400, f"The permission {field} field is required.", reason="required")


class InvalidPermissionError(GoogleError):
    """A field of the permission does not fit its type."""

    def __init__(self, field: str) -> None:
        super().__init__(
            400,
            f"The specified {field} is invalid or not applicable for the given permission type.",
            reason="invalid",
        )


class RoleNotApplicableError(GoogleError):
    """A role that this kind of item or of person cannot have."""

    def __init__(self, role: str) -> None:
        super().__init__(
            403, f"The role {role} cannot be given on this item.", reason="invalidSharingRequest"
        )


class ExpirationError(GoogleError):
    """A permission that cannot end like this."""

    def __init__(self, message: str) -> None:
        super().__init__(403, message, reason="invalidSharingRequest")


class NotificationError(GoogleError):
    """A mail is asked for, or forbidden, where it cannot be."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message, reason="invalidParameter")


class OwnershipTransferError(GoogleError):
    """The role of owner is given only on purpose."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
        )


class PermissionNotFoundError(GoogleError):
    """No permission with this id on this file."""

    def __init__(self, permission: str) -> None:
        super().__init__(404, f"Permission not found: {permission}.", reason="notFound")


class CannotModifyInheritedError(GoogleError):
    """The permission comes from a folder or from the shared drive."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "Cannot modify a permission that is inherited from a folder or a shared drive.",
            reason="cannotModifyInheritedPermission",
        )


class OwnerPermissionError(GoogleError):
    """The owner of a file keeps their role."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The owner of a file cannot be removed. Nor can they be given another role.",
            reason="insufficientFilePermissions",
        )


@dataclass(frozen=True)
class Request:
    """A checked permission that a call asks for."""

    id: str
    type: str
    role: str
    who: str
    view: str
    extra: Json

    def columns(self) -> tuple[str | None, ...]:
        """Its values in the order of the table `permissions`, after the file."""
        email = self.who if self.type in {"user", "group"} else None
        domain = self.who if self.type == "domain" else None
        return (self.id, self.type, self.role, email, domain, self.view, dump(self.extra))


def read_request(call: Call, file: File) -> Request:
    """The permission that the body asks for, checked against the file."""
    body = call.body
    for field in ("role", "type"):
        if not body.get(field):
            raise PermissionFieldRequiredError(field)
    for field in sorted(set(body) - READABLE):
        raise NotCarriedError(f"drive.permissions.create with {field}")
    _check_notification(call, body, file)
    kind, role, view = body["type"], body["role"], body.get("view", "")
    if kind not in TYPES:
        raise InvalidPermissionError("type")
    check_role(file, kind, role, view)
    # An alias is the account that it belongs to: Drive shares with that, and tells its address.
    who = primary_of(call.store, _who(body))
    changes = who.lower() != file.owner.lower()
    if role == "owner" and changes and not call.params.get("transferOwnership"):
        raise OwnershipTransferError
    return Request(permission_id(kind, who, view), kind, role, who, view, _extra(call))


def check_role(file: File, kind: str, role: str, view: str) -> None:
    """Refuse a role that this item, kind of person or view does not have."""
    if view == "metadata":
        raise NotCarriedError("drive.permissions with view metadata")
    if role not in ROLES or view not in {"", "published"}:
        raise InvalidPermissionError("role" if role not in ROLES else "view")
    if view == "published" and (file.mime_type != FORM or role != "reader"):
        raise RoleNotApplicableError(f"{role} with view published")
    widely = kind in {"anyone", "domain"}
    on_drive = file.id == file.drive
    if on_drive and (widely or role == "owner"):
        raise RoleNotApplicableError(role)
    if widely and role not in {"reader", "commenter", "writer"}:
        raise RoleNotApplicableError(role)
    if (role == "organizer" and not on_drive) or (role == "fileOrganizer" and not file.drive):
        raise RoleNotApplicableError(role)
    if role == "owner" and (file.drive or kind != "user"):
        raise RoleNotApplicableError(role)


def _check_notification(call: Call, body: Json, file: File) -> None:
    """Who hears of it: people and groups; a new owner always."""
    asked = call.params.get("sendNotificationEmail")
    if body["type"] in {"domain", "anyone"} and (asked or call.params.get("emailMessage")):
        raise NotificationError("Notification emails are sent to users and groups only.")
    changes = str(body.get("emailAddress", "")).lower() != file.owner.lower()
    if body["role"] == "owner" and changes and asked is False:
        raise NotificationError("sendNotificationEmail must not be disabled for a new owner.")


def _who(body: Json) -> str:
    email, domain = str(body.get("emailAddress", "")), str(body.get("domain", ""))
    if body["type"] in {"user", "group"}:
        if not ADDRESS.fullmatch(email):
            raise InvalidPermissionError("emailAddress")
        return email
    if email:
        raise InvalidPermissionError("emailAddress")
    if body["type"] == "domain":
        if not domain or "@" in domain:
            raise InvalidPermissionError("domain")
        return domain
    if domain:
        raise InvalidPermissionError("domain")
    return ""


def read_expiration(call: Call, kind: str) -> str:
    """When the permission ends: later, within a year, and for people and groups alone."""
    if kind not in {"user", "group"}:
        raise ExpirationError("Expiration dates can only be set on user and group permissions.")
    try:
        moment = datetime.fromisoformat(call.body["expirationTime"])
    except ValueError:
        raise InvalidPermissionError("expirationTime") from None
    if moment.tzinfo is None:
        raise InvalidPermissionError("expirationTime")
    if not call.now < moment <= call.now + timedelta(days=366):
        raise ExpirationError("Expiration dates must be in the future and within a year.")
    return rfc3339(moment)


def _extra(call: Call) -> Json:
    body = call.body
    found: Json = {}
    if body.get("expirationTime"):
        found["expirationTime"] = read_expiration(call, body["type"])
    if body.get("allowFileDiscovery") is not None and body["type"] not in {"domain", "anyone"}:
        raise InvalidPermissionError("allowFileDiscovery")
    if body["type"] in {"domain", "anyone"}:
        found["allowFileDiscovery"] = bool(body.get("allowFileDiscovery"))
    return found
