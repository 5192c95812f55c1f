"""The parts of a text that look their own way, and the links that a page may follow."""

import re

from sync.local.call import Json
from sync.local.sheets.drawing.drawn import Run
from sync.local.sheets.drawing.styles import declarations

_ELSEWHERE = re.compile(r"^(https?://|mailto:|/)", re.IGNORECASE)
_TAB = re.compile(r"(?:/edit)?#gid=(\d+)$")


def runs_of(cell: Json, text: str) -> tuple[Run, ...]:
    """The parts of a cell's text; none when the whole text looks the same."""
    held = cell.get("textFormatRuns", [])
    if not text or not held or text != cell.get("userEnteredValue", {}).get("stringValue"):
        return ()
    # Google counts as JavaScript does: what lies beyond the basic plane is two.
    units = text.encode("utf-16-le")
    starts = [one.get("startIndex", 0) for one in held]
    formats = [one.get("format", {}) for one in held]
    if starts[0]:
        starts, formats = [0, *starts], [{}, *formats]
    pieces = [
        units[2 * start : 2 * end].decode("utf-16-le", "replace")
        for start, end in zip(starts, [*starts[1:], len(units) // 2], strict=True)
    ]
    return tuple(_run(*each) for each in zip(pieces, formats, strict=True) if each[0])


def _run(text: str, text_format: Json) -> Run:
    link = address(text_format.get("link", {}).get("uri"))
    return Run(text, declarations({"textFormat": text_format}, numeric=False), link)


def address(link: str | None) -> str:
    """A link that the page may follow; a link to another tab becomes that tab's page."""
    if not link:
        return ""
    followed = _TAB.sub(r"?gid=\1", link)
    return followed if _ELSEWHERE.match(followed) or followed.startswith("?gid=") else ""
