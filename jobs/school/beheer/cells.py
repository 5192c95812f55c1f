"""What people wrote in one cell: read when it is clear, refused when it is not, never guessed."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from forms.definition import Language
from jobs.school.problems import near_miss
from jobs.words.marks import meant
from jobs.words.marks import shown as said_in
from sync.headed_tables import Cell

Plain = str | int | float | list[str]
Reader = Callable[[Cell], Plain]

FORMULA_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|ERROR!)")
DAY_ZERO = date(1899, 12, 30)
YEARS = range(2000, 2100)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
IN_FULL = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7,
    "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12, "sept": 9,
    "maa": 3,
}  # fmt: skip
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
WEEKDAYS_IN_FULL = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip


class UnclearCellError(Exception):
    """A cell says something that cannot be read with certainty."""

    def __init__(self, rule: str, message: str, melding: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.melding = melding


def shown(cell: Cell) -> str:
    """What people see in a cell, without needless spaces."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def repeated(cell: Cell) -> str:
    """A cell for the command line, which a log may keep: what may be somebody's name stays out."""
    text = shown(cell)
    harmless = any(sign.isdigit() for sign in text) and "@" not in text and len(text) < 30
    return f"'{text}'" if harmless else "this text"


def text_of(cell: Cell) -> str:
    """A text without needless spaces; a tick or the error of a formula is none."""
    text = shown(cell)
    if isinstance(cell, bool) or FORMULA_ERROR.fullmatch(text):
        raise UnclearCellError(
            "no-text",
            f"{repeated(cell)} is no text; write it out",
            f"'{text}' is geen tekst. Schrijf hier zelf wat er moet staan.",
        )
    return text


def small_text_of(cell: Cell) -> str:
    """A text in small letters."""
    return text_of(cell).casefold()


def word_of(options: Mapping[str, str], language: Language = "nl") -> Reader:
    """A reader of one word out of a few, in either language, with what each means.

    Those of `language` are named when a cell says something else.
    """
    first: dict[str, str] = {}
    for word, meaning in options.items():
        first.setdefault(meaning, said_in(word, language))
    known = list(first.values())

    def read(cell: Cell) -> str:
        word = shown(cell).casefold()
        option = meant(word)
        if option not in options:
            near = near_miss(word, known)
            choice = ", ".join(known)
            raise UnclearCellError(
                "unknown-value",
                f"'{word}' is unknown; did you mean '{near}'?"
                if near
                else f"{repeated(cell)} is unknown; write one of: {choice}",
                f"'{word}' ken ik niet. "
                + (f"Bedoel je '{near}'?" if near else f"Kies uit: {choice}."),
            )
        return options[option]

    return read


def number_of(cell: Cell) -> int | float:
    """A number, also when it was written as text or with a comma."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else cell
    text = shown(cell).casefold()
    if re.fullmatch(r"\d{1,4}(e|de|ste)?", text):
        return int(re.sub(r"\D", "", text))
    if re.fullmatch(r"\d{0,4}[.,]\d{1,4}", text):
        return float(text.replace(",", "."))
    raise UnclearCellError(
        "no-number",
        f"{repeated(cell)} is no number; write a number such as 3 or 0,2",
        f"'{text}' is geen getal. Schrijf een getal, zoals 3 of 0,2.",
    )


def day_of(cell: Cell) -> str:
    """A date as year-month-day, from a real date or from a text that leaves no doubt."""
    if isinstance(cell, str):
        found = _day_in(shown(cell).casefold())
    elif isinstance(cell, bool) or cell is None:
        found = None
    else:
        found = _day_at(float(cell))
    if found is None:
        text = shown(cell)
        raise UnclearCellError(
            "no-date",
            f"{repeated(cell)} is no clear date; write day-month-year, such as 3-11-2026",
            f"'{text}' is geen duidelijke datum. Schrijf dag-maand-jaar, zoals 3-11-2026.",
        )
    return found.isoformat()


def _day_at(number: float) -> date | None:
    """The day of a serial number, or of a number such as 20261103."""
    if not number.is_integer() or not 0 < number < 30_000_000:
        return None
    if number > 2_900_000:
        digits = str(int(number))
        return _day(digits[:4], digits[4:6], digits[6:])
    found = DAY_ZERO + timedelta(days=number)
    return found if found.year in YEARS else None


def _day_in(text: str) -> date | None:
    first, _, rest = text.partition(" ")
    weekday = _weekday(first.strip(".,"))
    day = _plain_day_in(rest.strip() if weekday is not None else text)
    # A weekday that does not fit its date is a slip in one of the two.
    return None if day and weekday is not None and day.weekday() != weekday else day


def _plain_day_in(text: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})", text):
        return _day(found[1], found[3], found[4]) if found[2] or len(text) == 8 else None
    if found := re.fullmatch(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})", text):
        return _day(found[4], found[3], found[1])
    if found := re.fullmatch(r"(\d{1,2})[ -]?([a-z]{3,9})\.?[ -]?(\d{4})", text):
        month = _month(found[2])
        return _day(found[3], str(month), found[1]) if month else None
    return None


def _month(name: str) -> int | None:
    return MONTHS.index(name) + 1 if name in MONTHS else IN_FULL.get(name)


def _weekday(name: str) -> int | None:
    for names in (WEEKDAYS, WEEKDAYS_IN_FULL):
        if name in names:
            return names.index(name)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def clock_of(cell: Cell) -> str:
    """A time as 15:15, from a real time or from a text such as 15.15 or 1515."""
    if isinstance(cell, str):
        found = _clock_in(shown(cell).casefold())
    elif isinstance(cell, bool) or cell is None:
        found = None
    else:
        found = _clock_at(cell)
    if found is None:
        text = shown(cell)
        raise UnclearCellError(
            "no-time",
            f"{repeated(cell)} is no clear time; write hours and minutes, such as 15:15",
            f"'{text}' is geen duidelijke tijd. Schrijf uren en minuten, zoals 15:15.",
        )
    return found.isoformat("minutes")


def _clock_at(number: float) -> time | None:
    """The time of a part of a day, or of a whole number such as 830."""
    if 0 <= number < 1:
        minutes = round(number * 1440)
        whole = abs(number * 1440 - minutes) < 1 / 120
        return _clock(minutes // 60, minutes % 60) if whole else None
    if float(number).is_integer() and number >= 100:
        return _clock(int(number) // 100, int(number) % 100)
    return None


def _clock_in(text: str) -> time | None:
    text = text.removesuffix("uur").strip()
    if found := re.fullmatch(r"(\d{1,2})\s?[.:u]\s?(\d{2})(:00)?\s?u?", text):
        return _clock(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})(\d{2})", text):
        return _clock(int(found[1]), int(found[2]))
    return None


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
