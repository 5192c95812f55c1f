"""Conditions of conditional formats: whether one holds for a cell."""

from collections.abc import Callable
from dataclasses import replace

import ironcalc

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.engine.model import build, engine_titles, readable
from sync.local.sheets.engine.reach import Reach, reach_of
from sync.local.sheets.entering.entering import enter
from sync.local.sheets.entering.formats import engine_locale, error_text
from sync.local.sheets.formulas.references import pointed_at, relative
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box, quoted

Scalar = float | str | bool | None
AT_ONCE = 512
"""For so many rows at once a formula is worked out: a page of a long sheet needs no more."""
TEXTS: dict[str, Callable[[str, str], bool]] = {
    "TEXT_CONTAINS": lambda text, wanted: wanted in text,
    "TEXT_NOT_CONTAINS": lambda text, wanted: wanted not in text,
    "TEXT_STARTS_WITH": lambda text, wanted: text.startswith(wanted),
    "TEXT_ENDS_WITH": lambda text, wanted: text.endswith(wanted),
    "TEXT_EQ": lambda text, wanted: text == wanted,
    "TEXT_NOT_EQ": lambda text, wanted: text != wanted,
}
NUMBERS: dict[str, Callable[[float, list[float]], bool]] = {
    "NUMBER_GREATER": lambda value, bounds: value > bounds[0],
    "NUMBER_GREATER_THAN_EQ": lambda value, bounds: value >= bounds[0],
    "NUMBER_LESS": lambda value, bounds: value < bounds[0],
    "NUMBER_LESS_THAN_EQ": lambda value, bounds: value <= bounds[0],
    "NUMBER_EQ": lambda value, bounds: value == bounds[0],
    "NUMBER_NOT_EQ": lambda value, bounds: value != bounds[0],
    "NUMBER_BETWEEN": lambda value, bounds: min(bounds) <= value <= max(bounds),
    "NUMBER_NOT_BETWEEN": lambda value, bounds: not min(bounds) <= value <= max(bounds),
    "DATE_EQ": lambda value, bounds: int(value) == int(bounds[0]),
    "DATE_BEFORE": lambda value, bounds: value < bounds[0],
    "DATE_AFTER": lambda value, bounds: value >= bounds[0] + 1,
}


class Condition:
    """One condition, asked of the cells of its ranges; formulas count from the first cell."""

    def __init__(self, reading: Reading, sheet: Sheet, condition: Json, boxes: list[Box]) -> None:
        self._reading = reading
        self._sheet = sheet
        self._kind = str(condition["type"])
        self._values = [str(v.get("userEnteredValue", "")) for v in condition.get("values", [])]
        self._boxes = boxes
        self._results: dict[tuple[str, int], dict[Place, Scalar]] = {}

    def holds(self, place: Place) -> bool:
        """Whether the cell meets the condition."""
        value = scalar(self._reading.value(self._sheet, place))
        if self._kind in {"BLANK", "NOT_BLANK"}:
            return (value in {None, ""}) == (self._kind == "BLANK")
        if self._kind == "CUSTOM_FORMULA":
            return self._custom(place)
        if self._kind in TEXTS:
            text = self._reading.formatted(self._sheet, place).casefold()
            return TEXTS[self._kind](text, self._text(place).casefold())
        return self._number(value, place)

    def _number(self, value: Scalar, place: Place) -> bool:
        test = NUMBERS.get(self._kind)
        if test is None or isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        bounds = [self._value(text, place) for text in self._values]
        numbers = [float(b) for b in bounds if isinstance(b, (int, float))]
        return bool(numbers) and len(numbers) == len(bounds) and test(float(value), numbers)

    def _text(self, place: Place) -> str:
        found = self._value(self._values[0], place) if self._values else ""
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        return self._values[0] if found is None else str(found)

    def _value(self, text: str, place: Place) -> Scalar:
        if text.startswith("="):
            return self._evaluated(text, place)
        entered = scalar(enter(text, self._reading.book.locale).value)
        return text if isinstance(entered, str) else entered

    def _custom(self, place: Place) -> bool:
        found = self._evaluated(self._values[0], place) if self._values else None
        return found is not None and not isinstance(found, str) and bool(found)

    def _evaluated(self, formula: str, place: Place) -> Scalar:
        """What the formula comes to at this cell; with it, all cells of the rule nearby."""
        key = (formula, place[0] // AT_ONCE)
        if key not in self._results:
            self._results[key] = self._nearby(*key)
        return self._results[key].get(place)

    def _nearby(self, formula: str, block: int) -> dict[Place, Scalar]:
        """What it comes to in a block of rows, of which no more is loaded than it looks at."""
        book, first = self._reading.book, self._boxes[0]
        formula = readable(formula, engine_locale(book.locale))
        top, bottom = block * AT_ONCE, (block + 1) * AT_ONCE
        moved = {
            place: (place[0] - first.top, place[1] - first.left)
            for box in self._boxes
            for place in replace(
                box, top=max(box.top, top), bottom=min(box.bottom, bottom)
            ).places()
        }
        corners = (relative(formula, *by) for by in moved.values())
        model = self._model(reach_of(book, ((self._sheet, text) for text in corners)))
        spare, title = len(book.sheets), engine_titles(book)[book.sheets.index(self._sheet)]
        model.add_sheet("Ritmiek condition")
        pointed = pointed_at(formula, quoted(title))
        for (row, column), by in moved.items():
            model.set_user_input(spare, row + 1, column + 1, relative(pointed, *by))
        model.evaluate()
        return {at: model.get_cell_value(spare, at[0] + 1, at[1] + 1) for at in moved}

    def _model(self, reach: Reach) -> ironcalc.Model:
        """A workbook of the engine with what formulas came to, as far as this reach looks."""
        reading = self._reading
        model = build(reading.book, Reach())
        for index, sheet in enumerate(reading.book.sheets):
            places = {place for place, _ in reach.cells(sheet)}
            places |= {place for place in reading.results(sheet) if reach.holds(sheet.id, place)}
            for row, column in places:
                value = scalar(reading.value(sheet, (row, column)))
                at = (index, row + 1, column + 1)
                if isinstance(value, bool):
                    model.update_cell_with_bool(*at, value)
                elif isinstance(value, (int, float)):
                    model.update_cell_with_number(*at, float(value))
                elif value is not None and value.startswith("#"):
                    model.set_user_input(*at, value)  # Most likely an error, and then to be one.
                elif value is not None:
                    model.update_cell_with_text(*at, value)
        return model


def scalar(value: Json) -> Scalar:
    """An effective value as a plain one; an error counts as its text."""
    for name in ("numberValue", "stringValue", "boolValue"):
        if name in value:
            found: Scalar = value[name]
            return found
    if "errorValue" in value:
        return error_text(value)
    return None
