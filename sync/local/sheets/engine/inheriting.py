"""The number format that a formula takes over from the cells and functions in it."""

from contextlib import suppress
from dataclasses import dataclass, field

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.entering.formats import engine_locale, is_date
from sync.local.sheets.formulas.array_parameters import passes_on
from sync.local.sheets.formulas.tree import (
    Applied,
    Array,
    Call,
    Constant,
    Group,
    Node,
    Operation,
    Reference,
    separators_of,
    tree,
)
from sync.local.sheets.formulas.words import UnreadableFormulaError
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Area, parse_cells

_OWN = {
    "DATE": "DATE",
    "TODAY": "DATE",
    "TO_DATE": "DATE",
    "EDATE": "DATE",
    "EOMONTH": "DATE",
    "WORKDAY": "DATE",
    "WORKDAY.INTL": "DATE",
    "NOW": "DATE_TIME",
    "EPOCHTODATE": "DATE_TIME",
    "TIME": "TIME",
    "TO_PERCENT": "PERCENT",
    "TO_DOLLARS": "CURRENCY",
}
_LIKE_ARGUMENTS = frozenset(
    """
ABS ADD AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS AVERAGE.WEIGHTED CEILING FLOOR MROUND ROUND ROUNDDOWN
ROUNDUP TRUNC INT SUM SUMIF SUMIFS SUBTOTAL SUMPRODUCT MAX MAXA MAXIFS MIN MINA MINIFS MEDIAN MODE
MODE.SNGL LARGE SMALL PERCENTILE PERCENTILE.INC PERCENTILE.EXC QUARTILE QUARTILE.INC QUARTILE.EXC
STDEV STDEV.P STDEV.S TRIMMEAN ARRAYFORMULA FILTER SORT SORTN UNIQUE INDEX TRANSPOSE FLATTEN TOCOL
TOROW CHOOSECOLS CHOOSEROWS OFFSET ARRAY_CONSTRAIN UPLUS UMINUS VSTACK HSTACK MOD
""".split()  # noqa: SIM905 - names read best as text
)
_FROM_THIRD = frozenset({"SUMIF", "AVERAGEIF", "XLOOKUP"})
_COLUMN_WISE = frozenset({"FILTER", "SORT", "SORTN", "UNIQUE", "ARRAYFORMULA", "ARRAY_CONSTRAIN"})
_OPERATORS = {"ADD": "+", "MINUS": "-", "MULTIPLY": "*", "DIVIDE": "/"}
MOST_LOOKED_AT = 200
"""How many cells of a range are looked at for one with a format."""
DEEPEST = 40
"""How many formulas upon formulas a format is followed through."""


