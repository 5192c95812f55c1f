"""What a person allowed, kept for the next run: in a file of their own, or in the keyring."""

import json
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from sync.wire.signing_in.private_files import write_private
from sync.wire.signing_in.refused import (
    KeyringAbsentError,
    TokenUnusableError,
    TokenUnwritableError,
)

SERVICE = "ritmiek"


@dataclass(frozen=True)
class UserToken:
    """A person's standing consent to one client; `since` is the day on which it was given."""

    client_id: str
    refresh_token: str = field(repr=False)
    scopes: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class TokenPlace:
    """Where the sign-in of a school is kept; in the keyring it goes by the name of the file."""

    file: Path
    keyring: bool = False

    def __str__(self) -> str:
        return f"keyring, {self.file}" if self.keyring else str(self.file)

    def read(self) -> UserToken | None:
        """What was kept, or nothing; TokenUnusableError when it cannot be read back."""
        text = self._text()
        if not text:
            return None
        try:
            kept = json.loads(text)
            return UserToken(
                str(kept["client_id"]),
                str(kept["refresh_token"]),
                tuple(map(str, kept["scopes"])),
                date.fromisoformat(kept["since"]),
            )
        except (ValueError, KeyError, TypeError):
            # What could not be read is a secret all the same: nothing of it goes along.
            raise TokenUnusableError(str(self), "it is not what ritmiek login wrote") from None

    def keep(self, token: UserToken) -> None:
        """Keep a sign-in instead of an earlier one; TokenUnwritableError when that cannot be."""
        text = json.dumps(
            {
                "client_id": token.client_id,
                "refresh_token": token.refresh_token,
                "scopes": list(token.scopes),
                "since": f"{token.since}",
            },
            indent=2,
        )
        if self.keyring:
            self._asked("set_password", text)
            return
        try:
            write_private(self.file, text + "\n")
        except OSError as error:
            raise TokenUnwritableError(str(self), _why(error)) from error

    def forget(self) -> None:
        """Remove what was kept."""
        if self.keyring:
            if self._asked("get_password") is not None:
                self._asked("delete_password")
            return
        try:
            self.file.unlink(missing_ok=True)
        except OSError as error:
            raise TokenUnwritableError(str(self), _why(error)) from error

    def _text(self) -> str:
        if self.keyring:
            return str(self._asked("get_password") or "")
        try:
            return self.file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise TokenUnusableError(str(self), _why(error)) from None

    def _asked(self, what: str, *given: str) -> Any:
        """One request to the keyring; whatever its backend raises, it cannot be used."""
        try:
            keyring = import_module("keyring")
        except ImportError as error:
            raise KeyringAbsentError("the package keyring is not installed") from error
        try:
            return getattr(keyring, what)(SERVICE, str(self.file), *given)
        except Exception as error:  # noqa: BLE001 - every backend has errors of its own
            raise KeyringAbsentError(type(error).__name__) from None


def _why(error: OSError | UnicodeDecodeError) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
