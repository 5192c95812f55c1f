"""The function COUNTUNIQUEIFS: how many different values there are where criteria hold."""

import re
from collections.abc import Callable
from operator import ge, gt, le, lt

from sync.local.patterns import escaped, pattern
from sync.local.sheets.engine.blocks import (
    NAME,
    NONE_FOUND,
    VALUE,
    Block,
    Cell,
    Outcome,
    Setting,
    error_in,
)
from sync.local.sheets.entering.entering import enter

Test = Callable[[Cell], bool]
_SPLIT = re.compile(r"(<>|>=|<=|>|<|=)?(.*)", re.DOTALL)
_WILD = re.compile(r"~([?*~])|([?*])|(.)", re.DOTALL)
_ORDERS: dict[str, Callable[[float, float], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}


def count_unique_ifs(given: list[Block], setting: Setting) -> Outcome:
    """How many different values a range has in the rows of which every criterion holds."""
    if len(given) < 3 or not len(given) % 2:
        return Outcome(error=NONE_FOUND)
    counted, held = given[0].cells, [True] * len(given[0].cells)
    for looked_at, criterion in zip(given[1::2], given[2::2], strict=True):
        if len(looked_at.cells) != len(counted):
            return Outcome(error=VALUE)
        test = _test(criterion.first, setting)
        if test is None or error_in(looked_at) or error_in(given[0]):
            return Outcome(error=NAME)
        held = [so_far and test(cell) for so_far, cell in zip(held, looked_at.cells, strict=True)]
    values = {
        _same(cell) for cell, holds in zip(counted, held, strict=True) if holds and cell.value
    }
    folded = {(kind, text.casefold()) for kind, text in values}
    # Whether capitals make a difference is documented nowhere.
    return Outcome([[{"numberValue": len(values)}]]) if len(folded) == len(values) else _UNKNOWN


_UNKNOWN = Outcome(error=NAME)


def _same(cell: Cell) -> tuple[str, str]:
    [(kind, value)] = cell.value.items()
    return kind, str(float(value) if kind == "numberValue" else value)


def _test(criterion: Cell, setting: Setting) -> Test | None:
    """Whether a cell meets a criterion; none for a criterion of which that is not known."""
    if criterion.text is None:
        wanted = criterion.value
        return (lambda cell: cell.value == wanted) if wanted else None
    split = _SPLIT.fullmatch(criterion.text)
    sign, said = (split[1] or "=", split[2]) if split else ("", "")
    if not said:
        return {"<>": lambda cell: bool(cell.value)}.get(sign)
    read = enter(said, setting.locale, today=setting.now.date()).value
    if "numberValue" in read:
        return _compared(sign, float(read["numberValue"]))
    if sign in _ORDERS or "stringValue" not in read:
        return None
    known = pattern(_regular(said), any_case=True, lines=True)
    matches = sign == "="
    return lambda cell: (known.fullmatch(cell.text or "") is not None) == matches


def _compared(sign: str, wanted: float) -> Test:
    def number(cell: Cell) -> float | None:
        return float(cell.value["numberValue"]) if "numberValue" in cell.value else None

    if sign == "=":
        return lambda cell: number(cell) == wanted
    if sign == "<>":
        return lambda cell: number(cell) != wanted
    return lambda cell: (found := number(cell)) is not None and _ORDERS[sign](found, wanted)


def _regular(wild: str) -> str:
    """The regular expression for a text with wildcards."""
    signs = {"?": ".", "*": ".*"}
    return "".join(
        signs[found[2]] if found[2] else escaped(found[1] or found[3])
        for found in _WILD.finditer(wild)
    )
