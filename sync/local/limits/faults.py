"""Faults on purpose: what goes wrong between a client and Google, on a schedule or by chance."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sync.local.errors import GoogleError
from sync.local.wire import WireAnswer

HTML_502 = (
    b"<html><head><title>Error 502 (Server Error)!!1</title></head>"
    b"<body><h1>502</h1><p>That's an error. The server encountered a temporary error.</p></body>"
    b"</html>"
)
KIND = (
    r"^(429|500|502html|503|403:[A-Za-z]+|slow|cut_before|cut_after|lost_reply|duplicated_page"
    r"|short_page|late_search|bounce)$"
)
# What these do is no answer by itself: it is asked for where a list or a mail is made.
ASKED_FOR = {"duplicated_page", "short_page", "late_search", "bounce"}
KINDS_OF_THEIR_OWN_TIME = {"cut_before", "cut_after", "lost_reply"} | ASKED_FOR


class FaultsFileError(Exception):
    """A list of faults that cannot be used."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(
            f"{where}: {problem}. Write a list of faults such as "
            "'- {method: sheets.*, kind: 503, times: 2}'."
        )


class CutConnectionError(Exception):
    """The connection must be dropped without an answer."""

    def __init__(self) -> None:
        super().__init__("the connection is cut on purpose")


class BadGatewayError(Exception):
    """An answer of the machines before Google's own: HTML, no JSON."""

    def __init__(self) -> None:
        super().__init__("a 502 in HTML on purpose")


def bad_gateway() -> WireAnswer:
    """The 502 in HTML."""
    return WireAnswer(502, HTML_502, {"content-type": "text/html; charset=UTF-8"})


