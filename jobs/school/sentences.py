"""The sentences about one value: what was found, and what to write instead."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic_core import ErrorDetails

from jobs.school.problems import Location, did_you_mean

EXAMPLES = {
    "school": "{key: de-wilgen, name: De Wilgen, type: po, region: midden}",
    "key": "onderbouw",
    "name": "Onderbouw",
    "type": "po",
    "region": "midden",
    "people": "{schoolleiding: [{name: Voornaam Achternaam, email: naam@school.example}]}",
    "schoolleiding": "[{name: Voornaam Achternaam, email: naam@school.example}]",
    "email": "naam@school.example",
    "fte": "0.2",
    "calendar": '{lesson_hours: [{number: 1, start: "08:30", end: "09:20"}]}',
    "lesson_hours": '[{number: 1, start: "08:30", end: "09:20"}]',
    "number": "1",
    "start": "2026-10-17",
    "end": "2026-10-25",
    "on": "2026-11-03",
    "at": '"15:00"',
    "teams": "[{key: onderbouw, name: Onderbouw, …}]",
    "members": "[{name: Voornaam Achternaam, email: naam@school.example}, …]",
    "bordsessie": '{day: dinsdag, time: "15:15"}',
    "day": "dinsdag",
    "time": '"15:15"',
    "block_start": "2026-09-21",
    "workspace": "{kind: local, credentials: .ritmiek/workspace/credentials.json}",
    "kind": "local",
    "credentials": ".ritmiek/workspace/credentials.json",
    "client_secrets": "client_secrets.json",
    "token": ".ritmiek/sign-in/token.json",
    "mail": "{transport: outbox, sender: ritmiek@school.example, domains: [school.example]}",
    "transport": "outbox",
    "sender": "ritmiek@school.example",
    "domains": "[school.example]",
    "host": "smtp.school.example",
    "visits": "{reciprocal: true, per_week: 2}",
    "per_week": "2",
    "team_per_week": "5",
    "timetable": "lesuren.csv",
    "absences": "[{member: naam@school.example, from: 2026-11-02, until: 2026-11-13}]",
    "member": "naam@school.example",
    "from": "2026-11-02",
    "until": "2026-11-13",
}
PATTERNS = {
    "key": "write it in small letters, digits and hyphens, starting with a letter",
    "team": "write a team's key, in small letters, digits and hyphens",
    "free_hours": "write the day and the lesson hour, such as ma3 (ma, di, wo, do or vr; 1 to 12)",
}
ADDRESSES = ("email", "sender", "subject", "member", "impersonate")


def example_of(path: Location) -> str:
    """A lesson hour starts at a time, a vacation on a date."""
    if "lesson_hours" in path and path[-1] in ("start", "end"):
        return '"08:30"' if path[-1] == "start" else '"09:20"'
    return EXAMPLES.get(str(path[-1]), "…")


def name_of(path: Location) -> str:
    """What a value is called: its key, or `teams, item 2` for a part of a list."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "the file"
    if path and isinstance(path[-1], int):
        return f"{names[-1]}, item {path[-1] + 1},"
    return names[-1]


def _shown(value: object) -> str:
    """A value as it was found, without what stands beneath it."""
    match value:
        case None:
            return "empty"
        case bool():
            return f"{str(value).lower()}, a yes or no"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text '{value}'"
        case dict():
            return "a group of keys"
        case _:
            return "a list"


def _literal(name: str, value: object, detail: ErrorDetails) -> str:
    options = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
    if isinstance(value, str):
        return f"{name} '{value}' is unknown; {did_you_mean(value, options)}"
    return f"{name} is {_shown(value)}; write one of: {', '.join(options)}"


def _text(name: str, value: object, _: ErrorDetails) -> str:
    if isinstance(value, bool | int | float):
        return f'{name} is {_shown(value)}; put it in quotes: "{str(value).lower()}"'
    example = EXAMPLES.get(name, "…")
    return f"{name} is {_shown(value)}; write one text, for example {name}: {example}"


def _date(name: str, value: object, _: ErrorDetails) -> str:
    return f"{name} is {_shown(value)}, which is no date; write {_meant_date(value)}"


def _meant_date(value: object) -> str:
    for pattern in ("%d-%m-%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d"):
        try:
            return str(datetime.strptime(str(value), pattern).date())  # noqa: DTZ007 - only a date
        except ValueError:
            continue
    return "year-month-day, such as 2026-09-21"


