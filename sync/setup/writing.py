"""Writing what is in forms and spreadsheets: never where people worked since it was read.

Both are written by places, and in what somebody rearranged after the plan was made those may be
theirs. A form is written on condition that its revision is still the one that was read. Sheets know
no such condition: what exists is read again just before it is written.
"""

from collections.abc import Callable
from typing import Any

from sync.errors import MovedSinceReadError, RefusedError, UncertainError
from sync.files.google_forms import FormChange, compare_form, read_form, write_form
from sync.setup.work import FormWork, SpreadsheetWork
from sync.sheets.spreadsheets import SpreadsheetChange, read_spreadsheet, write_spreadsheet
from sync.wire.google import Google

ATTEMPTS = 5
Json = dict[str, Any]
Compare = Callable[[Json], SpreadsheetChange]
"""What a spreadsheet needs, given its document."""


def write_form_work(google: Google, file_id: str, work: FormWork) -> str:
    """Write what a form needs; the address for responders, when Google told it.

    Raises MovedSinceReadError, with nothing written, when somebody changed the form.
    """
    change, address = work.change, ""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return address if change.empty else write_form(google, file_id, change) or address
        except UncertainError:
            if attempt == ATTEMPTS:
                raise
            google.transport.back_off(attempt)
            document = read_form(google, file_id)
            address = str(document.get("responderUri", ""))
            change = _compared(work, document)
        except RefusedError as refusal:
            if refusal.status == 400 and _moved(google, file_id, change):
                raise MovedSinceReadError(f"'{work.desired.key}'") from refusal
            raise
    return address


def _compared(work: FormWork, document: Json) -> FormChange:
    """What a form needs by now, left and put back as was planned."""
    return compare_form(
        work.desired.form,
        document,
        leave=work.origin.leaves,
        reopen=work.change.reopens,
        keep_closed=work.origin.keeps_closed,
    )


def _moved(google: Google, file_id: str, change: FormChange) -> bool:
    return bool(change.revision) and read_form(google, file_id).get("revisionId") != change.revision


def write_spreadsheet_work(
    google: Google,
    file_id: str,
    work: SpreadsheetWork,
    compare: Compare,
    *,
    before: Callable[[], None],
) -> SpreadsheetChange:
    """Write what a spreadsheet needs, after doing what comes `before`; what has been applied then.

    Raises MovedSinceReadError, with nothing written, when another plan would be made by now.
    """
    planned = change = compare(work.document)
    for attempt in range(1, ATTEMPTS + 1):
        if not change.empty and (work.found is not None or attempt > 1):
            change = compare(read_spreadsheet(google, file_id, look=work.look))
        if change.empty:
            return change
        if work.found is not None and change.parts != planned.parts:
            raise MovedSinceReadError(f"'{work.desired.key}'")
        before()
        try:
            write_spreadsheet(google, file_id, change)
        except UncertainError:
            if attempt == ATTEMPTS:
                raise
            google.transport.back_off(attempt)
        else:
            return change
    return change
