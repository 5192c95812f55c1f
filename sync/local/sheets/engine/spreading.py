"""Formulas that fill more cells than their own: which they are, and what they put where."""

from dataclasses import dataclass
from functools import lru_cache

import ironcalc

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.inheriting import Inheriting
from sync.local.sheets.engine.results import result
from sync.local.sheets.formulas.array_parameters import ENABLING, MANY, passes_on, spreads
from sync.local.sheets.formulas.tree import Call, Group, Node, Operation, separators_of, tree
from sync.local.sheets.formulas.words import UnreadableFormulaError
from sync.local.sheets.grid import Place


@dataclass(frozen=True)
class Spread:
    """One cell that a formula elsewhere filled: its value and the number format that it implies."""

    sheet: int
    place: Place
    value: Json
    number_format: Json


@lru_cache(maxsize=20_000)
def expands(formula: str, engine_locale: str) -> bool:
    """Whether a formula may fill more cells than its own."""
    try:
        return _expands(tree(formula, separators_of(engine_locale)))
    except (UnreadableFormulaError, RecursionError):
        return False


def _expands(node: Node | None) -> bool:
    match node:
        case Group():
            return _expands(node.inside)
        case Operation():
            return node.sign == ":"
        case Call():
            name = node.name.upper()
            if name in ENABLING | MANY:
                return True
            given = enumerate(node.arguments)
            return any(passes_on(name, at) and _expands(one) for at, one in given)
    return spreads(node)


def spread(
    book: Book, model: ironcalc.Model, anchors: list[tuple[Sheet, Place]], inheriting: Inheriting
) -> list[Spread]:
    """What these formulas put in cells other than their own; an empty text is an empty cell."""
    owners = {(sheet.id, place): place for sheet, place in anchors}
    sheets = {sheet.id for sheet, _ in anchors}
    found = []
    for index, row, column in sorted(model.get_all_cells()):
        if index >= len(book.sheets):
            break  # sheets that are the engine's alone
        sheet, place = book.sheets[index], (row - 1, column - 1)
        if sheet.id not in sheets or sheet.value(place):
            continue
        value = result(model, (index, row, column), "")
        owner = _owner(owners, sheet.id, place)
        if owner is None or not value:
            continue
        owners[sheet.id, place] = owner
        if value == {"stringValue": ""}:
            continue
        number_format: Json = {}
        if "numberValue" in value:
            formula = str(sheet.value(owner)["formulaValue"])
            number_format = inheriting.implied(sheet, owner, formula, place[1] - owner[1])
        found.append(Spread(sheet.id, place, value, number_format))
    return found


def _owner(owners: dict[tuple[int, Place], Place], sheet: int, place: Place) -> Place | None:
    """The formula that filled a cell: the one that filled its neighbour on the left or above."""
    row, column = place
    left = owners.get((sheet, (row, column - 1)))
    above = owners.get((sheet, (row - 1, column)))
    if left is not None and above is not None and left != above:
        return left if left[0] == row or left[1] != column else above
    return left if left is not None else above
