"""Lists that people write in one cell: lesson hours and dates."""

import re

from jobs.school.beheer.cells import WEEKDAYS, WEEKDAYS_IN_FULL, day_of, shown
from sync.headed_tables import Cell

_SHORT = dict(zip(WEEKDAYS_IN_FULL, WEEKDAYS, strict=True))
_HOUR = re.compile(r"(ma|di|wo|do|vr|za|zo)?(\d{1,3})e?")


def hours_of(cell: Cell) -> list[str]:
    """Lesson hours such as ma3; a number alone is of the day before it, as in `ma 1, 3`.

    What is no lesson hour stays as it was written, for the rules to refuse.
    """
    text = shown(cell).casefold()
    for full, short in _SHORT.items():
        text = re.sub(rf"\b{full}\b", short, text)
    text = re.sub(r"\b(lesuur|uur|en)\b", " ", text)
    text = re.sub(r"\b(ma|di|wo|do|vr|za|zo)[ .:]+(?=\d)", r"\1", text)
    hours: list[str] = []
    day = ""
    for part in re.split(r"[\s,;/+&]+", text):
        if found := _HOUR.fullmatch(part):
            day = found[1] or day
            hours.append(f"{day}{int(found[2])}")
        elif part:
            day = ""
            hours.append(part)
    return hours


def days_of(cell: Cell) -> list[str]:
    """Dates with a comma, a semicolon, `en` or a new line between them."""
    if not isinstance(cell, str):
        return [day_of(cell)]
    parts = re.split(r"[,;\n]+|\s+en\s+", cell)
    return [day_of(part) for part in parts if part.strip()]
