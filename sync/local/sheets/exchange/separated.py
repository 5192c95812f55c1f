"""A sheet as separated values: what people see in its cells, up to the last one that is filled."""

import csv
import io
import re
from collections.abc import Iterable

from sync.local.sheets.book import Sheet
from sync.local.sheets.cells import Reading

_BREAKS = re.compile(r"[\t\r\n]+")


def comma_separated(reading: Reading, sheet: Sheet) -> str:
    """As .csv: quotes where they are needed, and no line break after the last row."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_lines(reading, sheet))
    return text.getvalue().removesuffix("\r\n")


def tab_separated(reading: Reading, sheet: Sheet) -> str:
    """As .tsv, which knows no quotes: a tab or a break in a cell becomes a space."""
    lines = ("\t".join(_BREAKS.sub(" ", text) for text in line) for line in _lines(reading, sheet))
    return "\r\n".join(lines)


def _lines(reading: Reading, sheet: Sheet) -> Iterable[list[str]]:
    used = reading.used(sheet)
    for row in range(used.bottom):
        yield [reading.formatted(sheet, (row, column)) for column in range(used.right)]
