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
from sync.local.sheets.book import Book, Place, Sheet
from sync.local.sheets.dialect import UNREADABLE, VOLATILE, for_engine, is_too_deep
from sync.local.sheets.formats import engine_locale
from sync.local.sheets.functions import functions_carried as functions_carried
from sync.local.sheets.functions import functions_lacking as functions_lacking
from sync.local.sheets.inheriting import inherited_format
from sync.local.sheets.ranges import cell_name, of_grid_range, quoted
from sync.local.sheets.results import implied_format, result

KEPT = 32
_ENGINE_TITLE = re.compile(r"^[^\\/*?:\[\]']{1,31}$")
_ANYWHERE = re.compile(r"\b(INDIRECT|OFFSET)\s*\(", re.IGNORECASE)
_ARRAYS = re.compile(
    r"\{|\b(ARRAYFORMULA|FILTER|SORT|UNIQUE|SEQUENCE|TRANSPOSE|RANDARRAY|MMULT|MINVERSE|MUNIT"
    r"|FREQUENCY|GROWTH|TREND|LINEST|LOGEST|MAP|SCAN|BYROW|BYCOL|MAKEARRAY|VSTACK|HSTACK"
    r"|CHOOSECOLS|CHOOSEROWS|WRAPROWS|WRAPCOLS|TOCOL|TOROW|LET|LAMBDA|XLOOKUP|INDEX|OFFSET"
    r"|INDIRECT|MODE\.MULT)\s*\(",
    re.IGNORECASE,
)
"""What fills more cells than its own; any other formula comes to one value."""


@dataclass(frozen=True)
class Computed:
    """What formulas come to, by sheet id, with the number formats that they imply."""

    values: dict[int, dict[Place, Json]] = field(default_factory=dict)
    formats: dict[tuple[int, Place], Json] = field(default_factory=dict)


_kept: OrderedDict[tuple[str, str], Computed] = OrderedDict()
_lock = threading.Lock()


def compute(book: Book) -> Computed:
    """The results of every formula, from what was kept or computed afresh."""
    key = (book.file.id, book.revision)
    with _lock:
        if key in _kept and not book.changed:
            _kept.move_to_end(key)
            return _kept[key]
    formulas = formula_places(book)
    if not formulas:
        return Computed()
    computed = _computed(book, formulas)
    volatile = any(VOLATILE.search(_formula(sheet, place)) for sheet, place in formulas)
    if not volatile and not book.changed:
        with _lock:
            _kept[key] = computed
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return computed


def formula_places(book: Book) -> list[tuple[Sheet, Place]]:
    """Every cell with a formula."""
    return [(sheet, place) for sheet in book.sheets for place in sheet.cells.formulas()]


def build(book: Book, needed: set[int] | None = None) -> ironcalc.Model:
    """A workbook of the engine with the values and formulas of the spreadsheet.

    With `needed`, only those sheets (by id) are filled, and formulas are put in the engine's words.
    """
    model = ironcalc.create("book", engine_locale(book.locale), "UTC", "en")
    for index, title in enumerate(engine_titles(book)):
        if index:
            model.add_sheet(title)
        else:
            model.rename_sheet(0, title)
    _name_ranges(model, book)
    put_in = _translator(book) if needed is not None else None
    for index, sheet in enumerate(book.sheets):
        if needed is None or sheet.id in needed:
            for place, cell in sheet.items():
                _fill(model, book, (index, place[0] + 1, place[1] + 1), cell, put_in)
    return model


def engine_titles(book: Book) -> list[str]:
    """Sheet names that the engine takes: the sheet's own, or else one by its place."""
    titles: list[str] = []
    taken: set[str] = set()
    for index, sheet in enumerate(book.sheets):
        fits = _ENGINE_TITLE.match(sheet.title) and sheet.title.lower() not in taken
        titles.append(sheet.title if fits else f"Tab {index + 1}")
        taken.add(titles[-1].lower())
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
Translate = Callable[[str], str]


