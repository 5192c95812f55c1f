"""Faults on purpose: what goes wrong between a client and Google, on a schedule or by chance."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

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
KIND = r"^(429|500|502html|503|403:[A-Za-z]+|slow|cut_before|cut_after)$"


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
    times: Annotated[int, Field(ge=1)] | None = None
    every: Annotated[int, Field(ge=1)] | None = None
    chance: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: int = 0
    seconds: Annotated[float, Field(ge=0, le=600)] = 5.0

    @model_validator(mode="after")
    def _one_schedule(self) -> "Fault":
        given = [each for each in (self.times, self.every, self.chance) if each is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of times, every and chance")
        return self


@dataclass
class _Armed:
    """A fault with what it has seen so far."""

    fault: Fault
    chances: random.Random
    seen: int = 0

    def strikes(self, method: str) -> bool:
        if not fnmatchcase(method, self.fault.method):
            return False
        self.seen += 1
        if self.fault.times is not None:
            return self.seen <= self.fault.times
        if self.fault.every is not None:
            return self.seen % self.fault.every == 0
        return self.chances.random() < (self.fault.chance or 0)


class Faults:
    """The faults of one server; without any, nothing goes wrong."""

    def __init__(self, faults: list[Fault] | None = None) -> None:
        self._lock = threading.Lock()
        self.arm(faults or [])

    def arm(self, faults: list[Fault]) -> None:
        """Take these faults instead of the ones there were."""
        with self._lock:
            self._armed = [
                # Chance of the kind that repeats: no secret depends on it.
                _Armed(fault, random.Random(fault.seed))  # noqa: S311
                for fault in faults
            ]

    def struck(self, method: str) -> list[Fault]:
        """The faults that strike this call."""
        with self._lock:
            return [armed.fault for armed in self._armed if armed.strikes(method)]

    @contextmanager
    def around(self, method: str) -> Iterator[None]:
        """Let the faults of a call happen before and after its effect."""
        struck = self.struck(method)
        for fault in struck:
            _happen(fault)
        yield
        if any(fault.kind == "cut_after" for fault in struck):
            raise CutConnectionError


def _happen(fault: Fault) -> None:
    if fault.kind == "slow":
        time.sleep(fault.seconds)
    elif fault.kind == "cut_before":
        raise CutConnectionError
    elif fault.kind == "502html":
        raise BadGatewayError
    elif fault.kind != "cut_after":
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
