"""Reading Google's refusals: which reason, whether waiting helps, and which error it becomes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from sync.errors import (
    AlreadyThereError,
    ApiSwitchedOffError,
    CannotOwnFilesError,
    NotThereError,
    RefusedError,
    ScopeLackingError,
)

THROTTLES = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
LASTING = {
    "dailyLimitExceeded",
    "quotaExceeded",
    "storageQuotaExceeded",
    "sharingRateLimitExceeded",
}
"""Limits that a wait of minutes does not lift, whatever the status they come with."""
_MAKING_FILES = {
    "drive.files.copy",
    "drive.files.create",
    "forms.forms.create",
    "sheets.spreadsheets.create",
}
_NO_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}
_SWITCHED_OFF = {"SERVICE_DISABLED", "accessNotConfigured"}


@dataclass(frozen=True)
class Refusal:
    """An answer of 400 or more; `reason` is Google's word for it, or its status."""

    status: int
    reason: str
    message: str

    @property
    def throttled(self) -> bool:
        """Whether Google only asks to slow down; nothing was done."""
        if self.status == 429:
            return self.reason not in LASTING
        return self.status == 403 and self.reason in THROTTLES

    @property
    def failing(self) -> bool:
        """Whether Google failed on its own side; something may have been done."""
        return self.status in (500, 502, 503, 504)

    @property
    def done_before(self) -> bool:
        """Whether what was asked for exists already."""
        said = self.message.casefold()
        return self.status == 400 and ("already" in said or "duplicate" in said)

    def error(self, call: str) -> RefusedError:
        """The exception for a refusal that stands."""
        kind: type[RefusedError] = RefusedError
        if self.status == 404:
            kind = NotThereError
        elif self.status == 409:
            kind = AlreadyThereError
        elif self._no_room and call in _MAKING_FILES:
            kind = CannotOwnFilesError
        elif self.status == 403 and self.reason in _NO_SCOPE:
            kind = ScopeLackingError
        elif self.status == 403 and self.reason in _SWITCHED_OFF:
            kind = ApiSwitchedOffError
        return kind(call, self.status, self.reason, self.message)

    @property
    def _no_room(self) -> bool:
        return self.status == 403 and self.reason == "storageQuotaExceeded"


def read_refusal(status: int, content: bytes) -> Refusal:
    """What an answer says; an HTML page or an empty body has no reason."""
    try:
        error = json.loads(content).get("error", {})
    except (ValueError, AttributeError):
        return Refusal(status, "", "no explanation")
    if not isinstance(error, dict):
        return Refusal(status, str(error), "no explanation")
    return Refusal(status, _reason(error), str(error.get("message", "")))


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks to wait, given as seconds or as a date."""
    asked = headers.get("Retry-After", "").strip()
    if not asked:
        return None
    if asked.isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    # A date that names no zone (-0000) is in that of the rest of HTTP.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def _reason(error: dict[str, Any]) -> str:
    for detail in error.get("details", []):
        if detail.get("reason") in _NO_SCOPE | _SWITCHED_OFF:
            return str(detail["reason"])
        if detail.get("reason") == "RATE_LIMIT_EXCEEDED":
            a_day = str(detail.get("metadata", {}).get("quota_unit", "")).startswith("1/d/")
            return "dailyLimitExceeded" if a_day else "RATE_LIMIT_EXCEEDED"
    for entry in error.get("errors", []):
        if entry.get("reason"):
            return str(entry["reason"])
    return str(error.get("status", ""))
