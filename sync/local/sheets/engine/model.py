"""A spreadsheet as a workbook of the engine: titles, named ranges, values and formulas."""

import re

import ironcalc

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.blocks import NAME
from sync.local.sheets.engine.places import At, put
from sync.local.sheets.engine.reach import Reach
from sync.local.sheets.entering.formats import engine_locale
from sync.local.sheets.formulas.apart import Written
from sync.local.sheets.formulas.dialect import UNREADABLE, apart_for_engine, for_engine, is_too_deep
from sync.local.sheets.formulas.tabs import Tab
from sync.local.sheets.formulas.texts import AS_TEXT, definition
from sync.local.sheets.formulas.tree import separators_of
from sync.local.sheets.formulas.words import in_separators
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import cell_name, of_grid_range, quoted

_ENGINE_TITLE = re.compile(r"^[^\\/*?:\[\]']{1,31}$")


def formula_places(book: Book) -> list[tuple[Sheet, Place]]:
    """Every cell with a formula."""
    return [(sheet, place) for sheet in book.sheets for place in sheet.cells.formulas()]


def build(
    book: Book, needed: Reach | None = None, asking: dict[At, Written] | None = None
) -> ironcalc.Model:
    """A workbook of the engine with the values and formulas of the spreadsheet.

    With `needed`, only those cells are filled, and formulas are put in the engine's words; those
    with calls that the engine cannot make are noted in `asking`.
    """
    model = ironcalc.create("book", engine_locale(book.locale), "UTC", "en")
    for index, title in enumerate(engine_titles(book)):
        if index:
            model.add_sheet(title)
        else:
            model.rename_sheet(0, title)
    separator = separators_of(engine_locale(book.locale)).argument
    model.new_defined_name(AS_TEXT, None, definition(separator))
    _name_ranges(model, book)
    put_in = None if needed is None else Translator(book, {} if asking is None else asking)
    for index, sheet in enumerate(book.sheets):
        for place, cell in sheet.items() if needed is None else needed.cells(sheet):
            _fill(model, (book, sheet), (index, place[0] + 1, place[1] + 1), cell, put_in)
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


class Translator:
    """Formulas of one spreadsheet in the engine's words."""

    def __init__(self, book: Book, asking: dict[At, Written]) -> None:
        self._asking = asking
        titles = engine_titles(book)
        self._locale = engine_locale(book.locale)
        self._now = book.now
        self._tabs = {
            sheet.id: Tab(sheet.title, title)
            if sheet.is_object
            else Tab(sheet.title, title, sheet.rows, sheet.columns)
            for sheet, title in zip(book.sheets, titles, strict=True)
        }
        self._all = tuple(self._tabs.values())

    def __call__(self, formula: str, sheet: Sheet, at: At) -> str:
        """A formula as it stands on this sheet."""
        own = self._tabs[sheet.id]
        written = for_engine(formula, locale=self._locale, own=own, tabs=self._all, now=self._now)
        if written.asked:
            self._asking[at] = written
        return written.filled([NAME] * len(written.asked))

    def apart(self, formula: str, sheet: Sheet) -> Written | None:
        """A formula that may come to an empty cell, to be worked out away from its own."""
        own = self._tabs[sheet.id]
        return apart_for_engine(
            formula, locale=self._locale, own=own, tabs=self._all, now=self._now
        )


def _fill(
    model: ironcalc.Model,
    where: tuple[Book, Sheet],
    at: At,
    cell: Json,
    put_in: Translator | None,
) -> None:
    value = cell.get("userEnteredValue", {})
    if "formulaValue" in value:
        book, sheet = where
        if put_in:
            formula = put_in(value["formulaValue"], sheet, at)
        else:
            formula = readable(value["formulaValue"], engine_locale(book.locale))
            formula = _with_engine_titles(formula, book)
        model.set_user_input(*at, formula)
    else:
        put(model, at, value)


def _with_engine_titles(formula: str, book: Book) -> str:
    for sheet, title in zip(book.sheets, engine_titles(book), strict=True):
        if title != sheet.title:
            formula = formula.replace(quoted(sheet.title) + "!", quoted(title) + "!")
    return formula


def readable(formula: str, locale: str) -> str:
    """A formula with the separators of the locale; English ones are understood everywhere."""
    if not formula.startswith("="):
        formula = f"={formula}"
    if is_too_deep(formula):
        return UNREADABLE
    return "=" + in_separators(formula[1:], separators_of(locale))
