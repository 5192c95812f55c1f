"""Setting up one unit: its files, their contents, and who may open and answer them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sync.collect import forget_collected
from sync.desired import Desired, DesiredFolder, Files, KnownFile
from sync.errors import SyncError
from sync.files.accounts import note_accounts
from sync.files.drive import (
    LOOK,
    PRINT,
    FoundFile,
    rename_request,
    stamp_request,
)
from sync.files.fingerprints import look_print, spreadsheet_print
from sync.files.given import given_of, keep_given
from sync.files.grants import marks_of, wanted_of
from sync.files.links import addresses, linked_keys
from sync.files.making import NewFile, make_files
from sync.files.rights import access_requests, made_of, refusals
from sync.setup.access import excess_requests
from sync.setup.closing import close_forms
from sync.setup.done import Done
from sync.setup.doubles import DoubleWork, bin_requests
from sync.setup.plan import UnitPlan
from sync.setup.reading import link_ids
from sync.setup.shared import home_of, is_own, note_requests
from sync.setup.under_way import begin, finish
from sync.setup.work import FolderWork, FormWork, SpreadsheetWork
from sync.setup.writing import write_form_work, write_spreadsheet_work
from sync.sheets.applied import CELLS, to_text
from sync.sheets.spreadsheets import SpreadsheetChange, compare_spreadsheet
from sync.wire.google import Google

NOTED = ""
"""In place of the key of a file: what is noted about folders that schools share."""


class FolderMissingError(SyncError):
    """The folder that something belongs in does not exist."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"the folder '{key}' does not exist, because making it failed; run set-up again."
        )


