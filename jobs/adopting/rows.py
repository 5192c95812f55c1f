"""The rows of a hand-made table, as our columns take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.definition import Language
from jobs.adopting.adoption import Misfit, NewRow, Read
from jobs.adopting.blocks import Block
from jobs.adopting.fillable import Fillable
from jobs.adopting.matching import Header
from jobs.adopting.standing import said
from jobs.adopting.values import Reading, read_cell
from sheets_templates.model import Column, Value
from sync.whole_sheets import a1

JOINED = " – "


@dataclass
class RowReader:
    """Reads rows; what does not fit is noted on the way."""

    fillable: Fillable
    gone: frozenset[str]
    today: date
    language: Language
    misfits: list[Misfit] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    formulas: int = 0

    def read(self, blocks: Iterable[Block]) -> Read:
        """Every row that says something, in the order of the sheet."""
        rows = [
            row for block in blocks for number in block.rows for row in self._row(block, number)
        ]
        return Read(tuple(rows), tuple(self.misfits), tuple(self.without), self.formulas)

    def _row(self, block: Block, number: int) -> list[NewRow]:
        taken = {key: at for key, at in block.match.columns.items() if key not in self.gone}
        cells: dict[str, Value] = {}
        shown: dict[str, str] = {}
        noted, formulas = list[Misfit](), 0
        for key, headers in taken.items():
            column = self.fillable.column(key)
            cells[key], troubles, worked_out = self._cell(block, number, column, headers)
            shown[key] = self._joined(
                column, [block.tab.cell(number, h.column).shown for h in headers]
            )
            noted += troubles
            formulas += worked_out
        if not any(said(value) for value in cells.values()) and not noted:
            return []
        self.misfits += noted
        if not said(cells.get(self.fillable.needs.key)):
            self.without.append(f"{block.tab.title}!{number + 1}")
            return []
        self.formulas += formulas
        written = {key: value for key, value in cells.items() if said(value)}
        return [NewRow(block.tab.title, number + 1, shown, written)]

    def _cell(
        self, block: Block, number: int, column: Column, headers: Sequence[Header]
    ) -> tuple[Value, list[Misfit], int]:
        options = f"{self.fillable.address}.{column.key}"
        readings: list[Reading] = []
        misfits = []
        for header in headers:
            cell = block.tab.cell(number, header.column)
            reading = read_cell(cell, column, options, self.today)
            readings.append(reading)
            if reading.trouble:
                place = a1(number, header.column)
                kept = reading.value is not None
                misfits.append(
                    Misfit(
                        block.tab.title,
                        place,
                        cell.shown,
                        reading.trouble,
                        column.header,
                        kept=kept,
                    )
                )
        worked_out = sum(one.formula and one.value is not None for one in readings)
        if len(readings) == 1:
            return readings[0].value, misfits, worked_out
        texts = [str(one.value) for one in readings if said(one.value)]
        return self._joined(column, texts) or None, misfits, worked_out

    def _joined(self, column: Column, texts: Sequence[str]) -> str:
        """Several of their columns in one of ours, such as 'Anna bij Bas'."""
        pair = self.fillable.words.pairs.get(column.key)
        full = [text for text in texts if text]
        return (pair.between[self.language] if pair and len(full) == 2 else JOINED).join(full)
