"""Downloads in pieces: the part of an answer that a Range header asks for."""

import re

from sync.local.wire import WireAnswer, WireRequest


def in_range(request: WireRequest, answer: WireAnswer) -> WireAnswer:
    """The answer, or the one piece of it that was asked for; a range that is none counts not."""
    asked = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", request.headers.get("range", "").strip())
    if answer.status != 200 or asked is None or not (asked[1] or asked[2]):
        return answer
    size = len(answer.body)
    if asked[1]:
        start, end = int(asked[1]), min(int(asked[2] or size), size - 1)
    else:
        start, end = max(0, size - int(asked[2])), size - 1
    if start >= size:
        return WireAnswer(416, headers={"content-range": f"bytes */{size}"})
    if end < start:
        return answer
    where = {"content-range": f"bytes {start}-{end}/{size}", "accept-ranges": "bytes"}
    return WireAnswer(206, answer.body[start : end + 1], {**answer.headers, **where})
