"""Counts calls, and refuses what goes over Google's limits of a minute.

The figures are Google's of November 2026: per minute, per user and per project. Every limit starts
afresh each minute of the workspace clock.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sync.local.call import Caller, Json
from sync.local.errors import GoogleError
from sync.local.limits.quota_costs import drive_units, gmail_units, reads_sheets
from sync.local.protocol.discovery import Method
from sync.local.signing_in.identity import PROJECT_NUMBER

QuotaMode = Literal["google", "off"]


@dataclass(frozen=True)
class Limit:
    """How much of something one user, and one project, may have in a stretch of time."""

    name: str
    per_user: int
    per_project: int | None = None
    minutes: int = 1

    def most(self, whose: str) -> int | None:
        """The limit of a user or of the project."""
        return self.per_user if whose == "user" else self.per_project


SHEETS_READ = Limit("Read requests", 60, 300)
SHEETS_WRITE = Limit("Write requests", 60, 300)
FORMS_READ = Limit("Read requests", 390, 975)
FORMS_RESPONSES = Limit("Expensive read requests", 180, 450)
FORMS_WRITE = Limit("Write requests", 150, 375)
DRIVE_UNITS = Limit("Queries", 325_000, 1_000_000)
# What Google's support says an account can sustain: three writes a second.
DRIVE_WRITES = Limit("Drive writes", 180)
GMAIL_UNITS = Limit("Quota units", 6_000, 1_200_000)
GMAIL_MESSAGES = Limit("Messages sent", 2_000, minutes=24 * 60)


class QuotaExceededError(GoogleError):
    """Google's answer to a caller that goes too fast."""

    def __init__(self, service: str, limit: Limit, whose: str) -> None:
        if service in {"drive", "gmail"}:
            user = whose == "user"
            super().__init__(
                403,
                "User Rate Limit Exceeded" if user else "Rate Limit Exceeded",
                reason="userRateLimitExceeded" if user else "rateLimitExceeded",
                domain="usageLimits",
            )
            return
        per = "per minute per user" if whose == "user" else "per minute"
        super().__init__(
            429,
            f"Quota exceeded for quota metric '{limit.name}' and limit '{limit.name} {per}' of "
            f"service '{service}.googleapis.com' for consumer 'project_number:{PROJECT_NUMBER}'.",
            reason="rateLimitExceeded",
            details=[_error_info(service, limit, whose), HELP],
        )


HELP: Json = {
    "@type": "type.googleapis.com/google.rpc.Help",
    "links": [
        {
            "description": "Request a higher quota limit.",
            "url": "https://cloud.google.com/docs/quotas/help/request_increase",
        }
    ],
}


def _error_info(service: str, limit: Limit, whose: str) -> Json:
    user = whose == "user"
    per = "PerMinutePerUser" if user else "PerMinutePerProject"
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": f"{service}.googleapis.com",
            "quota_metric": f"{service}.googleapis.com/{limit.name.lower().replace(' ', '_')}",
            "quota_limit": limit.name.title().replace(" ", "") + per,
            "quota_limit_value": str(limit.most(whose)),
            "quota_location": "global",
            "quota_unit": "1/min/{project}/{user}" if user else "1/min/{project}",
            "consumer": f"projects/{PROJECT_NUMBER}",
        },
    }


class Quotas:
    """The counters of one server."""

    def __init__(self, mode: QuotaMode, now: Callable[[], datetime]) -> None:
        self._mode = mode
        self._now = now
        self._lock = threading.Lock()
        self._http = 0
        self._calls: Counter[str] = Counter()
        self._used: dict[tuple[Limit, str], tuple[int, int]] = {}

    def count_http(self) -> None:
        """Count one HTTP request to an API."""
        with self._lock:
            self._http += 1

    def count_call(self, method: Method) -> None:
        """Count one call of a method: a part of a batch counts as one."""
        with self._lock:
            self._calls[method.id] += 1

    def counted(self) -> Json:
        """What was counted since the start or the last reset."""
        with self._lock:
            return {"http": self._http, "by_method": dict(sorted(self._calls.items()))}

    def reset(self) -> None:
        """Begin counting anew; the limits of this minute stay as they are."""
        with self._lock:
            self._http = 0
            self._calls.clear()

    def charge(
        self, method: Method, caller: Caller, user: str = "", *, downloads: bool = False
    ) -> None:
        """Take what a call costs, or refuse it with Google's answer.

        `user` is whom the client names with `quotaUser`, in place of the account that calls;
        `downloads` tells that it asks for the content of a file.
        """
        if self._mode == "off":
            return
        minute = int(self._now().timestamp() // 60)
        with self._lock:
            taken: list[tuple[tuple[Limit, str], tuple[int, int]]] = []
            for limit, cost in _costs(method, downloads=downloads):
                for whose in ("user", "project"):
                    most = limit.most(whose)
                    key = (limit, (user or caller.email) if whose == "user" else "")
                    window = minute // limit.minutes
                    since, used = self._used.get(key, (window, 0))
                    used = (used if since == window else 0) + cost
                    if most is not None and used > most:
                        raise QuotaExceededError(method.service, limit, whose)
                    taken.append((key, (window, used)))
            self._used.update(taken)


def _costs(method: Method, *, downloads: bool) -> list[tuple[Limit, int]]:
    """Which limits a call draws on, and how much."""
    reads = method.verb == "GET"
    if method.service == "sheets":
        return [(SHEETS_READ if reads_sheets(method) else SHEETS_WRITE, 1)]
    if method.service == "forms":
        if method.id == "forms.forms.responses.list":
            return [(FORMS_RESPONSES, 1)]
        return [(FORMS_READ if reads else FORMS_WRITE, 1)]
    if method.service == "drive":
        writes = [] if reads else [(DRIVE_WRITES, 1)]
        return [(DRIVE_UNITS, drive_units(method, downloads=downloads)), *writes]
    sends = [(GMAIL_MESSAGES, 1)] if method.id.endswith(".send") else []
    return [(GMAIL_UNITS, gmail_units(method)), *sends]
