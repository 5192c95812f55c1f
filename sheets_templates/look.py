"""How a spreadsheet looks: one visual language, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, cycle, islice
from typing import Literal

from sheets_templates.model import Chart, Colour, Format, Style, Tone

PAPER = "#FBF8F3"
INK = "#1F2933"
QUIET_INK = "#52606D"
TEAL = "#0F5C5C"
TEAL_FILL = "#DCEBEA"
AMBER = "#B45309"
AMBER_FILL = "#FDE9C8"
AMBER_INK = "#92400E"
"""Amber that can be read on its own fill."""

GOOD = "#1B6E3C"
GOOD_FILL = "#DDF0E3"
QUIET_FILL = "#EFEBE4"
WHITE = "#FFFFFF"
FONT = "Arial"


@dataclass(frozen=True)
class CellLook:
    """How a cell looks; no background means that the sheet shows through."""

    ink: str = INK
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: int = 10
    align: Literal["left", "center", "right"] | None = None
    wrap: bool = False


@dataclass(frozen=True)
class NumberLook:
    """How a value of a format is shown; `kind` is what it is, `pattern` how it is written."""

    kind: Literal["text", "number", "percent", "currency", "date", "time", "boolean"]
    pattern: str | None = None
    align: Literal["left", "center", "right"] = "left"
    wrap: bool = False


HEADER = CellLook(ink=WHITE, background=TEAL, bold=True, wrap=True)
PEOPLE_HEADER = CellLook(ink=INK, background=AMBER_FILL, bold=True, wrap=True)
"""The header of a column that people fill in themselves."""

BANDS = (WHITE, PAPER)
"""The backgrounds of the odd and even rows of a banded table."""

STYLES: Mapping[Style, CellLook] = {
    "title": CellLook(ink=TEAL, bold=True, size=20),
    "subtitle": CellLook(ink=QUIET_INK, size=11),
    "heading": CellLook(ink=TEAL, bold=True, size=13),
    "body": CellLook(wrap=True),
    "muted": CellLook(ink=QUIET_INK, wrap=True),
    "link": CellLook(ink=TEAL, underline=True),
    "button": CellLook(ink=WHITE, background=TEAL, bold=True, size=11, align="center"),
    "notice": CellLook(ink=AMBER_INK, background=AMBER_FILL, wrap=True),
}

TONES: Mapping[Tone, CellLook] = {
    "good": CellLook(ink=GOOD, background=GOOD_FILL),
    "attention": CellLook(ink=AMBER_INK, background=AMBER_FILL),
    "muted": CellLook(ink=QUIET_INK, background=QUIET_FILL, italic=True),
    "highlight": CellLook(ink=TEAL, background=TEAL_FILL, bold=True),
}

FORMATS: Mapping[Format, NumberLook] = {
    "text": NumberLook("text", "@", wrap=True),
    "long_text": NumberLook("text", "@", wrap=True),
    "number": NumberLook("number", "0.0", align="right"),
    "count": NumberLook("number", "0", align="right"),
    "percent": NumberLook("percent", "0%", align="right"),
    "euro": NumberLook("currency", "[$€] #,##0", align="right"),
    "date": NumberLook("date", "d mmm yyyy"),
    "weekday_date": NumberLook("date", "ddd d mmm"),
    "time": NumberLook("time", "hh:mm"),
    "checkbox": NumberLook("boolean", align="center"),
}

TAB_COLOURS: Mapping[str, str] = {
    "start": TEAL,
    "plan": "#2E7D7A",
    "board": AMBER,
    "visit": GOOD,
    "measure": "#7A4E8C",
    "overview": INK,
}

COLOURS: Mapping[Colour, str] = {
    "teal": TEAL,
    "green": "#4C9A6B",
    "amber": "#E0A458",
    "red": "#B4483C",
    "grey": "#A9B2BA",
    "sand": "#E3D5B8",
    "purple": "#7A4E8C",
}
_USUAL: tuple[Colour, ...] = ("teal", "amber", "green", "grey", "purple", "red", "sand")


def series_colours(chart: Chart) -> tuple[str, ...]:
    """The colour of each series of a chart: its own, or else the usual ones in order."""
    usual = chain(chart.colours, cycle(_USUAL))
    return tuple(COLOURS[colour] for colour in islice(usual, len(chart.series)))