@dataclass
class Inheriting:
    """The number formats that the formulas of one spreadsheet imply."""

    book: Book
    known: dict[tuple[int, Place], Json] = field(default_factory=dict)
    depth: int = 0
    queried: dict[tuple[int, Call], list[Json]] = field(default_factory=dict)
    """The formats of the columns that a QUERY on a sheet came to."""

    def implied(self, sheet: Sheet, place: Place, formula: str, column: int = 0) -> Json:
        """The format of a cell with this formula, or of one that it spread to, columns further."""
        try:
            node = tree(formula, separators_of(engine_locale(self.book.locale)))
            return self._of(sheet, node, column) if column else self._own(sheet, place, node)
        except (UnreadableFormulaError, RecursionError):  # thousands of operators in a row
            return {}

    def _own(self, sheet: Sheet, place: Place, node: Node) -> Json:
        """The format of a cell, found once; a circle of formulas has none."""
        if (sheet.id, place) not in self.known:
            self.known[sheet.id, place] = {}
            self.depth += 1
            found = self._of(sheet, node, 0) if self.depth < DEEPEST else {}
            self.depth -= 1
            self.known[sheet.id, place] = found
        return self.known[sheet.id, place]

    def of_part(self, sheet: Sheet, node: Node | None, column: int) -> Json:
        """The format of a column of what a part of a formula on this sheet comes to."""
        try:
            return self._of(sheet, node, column)
        except RecursionError:  # thousands of operators in a row
            return {}

    def note_query(self, sheet: Sheet, node: Call, formats: list[Json]) -> None:
        """Know the formats of the columns of a QUERY on a sheet."""
        with suppress(RecursionError):
            self.queried[sheet.id, node] = formats

    def _of(self, sheet: Sheet, node: Node | None, column: int) -> Json:
        match node:
            case Reference():
                return self._cells(sheet, node, column)
            case Group():
                return self._of(sheet, node.inside, column)
            case Operation():
                return self._operation(sheet, node.sign, node.operands, column)
            case Array():
                row = node.rows[0]
                return self._of(sheet, row[min(column, len(row) - 1)], 0)
            case Applied():
                return {}
            case Call():
                return self._call(sheet, node, column)
        return {}

    def _call(self, sheet: Sheet, node: Call, column: int) -> Json:
        name, given = node.name.upper(), node.arguments
        if name in _OWN:
            return {"type": _OWN[name]}
        if name in _OPERATORS and len(given) == 2:
            return self._operation(sheet, _OPERATORS[name], given, column)
        if name == "QUERY":
            columns = self.queried.get((sheet.id, node), [])
            return columns[column] if column < len(columns) else {}
        if name in {"VLOOKUP", "HLOOKUP"}:
            return self._looked_up(sheet, node)
        if name in {"LOOKUP", "XLOOKUP", *_FROM_THIRD} and len(given) > 2:
            return self._of(sheet, given[2], column)
        if name == "LET":
            return self._of(sheet, given[-1], column) if given else {}
        if name in _LIKE_ARGUMENTS:
            taken = given[:1] if name in _COLUMN_WISE else given
            return self._first(sheet, taken, column)
        return self._first(
            sheet, [one for at, one in enumerate(given) if passes_on(name, at)], column
        )

    def _first(self, sheet: Sheet, nodes: "list[Node | None] | tuple[Node | None, ...]",
               column: int) -> Json:  # fmt: skip
        return next((found for one in nodes if (found := self._of(sheet, one, column))), {})

    def _operation(
        self, sheet: Sheet, sign: str, operands: tuple[Node | None, ...], column: int
    ) -> Json:
        """Dates stay dates when days are added; a currency wins from a percentage."""
        if sign == "%":
            return {"type": "PERCENT"}
        if len(operands) == 1:
            return self._of(sheet, operands[0], column)
        if sign not in "+-*/":
            return {}
        left, right = (self._of(sheet, one, column) for one in operands)
        if sign == "+":
            return self._stronger(left, right)
        if sign == "-":
            return {} if is_date(left) and is_date(right) else self._stronger(left, right)
        if is_date(left) or is_date(right):
            return {}
        if sign == "/":
            return {} if right.get("type", "") == left.get("type", "") or not left else left
        return self._stronger(left, right)

    def _stronger(self, left: Json, right: Json) -> Json:
        if is_date(right) and (not is_date(left) or left.get("type") == "TIME"):
            return right
        if right.get("type") == "CURRENCY" and left.get("type") in {None, "PERCENT", "NUMBER"}:
            return right
        return left or right

    def _looked_up(self, sheet: Sheet, node: Call) -> Json:
        """The column (or row) of a table that the third argument counts to."""
        given = node.arguments
        if len(given) < 3 or not isinstance(given[1], Reference):
            return {}
        if not isinstance(given[2], Constant) or not given[2].text.isdigit():
            return {}
        at = int(given[2].text) - 1
        return self._cells(sheet, given[1], at, by_rows=node.name.upper() == "HLOOKUP")

    def _cells(self, sheet: Sheet, node: Reference, at: int, *, by_rows: bool = False) -> Json:
        """The first format in one column (or row) of a range."""
        source = self._sheet(sheet, node.sheet)
        area = parse_cells(node.place.replace("$", ""), source.id) if source else None
        if source is None or area is None or source.is_object:
            return {}
        return self._in_line(source, area, at, by_rows=by_rows)

    def _in_line(self, sheet: Sheet, area: Area, at: int, *, by_rows: bool) -> Json:
        box = area.within(sheet.rows, sheet.columns)
        if by_rows:
            row = box.top + at
            places = [(row, column) for column in range(box.left, box.right)]
        else:
            column = min(box.left + at, box.right - 1)
            places = [(row, column) for row in range(box.top, box.bottom)[:MOST_LOOKED_AT]]
        found = (self._cell(sheet, place) for place in places[:MOST_LOOKED_AT])
        return next((one for one in found if one and one.get("type") != "TEXT"), {})

    def _cell(self, sheet: Sheet, place: Place) -> Json:
        cell = sheet.cell(place)
        own: Json = cell.get("userEnteredFormat", {}).get("numberFormat", {})
        formula = cell.get("userEnteredValue", {}).get("formulaValue")
        if own or formula is None:
            return own
        return self.implied(sheet, place, formula)

    def _sheet(self, own: Sheet, prefix: str) -> Sheet | None:
        if not prefix:
            return own
        title = prefix[:-1]
        return self.book.titled(title[1:-1].replace("''", "'") if title.startswith("'") else title)
