"""The functions ISDATE, ISEMAIL, ISURL and TO_TEXT, of one value at a time."""

import re
from collections.abc import Callable

from sync.local.call import Json
from sync.local.patterns import pattern
from sync.local.sheets.engine.blocks import NAME, Block, Cell, Outcome, Setting
from sync.local.sheets.entering import formats
from sync.local.sheets.entering.entering import enter

LONGEST = 2_000
_DOMAINS = frozenset(
    """
com org net edu gov info biz name pro aero asia cat coop int jobs mil museum post tel travel xxx xyz
""".split()  # noqa: SIM905 - names read best as text
)
"""Endings that Google names; it also takes those of two letters, of countries."""
_HOST = r"(?:[\w](?:[\w-]*[\w])?\.)+(?P<end>[a-z]{2,})"
_EMAIL = rf"[\w.!#$%&'*+/=?^`{{|}}~-]+@{_HOST}"
_URL = rf"(?:(?:https?|ftp|gopher|news|telnet|aim)://)?{_HOST}(?::\d{{1,5}})?(?:[/?#]\S*)?"
_DIGIT = re.compile(r"\d")
Single = Callable[[Cell, Setting], Json | None]
"""What a value comes to; none when what Google says of it is not known."""


def each(function: Single, given: list[Block], setting: Setting, *, arrays: bool) -> Outcome:
    """What a function of one value comes to, for each of many or for the first."""
    if len(given) != 1:
        return Outcome(error="#N/A")
    rows = given[0].rows if arrays else [[given[0].first]]
    found = [[_of(function, cell, setting) for cell in row] for row in rows]
    return Outcome(found) if found else Outcome(error=NAME)


def _of(function: Single, cell: Cell, setting: Setting) -> Json:
    if cell.is_error:
        return cell.value
    found = function(cell, setting)
    return {"errorValue": {"type": "NAME"}} if found is None else found


def is_email(cell: Cell, _setting: Setting) -> Json | None:
    """Whether a text is an address; of unusual endings nobody knows what Google says."""
    return _ends(_EMAIL, cell)


def is_url(cell: Cell, _setting: Setting) -> Json | None:
    """Whether a text is an address of a page."""
    return _ends(_URL, cell)


def _ends(regular: str, cell: Cell) -> Json | None:
    text = cell.text
    if text is None or len(text) > LONGEST or ".." in text.partition("@")[0]:
        return {"boolValue": False}
    found = pattern(regular, any_case=True).fullmatch(text)
    if found is None:
        return {"boolValue": False}
    end = str(found.group("end")).lower()
    return {"boolValue": True} if end in _DOMAINS or len(end) == 2 else None


def is_date(cell: Cell, setting: Setting) -> Json | None:
    """Whether a value is shown as a date, or a text reads as one."""
    shown_by = cell.number_format
    if cell.text is not None:
        if not _DIGIT.search(cell.text):
            return {"boolValue": False}
        shown_by = enter(cell.text, setting.locale, today=setting.now.date()).number_format
        if not formats.is_date(shown_by):
            return None
    if "numberValue" not in cell.value and cell.text is None:
        return {"boolValue": False}
    return None if shown_by.get("type") == "TIME" else {"boolValue": formats.is_date(shown_by)}


def to_text(cell: Cell, setting: Setting) -> Json | None:
    """A value as it is shown; of a number without a format, only when every digit is shown."""
    if "numberValue" not in cell.value:
        shown = formats.shown(cell.value, {}, setting.locale)
        return {"stringValue": shown}
    number = float(cell.value["numberValue"])
    shown = formats.number(number, cell.number_format, setting.locale)
    plain = not cell.number_format and ("E" in shown or float(shown.replace(",", ".")) != number)
    return None if plain else {"stringValue": shown}
