"""The end of a set-up: see that access was given and taken, put right what is not, and stamp it.

Drive applies only the last of several changes to one file that arrive together, so a share that a
batch sent may be missing; what is, is sent again one at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.desired import Files
from sync.errors import SyncError
from sync.files.drive import FoundFile, owner_of, stamp_request
from sync.files.fingerprints import form_print
from sync.files.given import given_of, given_stamps, keep_given
from sync.files.grants import (
    Difference,
    Excess,
    Permission,
    compare,
    held,
    marks_of,
    wanted_of,
)
from sync.files.rights import access_requests, list_permissions, refusals
from sync.setup.access import ExcessWork, excess_requests
from sync.setup.access_reading import print_name
from sync.setup.work import FolderWork, FormWork
from sync.wire.google import Google

Work = FolderWork | FormWork


class NotSharedError(SyncError):
    """Drive took a change of access and does not show it."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"'{key}': Drive took the changes of access but does not show them; check that the"
            " accounts exist and that the shared drive allows sharing, then run it again."
        )


def verify_and_stamp(
    google: Google, school: str, works: Sequence[Work], found: Mapping[str, FoundFile], files: Files
) -> dict[str, SyncError]:
    """Verify and stamp folders and forms; the failures by key."""
    if not works:
        return {}
    failures: dict[str, SyncError] = {}
    there = list_permissions(google, [found[work.desired.key].id for work in works])
    verifying = Verifying(google, school, files)
    for work in works:
        file = found[work.desired.key]
        try:
            verifying.run(file, work, there[file.id])
        except SyncError as failure:
            failures[file.key] = failure
    verified = [work for work in works if work.desired.key not in failures]
    return failures | _stamp(google, school, verified, found, files)


@dataclass(frozen=True)
class Verifying:
    """Sees that access is as it should be: given and taken away."""

    google: Google
    school: str
    files: Files

    def run(self, file: FoundFile, work: Work, there: list[Permission] | SyncError) -> None:
        """Put right what is not, one at a time; NotSharedError when that does not help."""
        left = self._left(file, work, there)
        if left.settled:
            return
        for request in access_requests(self.google, file.id, left):
            if failed := refusals([request], self.google.batch([request])):
                raise failed[0]
        again = list_permissions(self.google, [file.id])[file.id]
        if not self._left(file, work, again).settled:
            raise NotSharedError(file.key)

    def _left(self, file: FoundFile, work: Work, there: list[Permission] | SyncError) -> Difference:
        if isinstance(there, SyncError):
            raise there
        found = held(there)
        left = compare(wanted_of(work.desired), found, given_of(self.school, file, self.files))
        planned = {(one.id, one.grant.role) for one in work.rights.leaving}
        more = [
            one
            for one in found
            if (one.id, one.grant.role) in planned and one.via == "file" and one not in left.leaving
        ]
        return replace(left, leaving=(*left.leaving, *more))


def verify_excess(google: Google, works: Sequence[ExcessWork]) -> dict[str, SyncError]:
    """See that what people gave beyond the configuration is gone; the failures by key."""
    failures: dict[str, SyncError] = {}
    there = list_permissions(google, [work.file_id for work in works])
    for work in works:
        left = still_there(work, there[work.file_id])
        for request in excess_requests(google, replace(work, excess=left)) if left else ():
            google.batch([request])
        if left:
            again = list_permissions(google, [work.file_id])[work.file_id]
            if still_there(work, again):
                failures[work.key] = NotSharedError(work.key)
    return failures


def still_there(work: ExcessWork, there: list[Permission] | SyncError) -> tuple[Excess, ...]:
    """The excess that is not taken away yet, of what can be; all of it when that is not known."""
    own = tuple(entry for entry in work.excess if entry.held.via == "file" or work.home)
    if isinstance(there, SyncError):
        return own
    found = {(one.id, one.grant.role, one.via) for one in held(there)}
    return tuple(
        entry for entry in own if (entry.held.id, entry.held.grant.role, entry.held.via) in found
    )


def _stamp(
    google: Google, school: str, works: Sequence[Work], found: Mapping[str, FoundFile], files: Files
) -> dict[str, SyncError]:
    prints = {work.desired.key: _print(work) for work in works}
    marks = {}
    requests = []
    for work in works:
        file = found[work.desired.key]
        given = given_of(school, file, files)
        marks[file.key] = marks_of(wanted_of(work.desired), given)
        kept = given_stamps(school, file.stamps, marks[file.key])
        left = isinstance(work, FolderWork) and work.former and owner_of(file.key) != school
        stamps = {print_name(school, file): None if left else prints[file.key], **kept}
        requests.append(stamp_request(google, file.id, stamps))
    failures: dict[str, SyncError] = {}
    for key, answer in zip(prints, google.batch(requests), strict=True):
        known = files.find(key)
        if isinstance(answer, SyncError):
            failures[key] = answer
        elif known is not None:
            files.remember(replace(known, applied=prints[key]))
            keep_given(files, key, marks[key])
    return failures


def _print(work: Work) -> str:
    if isinstance(work, FolderWork):
        return work.stamp
    return form_print(work.desired)
