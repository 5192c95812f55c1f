"""Lists in pages: a token says where the next page begins."""

import base64
import binascii
from typing import Any

from sync.local.call import Call, Json
from sync.local.drive.errors import InvalidValueError


def cut(call: Call, every: list[Any], size: int, most: int) -> tuple[list[Any], Json]:
    """The page that the call asks for, and the token of the next one when there is more."""
    asked: int = call.params.get("pageSize", size)
    if not 1 <= asked <= most:
        raise InvalidValueError(f"pageSize must be from 1 to {most}")
    start = begin(call)
    end = start + asked
    return every[start:end], {"nextPageToken": token(end)} if end < len(every) else {}


def begin(call: Call) -> int:
    """Where the page begins."""
    given = call.params.get("pageToken")
    if not given:
        return 0
    try:
        word, _, at = base64.urlsafe_b64decode(given.encode()).decode().partition(":")
        if word != "page" or not at.isdecimal():
            raise InvalidValueError("pageToken")
        return int(at)
    except (binascii.Error, ValueError):
        raise InvalidValueError("pageToken") from None


def token(at: int) -> str:
    """The token of the page that begins here."""
    return base64.urlsafe_b64encode(f"page:{at}".encode()).decode()