class Fault(BaseModel):
    """One fault: which calls it can strike, what it does, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    method: str = "*"
    kind: Annotated[str, Field(pattern=KIND)]
    when: Literal["before", "after"] = "before"
    address: str | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    every: Annotated[int, Field(ge=1)] | None = None
    at: Annotated[int, Field(ge=1)] | None = None
    since: Annotated[int, Field(ge=1)] | None = None
    chance: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: int = 0
    seconds: Annotated[float, Field(ge=0, le=3600)] = 5.0

    @model_validator(mode="after")
    def _one_schedule(self) -> "Fault":
        schedules = (self.times, self.every, self.at, self.since, self.chance)
        given = [each for each in schedules if each is not None]
        if len(given) != 1 and not (self.kind == "bounce" and not given):
            raise ValueError("give exactly one of times, every, at, since and chance")
        if (self.kind == "bounce") != (self.address is not None):
            raise ValueError("a bounce, and nothing else, has an address such as '*@weg.example'")
        if self.when == "after" and self.kind in KINDS_OF_THEIR_OWN_TIME:
            raise ValueError(f"{self.kind} has a moment of its own: leave out when")
        return self


@dataclass
class _Armed:
    """A fault with what it has seen so far."""

    fault: Fault
    chances: random.Random
    seen: int = 0

    def strikes(self, method: str) -> bool:
        return fnmatchcase(method, self.fault.method) and self._is_due()

    def bounces(self, address: str) -> bool:
        pattern = (self.fault.address or "").lower()
        return fnmatchcase(address.lower(), pattern) and self._is_due()

    def _is_due(self) -> bool:
        self.seen += 1
        if self.fault.times is not None:
            return self.seen <= self.fault.times
        if self.fault.every is not None:
            return self.seen % self.fault.every == 0
        if self.fault.at is not None:
            return self.seen == self.fault.at
        if self.fault.since is not None:
            return self.seen >= self.fault.since
        return self.fault.chance is None or self.chances.random() < self.fault.chance


class Faults:
    """The faults of one server; without any, nothing goes wrong."""

    def __init__(self, faults: list[Fault] | None = None) -> None:
        self._lock = threading.Lock()
        self.arm(faults or [])

    def arm(self, faults: list[Fault]) -> None:
        """Take these faults instead of the ones there were."""
        with self._lock:
            armed = [
                # Chance of the kind that repeats: no secret depends on it.
                _Armed(fault, random.Random(fault.seed))  # noqa: S311
                for fault in faults
            ]
            of = {kind: [each for each in armed if each.fault.kind == kind] for kind in ASKED_FOR}
            self._mail, self._pages = of["bounce"], of["duplicated_page"]
            self._short, self._late = of["short_page"], of["late_search"]
            self._armed = [each for each in armed if each.fault.kind not in ASKED_FOR]
            self._last_pages: dict[str, WireAnswer] = {}

    def struck(self, method: str) -> list[Fault]:
        """The faults that strike this call."""
        if not self._armed:
            return []
        with self._lock:
            return [armed.fault for armed in self._armed if armed.strikes(method)]

    def bounces(self, address: str) -> bool:
        """Whether mail to this address comes back."""
        if not self._mail:
            return False
        with self._lock:
            return any([armed.bounces(address) for armed in self._mail])  # noqa: C419 - all count

    def shortens(self, method: str) -> bool:
        """Whether a page of this list holds one entry, however many were asked for."""
        if not self._short:
            return False
        with self._lock:
            return any([armed.strikes(method) for armed in self._short])  # noqa: C419 - all count

    def lag(self, method: str) -> float:
        """The seconds by which this search runs behind what was made."""
        if not self._late:
            return 0.0
        with self._lock:
            struck = [armed.fault.seconds for armed in self._late if armed.strikes(method)]
        return max(struck, default=0.0)

    def page(self, method: str, reader: str, answer: WireAnswer, *, follows: bool) -> WireAnswer:
        """A page of a list; when a fault strikes, one that follows another is that other again."""
        if not self._pages:
            return answer
        key = f"{method} {reader}"
        with self._lock:
            last = self._last_pages.get(key)
            self._last_pages[key] = answer
            if not follows or last is None:
                return answer
            if any([armed.strikes(method) for armed in self._pages]):  # noqa: C419 - all count
                self._last_pages[key] = last
                return last
            return answer

    @contextmanager
    def around(self, method: str) -> Iterator[None]:
        """Let the faults of a call happen before and after its effect."""
        struck = self.struck(method)
        for fault in struck:
            if fault.when == "before":
                _happen_before(fault)
        yield
        for fault in struck:
            _happen_after(fault)


def _happen_before(fault: Fault) -> None:
    if fault.kind == "cut_before":
        raise CutConnectionError
    if fault.kind not in {"cut_after", "lost_reply"}:
        _happen(fault)


def _happen_after(fault: Fault) -> None:
    if fault.kind == "lost_reply":
        # The connection stays, silent, until the client loses patience or we do.
        time.sleep(fault.seconds)
    if fault.kind in {"cut_after", "lost_reply"}:
        raise CutConnectionError
    if fault.when == "after":
        _happen(fault)


def _happen(fault: Fault) -> None:
    if fault.kind == "slow":
        time.sleep(fault.seconds)
    elif fault.kind == "502html":
        raise BadGatewayError
    else:
        raise _refusal(fault.kind)


def _refusal(kind: str) -> GoogleError:
    code, _, reason = kind.partition(":")
    if reason:
        return GoogleError(403, f"The call was refused: {reason}.", reason=reason)
    messages = {
        "429": ("Resource has been exhausted (e.g. check quota).", "rateLimitExceeded"),
        "500": ("Internal error encountered.", "backendError"),
        "503": ("The service is currently unavailable.", "backendError"),
    }
    message, why = messages[code]
    return GoogleError(int(code), message, reason=why)


def load_faults(path: Path) -> list[Fault]:
    """The faults of a YAML or JSON file."""
    try:
        raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise FaultsFileError(str(path), "the file cannot be read") from fault
    except YAMLError as fault:
        raise FaultsFileError(str(path), "this is not YAML") from fault
    return read_faults(raw, str(path))


def read_faults(raw: Any, where: str) -> list[Fault]:
    """Faults from plain data."""
    try:
        return TypeAdapter(list[Fault]).validate_python(raw if raw is not None else [])
    except ValidationError as fault:
        first = fault.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise FaultsFileError(where, f"{place}: {first['msg']}") from fault
