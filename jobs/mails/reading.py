"""Reading cells that people may have touched: what does not fit counts as empty."""

from datetime import date, datetime

from forms.definition import Language
from sheets_templates.model import Content, Row


def rows(content: Content, table: str) -> tuple[Row, ...]:
    """The rows of a table; none when it was not read."""
    return tuple(content.get(table, ()))


def text(row: Row, key: str) -> str:
    """A cell as text, without the space around it."""
    value = row.get(key)
    return "" if value is None else str(value).strip()


def number(row: Row, key: str) -> int:
    """A cell as a whole number; 0 when it is none."""
    value = row.get(key)
    return int(value) if isinstance(value, int | float) else 0


def decimal(row: Row, key: str, language: Language = "nl") -> str:
    """A cell as a number with at most one decimal, as one writes it: 7,5, and in English 7.5."""
    value = row.get(key)
    found = float(value) if isinstance(value, int | float) else 0.0
    written = f"{found:.1f}".removesuffix(".0")
    return written.replace(".", ",") if language == "nl" else written


def clipped(words: str, length: int = 200) -> str:
    """Text that fits in a mail; the sheet has the rest."""
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"


def sentence(words: str) -> str:
    """Text that people wrote, with an end to it."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def day(row: Row, key: str) -> date | None:
    """A cell as a date."""
    value = row.get(key)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