def _computed(book: Book, formulas: list[tuple[Sheet, Place]]) -> Computed:
    model = build(book, _needed(book, formulas))
    model.evaluate()
    computed = Computed()
    order = {sheet.id: index for index, sheet in enumerate(book.sheets)}
    for sheet, place in formulas:
        at = (order[sheet.id], place[0] + 1, place[1] + 1)
        formula = _formula(sheet, place)
        computed.values.setdefault(sheet.id, {})[place] = result(model, at, formula)
        pattern = str(model.get_cell_style(*at)["num_fmt"])
        if pattern != "general":
            computed.formats[sheet.id, place] = implied_format(pattern, formula)
        elif taken_over := inherited_format(book, sheet, formula):
            computed.formats[sheet.id, place] = taken_over
    expanding = {s.id for s, place in formulas if _ARRAYS.search(_formula(s, place))}
    if expanding:
        _spread(book, model, computed, expanding)
    return computed


def _spread(book: Book, model: ironcalc.Model, computed: Computed, expanding: set[int]) -> None:
    """Values that a formula put in cells other than its own."""
    for index, row, column in model.get_all_cells():
        sheet, place = book.sheets[index], (row - 1, column - 1)
        if sheet.id in expanding and not sheet.value(place):
            value = result(model, (index, row, column), "")
            if value:
                computed.values[sheet.id][place] = value


def _needed(book: Book, formulas: list[tuple[Sheet, Place]]) -> set[int]:
    """The sheets that formulas stand on or speak of."""
    texts = "\n".join({_formula(sheet, place) for sheet, place in formulas}).lower()
    if _ANYWHERE.search(texts):
        return {sheet.id for sheet in book.sheets}
    needed = {sheet.id for sheet, _ in formulas}
    needed |= {s.id for s in book.sheets if s.title.lower().replace("'", "''") in texts}
    for named in book.document.get("namedRanges", []):
        if named["name"].lower() in texts:
            needed.add(named["range"].get("sheetId", 0))
    return needed


def _name_ranges(model: ironcalc.Model, book: Book) -> None:
    """Named ranges, as far as the engine takes their names."""
    titles = dict(zip((sheet.id for sheet in book.sheets), engine_titles(book), strict=True))
    sizes = {sheet.id: sheet for sheet in book.sheets if not sheet.is_object}
    for named in book.document.get("namedRanges", []):
        area = of_grid_range(named["range"])
        if area.sheet not in sizes:
            continue
        box = area.within(sizes[area.sheet].rows, sizes[area.sheet].columns)
        first, last = cell_name(box.top, box.left), cell_name(box.bottom - 1, box.right - 1)
        place = f"{quoted(titles[area.sheet])}!{_fixed(first)}:{_fixed(last)}"
        try:
            model.new_defined_name(named["name"], None, place)
        except ironcalc.WorkbookError:
            continue


def _fixed(cell: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell)


def _translator(book: Book) -> Translate:
    """Formulas of this spreadsheet in the engine's words."""
    grids = [sheet for sheet in book.sheets if not sheet.is_object]
    rows = max((sheet.rows for sheet in grids), default=1)
    columns = max((sheet.columns for sheet in grids), default=1)
    separator = "," if engine_locale(book.locale).startswith("en") else ";"
    moment = book.now
    return lambda formula: for_engine(
        formula, separator=separator, rows=rows, columns=columns, now=moment
    )


def _formula(sheet: Sheet, place: Place) -> str:
    return str(sheet.value(place)["formulaValue"])


def _fill(
    model: ironcalc.Model,
    book: Book,
    at: tuple[int, int, int],
    cell: Json,
    put_in: Translate | None,
) -> None:
    value = cell.get("userEnteredValue", {})
    if "stringValue" in value:
        model.update_cell_with_text(*at, value["stringValue"])
    elif "boolValue" in value:
        model.update_cell_with_bool(*at, value["boolValue"])
    elif "numberValue" in value:
        model.update_cell_with_number(*at, float(value["numberValue"]))
    elif "formulaValue" in value:
        formula = readable(value["formulaValue"], engine_locale(book.locale))
        formula = put_in(formula) if put_in and formula != UNREADABLE else formula
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
    if is_too_deep(formula):
        return UNREADABLE
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
