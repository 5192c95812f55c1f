"""Formulas, computed by IronCalc from the stored cells.

A spreadsheet without formulas needs no engine. What is computed is kept per revision, unless a
formula looks at the clock or at chance.
"""

from collections.abc import Callable

import ironcalc

from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.inheriting import Inheriting
from sync.local.sheets.engine.model import (
    Translator,
    build,
    formula_places,
)
from sync.local.sheets.engine.places import At
from sync.local.sheets.engine.reach import Reach, reach_of
from sync.local.sheets.engine.results import implied_format, result
from sync.local.sheets.engine.results_kept import RESULTS, Computed
from sync.local.sheets.engine.spreading import expands, spread
from sync.local.sheets.engine.workings import Workings
from sync.local.sheets.entering.formats import engine_locale
from sync.local.sheets.formulas.apart import Written
from sync.local.sheets.formulas.dialect import VOLATILE
from sync.local.sheets.formulas.words import with_references
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Area


def compute(book: Book) -> Computed:
    """The results of every formula, from what was kept or computed afresh."""
    if not book.changed and (found := RESULTS.find(book.file.id, book.revision)):
        return found
    formulas = formula_places(book)
    if not formulas:
        return Computed()
    computed = _computed(book, formulas)
    volatile = any(VOLATILE.search(_formula(sheet, place)) for sheet, place in formulas)
    if not volatile and not book.changed:
        RESULTS.keep(book.file.id, book.revision, computed)
    return computed


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
            # The engine leaves out brackets that count: its own writing is not kept.
            kept = with_references(_formula(sheet, place), after)
            sheet.set_value(place, {"formulaValue": kept})


EMPTIED_AT_MOST = 4
"""How often cells that came out empty may make others empty."""
Moved = Callable[[int, Place], Place | None]


def _computed(book: Book, formulas: list[tuple[Sheet, Place]]) -> Computed:
    reach = _reach(book, formulas)
    asking: dict[At, Written] = {}
    model = build(book, reach, asking)
    workings = Workings(book, model, asking)
    workings.settle()
    _empty(book, model, workings, formulas)
    computed, inheriting = Computed(reach=reach), Inheriting(book, queried=workings.queried)
    order = {sheet.id: index for index, sheet in enumerate(book.sheets)}
    for sheet, place in formulas:
        at = (order[sheet.id], place[0] + 1, place[1] + 1)
        formula = _formula(sheet, place)
        value = computed.values.setdefault(sheet.id, {})[place] = result(model, at, formula)
        if "numberValue" in value:
            implied = inheriting.implied(sheet, place, formula)
            if not implied and (pattern := model.get_cell_style(*at)["num_fmt"]) != "general":
                implied = implied_format(str(pattern), formula)
            if implied:
                computed.formats[sheet.id, place] = implied
    expanding = [at for at in formulas if expands(_formula(*at), engine_locale(book.locale))]
    for one in spread(book, model, expanding, inheriting) if expanding else ():
        computed.values[one.sheet][one.place] = one.value
        if one.number_format:
            computed.formats[one.sheet, one.place] = one.number_format
    return computed


def _empty(
    book: Book, model: ironcalc.Model, workings: Workings, formulas: list[tuple[Sheet, Place]]
) -> None:
    """Let cells be empty of which the formula came to nothing, for the formulas that look at them.

    The engine knows only empty texts, with which nobody can reckon.
    """
    order = {sheet.id: index for index, sheet in enumerate(book.sheets)}
    looked_at = None
    for _ in range(EMPTIED_AT_MOST):
        whole = {}
        translator = Translator(book, {})
        for sheet, place in formulas:
            at = (order[sheet.id], place[0] + 1, place[1] + 1)
            if model.get_cell_value(*at) != "" or _fills_more(model, at, sheet, place):
                continue
            formula = _formula(sheet, place)
            looked_at = looked_at or reach_of(
                book, ((one, _formula(one, p)) for one, p in formulas)
            )
            if looked_at.holds(sheet.id, place) and (one := translator.apart(formula, sheet)):
                whole[at] = one
        if not workings.work_out(whole):
            return
        workings.settle()


def _fills_more(model: ironcalc.Model, at: At, sheet: Sheet, place: Place) -> bool:
    """Whether a formula filled the cell to its right or below it."""
    index, row, column = at
    return any(
        model.get_cell_value(index, row + down, column + across) is not None
        and not sheet.value((place[0] + down, place[1] + across))
        for down, across in ((1, 0), (0, 1))
    )


def _reach(book: Book, formulas: list[tuple[Sheet, Place]]) -> Reach:
    """The formulas and what they look at; all of a sheet where one may fill more than its cell."""
    reach = reach_of(book, ((sheet, _formula(sheet, place)) for sheet, place in formulas))
    for sheet, place in formulas:
        reach.add(Area(sheet.id, *place, place[0] + 1, place[1] + 1))
        if expands(_formula(sheet, place), engine_locale(book.locale)):
            reach.add(Area(sheet.id))
    reach.settle()
    return reach


def _formula(sheet: Sheet, place: Place) -> str:
    return str(sheet.value(place)["formulaValue"])