class UnitSetup:
    """Carries out units' plans; what it makes is added to `found`, what it did to `done`."""

    def __init__(
        self,
        google: Google,
        desired: Desired,
        files: Files,
        found: dict[str, FoundFile],
        folder_ids: Mapping[str, str],
        on_step: Callable[[str], None],
    ) -> None:
        self._google = google
        self._desired = desired
        self._files = files
        self._found = found
        self._folder_ids = folder_ids
        self._on_step = on_step
        self._applied: dict[str, Mapping[str, str]] = {}
        self.done: Done = set()

    def run(self, plan: UnitPlan) -> None:
        """Everything but the verification of shares; stops at the first failure."""
        for works in (plan.folders, plan.forms, plan.spreadsheets):
            begin(self._files, self._desired.school, works)
        self._make_folders(plan)
        self._make_files(plan)
        for form in plan.forms:
            self._write_form(form)
        for spreadsheet in plan.spreadsheets:
            self._write_spreadsheet(plan, spreadsheet)
        self._grant(plan)
        for closing in plan.closing:
            self._on_step(f"close form {closing.file.key}")
        close_forms(self._google, self._desired.school, self._files, plan.closing, self._closed)
        for double in plan.doubles:
            self._bin(double)

    def _closed(self, key: str) -> None:
        self.done.add(("closed", key))

    def _bin(self, double: DoubleWork) -> None:
        requests = bin_requests(self._google, double)
        if failures := refusals(requests, self._google.batch(requests)):
            raise failures[0]
        self.done.add(("binned", double.spare.key))

    def _make_folders(self, plan: UnitPlan) -> None:
        missing = [work.desired for work in plan.folders if work.found is None]
        keys = {folder.key for folder in missing}
        while missing:
            ready = [folder for folder in missing if folder.parent not in keys]
            self._make([self._new_folder(folder) for folder in ready])
            keys -= {folder.key for folder in ready}
            missing = [folder for folder in missing if folder.key in keys]

    def _new_folder(self, folder: DesiredFolder) -> NewFile:
        new_id = self._folder_ids[folder.key]
        return NewFile(folder.key, "folder", folder.name, self._parent(folder.parent), new_id)

    def _make_files(self, plan: UnitPlan) -> None:
        new = [
            NewFile(
                work.desired.key,
                "form",
                work.desired.form.document_title,
                self._parent(work.desired.folder),
            )
            for work in plan.forms
            if work.found is None
        ]
        new += [
            NewFile(
                work.desired.key,
                "spreadsheet",
                work.desired.spreadsheet.title,
                self._parent(work.desired.folder),
            )
            for work in plan.spreadsheets
            if work.found is None
        ]
        self._make(new)

    def _make(self, files: Sequence[NewFile]) -> None:
        if not files:
            return
        for file in files:
            self._on_step(f"create {file.kind} {file.key}")
        failures = []
        for key, made in make_files(self._google, files).items():
            if isinstance(made, SyncError):
                failures.append(made)
                continue
            self._found[key] = made
            self.done.add(("made", key))
            address = "" if made.kind == "form" else made.address
            self._files.remember(KnownFile(key, made.kind, made.id, address))
        if failures:
            raise failures[0]

    def _parent(self, key: str | None) -> str | None:
        if key is None:
            return None
        if key not in self._found:
            raise FolderMissingError(key)
        return self._found[key].id

    def _write_form(self, work: FormWork) -> None:
        file = self._found[work.desired.key]
        self._on_step(f"write form {file.key}")
        self._remember(file.key, address=write_form_work(self._google, file.id, work))
        self.done.add(("written", file.key))

    def _write_spreadsheet(self, plan: UnitPlan, work: SpreadsheetWork) -> None:
        file = self._found[work.desired.key]
        self._on_step(f"write spreadsheet {file.key}")
        written = write_spreadsheet_work(
            self._google,
            file.id,
            work,
            lambda document: self._compared(plan, work, document),
            # What collecting wrote may stand on a tab that is made anew: it has to write again.
            before=lambda: forget_collected(self._files, [file.key]),
        )
        self._applied[file.key] = written.applied
        self.done.add(("written", file.key))

    def _compared(
        self, plan: UnitPlan, work: SpreadsheetWork, document: dict[str, Any]
    ) -> SpreadsheetChange:
        keys = linked_keys(self._desired, plan.unit, work.desired)
        links = addresses(work.desired, keys, self._files)
        return compare_spreadsheet(
            work.desired, document, links, look=work.look, baseline=work.baseline
        )

    def _grant(self, plan: UnitPlan) -> None:
        """Shares, responders and names, and the stamps of spreadsheets, in one batch."""
        self._send(self._requests(plan))
        for spreadsheet in plan.spreadsheets:
            # Noted last: what a crash leaves unnoted is found by its stamp.
            self._note_applied(spreadsheet.desired.key)

    def _requests(self, plan: UnitPlan) -> dict[str, list[Any]]:
        """What is asked of Drive about each file, by its key."""
        requests: dict[str, list[Any]] = {}
        for folder in plan.folders:
            file = self._found[folder.desired.key]
            requests[file.key] = self._access(file, folder)
            if folder.renames:
                name = folder.desired.name
                requests[file.key].append(rename_request(self._google, file.id, name))
        for form in plan.forms:
            file = self._found[form.desired.key]
            requests[file.key] = self._access(file, form)
            if form.renames:
                title = form.desired.form.document_title
                requests[file.key].append(rename_request(self._google, file.id, title))
        requests[NOTED] = self._note_shared(plan)
        for spreadsheet in plan.spreadsheets:
            requests[spreadsheet.desired.key] = [self._stamp(plan, spreadsheet)]
        for excess in plan.excess:
            if excess.changes:
                given = excess_requests(self._google, excess)
                requests.setdefault(excess.key, []).extend(given)
        return requests

    def _send(self, requests: Mapping[str, Sequence[Any]]) -> None:
        """All in one batch; raises the first failure when the others are done."""
        answers = iter(self._google.batch([one for some in requests.values() for one in some]))
        failures: list[SyncError] = []
        for key, some in requests.items():
            came = [next(answers) for _ in some]
            self._note_accounts(key, some, came)
            failed = refusals(some, came)
            failures += failed
            if not failed:
                self.done.add(("granted", key))
        if failures:
            raise failures[0]

    def _note_accounts(self, key: str, requests: Sequence[Any], answers: Sequence[object]) -> None:
        if file := self._found.get(key):
            made = made_of(file.id, requests, answers)
            note_accounts(self._desired.school, file, self._files, made)

    def _note_shared(self, plan: UnitPlan) -> list[Any]:
        """Where the school comes in with others, noted with its own first folder."""
        keys = [work.desired.key for work in plan.folders if not work.former]
        coming = [key for key in keys if not is_own(self._desired, key)]
        home = home_of(self._desired)
        if coming and home and home not in self._found:
            raise FolderMissingError(home)
        if not coming:
            return []
        return note_requests(self._google, self._desired, self._found, self._files, coming=coming)

    def _note_applied(self, key: str) -> None:
        known = self._files.find(key)
        if known is not None:
            self._files.keep(CELLS, key, to_text(known.applied, self._applied[key]))
        finish(self._files, self._desired.school, key)

    def _access(self, file: FoundFile, work: FolderWork | FormWork) -> list[Any]:
        """Requests for access; what is going to be given is noted first."""
        given = given_of(self._desired.school, file, self._files)
        wanted = marks_of(wanted_of(work.desired), given)
        keep_given(self._files, file.key, given.ours | wanted)
        return access_requests(self._google, file.id, work.rights)

    def _stamp(self, plan: UnitPlan, work: SpreadsheetWork) -> Any:
        file = self._found[work.desired.key]
        keys = linked_keys(self._desired, plan.unit, work.desired)
        applied = spreadsheet_print(work.desired, link_ids(keys, self._found))
        self._remember(file.key, applied=applied)
        stamps = {PRINT: applied, LOOK: look_print(work.desired)}
        return stamp_request(self._google, file.id, stamps)

    def _remember(self, key: str, *, address: str = "", applied: str = "") -> None:
        known = self._files.find(key)
        if known is not None and (address or applied):
            self._files.remember(
                replace(known, address=address or known.address, applied=applied or known.applied)
            )
