"""Sheets of the engine's workbook that no spreadsheet has: where arguments and results stand."""

import ironcalc

from sync.local.call import Json
from sync.local.sheets.engine.blocks import Block, Cell
from sync.local.sheets.engine.places import At, put
from sync.local.sheets.engine.results import result
from sync.local.sheets.formulas.engine_words import call
from sync.local.sheets.ranges import cell_name

WIDTH = 60
"""How many columns an argument may have: the next one stands beside it."""
PER_SHEET = 16_384 // WIDTH
EMPTY = "\ue000"
"""What stands for an empty cell among values, which the engine would make nought."""


class Bench:
    """The sheets behind those of a spreadsheet."""

    def __init__(self, model: ironcalc.Model, titles: list[str], separator: str) -> None:
        self._model = model
        self._titles = list(titles)
        self._own = len(titles)
        self._separator = separator
        self._arguments = 0
        self._sheet_of_arguments = -1
        self._sheet_of_results = -1
        self._next_row = 1
        self._filled: dict[tuple[int, int], set[tuple[int, int]]] = {}

    def place_argument(self) -> At:
        """A place for one more argument, with room below and to the right."""
        if self._arguments % PER_SHEET == 0:
            self._sheet_of_arguments = self._add_sheet()
        column = self._arguments % PER_SHEET * WIDTH + 1
        self._arguments += 1
        return self._sheet_of_arguments, 1, column

    def put_argument(self, at: At, written: str) -> None:
        """Let an argument be worked out; empty cells in it are told apart from empty texts."""
        empty = call("IF", ["ISTEXT(r_)", '""', f'"{EMPTY}"'], self._separator)
        told = call("IF", ['r_=""', empty, "r_"], self._separator)
        self._model.set_user_input(*at, "=" + call("LET", ["r_", written, told], self._separator))

    def look(self) -> None:
        """See what the engine filled at its last evaluation."""
        self._filled = {}
        for sheet, row, column in self._model.get_all_cells():
            if sheet >= self._own:
                block = self._filled.setdefault((sheet, (column - 1) // WIDTH), set())
                block.add((row, (column - 1) % WIDTH))

    def argument(self, at: At) -> list[list[Json]]:
        """What an argument came to."""
        sheet, _, left = at
        filled = self._filled.get((sheet, (left - 1) // WIDTH), {(1, 0)})
        down, across = max(row for row, _ in filled), max(column for _, column in filled) + 1
        return [
            [self._value((sheet, row, left + column)) for column in range(across)]
            for row in range(1, down + 1)
        ]

    def _value(self, at: At) -> Json:
        value = result(self._model, at, "")
        return {} if value == {"stringValue": EMPTY} else value

    def put_result(self, rows: list[list[Json]]) -> str:
        """A place for the values of a call, as a formula refers to it."""
        if self._sheet_of_results < 0 or self._next_row + len(rows) > 1_000_000:
            self._sheet_of_results, self._next_row = self._add_sheet(), 1
        sheet, top = self._sheet_of_results, self._next_row
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                put(self._model, (sheet, top + down, across + 1), value)
        self._next_row += len(rows)
        first = _fixed(top, 0)
        last = _fixed(top + len(rows) - 1, len(rows[0]) - 1)
        place = first if first == last else f"{first}:{last}"
        return f"'{self._titles[sheet]}'!{place}"

    def _add_sheet(self) -> int:
        number = len(self._titles)
        taken = {title.lower() for title in self._titles}
        title = next(one for at in range(number + 1) if (one := f"Bench {at}").lower() not in taken)
        self._titles.append(title)
        self._model.add_sheet(title)
        return number


def _fixed(row: int, column: int) -> str:
    letters = cell_name(0, column)[:-1]
    return f"${letters}${row}"


def block_of(rows: list[list[Json]]) -> Block:
    """Values without a format."""
    return Block([[Cell(value) for value in row] for row in rows])
