"""How Google refuses a caller: no credentials, bad ones, or an API key where a person is needed."""

from typing import Any

from sync.local.call import Json
from sync.local.errors import GoogleError

EXPECTED = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. See "
    "https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class InvalidTokenError(GoogleError):
    """A token that is not, or no longer, good."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__(
            401,
            f"Request had invalid authentication credentials. {EXPECTED}",
            reason="authError",
            details=[_info("ACCESS_TOKEN_EXPIRED")] if expired else [],
        )

    def body(self) -> Json:
        """The body, with what Drive and Gmail add."""
        return _located(super().body(), "Invalid Credentials", "authError")


class MissingTokenError(GoogleError):
    """A call without any credentials, where Google asks for a person's."""

    def __init__(self) -> None:
        super().__init__(
            401,
            f"Request is missing required authentication credential. {EXPECTED}",
            reason="required",
            details=[_info("CREDENTIALS_MISSING")],
        )

    def body(self) -> Json:
        """The body, with what Drive and Gmail add."""
        return _located(super().body(), "Login Required.", "required")


class UnregisteredCallerError(GoogleError):
    """A read without any credentials, of what an API key could read if it were public."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "Method doesn't allow unregistered callers (callers without established identity). "
            "Please use API Key or other form of API consumer identity to call this API.",
            reason="forbidden",
        )


class InvalidKeyError(GoogleError):
    """An API key; the local Workspace has given out none."""

    def __init__(self, service: str) -> None:
        metadata = {"service": f"{service}.googleapis.com"}
        super().__init__(
            400,
            "API key not valid. Please pass a valid API key.",
            reason="badRequest",
            details=[{**_info("API_KEY_INVALID"), "metadata": metadata}],
        )


def refuse_anonymous(service: str, verb: str, key: str) -> GoogleError:
    """What Google says to a call without a token."""
    if key:
        return InvalidKeyError(service)
    if verb == "GET" and service in {"sheets", "drive"}:
        return UnregisteredCallerError()
    return MissingTokenError()


def _info(reason: str) -> dict[str, Any]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
    }


def _located(body: Json, message: str, reason: str) -> Json:
    body["error"]["errors"] = [
        {
            "message": message,
            "domain": "global",
            "reason": reason,
            "location": "Authorization",
            "locationType": "header",
        }
    ]
    return body
