"""One HTTP connection: reading a body within its limit, answering, and dropping it on purpose."""

import re
import zlib
from collections.abc import Callable

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope

from sync.local.errors import GoogleError
from sync.local.protocol.bodies import TooLargeError
from sync.local.wire import JSON_TYPE, WireAnswer

# How much of a body that is too large is still read, so that the client hears the answer.
PATIENCE = 64 * 1024 * 1024
# Below this, packing takes more time than it saves.
WORTH_PACKING = 1024

Cut = Callable[[Scope], None]


class EncodingError(GoogleError):
    """A compressed body that cannot be read."""

    def __init__(self, encoding: str) -> None:
        super().__init__(
            400,
            f"The body cannot be read as Content-Encoding {encoding[:40]}.",
            reason="badContent",
        )


async def read_limited(receive: Receive, limit: int) -> bytes:
    """The body; one that is too large is read on for a while, so that the client hears so."""
    message = await receive()
    if not message.get("more_body") and len(message.get("body", b"")) <= limit:
        _check_connected(message["type"])
        return bytes(message.get("body", b""))
    body, length = bytearray(), 0
    while True:
        _check_connected(message["type"])
        chunk = message.get("body", b"")
        length += len(chunk)
        if length <= limit:
            body += chunk
        if not message.get("more_body") or length > limit + PATIENCE:
            break
        message = await receive()
    if length > limit:
        raise TooLargeError(limit)
    return bytes(body)


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """A body without its compression; what grows past the limit is refused before it does."""
    name = encoding.strip().lower()
    if not body or name in {"", "identity"}:
        return body
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise EncodingError(encoding)
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        found = unpacker.decompress(body, limit + 1)
    except zlib.error as fault:
        raise EncodingError(encoding) from fault
    if len(found) > limit:
        raise TooLargeError(limit)
    if not unpacker.eof:
        raise EncodingError(encoding)
    return found


def packed(answer: WireAnswer, accepted: str) -> WireAnswer:
    """The answer in gzip, where the client takes that and it is JSON of some length."""
    if len(answer.body) < WORTH_PACKING or not _takes_gzip(accepted):
        return answer
    if answer.headers.get("content-type") != JSON_TYPE:
        return answer
    told = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    body = zlib.compress(answer.body, level=1, wbits=zlib.MAX_WBITS | 16)
    return WireAnswer(answer.status, body, {**answer.headers, **told})


def _takes_gzip(accepted: str) -> bool:
    offers = [each.partition(";") for each in accepted.lower().split(",")]
    weights = [weight for name, _, weight in offers if name.strip() == "gzip"]
    return any(not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight) for weight in weights)


def sent(answer: WireAnswer) -> Response:
    """An answer as Starlette sends it."""
    return Response(answer.body, answer.status, dict(answer.headers))


async def cut(drop: Cut | None, scope: Scope, receive: Receive) -> None:
    """Drop the connection; what is answered afterwards goes nowhere."""
    if drop is not None:
        drop(scope)
        while (await receive())["type"] != "http.disconnect":
            pass


def _check_connected(kind: str) -> None:
    if kind == "http.disconnect":
        raise ClientDisconnect
