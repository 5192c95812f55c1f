"""The client that a person lets in: its id, its secret, and where Google asks and answers."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sync.wire.signing_in.account import Account
from sync.wire.signing_in.key_files import read_json
from sync.wire.signing_in.refused import CredentialsAbsentError, NotClientSecretsError

AUTH = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
REVOKE = "https://oauth2.googleapis.com/revoke"
GOOGLES = (".google.com", ".googleapis.com")
WHAT = "the secrets of a desktop app (OAuth client)"


@dataclass(frozen=True)
class Client:
    """A desktop app as the console describes it."""

    client_id: str
    client_secret: str = field(repr=False)
    auth_uri: str
    token_uri: str

    def configuration(self) -> dict[str, Any]:
        """The same as google-auth-oauthlib takes it."""
        return {
            "installed": {
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "auth_uri": self.auth_uri,
                "token_uri": self.token_uri,
            }
        }


def read_client(account: Account) -> Client:
    """The client of an account; NotClientSecretsError when its file holds anything else.

    Whatever stands in the file, a local Workspace goes by the addresses of Google, which `towards`
    leads to it: oauthlib wants them to be https.
    """
    file = account.client_secrets
    if file is None:
        raise CredentialsAbsentError(None, WHAT)
    found = read_json(file, what=WHAT)
    installed: Any = found.get("installed") if isinstance(found, dict) else None
    try:
        client = Client(**{name: str(installed[name]) for name in Client.__dataclass_fields__})
    except (KeyError, TypeError):
        raise NotClientSecretsError(file) from None
    if account.address:
        return Client(client.client_id, client.client_secret, AUTH, TOKEN)
    if not (_is_googles(client.auth_uri) and _is_googles(client.token_uri)):
        raise NotClientSecretsError(file)
    return client


def _is_googles(address: str) -> bool:
    """Whether a code or a secret may be sent there."""
    parts = urlsplit(address)
    return parts.scheme == "https" and f".{parts.hostname}".endswith(GOOGLES)
