"""Who acts where: what a school's file says of it, in the terms of this room."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sync.wire.signing_in.scopes import AUTH, DRIVE_FILE
from sync.wire.signing_in.tokens import TokenPlace

Way = Literal["service_account", "delegated", "user", "keyless"]


@dataclass(frozen=True)
class Account:
    """Who acts where: `address` is that of the local Workspace, or none for Google itself.

    `credentials` is a service account's key or, keyless, the configuration of a workload identity;
    `subject` the user that a service account acts for, when the administrator allows it;
    `impersonate` the service account that this machine's own identity acts as. A user signs in to
    the client in `client_secrets`, and what they allowed is kept at `token`. `extra_scopes` are
    short names, such as `spreadsheets`.
    """

    credentials: Path | None = None
    address: str | None = None
    subject: str | None = None
    shared_drive: str | None = None
    way: Way = "service_account"
    client_secrets: Path | None = None
    impersonate: str | None = None
    token: TokenPlace | None = None
    extra_scopes: tuple[str, ...] = ()

    @property
    def extra(self) -> tuple[str, ...]:
        """The scopes that the school adds, whole."""
        return tuple(AUTH + name for name in self.extra_scopes)

    @property
    def scopes(self) -> tuple[str, ...]:
        """What the account needs for forms and sheets."""
        return (DRIVE_FILE, *self.extra)

    def secret_files(self) -> tuple[Path, ...]:
        """The files that nobody else should be able to read."""
        token = self.token.file if self.token and not self.token.keyring else None
        named = (self.credentials, self.client_secrets, token)
        return tuple(path for path in named if path is not None)
