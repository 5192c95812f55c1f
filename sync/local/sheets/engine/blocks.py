"""What goes into a call that is worked out apart, and what comes out."""

from dataclasses import dataclass, field
from datetime import datetime

from sync.local.call import Json
from sync.local.sheets.formulas.engine_words import UNKNOWN

NAME, VALUE, NONE_FOUND, REF = f"{UNKNOWN}()", "#VALUE!", "#N/A", "#REF!"


@dataclass(frozen=True)
class Cell:
    """A value (an ExtendedValue, empty for nothing), and the number format that it is shown by."""

    value: Json
    number_format: Json = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it is an error."""
        return "errorValue" in self.value

    @property
    def number(self) -> float | None:
        """The number; of a truth, one or nought."""
        if "boolValue" in self.value:
            return float(self.value["boolValue"])
        return float(self.value["numberValue"]) if "numberValue" in self.value else None

    @property
    def text(self) -> str | None:
        """The text, if it is one."""
        return self.value.get("stringValue")


@dataclass(frozen=True)
class Block:
    """The cells of one argument; of a range, with the column at which it begins."""

    rows: list[list[Cell]]
    left: int | None = None

    @property
    def first(self) -> Cell:
        """The cell in its corner."""
        return self.rows[0][0] if self.rows and self.rows[0] else Cell({})

    @property
    def cells(self) -> list[Cell]:
        """All of its cells, row by row."""
        return [cell for row in self.rows for cell in row]


@dataclass(frozen=True)
class Setting:
    """The spreadsheet's language, and what time it is there."""

    locale: str
    now: datetime


@dataclass(frozen=True)
class Outcome:
    """The values of a call, row by row, and the number formats of their columns; or an error."""

    rows: list[list[Json]] = field(default_factory=list)
    formats: list[Json] = field(default_factory=list)
    error: str = ""


def error_in(block: Block) -> bool:
    """Whether a cell of a block is an error."""
    return any(cell.is_error for cell in block.cells)
