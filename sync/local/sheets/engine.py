"""Formulas, computed by IronCalc from the stored cells.

A spreadsheet without formulas needs no engine. What is computed is kept per revision, unless a
formula looks at the clock or at chance.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import ironcalc

from sync.local.call import Json
from sync.local.sheets import dates
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.formats import engine_locale
from sync.local.sheets.ranges import quoted

KEPT = 32
ERRORS = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#NULL!": "NULL_VALUE",
    "#CIRC!": "REF",
    "#SPILL!": "REF",
}
_VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)
_ENGINE_TITLE = re.compile(r"^[^\\/*?:\[\]']{1,31}$")


@dataclass(frozen=True)
class Computed:
    """What formulas come to, with the number formats that they imply."""

    values: dict[tuple[int, Place], Json] = field(default_factory=dict)
    formats: dict[tuple[int, Place], Json] = field(default_factory=dict)


_kept: OrderedDict[tuple[str, str], Computed] = OrderedDict()
_lock = threading.Lock()


def compute(book: Book) -> Computed:
    """The results of every formula, from what was kept or computed afresh."""
    formulas = formula_places(book)
    if not formulas:
        return Computed()
    key = (book.file.id, book.revision)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    computed = _computed(book)
    volatile = any(
        _VOLATILE.search(sheet.value(place)["formulaValue"]) for sheet, place in formulas
    )
    if not volatile and not book.changed:
        with _lock:
            _kept[key] = computed
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return computed


def formula_places(book: Book) -> list[tuple[Sheet, Place]]:
    """Every cell with a formula."""
    return [
        (sheet, place)
        for sheet in book.sheets
        if book.may_hold_formulas(sheet)
        for place, cell in sheet.items()
        if "formulaValue" in cell.get("userEnteredValue", {})
    ]


def build(book: Book) -> ironcalc.Model:
    """A workbook of the engine with every value and formula of the spreadsheet."""
    model = ironcalc.create("book", engine_locale(book.locale), "UTC", "en")
    for index, title in enumerate(engine_titles(book)):
        if index:
            model.add_sheet(title)
        else:
            model.rename_sheet(0, title)
    for index, sheet in enumerate(book.sheets):
        for place, cell in sheet.items():
            _fill(model, book, (index, place[0] + 1, place[1] + 1), cell)
    return model


def engine_titles(book: Book) -> list[str]:
    """Sheet names that the engine takes: the sheet's own, or else one by its place."""
    titles: list[str] = []
    for index, sheet in enumerate(book.sheets):
        fits = _ENGINE_TITLE.match(sheet.title) and sheet.title.lower() not in titles
        titles.append(sheet.title if fits else f"Tab {index + 1}")
    return titles


def follow(book: Book, change: Callable[[ironcalc.Model], None], moved: "Moved") -> None:
    """Let formulas follow a change of rows or columns; `moved` says where each cell went."""
    formulas = formula_places(book)
    if not formulas:
        return
    model = build(book)
    order = {sheet.id: index for index, sheet in enumerate(book.sheets)}
    before = {
        (sheet.id, place): model.get_cell_formula(order[sheet.id], place[0] + 1, place[1] + 1)
        for sheet, place in formulas
    }
    change(model)
    for sheet, place in formulas:
        target = moved(sheet.id, place)
        if target is None:
            continue
        after = model.get_cell_formula(order[sheet.id], target[0] + 1, target[1] + 1)
        if after is not None and after != before[sheet.id, place]:
            sheet.set_value(place, {"formulaValue": after})


Moved = Callable[[int, Place], Place | None]


def _computed(book: Book) -> Computed:
    model = build(book)
    model.evaluate()
    computed = Computed()
    for index, row, column in model.get_all_cells():
        sheet, place = book.sheets[index], (row - 1, column - 1)
        entered = sheet.value(place)
        if entered and "formulaValue" not in entered:
            continue
        value = _result(model, index, row, column)
        if value or entered:
            computed.values[sheet.id, place] = value
        pattern = str(model.get_cell_style(index, row, column)["num_fmt"])
        if pattern != "general":
            computed.formats[sheet.id, place] = _number_format(pattern)
    return computed


def _number_format(pattern: str) -> Json:
    if dates.is_date_pattern(pattern):
        return {"type": dates.kind_of(pattern)}
    return {"type": "PERCENT" if "%" in pattern else "NUMBER", "pattern": pattern}


def _result(model: ironcalc.Model, index: int, row: int, column: int) -> Json:
    value = model.get_cell_value(index, row, column)
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, float):
        return {"numberValue": int(value) if value.is_integer() and abs(value) < 1e15 else value}
    if model.get_cell_type(index, row, column) == ironcalc.CellType.ErrorValue:
        shown = "#REF!" if ERRORS.get(value) == "REF" else value
        return {"errorValue": {"type": ERRORS.get(value, "ERROR"), "message": shown}}
    return {"stringValue": value}


def _fill(model: ironcalc.Model, book: Book, at: tuple[int, int, int], cell: Json) -> None:
    value = cell.get("userEnteredValue", {})
    if "stringValue" in value:
        model.update_cell_with_text(*at, value["stringValue"])
    elif "boolValue" in value:
        model.update_cell_with_bool(*at, value["boolValue"])
    elif "numberValue" in value:
        model.update_cell_with_number(*at, float(value["numberValue"]))
    elif "formulaValue" in value:
        formula = readable(value["formulaValue"], engine_locale(book.locale))
        model.set_user_input(*at, _with_engine_titles(formula, book))


def _with_engine_titles(formula: str, book: Book) -> str:
    for sheet, title in zip(book.sheets, engine_titles(book), strict=True):
        if title != sheet.title:
            formula = formula.replace(quoted(sheet.title) + "!", quoted(title) + "!")
    return formula


@lru_cache(maxsize=5_000)
def readable(formula: str, locale: str) -> str:
    """A formula with the separators of the locale; English ones are understood everywhere."""
    if not formula.startswith("="):
        formula = f"={formula}"
    if locale == "en" or not _is_unread(formula, locale) or _is_unread(formula, "en"):
        return formula
    model = ironcalc.create("formula", "en", "UTC", "en")
    model.set_user_input(0, 1, 1, formula)
    model.set_locale(locale)
    return model.get_cell_formula(0, 1, 1) or formula


def _is_unread(formula: str, locale: str) -> bool:
    model = ironcalc.create("formula", locale, "UTC", "en")
    model.set_user_input(0, 1, 1, formula)
    model.evaluate()
    return model.get_cell_value(0, 1, 1) == "#ERROR!"
