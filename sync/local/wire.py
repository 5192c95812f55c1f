"""One HTTP request and one answer, apart from the server that carries them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser

from sync.local.errors import GoogleError

JSON_TYPE = "application/json; charset=UTF-8"


@dataclass(frozen=True)
class WireRequest:
    """A request as it came in: the path still percent-encoded, header names in lower case."""

    verb: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class WireAnswer:
    """An answer to send."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One part of a multipart body; header names in lower case."""

    headers: Mapping[str, str]
    content: bytes


def json_answer(status: int, value: object, *, pretty: bool = False) -> WireAnswer:
    """An answer in JSON."""
    layout: dict[str, object] = {"indent": 2} if pretty else {"separators": (",", ":")}
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, **layout)  # type: ignore[arg-type]
    return WireAnswer(status, text.encode(), {"content-type": JSON_TYPE})


def split_multipart(content_type: str, body: bytes) -> list[Part]:
    """The parts of a multipart body; Google's 400 when there is no boundary to split at."""
    header = BytesHeaderParser().parsebytes(b"content-type: " + content_type.encode() + b"\n\n")
    boundary = header.get_boundary()
    if not boundary:
        raise GoogleError(400, "Missing multipart boundary.", reason="badContent")
    cut = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)"
    )
    # What stands before the first boundary and after the last one is no part.
    return [read_part(piece) for piece in cut.split(body)[1:-1]]


def read_part(piece: bytes) -> Part:
    """Headers and content of one part."""
    head, content = split_head(piece)
    parsed = BytesHeaderParser().parsebytes(head + b"\n\n")
    return Part({name.lower(): str(value) for name, value in parsed.items()}, content)


def split_head(piece: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the first blank line."""
    found = re.search(rb"\A\r?\n|\r?\n\r?\n", piece)
    return (piece[: found.start()], piece[found.end() :]) if found else (piece, b"")
