"""The end of a set-up: see that every share is there, put right what is not, and stamp it done.

Drive applies only the last of several changes to one file that arrive together, so a share that a
batch sent may be missing; what is, is sent again one at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sync.desired import Files
from sync.errors import SyncError
from sync.files.drive import FoundFile, stamp_request
from sync.files.fingerprints import folder_print, form_print
from sync.files.rights import (
    Permission,
    answerable,
    list_permissions,
    missing_shares,
    responder_requests,
    share_requests,
)
from sync.setup.reading import print_name
from sync.setup.work import FolderWork, FormWork
from sync.wire.google import Google

Work = FolderWork | FormWork


class NotSharedError(SyncError):
    """Drive took a share and does not show it."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}': Drive took the shares but does not show them; check that the accounts"
            " exist and that the shared drive allows sharing, then run it again."
        )


def verify_and_stamp(
    google: Google, school: str, works: Sequence[Work], found: Mapping[str, FoundFile], files: Files
) -> dict[str, SyncError]:
    """Verify and stamp folders and forms; the failures by key."""
    if not works:
        return {}
    failures: dict[str, SyncError] = {}
    there = list_permissions(google, [found[work.desired.key].id for work in works])
    for work in works:
        file = found[work.desired.key]
        try:
            _verify(google, file, work, there[file.id])
        except SyncError as failure:
            failures[file.key] = failure
    verified = [work for work in works if work.desired.key not in failures]
    return failures | _stamp(google, school, verified, found, files)


def _verify(
    google: Google, file: FoundFile, work: Work, there: list[Permission] | SyncError
) -> None:
    if isinstance(there, SyncError):
        raise there
    if _as_it_should_be(work, there):
        return
    for request in _requests(google, file, work, there):
        answer = google.batch([request])[0]
        if isinstance(answer, SyncError):
            raise answer
    again = list_permissions(google, [file.id])[file.id]
    if isinstance(again, SyncError) or not _as_it_should_be(work, again):
        raise NotSharedError(file.key)


def _as_it_should_be(work: Work, there: Sequence[Permission]) -> bool:
    if isinstance(work, FolderWork):
        return not missing_shares(work.desired.shares, there)
    return answerable(work.desired, there)


def _requests(
    google: Google, file: FoundFile, work: Work, there: Sequence[Permission]
) -> list[object]:
    if isinstance(work, FolderWork):
        return share_requests(google, file.id, work.desired.shares, there)
    return responder_requests(google, file.id, work.desired, there)


def _stamp(
    google: Google, school: str, works: Sequence[Work], found: Mapping[str, FoundFile], files: Files
) -> dict[str, SyncError]:
    stamps = {work.desired.key: _print(work) for work in works}
    requests = [
        stamp_request(google, found[key].id, {print_name(school, found[key]): applied})
        for key, applied in stamps.items()
    ]
    failures: dict[str, SyncError] = {}
    for key, answer in zip(stamps, google.batch(requests), strict=True):
        known = files.find(key)
        if isinstance(answer, SyncError):
            failures[key] = answer
        elif known is not None:
            files.remember(replace(known, applied=stamps[key]))
    return failures


def _print(work: Work) -> str:
    if isinstance(work, FolderWork):
        return folder_print(work.desired)
    return form_print(work.desired)
