"""Request bodies as JSON: what cannot be read is Google's 400, never a failure of ours."""

import json
import math
import re
from typing import Any, NoReturn

from pydantic_core import from_json

from sync.local.errors import GoogleError
from sync.local.protocol.loose_json import constant, explained, tightened
from sync.local.wire import WireRequest

JSON_TYPES = {"", "application/json", "text/json"}
NESTED = (dict, list)
DEEPEST = 100
TOO_DEEP = f"Message too deep. The maximum depth is {DEEPEST}."
_DIGITS = bytes.maketrans(b"123456789E", b"000000000e")
# Perhaps a number beyond 64 bits, or beyond what a floating one can be.
_VAST = (b"0" * 19, b"0e000")
_ALIKE = bytes.maketrans(b"{}", b"[]")
_BETWEEN = bytes(set(range(256)) - set(b'{}[]"'))


class MalformedJsonError(GoogleError):
    """A body that is not JSON."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"Invalid JSON payload received. {why}", reason="parseError")


class ContentTypeError(GoogleError):
    """A body of a type that the method does not take."""

    def __init__(self, content_type: str) -> None:
        super().__init__(400, f"Unsupported content with type: {content_type}", reason="badContent")


class TooLargeError(GoogleError):
    """A body over the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            413,
            f"Request payload size exceeds the limit: {limit} bytes.",
            reason="uploadTooLarge",
        )


def read_body(request: WireRequest) -> object:
    """The JSON of a request; an absent body counts as an empty message."""
    if not request.body.strip():
        return {}
    if request.content_type not in JSON_TYPES:
        raise ContentTypeError(request.content_type)
    return read_json(request.body)


def read_json(body: bytes) -> object:
    """Any JSON value."""
    value = _quickly(body)
    return _carefully(body) if value is None else value


def _quickly(body: bytes) -> object:
    """The value, three times as quick; none when it has vast numbers or is not as it should be."""
    # As plain searches: a pattern would take longer than the reading.
    digits = body.translate(_DIGITS, b"+")
    if any(vast in digits for vast in _VAST):
        return None
    try:
        value: object = from_json(body, allow_inf_nan=False)
    except ValueError:
        return None
    if _is_too_deep(body, value):
        raise MalformedJsonError(TOO_DEEP)
    return value


def _carefully(body: bytes) -> object:
    """The value as Google lets it pass, or what is wrong with it in Google's words."""
    try:
        text = body.decode()
        value = _parsed(text)
    except RecursionError as fault:
        raise MalformedJsonError(TOO_DEEP) from fault
    except UnicodeDecodeError as fault:
        raise MalformedJsonError("Encountered non UTF-8 code points.") from fault
    except json.JSONDecodeError as fault:
        raise MalformedJsonError(explained(fault)) from fault
    if _is_deep(value):
        raise MalformedJsonError(TOO_DEEP)
    if re.search(r"\\u[dD][89a-fA-F]", text):
        _refuse_halves(value)
    return value


def _parsed(text: str) -> object:
    """JSON as it should be, or else as Google lets it pass."""
    try:
        return _loads(text)
    except json.JSONDecodeError:
        return _loads(tightened(text), strict=False)


def _loads(text: str, *, strict: bool = True) -> object:
    def refuse(_: str) -> NoReturn:
        raise constant(text)

    found: object = json.loads(
        text, strict=strict, parse_constant=refuse, parse_int=_integer, parse_float=_decimal
    )
    return found


def _integer(text: str) -> int | float:
    # JSON knows one kind of number; what does not fit 64 bits is a floating one.
    return int(text) if len(text) < 19 else _wide(text)


def _wide(text: str) -> int | float:
    approximate = _decimal(text)
    return int(text) if abs(approximate) < 2**63 else approximate


def _decimal(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise MalformedJsonError("Number exceeds the range of double.")
    return found


def _refuse_halves(value: object) -> None:
    """Half a surrogate pair is no character: no text could be kept or answered with it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        raise MalformedJsonError("A string holds half a surrogate pair.") from fault


def _is_too_deep(body: bytes, value: object) -> bool:
    """Whether it is, told from the text where that can be: a large body holds many values."""
    if b'\\"' in body or b"\\\\" in body:
        return _is_deep(value)
    # Only the brackets, and the quotes to tell that none of them stands in a text.
    brackets = body.translate(_ALIKE, _BETWEEN).replace(b'""', b"")
    if b'"' in brackets:
        return _is_deep(value)
    for _ in range(DEEPEST):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")  # Takes the innermost level off.
    return bool(brackets)


def _is_deep(value: object) -> bool:
    level: list[Any] = [value] if type(value) in NESTED else []
    for _ in range(DEEPEST):
        # In one go, without a generator between: this looks at every value of a large body.
        level = [
            child
            for each in level
            for child in (each.values() if type(each) is dict else each)
            if type(child) in NESTED
        ]
        if not level:
            return False
    return True
