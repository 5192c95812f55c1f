"""Giving and taking access: to a folder for people and groups, to a form for who answers it.

Nobody is mailed about it. What differs is found in `sync.files.grants`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.errors import NotThereError, SyncError
from sync.files.grants import Difference, Excess, Grant, Held, Permission
from sync.wire.google import Google

_DETAILS = "permissionDetails(role,inherited,permissionType)"
_FIELDS = (
    "nextPageToken,"
    f"permissions(id,type,role,emailAddress,domain,view,displayName,deleted,{_DETAILS})"
)


@dataclass(frozen=True)
class Made:
    """A permission that Drive made: the address asked for, its id, and the address it tells."""

    asked: str
    role: str
    id: str
    told: str


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


def access_requests(google: Google, file_id: str, difference: Difference) -> list[Any]:
    """Requests that give what is missing, correct roles, and take away what we gave before."""
    requests = [_create(google, file_id, grant) for grant in difference.missing]
    requests += [_update(google, file_id, *one) for one in difference.corrected]
    return requests + [_delete(google, file_id, one) for one in difference.leaving]


def restore_requests(google: Google, file_id: str, excess: Sequence[Excess]) -> list[Any]:
    """Requests that bring excess back to what the configuration says; inherited stays."""
    return [
        _update(google, file_id, one.held, one.wanted)
        if one.wanted
        else _delete(google, file_id, one.held)
        for one in excess
        if one.held.via == "file"
    ]


def refusals(requests: Sequence[Any], answers: Sequence[object]) -> list[SyncError]:
    """What was refused; access that is gone already needs no taking away."""
    return [
        answer
        for request, answer in zip(requests, answers, strict=True)
        if isinstance(answer, SyncError)
        and not (request.method == "DELETE" and isinstance(answer, NotThereError))
    ]


def made_of(file_id: str, requests: Sequence[Any], answers: Sequence[object]) -> list[Made]:
    """What came of the requests that shared this file with an address, as far as they did."""
    return list(_made(file_id, requests, answers))


def _made(file_id: str, requests: Sequence[Any], answers: Sequence[object]) -> Iterator[Made]:
    for request, answer in zip(requests, answers, strict=True):
        creates = request.method == "POST" and f"/files/{file_id}/permissions" in request.uri
        if not (creates and isinstance(answer, Mapping) and "id" in answer):
            continue
        asked = json.loads(request.body)
        if "emailAddress" in asked:
            told = str(answer.get("emailAddress", "")).casefold()
            yield Made(asked["emailAddress"].casefold(), asked["role"], str(answer["id"]), told)


def _create(google: Google, file_id: str, grant: Grant) -> Any:
    named = {"domain": "domain", "user": "emailAddress", "group": "emailAddress"}.get(grant.kind)
    body = {"type": grant.kind, "role": grant.role}
    body |= {named: grant.who} if named else {}
    body |= {"view": grant.view} if grant.view else {}
    # Only access of a person or group could send mail; Drive refuses the parameter elsewhere.
    quiet = {"sendNotificationEmail": False} if grant.kind in ("user", "group") else {}
    return google.drive.permissions().create(
        fileId=file_id, body=body, supportsAllDrives=True, fields="id,emailAddress", **quiet
    )


def _update(google: Google, file_id: str, before: Held, grant: Grant) -> Any:
    return google.drive.permissions().update(
        fileId=file_id,
        permissionId=before.id,
        body={"role": grant.role},
        supportsAllDrives=True,
        fields="id",
    )


def _delete(google: Google, file_id: str, before: Held) -> Any:
    return google.drive.permissions().delete(
        fileId=file_id, permissionId=before.id, supportsAllDrives=True
    )


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
