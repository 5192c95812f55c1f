"""Working out the calls that the engine cannot make, between its evaluations.

The engine evaluates, the calls are made with what their arguments came to, what they come to is
put where formulas find it; and so on, until nothing changes any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import ironcalc

from sync.local.call import Json
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.engine.bench import Bench
from sync.local.sheets.engine.blocks import NAME, Block, Cell, Outcome, Setting
from sync.local.sheets.engine.counting import count_unique_ifs
from sync.local.sheets.engine.inheriting import Inheriting
from sync.local.sheets.engine.kinds import Single, each, is_date, is_email, is_url, to_text
from sync.local.sheets.engine.model import engine_titles
from sync.local.sheets.engine.ordering import sort, sortn
from sync.local.sheets.engine.places import At, error_of, put
from sync.local.sheets.engine.querying import query
from sync.local.sheets.engine.results import result
from sync.local.sheets.entering.formats import engine_locale
from sync.local.sheets.formulas.apart import SINGLES, WHOLE, Asked, Given, Written
from sync.local.sheets.formulas.tree import Call, Constant, Name, Reference, separators_of
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Area, of_grid_range, parse_cells

ROUNDS = 15
"""How many calls may wait for each other."""
Function = Callable[[list[Block], Setting], Outcome]
FUNCTIONS: dict[str, Function] = {
    "QUERY": query,
    "SORT": sort,
    "SORTN": sortn,
    "COUNTUNIQUEIFS": count_unique_ifs,
}
OF_ONE: dict[str, Single] = {
    "ISDATE": is_date,
    "ISEMAIL": is_email,
    "ISURL": is_url,
    "TO_TEXT": to_text,
}


@dataclass
class _Pending:
    """A formula with such calls: where it stands, its arguments' places, and what was found."""

    at: At
    written: Written
    places: dict[tuple[int, int], At] = field(default_factory=dict)
    put: dict[tuple[int, int], str] = field(default_factory=dict)
    outcomes: list[Outcome | None] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether it is worked out as a whole, so that its cell can be as empty as any."""
        return self.written.asked[-1].name == WHOLE


class Workings:
    """The calls of one spreadsheet that are worked out apart."""

    def __init__(self, book: Book, model: ironcalc.Model, asking: dict[At, Written]) -> None:
        separator = separators_of(engine_locale(book.locale)).argument
        self._book = book
        self._model = model
        self._bench = Bench(model, engine_titles(book), separator)
        self._setting = Setting(book.locale, book.now)
        self._pending = {at: self._prepared(at, written) for at, written in asking.items()}
        self._inheriting = Inheriting(book)
        self._filled: dict[int, set[Place]] = {}
        self.queried: dict[tuple[int, Call], list[Json]] = {}

    def settle(self) -> None:
        """Evaluate until every call stands by what it came to; what never does is not carried."""
        waiting = list(self._pending.values())
        for _ in range(ROUNDS):
            self._model.evaluate()
            waiting = self._renewed()
            if not waiting:
                return
        for one in waiting:
            self._model.set_user_input(*one.at, one.written.filled([NAME] * len(one.found)))
        self._model.evaluate()

    def work_out(self, whole: dict[At, Written]) -> bool:
        """Work out these formulas as a whole; gives whether there were any that were not yet."""
        new = {
            at: written
            for at, written in whole.items()
            if at not in self._pending or not self._pending[at].is_whole
        }
        self._pending |= {at: self._prepared(at, written) for at, written in new.items()}
        return bool(new)

    def _prepared(self, at: At, written: Written) -> _Pending:
        one = _Pending(at, written)
        one.outcomes = [None] * len(written.asked)
        one.found = [NAME] * len(written.asked)
        for number, asked in enumerate(written.asked):
            for index, given in enumerate(asked.given):
                if not _is_direct(given):
                    one.places[number, index] = self._bench.place_argument()
        self._put_arguments(one)
        return one

    def _put_arguments(self, one: _Pending) -> bool:
        """Let arguments be worked out in which a call came to something else than before."""
        changed = False
        for (number, index), place in one.places.items():
            written = Written(one.written.asked[number].given[index].written).filled(one.found)
            if one.put.get((number, index)) != written:
                one.put[number, index] = written
                self._bench.put_argument(place, written)
                changed = True
        return changed

    def _renewed(self) -> list[_Pending]:
        """Make every call anew; gives the formulas of which one came to something else."""
        self._bench.look()
        self._look()
        return [one for one in self._pending.values() if self._renew(one)]

    def _look(self) -> None:
        self._inheriting = Inheriting(self._book, queried=self.queried)
        self._filled = {}
        for sheet, row, column in self._model.get_all_cells():
            self._filled.setdefault(sheet, set()).add((row - 1, column - 1))

    def _renew(self, one: _Pending) -> bool:
        changed = False
        for number, asked in enumerate(one.written.asked):
            outcome = self._made(one, number, asked)
            if outcome == one.outcomes[number]:
                continue
            one.outcomes[number] = outcome
            one.found[number] = self._told(outcome)
            if outcome.formats:
                sheet = self._book.sheets[one.at[0]]
                self._inheriting.note_query(sheet, asked.node, outcome.formats)
            changed = True
        if changed:
            self._put_arguments(one)
            self._put(one)
        return changed

    def _put(self, one: _Pending) -> None:
        """Let the cell of a formula be what it came to."""
        last = one.outcomes[-1]
        if one.is_whole and last and last.rows:
            self._model.clear_cell_contents(*one.at)
            put(self._model, one.at, last.rows[0][0])
        else:
            self._model.set_user_input(*one.at, one.written.filled(one.found))

    def _made(self, one: _Pending, number: int, asked: Asked) -> Outcome:
        sheet = self._book.sheets[one.at[0]]
        blocks = [
            self._block(sheet, given, one.places.get((number, index)))
            for index, given in enumerate(asked.given)
        ]
        if asked.name == WHOLE:
            return Outcome([[blocks[0].first.value]])
        if asked.name in SINGLES:
            return each(OF_ONE[asked.name], blocks, self._setting, arrays=asked.arrays)
        return FUNCTIONS[asked.name]([_emptied(block) for block in blocks], self._setting)

    def _told(self, outcome: Outcome) -> str:
        """What a call came to, as a formula says it."""
        if outcome.error or not outcome.rows:
            return outcome.error or NAME
        if len(outcome.rows) == len(outcome.rows[0]) == 1 and "errorValue" in outcome.rows[0][0]:
            return error_of(outcome.rows[0][0])
        return self._bench.put_result(outcome.rows)

    def _block(self, sheet: Sheet, given: Given, place: At | None) -> Block:
        """The cells of an argument."""
        if place is not None:
            rows = self._bench.argument(place)
            across = range(len(rows[0]))
            kinds = [self._inheriting.of_part(sheet, given.node, column) for column in across]
            return Block([[Cell(row[at], kinds[at]) for at in across] for row in rows])
        match given.node:
            case Constant(kind, text):
                return Block([[Cell(_constant(kind, text))]])
            case Reference():
                return self._range(self._area(sheet, given.node))
            case Name(text):
                return self._range(self._named(text))
        return Block([[Cell({})]])

    def _range(self, area: Area | None) -> Block:
        sheet = next((one for one in self._book.sheets if area and one.id == area.sheet), None)
        if sheet is None or area is None or sheet.is_object:
            return Block([[Cell({"errorValue": {"type": "REF"}})]])
        box = area.within(sheet.rows, sheet.columns)
        index = self._book.sheets.index(sheet)
        filled = self._filled.get(index, set())
        rows = [
            [
                self._cell(sheet, index, (row, column)) if (row, column) in filled else Cell({})
                for column in range(box.left, box.right)
            ]
            for row in range(box.top, box.bottom)
        ]
        return Block(rows, box.left)

    def _cell(self, sheet: Sheet, index: int, place: Place) -> Cell:
        cell = sheet.cell(place)
        entered = cell.get("userEnteredValue", {})
        number_format = cell.get("userEnteredFormat", {}).get("numberFormat", {})
        if entered and "formulaValue" not in entered:
            return Cell(entered, number_format)
        value = result(self._model, (index, place[0] + 1, place[1] + 1), "")
        if not number_format and "numberValue" in value and entered:
            formula = str(entered["formulaValue"])
            number_format = self._inheriting.implied(sheet, place, formula)
        return Cell(value, number_format)

    def _area(self, own: Sheet, node: Reference) -> Area | None:
        title = node.sheet[:-1]
        plain = title[1:-1].replace("''", "'") if title.startswith("'") else title
        sheet = self._book.titled(plain) if plain else own
        return parse_cells(node.place.replace("$", ""), sheet.id) if sheet else None

    def _named(self, name: str) -> Area | None:
        for named in self._book.document.get("namedRanges", []):
            if named["name"].lower() == name.lower():
                return of_grid_range(named["range"])
        return None


def _emptied(block: Block) -> Block:
    """The same cells; those with an empty text are empty."""
    rows = [
        [Cell({}) if cell.value == {"stringValue": ""} else cell for cell in row]
        for row in block.rows
    ]
    return Block(rows, block.left)


def _is_direct(given: Given) -> bool:
    """Whether an argument needs no engine: cells, a constant, or nothing."""
    match given.node:
        case None | Reference() | Name():
            return True
        case Constant(kind, _):
            return kind != "error"
    return False


def _constant(kind: str, text: str) -> Json:
    if kind == "number":
        return {"numberValue": float(text)}
    if kind == "truth":
        return {"boolValue": text == "TRUE"}
    return {"stringValue": text[1:-1].replace('""', '"')}
