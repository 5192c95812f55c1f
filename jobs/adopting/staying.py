"""What of a hand-made sheet stays where it is, so that nothing is left out without a word."""

from collections.abc import Iterator, Sequence

from jobs.adopting.adoption import Stay
from jobs.adopting.blocks import Block
from jobs.adopting.fillable import Fillable
from sync.whole_sheets import WholeSheet, WholeTab, a1


def find_stays(
    sheet: WholeSheet, blocks: Sequence[Block], used: Sequence[Fillable]
) -> Iterator[Stay]:
    """Everything in the sheet that is in none of the tables (`used`) that would be filled."""
    for tab in sheet.tabs:
        own = [block for block in blocks if block.tab.id == tab.id]
        if not own and any(cell.shown for _, _, cell in tab.cells()):
            yield Stay(tab.title, "tab")
        for block in own:
            if block.match.fillable in used:
                yield from _columns(block)
            else:
                yield Stay(tab.title, "table", name=block.match.fillable.name)
        if own and (count := _others(tab, own)):
            yield Stay(tab.title, "cells", count=count)


def _columns(block: Block) -> Iterator[Stay]:
    for header in block.match.left:
        letters = a1(block.row, header.column).rstrip("0123456789")
        rival = block.match.rivals.get(header.column, "")
        yield Stay(block.tab.title, "column", letters, header.text, rival)


def _others(tab: WholeTab, blocks: Sequence[Block]) -> int:
    """How many cells are in no column with a header: titles, notes, what stands below."""
    headed = {
        (row, header.column)
        for block in blocks
        for headers in (*block.match.columns.values(), block.match.left)
        for header in headers
        for row in range(block.row, block.end)
    }
    shown = {(row, column) for row, column, cell in tab.cells() if cell.shown}
    return len(shown - headed)
