"""Google's error answers, and the exception that becomes one.

Shape and codes: https://cloud.google.com/apis/design/errors.
"""

from typing import Any

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    412: "FAILED_PRECONDITION",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class GoogleError(Exception):
    """An answer that refuses a call, with Google's code, status, message and reason."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        reason: str | None = None,
        status: str | None = None,
        domain: str = "global",
        details: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = reason
        self.status = status or STATUSES.get(code, "UNKNOWN")
        self.domain = domain
        self.details = details or []

    def body(self) -> dict[str, Any]:
        """The JSON that Google's clients expect; the `errors` list is what Drive and Gmail add."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.reason:
            error["errors"] = [
                {"message": self.message, "domain": self.domain, "reason": self.reason}
            ]
        if self.details:
            error["details"] = self.details
        return {"error": error}


class NotCarriedError(GoogleError):
    """A documented method or request kind that the local Workspace does not carry."""

    def __init__(self, name: str) -> None:
        super().__init__(
            400,
            f"The local Workspace does not carry {name}. Google does; see the coverage page.",
            reason="notCarried",
            status="UNIMPLEMENTED",
        )
