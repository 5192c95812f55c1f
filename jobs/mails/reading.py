"""Reading cells that people may have touched: what does not fit counts as empty."""

from datetime import date, datetime

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


def day(row: Row, key: str) -> date | None:
    """A cell as a date."""
    value = row.get(key)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
