"""What Ritmiek may ask of Google: its own files, sending mail, and what a school adds to that."""

from collections.abc import Iterable

from sync.wire.signing_in.refused import SignInRefusedError

AUTH = "https://www.googleapis.com/auth/"
DRIVE_FILE = f"{AUTH}drive.file"
GMAIL_SEND = f"{AUTH}gmail.send"
EXTRA_SCOPES = {
    "spreadsheets": "reading and writing sheets that Ritmiek did not make",
    "spreadsheets.readonly": "reading sheets that Ritmiek did not make",
    "drive.metadata.readonly": "seeing whether anybody's files are in a folder before erasing it",
}
"""What `workspace.extra_scopes` may add, by Google's own word for it, and what each is for."""


class ScopeNotConfiguredError(SignInRefusedError):
    """Something in Ritmiek wants more than the school allows; nobody was asked for it."""

    def __init__(self, scope: str) -> None:
        name = short(scope)
        remedy = (
            f"add it to workspace.extra_scopes ({EXTRA_SCOPES[name]}) and sign in again"
            if name in EXTRA_SCOPES
            else "Ritmiek never needs it"
        )
        super().__init__(f"The scope {name} was not asked for, because it is not allowed; {remedy}")


class ScopesLackingError(SignInRefusedError):
    """Whoever consented did not allow everything that is needed."""

    def __init__(self, lacking: Iterable[str]) -> None:
        names = " and ".join(sorted(short(scope) for scope in lacking))
        super().__init__(
            f"Signed in without {names}: not every box was ticked on Google's page;"
            " run it again with all boxes ticked: ritmiek login"
        )


def short(scope: str) -> str:
    """A scope without the address that they all start with."""
    return scope.removeprefix(AUTH)


def require_allowed(scopes: Iterable[str], extra: Iterable[str]) -> None:
    """Raise ScopeNotConfiguredError for a scope beyond our own two and the configured ones."""
    allowed = {DRIVE_FILE, GMAIL_SEND, *extra}
    for scope in scopes:
        if scope not in allowed:
            raise ScopeNotConfiguredError(scope)
