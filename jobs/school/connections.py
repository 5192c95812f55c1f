"""Where a school's forms and sheets live, who acts there, and how its mail leaves."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field

from jobs.school.values import Email, Frozen


class Workspace(Frozen):
    """Where the forms and sheets live: the local Workspace, or Google.

    `sign_in` says who acts: a service account by its key (`credentials`), the same acting for a
    person (`delegated`, as `subject`), somebody who signs in by a browser (`user`, to the app in
    `client_secrets`; kept at `token`), or this machine without a key (`keyless`, as the service
    account at `impersonate`). `shared_drive` is the id of a drive that the account is a member of;
    `extra_scopes` are what Ritmiek may ask beyond its own files.
    `responders` says who may fill in a form: anyone with the link, or accounts of `domain`.
    """

    kind: Literal["local", "google"]
    address: str = "http://127.0.0.1:8765"
    sign_in: Literal["service_account", "delegated", "user", "keyless"] = "service_account"
    credentials: Path | None = None
    client_secrets: Path | None = None
    impersonate: Email | None = None
    token: Path = Path(".ritmiek/sign-in/token.json")
    token_store: Literal["file", "keyring"] = "file"  # noqa: S105 - where, not what
    extra_scopes: tuple[str, ...] = ()
    shared_drive: str | None = None
    subject: Email | None = None
    responders: Literal["anyone", "domain"] = "anyone"
    domain: str | None = None

    def relative_to(self, folder: Path) -> Self:
        """The same workspace with its paths made absolute from a folder."""
        paths = {name: getattr(self, name) for name in ("credentials", "client_secrets", "token")}
        made = {name: (folder / path).resolve() for name, path in paths.items() if path is not None}
        return self.model_copy(update=made)


class Smtp(Frozen):
    """The school's own mail server; the password stands in the named environment variable."""

    host: str
    port: int = 587
    user: str | None = None
    password_variable: str = "RITMIEK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
    security: Literal["starttls", "tls", "none"] = "starttls"


class Mail(Frozen):
    """How mail leaves: kept in a folder (outbox), by Gmail, or by SMTP; and to whom it may go."""

    transport: Literal["outbox", "gmail", "smtp"]
    sender: Email
    sender_name: str = "Ritmiek"
    domains: tuple[str, ...] = Field(min_length=1)
    outbox: Path = Path("outbox")
    smtp: Smtp | None = None