def _time(name: str, value: object, _: ErrorDetails) -> str:
    found = re.fullmatch(r"(\d{1,2})[.:u]?(\d{2})", str(value))
    meant = f"{int(found[1]):02}:{found[2]}" if found and int(found[1]) < 24 > 0 else ""
    advice = f'"{meant}"' if meant and int(meant[3:]) < 60 else 'hours and minutes, such as "08:30"'
    return f"{name} is {_shown(value)}, which is no time; write it in quotes: {advice}"


def _pattern(name: str, value: object, detail: ErrorDetails) -> str:
    if name in ADDRESSES:
        # Addresses are not repeated: this text may end up in a log.
        return f"this {name} is no e-mail address; write one such as naam@school.example"
    key = next((part for part in reversed(detail["loc"]) if part in PATTERNS), "key")
    found = re.sub(r"[^a-z0-9]+", "-", str(value).casefold()).strip("-")
    meant = f", such as '{found}'" if key == "key" and re.match("[a-z]", found) else ""
    return f"'{value}' cannot be a {_kind(str(key))}; {PATTERNS[str(key)]}{meant}"


def _kind(key: str) -> str:
    return {"free_hours": "lesson hour", "team": "team's key"}.get(key, key)


def _without_text(value: object) -> str:
    """A value of the wrong kind; a text in the place of people may well be their names."""
    return "a text" if isinstance(value, str) else _shown(value)


def _group(name: str, value: object, _: ErrorDetails) -> str:
    return f"{name} is {_without_text(value)}; write its keys beneath it, each indented on a line"


def _list(name: str, value: object, _: ErrorDetails) -> str:
    return (
        f"{name} is {_without_text(value)}; write a list, each part on a line that starts with '- '"
    )


def _number(name: str, value: object, _: ErrorDetails) -> str:
    example = EXAMPLES.get(name, "587")
    return f"{name} is {_shown(value)}; write a number without quotes, such as {example}"


def _yes_or_no(name: str, value: object, _: ErrorDetails) -> str:
    return f"{name} is {_shown(value)}; write true or false, without quotes"


def _range(name: str, value: object, detail: ErrorDetails) -> str:
    limits = detail.get("ctx", {})
    low, high = limits.get("ge"), limits.get("le")
    limit = f"{low} or more" if low is not None else f"{high} or less"
    return f"{name} is {value}; write {limit}"


def _too_few(name: str, value: object, detail: ErrorDetails) -> str:
    found = len(value) if isinstance(value, list) else 0
    return f"{name} has {found or 'nothing'}; list at least {detail.get('ctx', {})['min_length']}"


def _too_many(name: str, _value: object, detail: ErrorDetails) -> str:
    limits = detail.get("ctx", {})
    return f"{name} has more than {limits.get('max_length')}; make a second team of the others"


def _empty(name: str, _value: object, _: ErrorDetails) -> str:
    return f"{name} is empty; write for example {name}: {EXAMPLES.get(name, '…')}"


def _too_long(name: str, value: object, detail: ErrorDetails) -> str:
    limit = detail.get("ctx", {}).get("max_length")
    return f"{name} '{value}' is {len(str(value))} long; use at most {limit} characters"


def as_the_model_says(name: str, _value: object, detail: ErrorDetails) -> str:
    """What pydantic says itself, for the rare error that has no sentence here."""
    return f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


Sentence = Callable[[str, object, ErrorDetails], str]
EXPLANATIONS: Mapping[str, tuple[str, Sentence]] = {
    "literal_error": ("unknown-value", _literal),
    "string_type": ("wrong-type", _text),
    "bool_type": ("wrong-type", _yes_or_no),
    "path_type": ("wrong-type", _text),
    "date_type": ("wrong-type", _date),
    "date_parsing": ("wrong-type", _date),
    "date_from_datetime_parsing": ("wrong-type", _date),
    "date_from_datetime_inexact": ("wrong-type", _date),
    "time_type": ("wrong-type", _time),
    "time_parsing": ("wrong-type", _time),
    "string_pattern_mismatch": ("wrong-form", _pattern),
    "model_type": ("wrong-type", _group),
    "tuple_type": ("wrong-type", _list),
    "int_type": ("wrong-type", _number),
    "float_type": ("wrong-type", _number),
    "greater_than_equal": ("out-of-range", _range),
    "less_than_equal": ("out-of-range", _range),
    "too_short": ("too-few", _too_few),
    "too_long": ("too-many", _too_many),
    "string_too_short": ("empty", _empty),
    "string_too_long": ("too-long", _too_long),
}
