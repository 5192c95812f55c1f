"""The end of a set-up: see that access was given and taken, put right what is not, and stamp it.

Drive applies only the last of several changes to one file that arrive together, so a share that a
batch sent may be missing; what is, is sent again one at a time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sync.desired import Files
from sync.errors import SyncError
from sync.files.accounts import account_marks, as_drive_names, note_accounts
from sync.files.drive import FoundFile, owner_of, stamp_request
from sync.files.fingerprints import form_print
from sync.files.given import given_of, keep_given, stamps_that_fit
from sync.files.grants import (
    Difference,
    Excess,
    Held,
    Permission,
    compare,
    held,
    marks_of,
    wanted_of,
)
from sync.files.rights import access_requests, list_permissions, made_of, refusals
from sync.setup.access import ExcessWork, excess_requests
from sync.setup.access_reading import print_name
from sync.setup.under_way import finish
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
    verified: list[tuple[Work, list[Held]]] = []
    for work in works:
        file = found[work.desired.key]
        try:
            verified.append((work, verifying.run(file, work, there[file.id])))
        except SyncError as failure:
            failures[file.key] = failure
    return failures | verifying.stamp(verified, found)


@dataclass(frozen=True)
class Verifying:
    """Sees that access is as it should be: given and taken away."""

    google: Google
    school: str
    files: Files

    def run(self, file: FoundFile, work: Work, there: list[Permission] | SyncError) -> list[Held]:
        """Put right what is not, one at a time; NotSharedError when that does not help.

        Two rounds: only when every address was given is it known which of them are one account.
        """
        for _ in range(2):
            left = self._left(file, work, _known(there))
            if left.settled:
                break
            self._put_right(file, left)
            there = list_permissions(self.google, [file.id])[file.id]
        if not self._left(file, work, _known(there)).settled:
            raise NotSharedError(file.key)
        return _known(there)

    def _put_right(self, file: FoundFile, left: Difference) -> None:
        for request in access_requests(self.google, file.id, left):
            answers = self.google.batch([request])
            if failed := refusals([request], answers):
                raise failed[0]
            note_accounts(self.school, file, self.files, made_of(file.id, [request], answers))

    def _left(self, file: FoundFile, work: Work, there: list[Held]) -> Difference:
        given = given_of(self.school, file, self.files)
        wanted = as_drive_names(wanted_of(work.desired), there, given)
        left = compare(wanted, there, given)
        # Whoever left by one address may have come back by another.
        staying = {grant.holder for grant in wanted}
        planned = {(one.id, one.grant.role) for one in work.rights.leaving}
        more = [
            one
            for one in there
            if (one.id, one.grant.role) in planned
            and one.via == "file"
            and one not in left.leaving
            and one.grant.holder not in staying
        ]
        return replace(left, leaving=(*left.leaving, *more))

    def stamp(
        self, verified: Sequence[tuple[Work, list[Held]]], found: Mapping[str, FoundFile]
    ) -> dict[str, SyncError]:
        """Stamp the files of which access was seen to be right; the failures by key."""
        marks = {
            work.desired.key: self._marks(found[work.desired.key], work, there)
            for work, there in verified
        }
        requests = [
            self._stamp(found[work.desired.key], work, marks[work.desired.key])
            for work, _ in verified
        ]
        failures: dict[str, SyncError] = {}
        for (work, _), answer in zip(verified, self.google.batch(requests), strict=True):
            key = work.desired.key
            known = self.files.find(key)
            if isinstance(answer, SyncError):
                failures[key] = answer
            elif known is not None:
                self.files.remember(replace(known, applied=_print(work)))
                keep_given(self.files, key, marks[key])
            if key not in failures:
                finish(self.files, self.school, key)
        return failures

    def excess(
        self,
        excess: Sequence[ExcessWork],
        works: Mapping[str, Work],
        found: Mapping[str, FoundFile],
    ) -> dict[str, SyncError]:
        """See that what people gave beyond the configuration is gone; the failures by key.

        `works` are those that were carried out: whose account came to be one of theirs stays.
        """
        failures: dict[str, SyncError] = {}
        there = list_permissions(self.google, [work.file_id for work in excess])
        for work in excess:
            granted = works.get(work.key)
            pair = (found[work.key], granted) if granted else None
            left = self._still_there(work, there[work.file_id], pair)
            for request in excess_requests(self.google, replace(work, excess=left)) if left else ():
                self.google.batch([request])
            if left:
                again = list_permissions(self.google, [work.file_id])[work.file_id]
                if self._still_there(work, again, pair):
                    failures[work.key] = NotSharedError(work.key)
        return failures

    def _still_there(
        self,
        work: ExcessWork,
        there: list[Permission] | SyncError,
        granted: tuple[FoundFile, Work] | None,
    ) -> tuple[Excess, ...]:
        left = still_there(work, there)
        if granted is None or isinstance(there, SyncError):
            return left
        given = given_of(self.school, granted[0], self.files)
        wanted = as_drive_names(wanted_of(granted[1].desired), held(there), given)
        given_now = {(grant.holder, grant.role) for grant in wanted}
        return tuple(
            one
            for one in left
            if one.held.via != "file"
            or (one.held.grant.holder, one.held.grant.role) not in given_now
        )

    def _marks(self, file: FoundFile, work: Work, there: list[Held]) -> frozenset[str]:
        """What marks who was given access, by the addresses that Drive tells."""
        given = given_of(self.school, file, self.files)
        wanted = as_drive_names(wanted_of(work.desired), there, given)
        return marks_of(wanted, given) | account_marks(wanted, there, given)

    def _stamp(self, file: FoundFile, work: Work, marks: Collection[str]) -> Any:
        left = isinstance(work, FolderWork) and work.former and owner_of(file.key) != self.school
        stamp = {print_name(self.school, file): None if left else _print(work)}
        stamps = stamps_that_fit(self.school, file.stamps, stamp, marks)
        return stamp_request(self.google, file.id, stamps)


def still_there(work: ExcessWork, there: list[Permission] | SyncError) -> tuple[Excess, ...]:
    """The excess that is not taken away yet, of what can be; all of it when that is not known."""
    own = tuple(entry for entry in work.excess if entry.held.via == "file" or work.home)
    if isinstance(there, SyncError):
        return own
    found = {(one.id, one.grant.role, one.via) for one in held(there)}
    return tuple(
        entry for entry in own if (entry.held.id, entry.held.grant.role, entry.held.via) in found
    )


def _known(there: list[Permission] | SyncError) -> list[Held]:
    if isinstance(there, SyncError):
        raise there
    return held(there)


def _print(work: Work) -> str:
    if isinstance(work, FolderWork):
        return work.stamp
    return form_print(work.desired)
