"""What failed on our side, as Google tells it: trouble with the machine passes, a fault does not.

A full disk or a file that another program holds is no fault in our code: the call is refused with
Google's 503, which clients may send again, and the next one finds everything as it was.
"""

import errno
import sqlite3

from sync.local.errors import GoogleError

# SQLite's own numbers for what the machine does to it: https://sqlite.org/rescode.html
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


class OutOfOrderError(GoogleError):
    """The machine cannot keep or read anything at the moment."""

    def __init__(self) -> None:
        super().__init__(503, "The service is currently unavailable.", reason="backendError")


class InternalError(GoogleError):
    """A fault in our own code; nothing of the inside is told."""

    def __init__(self) -> None:
        super().__init__(500, "Internal error encountered.", reason="backendError")


def apology(fault: BaseException) -> GoogleError:
    """The answer to a call that failed on our side."""
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return OutOfOrderError() if code & 0xFF in PASSING else InternalError()
    if isinstance(fault, MemoryError):
        return OutOfOrderError()
    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        return OutOfOrderError()
    return InternalError()
