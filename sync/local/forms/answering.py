"""From what a browser sends to answers as Google keeps them, or to a sentence on what is wrong."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sync.local.forms.sections import Question, Section

Fields = Mapping[str, Sequence[str]]
OTHER = "__other_option__"
LONGEST_ANSWER = 10_000
NOT_ANSWERED = "Deze vraag is nog niet beantwoord."
NOT_AN_OPTION = "Kies een van de antwoorden die hier staan."
ONE_ONLY = "Kies één antwoord."
INVISIBLE = (
    "Er zat een onzichtbaar teken in je antwoord dat we niet kunnen bewaren. We hebben het"
    " weggehaald: kijk of je antwoord nog klopt en verstuur het opnieuw."
)
NOT_A_TIME = "Dit is geen tijd. Schrijf hem als 08:30."
TOO_LONG = "Je antwoord is te lang: maak het korter dan 10.000 tekens."


@dataclass(frozen=True)
class Given:
    """What was answered to one question, or what is wrong with it."""

    values: tuple[str, ...] = ()
    problem: str = ""


def given(question: Question, fields: Fields) -> Given:
    """The answer to one question."""
    found = _READERS[question.kind](question, fields)
    if not found.problem and not found.values and question.required:
        return Given(problem=NOT_ANSWERED)
    return found


def problems_in(section: Section, fields: Fields) -> dict[str, str]:
    """What is wrong in a section: a sentence per question id, in reading order."""
    found = {question.id: given(question, fields).problem for question in section.questions()}
    return {identifier: problem for identifier, problem in found.items() if problem}


def without_control_characters(text: str) -> str:
    """The text without the characters that nobody types: all controls but tab and line end."""
    return "".join(sign for sign in text if not _is_control(sign))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n"


def _text(question: Question, fields: Fields) -> Given:
    # Browsers send a line end as two characters; Google keeps one.
    text = _first(question.field, fields).replace("\r\n", "\n").replace("\r", "\n")
    return _checked(text)


def _checked(text: str) -> Given:
    if not text.strip():
        return Given()
    if any(_is_control(sign) for sign in text):
        return Given(problem=INVISIBLE)
    return Given(problem=TOO_LONG) if len(text) > LONGEST_ANSWER else Given((text,))


def _one(question: Question, fields: Fields) -> Given:
    found = _several(question, fields)
    return Given(problem=ONE_ONLY) if len(found.values) > 1 else found


def _several(question: Question, fields: Fields) -> Given:
    allowed = {option.text for option in question.options if not option.other}
    has_other = any(option.other for option in question.options)
    values: list[str] = []
    ticked = [value for value in fields.get(question.field, ()) if value]
    if has_other and not ticked and _other(question, fields).strip():
        ticked = [OTHER]
    for chosen in dict.fromkeys(ticked):
        if chosen == OTHER and has_other:
            other = _checked(_other(question, fields))
            if other.problem or not other.values:
                return Given(problem=other.problem or "Vul in wat je met ‘Anders’ bedoelt.")
            values += other.values
        elif chosen in allowed:
            values.append(chosen)
        else:
            return Given(problem=NOT_AN_OPTION)
    return Given(tuple(values))


def _other(question: Question, fields: Fields) -> str:
    return _first(f"{question.field}.other_option_response", fields)


def _date(question: Question, fields: Fields) -> Given:
    if not question.year:
        return _date_without_year(question, fields)
    text = _first(question.field, fields).strip().replace("T", " ")
    if not text:
        return Given()
    try:
        if not question.time:
            return Given((date.fromisoformat(text).isoformat(),))
        moment = datetime.strptime(text[:16], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a date on paper
        return Given((f"{moment:%Y-%m-%d %H:%M}",))
    except ValueError:
        return Given(problem="Dit is geen datum. Schrijf hem als 2026-11-09.")


def _date_without_year(question: Question, fields: Fields) -> Given:
    typed = _first(question.field, fields).strip()
    parts = typed.split("-") if typed else [_part(question, name, fields) for name in DAY_PARTS]
    if not any(parts):
        return Given()
    try:
        # A leap year, so that 29 February is a day.
        day = date(2028, *(int(part) for part in parts))
    except (ValueError, TypeError, OverflowError):
        return Given(problem="Deze dag bestaat niet. Kies een dag en een maand.")
    if not question.time:
        return Given((f"{day:%m-%d}",))
    clock = _clock_time(_part(question, "time", fields) or _clock_in_parts(question, fields))
    return Given((f"{day:%m-%d} {clock}",)) if clock else Given(problem=NOT_A_TIME)


def _time(question: Question, fields: Fields) -> Given:
    text = _first(question.field, fields).strip()
    if not text:
        return Given()
    clock = _clock_time(text)
    return Given((clock,)) if clock else Given(problem=NOT_A_TIME)


def put_together(question: Question, fields: Fields) -> str:
    """A date or a time of which every part came in a field of its own, as to Google's own page."""
    if question.kind == "time":
        return _clock_in_parts(question, fields)
    year, month, day = (_part(question, name, fields) for name in ("year", "month", "day"))
    if question.kind != "date" or not question.year or not (year or month or day):
        return ""
    found = f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}"
    return f"{found}T{_clock_in_parts(question, fields)}" if question.time else found


def _clock_in_parts(question: Question, fields: Fields) -> str:
    hour, minute = (_part(question, name, fields) for name in ("hour", "minute"))
    if not (hour or minute):
        return ""
    return f"{hour.zfill(2)}:{minute.zfill(2)}"


def _clock_time(text: str) -> str | None:
    try:
        return f"{time.fromisoformat(text):%H:%M}"
    except ValueError:
        return None


def _duration(question: Question, fields: Fields) -> Given:
    typed = _first(question.field, fields).strip()
    parts = typed.split(":") if typed else [_part(question, n, fields) for n in DURATION_PARTS]
    if not any(parts):
        return Given()
    numbers = [part or "0" for part in parts]
    fits = len(numbers) == 3 and all(re.fullmatch("[0-9]{1,2}", number) for number in numbers)
    if not fits or int(numbers[0]) > 72 or int(numbers[1]) > 59 or int(numbers[2]) > 59:
        return Given(problem="Vul uren (0–72), minuten (0–59) en seconden (0–59) in.")
    return Given((":".join(f"{int(number):02d}" for number in numbers),))


def _first(name: str, fields: Fields) -> str:
    return next(iter(fields.get(name, ())), "")


def _part(question: Question, name: str, fields: Fields) -> str:
    return _first(f"{question.field}_{name}", fields).strip()


DAY_PARTS = ("month", "day")
DURATION_PARTS = ("hour", "minute", "second")
_READERS = {
    "text": _text,
    "paragraph": _text,
    "radio": _one,
    "drop_down": _one,
    "scale": _one,
    "rating": _one,
    "checkbox": _several,
    "date": _date,
    "time": _time,
    "duration": _duration,
}
