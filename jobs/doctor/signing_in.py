"""Whether the account can sign in: its files, its token, its scopes, and this machine's clock."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from jobs.doctor.check import Check, failed, passed, refused, warned
from sync.errors import NotThereError, RefusedError, SyncError
from sync.wire.credentials import Account, sign_in
from sync.wire.google import Google
from sync.wire.probing import moment_there, try_sign_in
from sync.wire.signing_in.private_files import exposed, readable_by_others

WAYS = {
    "service_account": "the key of a service account",
    "delegated": "the key of a service account that acts for a person",
    "user": "the sign-in of a person",
    "keyless": "this machine's own identity",
}
SLOW, WRONG = 30, 300
"""The seconds from which a clock deserves a look, and from which Google refuses it."""
NO_FILE = "ritmiek-doctor"


def credentials(account: Account) -> Check:
    """Whether the files to sign in with are there, of the right kind, and for nobody else."""
    name = "credentials"
    try:
        sign_in(account)
    except SyncError as error:
        return refused(name, error)
    for path in account.secret_files():
        if readable_by_others(path):
            return warned(name, exposed(path))
    return passed(name, WAYS[account.way])


def signing_in(account: Account) -> Check:
    """Whether the credentials are exchanged for a token."""
    name = "sign-in"
    try:
        try_sign_in(account)
    except SyncError as error:
        return refused(name, error)
    return passed(name, f"at {_there(account)}")


def clock(account: Account) -> Check:
    """Whether this machine's clock agrees with Google's."""
    name = "clock"
    try:
        moment = moment_there(account)
    except SyncError as error:
        return refused(name, error)
    if moment is None:
        return warned(name, f"{_there(account)} told no time")
    seconds = (datetime.now(UTC) - moment).total_seconds()
    away = f"{abs(seconds):.0f} s {'ahead of' if seconds > 0 else 'behind'} {_there(account)}"
    remedy = "set it right, best by switching on network time (NTP)"
    if abs(seconds) >= WRONG:
        return failed(name, f"this machine is {away}, so that sign-ins are refused", remedy)
    if abs(seconds) >= SLOW:
        return warned(name, f"this machine is {away}", remedy)
    return passed(name, f"agrees with {_there(account)}")


def scopes(google: Google) -> Check:
    """Whether Drive, Sheets and Forms are switched on for this account, and granted to it.

    Each is asked for a file that cannot exist; that it is not there is the right answer.
    """
    name = "scopes"
    for look in _looks(google):
        try:
            look()
        except NotThereError:
            continue
        except RefusedError as error:
            if error.status != 400:
                return refused(name, error)
        except SyncError as error:
            return refused(name, error)
    return passed(name, "Drive, Sheets and Forms are open to this account")


def _looks(google: Google) -> Iterator[Callable[[], Any]]:
    yield google.drive.files().get(fileId=NO_FILE, supportsAllDrives=True, fields="id").execute
    yield partial(google.sheets.spreadsheets_get, NO_FILE)
    yield google.forms.forms().get(formId=NO_FILE).execute


def _there(account: Account) -> str:
    return "the local Workspace" if account.address else "Google"
