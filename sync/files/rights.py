"""Who may open a folder and who may answer a form, as Drive permissions.

Ritmiek adds the shares of the configuration and corrects the role of those it manages; what
people share themselves stays. Whoever left is removed by hand.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sync.desired import DesiredForm, Share
from sync.errors import SyncError
from sync.wire.google import Google

Permission = Mapping[str, Any]
MANAGED = ("reader", "commenter", "writer")
_FIELDS = "nextPageToken,permissions(id,type,role,emailAddress,domain,view)"


def list_permissions(
    google: Google, file_ids: Sequence[str]
) -> dict[str, list[Permission] | SyncError]:
    """The permissions of each file, those of a form's published view included."""
    found: dict[str, list[Permission] | SyncError] = {}
    pages: dict[str, str | None] = dict.fromkeys(file_ids)
    while pages:
        answers = google.batch([_list(google, *page) for page in pages.items()])
        following: dict[str, str | None] = {}
        for file_id, answer in zip(pages, answers, strict=True):
            if isinstance(answer, SyncError):
                found[file_id] = answer
                continue
            before = found.get(file_id, [])
            found[file_id] = [*(before if isinstance(before, list) else []), *_read(answer)]
            if answer.get("nextPageToken"):
                following[file_id] = answer["nextPageToken"]
        pages = following
    return found


def missing_shares(shares: Sequence[Share], current: Sequence[Permission]) -> tuple[Share, ...]:
    """The shares that are not there yet, or with another role."""
    return tuple(share for share in shares if _role_differs(share, current))


def share_requests(
    google: Google, file_id: str, shares: Sequence[Share], current: Sequence[Permission] = ()
) -> list[Any]:
    """Requests that make the shares true, given what is there."""
    permissions = google.drive.permissions()
    requests = []
    for share in missing_shares(shares, current):
        known = _of(share, current)
        if known is None:
            requests.append(
                permissions.create(
                    fileId=file_id,
                    body={"type": "user", "role": share.role, "emailAddress": share.email},
                    sendNotificationEmail=False,
                    supportsAllDrives=True,
                    fields="id",
                )
            )
        else:
            requests.append(
                permissions.update(
                    fileId=file_id,
                    permissionId=known["id"],
                    body={"role": share.role},
                    supportsAllDrives=True,
                    fields="id",
                )
            )
    return requests


def responder(form: DesiredForm) -> dict[str, str]:
    """The permission that lets people answer a form."""
    who = {"type": "domain", "domain": form.domain} if form.domain else {"type": "anyone"}
    return {"view": "published", "role": "reader", **who}


def answerable(form: DesiredForm, current: Sequence[Permission]) -> bool:
    """Whether exactly those who should be able to answer the form are."""
    wanted = responder(form)
    open_to = [entry for entry in current if _opens_answering(entry)]
    return any(_same(wanted, entry) for entry in open_to) and len(open_to) == 1


def responder_requests(
    google: Google, file_id: str, form: DesiredForm, current: Sequence[Permission] = ()
) -> list[Any]:
    """Requests that open a form to its responders and close it to wider circles."""
    wanted = responder(form)
    permissions = google.drive.permissions()
    requests = [
        permissions.delete(fileId=file_id, permissionId=entry["id"], supportsAllDrives=True)
        for entry in current
        if _opens_answering(entry) and not _same(wanted, entry)
    ]
    if not any(_same(wanted, entry) for entry in current):
        # Only a share with a person could send mail, and Drive refuses the parameter elsewhere.
        requests.append(
            permissions.create(fileId=file_id, body=wanted, supportsAllDrives=True, fields="id")
        )
    return requests


def _list(google: Google, file_id: str, page: str | None) -> Any:
    asked: dict[str, Any] = {"pageToken": page} if page else {}
    return google.drive.permissions().list(
        fileId=file_id,
        supportsAllDrives=True,
        includePermissionsForView="published",
        pageSize=100,
        fields=_FIELDS,
        **asked,
    )


def _read(answer: Mapping[str, Any]) -> list[Permission]:
    return list(answer.get("permissions", []))


def _of(share: Share, current: Sequence[Permission]) -> Permission | None:
    for entry in current:
        if not entry.get("view") and (
            str(entry.get("emailAddress", "")).casefold() == share.email.casefold()
        ):
            return entry
    return None


def _role_differs(share: Share, current: Sequence[Permission]) -> bool:
    known = _of(share, current)
    # Organizers and owners may more than we hand out; theirs is not ours to change.
    return known is None or (known["role"] != share.role and known["role"] in MANAGED)


def _opens_answering(entry: Permission) -> bool:
    return entry.get("view") == "published" and entry.get("type") in ("anyone", "domain")


def _same(wanted: Mapping[str, str], entry: Permission) -> bool:
    return all(entry.get(name) == value for name, value in wanted.items())
