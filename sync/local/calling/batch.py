"""Batches: up to a hundred calls in one request, each answered as if it came alone."""

import re
import secrets
from http import HTTPStatus
from urllib.parse import urlsplit

from sync.local.calling.dispatch import Dispatcher, error_answer
from sync.local.errors import GoogleError
from sync.local.limits.faults import BadGatewayError, bad_gateway
from sync.local.wire import Part, WireAnswer, WireRequest, read_part, split_multipart

MOST_PARTS = 100
# Where the calls of an API begin, for those whose paths do not name it.
BEGINNINGS = {"sheets/v4": "/v4/", "forms/v1": "/v1/forms"}
BATCH_PATH = re.compile(r"/batch(?:/(?P<service>\w+)/(?P<version>v\d+))?")


class BatchTooLargeError(GoogleError):
    """More calls than Google takes in one batch."""

    def __init__(self, parts: int) -> None:
        super().__init__(
            400,
            f"The batch request has {parts} calls; the maximum is {MOST_PARTS}.",
            reason="batchSizeTooLarge",
        )


class MalformedBatchError(GoogleError):
    """A batch, or a call in it, that cannot be read."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"Failed to parse batch request, error: {why}", reason="badRequest")


def answer_batch(dispatcher: Dispatcher, request: WireRequest) -> WireAnswer:
    """The answers of all calls in a batch, in their order."""
    try:
        parts = _read_parts(request)
        with dispatcher.faults.around("batch"):
            answers = [(part, _answer_part(dispatcher, request, part)) for part in parts]
    except GoogleError as error:
        return error_answer(error, "drive")
    except BadGatewayError:
        return bad_gateway()
    boundary = f"batch_{secrets.token_urlsafe(24)}"
    body = b"".join(
        b"--%s\r\n%s\r\n" % (boundary.encode(), _written(part, answer)) for part, answer in answers
    )
    content_type = {"content-type": f"multipart/mixed; boundary={boundary}"}
    return WireAnswer(200, body + b"--%s--\r\n" % boundary.encode(), content_type)


def _read_parts(request: WireRequest) -> list[Part]:
    if request.verb != "POST":
        raise GoogleError(404, "Batches are sent with POST.", reason="notFound")
    if request.content_type != "multipart/mixed":
        raise MalformedBatchError("wrong content type, multipart/mixed is expected")
    parts = split_multipart(request.headers.get("content-type", ""), request.body)
    if not parts:
        raise MalformedBatchError("it holds no calls")
    if len(parts) > MOST_PARTS:
        raise BatchTooLargeError(len(parts))
    return parts


def _answer_part(dispatcher: Dispatcher, outer: WireRequest, part: Part) -> WireAnswer:
    try:
        return dispatcher.answer(_inner_request(outer, part))
    except GoogleError as error:
        return error_answer(error, "drive")


def _inner_request(outer: WireRequest, part: Part) -> WireRequest:
    line, _, rest = part.content.lstrip(b"\r\n").partition(b"\n")
    words = line.decode("ascii", "replace").split()
    if len(words) not in {2, 3}:
        raise MalformedBatchError("a call without a request line")
    target = urlsplit(words[1])
    _check_service(outer.path, target.path)
    inner = read_part(rest)
    shared = {name: outer.headers[name] for name in ("authorization",) if name in outer.headers}
    length = inner.headers.get("content-length", "")
    body = inner.content[: int(length)] if length.isdecimal() else inner.content
    return WireRequest(
        words[0].upper(), target.path, target.query, {**shared, **inner.headers}, body
    )


def _check_service(batch_path: str, path: str) -> None:
    found = BATCH_PATH.fullmatch(batch_path)
    api = f"{found['service']}/{found['version']}" if found and found["service"] else ""
    prefix = BEGINNINGS.get(api, f"/{api}/") if api else "/"
    if not path.startswith(prefix):
        raise MalformedBatchError(f"{batch_path} takes calls under {prefix} only")
    if path.startswith(("/upload/", "/batch")):
        raise MalformedBatchError("media and batches cannot be in a batch")


def _written(part: Part, answer: WireAnswer) -> bytes:
    lines = ["Content-Type: application/http"]
    if identifier := part.headers.get("content-id"):
        lines.append(f"Content-ID: {_response_id(identifier)}")
    lines += ["", f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name.title()}: {value}" for name, value in answer.headers.items()]
    lines += [f"Content-Length: {len(answer.body)}", "", ""]
    return "\r\n".join(lines).encode() + answer.body


def _response_id(identifier: str) -> str:
    bare = " ".join(identifier.split())
    return f"<response-{bare[1:]}" if bare.startswith("<") else f"response-{bare}"
