"""Typing as a person would (USER_ENTERED): what a text becomes in a cell."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sync.local.call import Json
from sync.local.sheets.entering.formats import truths
from sync.local.sheets.entering.typed_dates import typed_moment
from sync.local.sheets.entering.typed_numbers import typed_number, whole

_SIGNED = re.compile(r"[-+][\w(.$]")
_DIGIT = re.compile(r"\d")
LONGEST_MOMENT = 60


@dataclass(frozen=True)
class Entered:
    """A value (an ExtendedValue) and the number format that typing it implies."""

    value: Json
    number_format: Json = field(default_factory=dict)


def enter(text: str, locale: str, *, as_text: bool = False, today: date | None = None) -> Entered:
    """What this text becomes; `as_text` for a cell that is formatted as plain text."""
    if not text:
        return Entered({})
    if as_text:
        return Entered({"stringValue": text})
    if text.startswith("'"):
        return Entered({"stringValue": text[1:]} if text[1:] else {})
    if text.startswith("=") and len(text) > 1:
        return Entered({"formulaValue": text})
    bare = text.strip()
    truth = _truth(bare, locale)
    if truth is not None:
        return Entered({"boolValue": truth})
    if not _DIGIT.search(bare):
        return _as_written(text)
    number = typed_number(bare, locale)
    if number:
        return Entered({"numberValue": whole(number[0])}, number[1])
    return _moment(bare, locale, today) or _as_written(text)


def _truth(text: str, locale: str) -> bool | None:
    """A truth value in the language of the spreadsheet, or in English."""
    for known in (truths(locale), truths("en")):
        if text.upper() in known:
            return bool(known.index(text.upper()))
    return None


def _moment(text: str, locale: str, today: date | None) -> Entered | None:
    if len(text) > LONGEST_MOMENT:
        return None
    found = typed_moment(text, locale, today or datetime.now(UTC).date())
    if found is None:
        return None
    shape = {"type": found.kind, "pattern": found.pattern}
    return Entered({"numberValue": whole(float(found.serial))}, shape)


def _as_written(text: str) -> Entered:
    """A text; one that begins as a signed sum does is a formula, as people know from Google."""
    if _SIGNED.match(text):
        return Entered({"formulaValue": f"={text}"})
    return Entered({"stringValue": text})
