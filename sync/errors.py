"""What can go wrong on the way to Google: one class per failure, each says what to do."""

import re
from typing import Any

ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")
# What Google quotes may be what somebody wrote; only the names of fields are never theirs.
QUOTED = re.compile(r'(?<!Unknown name )".*"', re.DOTALL)


class SyncError(Exception):
    """Anything that kept a call, a unit or a read from being complete."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors make their own sentence, so they are not made again from it in another process.
        return _copied, (type(self), self.args), self.__dict__


def _copied(kind: type[SyncError], args: tuple[Any, ...]) -> SyncError:
    return kind.__new__(kind, *args)


class WorkspaceNotRunningError(SyncError):
    """Nothing answers at the address of the local Workspace."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The local Workspace at {address} does not answer;"
            " start it with: ritmiek workspace --data DIR"
        )


class GoogleUnreachableError(SyncError):
    """Google does not answer at all."""

    def __init__(self, call: str) -> None:
        super().__init__(
            f"{call}: Google cannot be reached; check the connection and run it again."
        )


class UncertainError(SyncError):
    """A call that may not be repeated got no clear answer; it may have had its effect."""

    def __init__(self, call: str) -> None:
        super().__init__(
            f"{call}: the answer was lost, so it is not known whether it was done;"
            " run it again: what exists is found first."
        )


class MovedSinceReadError(SyncError):
    """Between the reading and the writing somebody changed what was going to be written on."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where}: somebody worked in it since it was read, and nothing was changed in it; run"
            " it again to see what there is now."
        )


class ThrottledError(SyncError):
    """Google kept asking to slow down."""

    def __init__(self, call: str) -> None:
        super().__init__(
            f"{call}: Google keeps asking to slow down; run it again in a few minutes."
        )


class UnavailableError(SyncError):
    """Google kept failing on its own side."""

    def __init__(self, call: str, status: int) -> None:
        super().__init__(f"{call}: Google answers {status}, again and again; run it again later.")


class RefusedError(SyncError):
    """Google understood the call and will not do it."""

    def __init__(self, call: str, status: int, reason: str, message: str) -> None:
        self.call = call
        self.status = status
        self.reason = reason
        said = QUOTED.sub('"…"', ADDRESS.sub("(address)", message))[:300]
        super().__init__(f"{call} was refused: {status} {reason or ''}: {said}".replace("  ", " "))


class NotThereError(RefusedError):
    """The file does not exist, or this account may not see it."""


class AlreadyThereError(RefusedError):
    """The thing to be made exists."""


class ScopeLackingError(RefusedError):
    """The account signed in without a scope that the call needs."""

    def __init__(self, call: str, status: int, reason: str, message: str) -> None:
        super().__init__(call, status, reason, message)
        text = (
            f"{call} needs a scope that this account was not granted; let the administrator add"
            " https://www.googleapis.com/auth/drive.file (and .../gmail.send to mail by Gmail)."
        )
        self.args = (text,)


class ApiSwitchedOffError(RefusedError):
    """The project of this account does not use the API that the call belongs to."""

    def __init__(self, call: str, status: int, reason: str, message: str) -> None:
        super().__init__(call, status, reason, message)
        service = f"{call.partition('.')[0]}.googleapis.com"
        text = (
            f"{call}: {service} is switched off in the Google Cloud project of this account; switch"
            f" it on at https://console.cloud.google.com/apis/library/{service}, and run it again"
            " after a few minutes."
        )
        self.args = (text,)


class CannotOwnFilesError(RefusedError):
    """A service account has no storage of its own."""

    def __init__(self, call: str, status: int, reason: str, message: str) -> None:
        super().__init__(call, status, reason, message)
        text = (
            f"{call}: a service account cannot own files; make it a content manager of a shared"
            " drive and put that drive's id at workspace.shared_drive."
        )
        self.args = (text,)
