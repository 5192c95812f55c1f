"""Where the tables of a hand-made sheet are: header rows anywhere, with rows below them."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobs.adopting.fillable import Fillable
from jobs.adopting.matching import Header, Match, Wish, best_match
from jobs.adopting.words import likeness, plain
from sync.whole_sheets import Cell, WholeTab

LONGEST_HEADER = 60
GAP = 3
"""So many blank rows end a table."""
EARLY = 40
"""Below this row a header has to say in one of our own ways what its table needs."""


@dataclass(frozen=True)
class Block:
    """A table of theirs: its header row, the row after its last, and what its columns become."""

    tab: WholeTab
    row: int
    end: int
    match: Match

    @property
    def rows(self) -> range:
        """The rows below the headers."""
        return range(self.row + 1, self.end)


@dataclass(frozen=True)
class _Head:
    row: int
    headers: tuple[Header, ...]
    match: Match

    @property
    def span(self) -> range:
        return range(self.headers[0].column, self.headers[-1].column + 1)

    @property
    def alone(self) -> bool:
        """Whether it rests on one word, which may as well be a title or an answer."""
        return self.match.headers == 1 and not self.match.wished


def find_blocks(
    tab: WholeTab, tables: Sequence[Fillable], wishes: Sequence[Wish] = ()
) -> list[Block]:
    """Every table in a tab whose headers are known, in the order of the sheet."""
    needed = {plain(word) for one in tables for word in one.headers(one.needs)}
    firsts = {
        plain(word) for one in tables for pair in one.words.pairs.values() for word in pair.first
    }
    wished = {plain(wish.header) for wish in wishes}
    seek = _Seek(tab, tables, wishes, frozenset(needed | firsts | wished))
    heads: list[_Head] = []
    for row in range(len(tab.rows)):
        heads += [head for head in seek.heads(row) if not _is_answer(tab, head, heads)]
    sure = [head for head in heads if not head.alone]
    return [
        block
        for head in sure or heads[:1]
        if (block := _block(tab, head, sure or heads[:1])).end > block.row + 1
    ]


@dataclass(frozen=True)
class _Seek:
    """Looking for headers in the rows of one tab."""

    tab: WholeTab
    tables: Sequence[Fillable]
    wishes: Sequence[Wish]
    firm: frozenset[str]

    def heads(self, row: int) -> list[_Head]:
        """The headers in a row: of tables side by side, or else of one with blank columns in it."""
        texts = [_header_text(cell) for cell in self.tab.rows[row]]
        every = tuple(Header(at, text) for at, text in enumerate(texts) if text)
        if row > EARLY and not any(plain(one.text) in self.firm for one in every):
            return []
        apart = [head for run in _runs(every) if (head := self._head(row, run))]
        if len(apart) > 1 and not any(head.alone for head in apart):
            return apart
        whole = self._head(row, every) if every else None
        lonely = whole is not None and whole.alone and (len(every) > 1 or whole.match.score < 1)
        return [] if whole is None or lonely else [whole]

    def _head(self, row: int, headers: tuple[Header, ...]) -> _Head | None:
        match = best_match(headers, self.tables, self.wishes, self._title(row, headers))
        return _Head(row, headers, match) if match else None

    def _title(self, row: int, headers: Sequence[Header]) -> str:
        """The nearest text that stands alone above these headers, or else the name of the tab."""
        for above in range(row - 1, max(row - 4, 0) - 1, -1):
            cells = (
                self.tab.cell(above, column)
                for column in range(headers[0].column, headers[-1].column + 1)
            )
            texts = [cell.shown for cell in cells if cell.shown]
            if len(texts) == 1:
                return texts[0]
        return self.tab.title


def _is_answer(tab: WholeTab, head: _Head, heads: Sequence[_Head]) -> bool:
    """Whether it is a row of a table above it, in which people happen to use such words.

    A header there says exactly what the table needs, or begins anew below a title or a blank row.
    """
    above = [other for other in heads if set(other.span) & set(head.span) and not other.alone]
    if not above or head.match.wished:
        return False
    needed = head.match.columns[head.match.fillable.needs.key]
    words = head.match.fillable.headers(head.match.fillable.needs)
    before = [tab.cell(head.row - 1, column).shown for column in head.span]
    exact = len(needed) > 1 or likeness(needed[0].text, words) == 1
    return not (exact and head.match.headers > 1) and sum(map(bool, before)) > 1


def _runs(headers: Sequence[Header]) -> list[tuple[Header, ...]]:
    runs: list[tuple[Header, ...]] = []
    for header in headers:
        if runs and runs[-1][-1].column == header.column - 1:
            runs[-1] += (header,)
        else:
            runs.append((header,))
    return runs


def _header_text(cell: Cell) -> str:
    text = " ".join(cell.shown.split())
    return text if len(text) <= LONGEST_HEADER and not isinstance(cell.value, bool) else ""


def _block(tab: WholeTab, head: _Head, heads: Sequence[_Head]) -> Block:
    below = [
        other.row for other in heads if other.row > head.row and set(other.span) & set(head.span)
    ]
    last, blank = head.row, 0
    for row in range(head.row + 1, min(below, default=len(tab.rows))):
        says = any(_says_something(tab.cell(row, column)) for column in head.span)
        blank = 0 if says else blank + 1
        if blank == GAP:
            break
        last = row if says else last
    return Block(tab, head.row, last + 1, head.match)


def _says_something(cell: Cell) -> bool:
    return bool(cell.shown) and cell.value is not False
