"""What would be taken over, line by line, as a team reads it."""

from collections.abc import Iterator, Sequence
from datetime import date

from forms.definition import Language
from jobs.adopting.adoption import Adoption, Misfit, NewRow, Stay, TableAdoption
from jobs.adopting.blocks import Block
from jobs.adopting.wording import WORDS, Words, counted, rows_word
from jobs.planning.telling import shortened
from sheets_templates.model import Value

EXAMPLES = 3
MOST = 8


def told(adoption: Adoption, language: Language) -> Iterator[str]:
    """The lines of an adoption below the school's own line."""
    words = WORDS[language]
    for table in adoption.tables:
        yield from (f"  {line}" for line in _table(table, language))
    if adoption.stays:
        yield f"  {words.stays}"
        lines = [_stay(one, words) for one in adoption.stays]
        yield from (f"    - {line}" for line in _some(lines, words))


def _table(table: TableAdoption, language: Language) -> Iterator[str]:
    words, own = WORDS[language], table.fillable
    count, free = len(table.rows), len(table.standing.free)
    head = words.table if count else words.nothing_new
    yield head.format(
        name=own.name, key=own.table.key, count=count, rows=rows_word(language, count), free=free
    )
    for block in table.blocks:
        yield from (f"  {line}" for line in _columns(table, block, words))
    for key in sorted(table.standing.gone & {k for b in table.blocks for k in b.match.columns}):
        yield "  " + words.gone.format(column=own.column(key).header)
    yield from (f"  {line}" for line in _rows(table, words))
    yield from (f"  {line}" for line in _left_out(table, words))


def _rows(table: TableAdoption, words: Words) -> Iterator[str]:
    """The first rows as they would become, and how many more there are."""
    count = len(table.rows)
    for row in table.rows[:EXAMPLES]:
        yield _row(table, row, words)
    if count > EXAMPLES:
        yield counted(words.more_rows, count - EXAMPLES)
    if table.full:
        yield words.full.format(free=len(table.standing.free), count=count)
    if table.already:
        yield counted(words.already, table.already)
    if count and table.read.formulas:
        yield counted(words.formulas, table.read.formulas)


def _left_out(table: TableAdoption, words: Words) -> Iterator[str]:
    """What does not fit; of rows that were copied before that was said then."""
    read = table.read
    misfits = [_misfit(one, words) for one in read.misfits] if table.rows else []
    if misfits or read.without:
        yield words.misfits
    yield from (f"  - {line}" for line in _some(misfits, words))
    if read.without:
        where, needs = ", ".join(_some(read.without, words)), table.fillable.needs.header
        yield f"  - {counted(words.without, len(read.without), column=needs, where=where)}"


def _columns(table: TableAdoption, block: Block, words: Words) -> Iterator[str]:
    yield words.columns.format(tab=block.tab.title, row=block.row + 1)
    for column in table.fillable.columns:
        headers = block.match.columns.get(column.key, ())
        if headers and column.key not in table.standing.gone:
            old = " + ".join(f"'{shortened(header.text)}'" for header in headers)
            yield "  " + words.becomes.format(old=old, new=column.header)


def _row(table: TableAdoption, row: NewRow, words: Words) -> str:
    said = row.said
    cells = "; ".join(
        f"{column.header}: {_became(said.get(column.key, ''), row.cells[column.key], words)}"
        for column in table.fillable.columns
        if column.key in row.cells
    )
    return words.row.format(number=row.number, tab=row.tab, cells=cells)


def _became(old: str, value: Value, words: Words) -> str:
    """What stands there, and what it becomes where that is something else."""
    new = shortened(_shown(value, words))
    before = shortened(old)
    return f"'{new}'" if new == before else words.becomes.format(old=f"'{before}'", new=f"'{new}'")


def _shown(value: Value, words: Words) -> str:
    if value is True:
        return "✓"
    return words.day.format(day=value) if isinstance(value, date) else str(value)


def _misfit(misfit: Misfit, words: Words) -> str:
    sentence = words.as_text if misfit.kept else words.left_blank
    return sentence.format(
        where=f"{misfit.tab}!{misfit.cell}",
        column=misfit.column,
        says=f"'{shortened(misfit.says)}'",
        why=words.misfit[misfit.trouble],
    )


def _stay(stay: Stay, words: Words) -> str:
    line = words.stay[stay.what].format(
        tab=stay.tab, column=stay.column, name=shortened(stay.name), count=stay.count
    )
    return line + (words.rival.format(rival=stay.rival) if stay.rival else "")


def _some(lines: Sequence[str], words: Words) -> Sequence[str]:
    if len(lines) <= MOST:
        return lines
    return [*lines[: MOST - 1], words.more.format(count=len(lines) - MOST + 1)]
