"""Formulas as Google writes them, in words that the engine reads the same way.

What the engine would read as something else is made unreadable for it, so that it answers #NAME?
and never a wrong number. Where Google takes one value out of a range, the engine is told so.
"""

import re
from datetime import datetime
from functools import lru_cache

from sync.local.sheets.formulas.apart import WHOLE, Written
from sync.local.sheets.formulas.array_parameters import may_be_empty
from sync.local.sheets.formulas.engine_words import call
from sync.local.sheets.formulas.tabs import Tab
from sync.local.sheets.formulas.tree import Call, separators_of, tree
from sync.local.sheets.formulas.words import UnreadableFormulaError
from sync.local.sheets.formulas.writing import CLOCK, Context, Writer

DEEPEST = 100
LONGEST_SUM = 3_000
UNREADABLE = "=1+"
"""What the engine answers #ERROR! to, as Google does to a formula that it cannot read."""
VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_GUARDED = re.compile(r"[-+*/^&<>=%@#]")
_OPENS, _CLOSES = "({", ")}"


def for_engine(
    formula: str, *, locale: str, own: Tab, tabs: tuple[Tab, ...], now: datetime
) -> Written:
    """The formula for the engine, as it stands on its own sheet of the spreadsheet."""
    return _now(_translated(formula, locale, own, tabs), locale, now)


def apart_for_engine(
    formula: str, *, locale: str, own: Tab, tabs: tuple[Tab, ...], now: datetime
) -> Written | None:
    """The same formula, to be worked out away from its cell; none when it says something there.

    None, too, for a formula that never comes to an empty cell.
    """
    written = _translated_apart(formula, locale, own, tabs)
    return written and _now(written, locale, now)


def _now(written: Written, locale: str, now: datetime) -> Written:
    given = [one.written for asked in written.asked for one in asked.given]
    if not any("\0" in text for text in (written.text, *given)):
        return written
    separator = separators_of(locale).argument
    day = f"DATE({now.year}{separator}{now.month}{separator}{now.day})"
    seconds = now.hour * 3600 + now.minute * 60 + now.second
    moment = f"({day}+{seconds}/86400)"
    return written.changed(
        lambda text: text.replace(CLOCK["TODAY"], day).replace(CLOCK["NOW"], moment)
    )


def is_too_deep(formula: str) -> bool:
    """Whether a formula has more brackets in brackets, or operators in a row, than can be read.

    Formulas are read by recursion, by the engine too: one made for it would end the whole process.
    """
    depth = deepest = 0
    for sign in formula:
        depth += (sign in _OPENS) - (sign in _CLOSES)
        deepest = max(deepest, depth)
    return deepest > DEEPEST or len(_GUARDED.findall(formula)) > LONGEST_SUM


@lru_cache(maxsize=20_000)
def _translated(formula: str, locale: str, own: Tab, tabs: tuple[Tab, ...]) -> Written:
    if is_too_deep(formula):
        return Written(UNREADABLE)
    writer = Writer(locale, own, tabs)
    try:
        read = tree(formula, separators_of(locale))
        written = writer.write(read, Context(many=True))
    except (UnreadableFormulaError, RecursionError):
        return Written(UNREADABLE)
    if may_be_empty(read):
        parts = ["r_", written, call("IF", ['r_=""', '""', "r_"], separators_of(locale).argument)]
        written = call("LET", parts, separators_of(locale).argument)
    return Written(f"={written}", tuple(writer.asked))


@lru_cache(maxsize=20_000)
def _translated_apart(formula: str, locale: str, own: Tab, tabs: tuple[Tab, ...]) -> Written | None:
    if is_too_deep(formula):
        return None
    writer = Writer(locale, own, tabs)
    try:
        read = tree(formula, separators_of(locale))
        if not may_be_empty(read):
            return None
        written = writer.write(Call(WHOLE, (read,)), Context(many=True))
    except (UnreadableFormulaError, RecursionError):
        return None
    return Written(f"={written}", tuple(writer.asked)) if writer.asked else None
