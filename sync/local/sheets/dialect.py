"""Formulas as Google writes them, in words that the engine reads the same way.

What the engine would read as something else is made unreadable for it, so that it answers #NAME?
and never a wrong number.
"""

import re
from collections.abc import Callable
from datetime import datetime

from sync.local.sheets.ranges import column_letters

DEEPEST = 200
LONGEST_SUM = 3_000
UNREADABLE = "=1+"
"""What the engine answers #ERROR! to, as Google does to a formula that it cannot read."""
UNKNOWN = "NOT_CARRIED"
ALIASES = {"ARRAYFORMULA": "", "ARRAY_CONSTRAIN": UNKNOWN, "POW": "POWER", "MODE.SNGL": "MODE"}
VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(", re.IGNORECASE)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_CALL = re.compile(rf"{_QUOTED}|(?<![\w.!])([A-Za-z][A-Za-z0-9_.]*)\s*\(")
_OPEN_DOWN = re.compile(
    rf"{_QUOTED}|(?<![\w.$])(\$?[A-Za-z]{{1,3}}\$?[1-9]\d*):(\$?[A-Za-z]{{1,3}})(?![\w$(!])"
)
_OPEN_RIGHT = re.compile(
    rf"{_QUOTED}|(?<![\w.$])(\$?[A-Za-z]{{1,3}}\$?[1-9]\d*):(\$?[1-9]\d*)(?![\w$(!])"
)
_OPENS, _CLOSES = "({", ")}"


def for_engine(formula: str, *, separator: str, rows: int, columns: int, now: datetime) -> str:
    """The formula for the engine, on a spreadsheet whose largest grid has this size."""
    formula = _OPEN_DOWN.sub(
        lambda found: f"{found[1]}:{found[2]}{rows}" if found[1] else found[0], formula
    )
    last = column_letters(columns - 1)
    formula = _OPEN_RIGHT.sub(
        lambda found: f"{found[1]}:{last}{found[2]}" if found[1] else found[0], formula
    )
    return _calls(formula, separator, now)


def _calls(formula: str, separator: str, now: datetime) -> str:
    """Every call rewritten, the innermost first."""
    written, at = [], 0
    for found in _CALL.finditer(formula):
        if not found[1] or found.start() < at:
            continue
        end = _end(formula, found.end())
        parts = _parts(formula, found.end(), end, separator)
        inside = [_calls(part, separator, now) for part in parts]
        written += [formula[at : found.start()], _call(found[1].upper(), inside, separator, now)]
        at = end
    return "".join([*written, formula[at:]])


def is_too_deep(formula: str) -> bool:
    """Whether a formula has more brackets in brackets, or operators in a row, than can be read.

    The engine reads by recursion: a formula made for it would end the whole process.
    """
    depth = deepest = 0
    for sign in formula:
        depth += (sign in _OPENS) - (sign in _CLOSES)
        deepest = max(deepest, depth)
    return deepest > DEEPEST or len(re.findall(r"[-+*/^&<>=%@#]", formula)) > LONGEST_SUM


def _call(name: str, given: list[str], separator: str, now: datetime) -> str:
    if name == "TODAY":
        return f"DATE({now.year}{separator}{now.month}{separator}{now.day})"
    if name == "NOW":
        seconds = now.hour * 3600 + now.minute * 60 + now.second
        day = f"DATE({now.year}{separator}{now.month}{separator}{now.day})"
        return f"({day}+{seconds}/86400)"
    change = _CHANGES.get(name)
    if change:
        name, given = change(name, given)
    return f"{ALIASES.get(name, name)}({separator.join(given)})"


def _filter(name: str, given: list[str]) -> tuple[str, list[str]]:
    """Google takes several conditions, the engine one."""
    if len(given) <= 2:
        return name, given
    return name, [given[0], "*".join(f"({condition})" for condition in given[1:])]


def _sort(name: str, given: list[str]) -> tuple[str, list[str]]:
    """Google says whether it goes up, the engine in which direction; one column is carried."""
    if len(given) > 3:
        return UNKNOWN, given
    if len(given) == 3:
        up = given[2].strip().upper()
        directions = {"TRUE": "1", "1": "1", "FALSE": "-1", "0": "-1"}
        return (name, [*given[:2], directions[up]]) if up in directions else (UNKNOWN, given)
    return name, given


def _with_usual(usual: str) -> Callable[[str, list[str]], tuple[str, list[str]]]:
    """A second argument that Google lets people leave out."""
    return lambda name, given: (name, [*given, usual] if len(given) == 1 else given)


_CHANGES: dict[str, Callable[[str, list[str]], tuple[str, list[str]]]] = {
    "FILTER": _filter,
    "SORT": _sort,
    "IFERROR": _with_usual('""'),
    "IFNA": _with_usual('""'),
    "CEILING": _with_usual("1"),
    "FLOOR": _with_usual("1"),
}


def _end(formula: str, start: int) -> int:
    """Just past the bracket that closes a call."""
    depth, at = 1, start
    while at < len(formula) and depth:
        if formula[at] in "\"'":
            closing = formula.find(formula[at], at + 1)
            at = len(formula) if closing < 0 else closing
        elif formula[at] in _OPENS:
            depth += 1
        elif formula[at] in _CLOSES:
            depth -= 1
        at += 1
    return min(at, len(formula))


def _parts(formula: str, start: int, end: int, separator: str) -> list[str]:
    """The arguments between the brackets of a call."""
    parts, depth, at, first = [], 0, start, start
    last = end - 1 if formula[end - 1 : end] == ")" else end
    while at < last:
        if formula[at] in "\"'":
            closing = formula.find(formula[at], at + 1, last)
            at = last if closing < 0 else closing
        elif formula[at] in _OPENS:
            depth += 1
        elif formula[at] in _CLOSES:
            depth -= 1
        elif formula[at] == separator and not depth:
            parts.append(formula[first:at])
            first = at + 1
        at += 1
    rest = formula[first:last]
    return [*parts, rest] if parts or rest.strip() else []
