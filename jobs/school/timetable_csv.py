"""A team's timetable as a .csv file: when its members are free and when they teach.

The first row names the columns, in any order and in English or in Dutch:

- `member` (`lid`): the e-mail address, or the name as the school's file has it;
- `day` (`dag`): ma, di, wo, do or vr, or the day in full;
- `hour` (`lesuur`): the number of the lesson hour, 1 to 12;
- `what` (`wat`): `free` or `vrij`, `teaches` or `les`.

Columns are separated by a semicolon, a comma or a tab. Of a member with a row that says `teaches`,
only those hours are taught; of a member with rows that say `free` alone, all other hours are.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Literal

from jobs.school.model import Member, Team
from jobs.school.problems import Problem, did_you_mean, near_miss

Column = Literal["member", "day", "hour", "what"]
COLUMNS: Mapping[Column, tuple[str, ...]] = {
    "member": ("member", "lid", "e-mail", "email", "naam"),
    "day": ("day", "dag"),
    "hour": ("hour", "lesuur", "uur"),
    "what": ("what", "wat"),
}
FREE = ("free", "vrij")
TEACHES = ("teaches", "les", "geeft les")
DAYS = {
    "maandag": "ma",
    "dinsdag": "di",
    "woensdag": "wo",
    "donderdag": "do",
    "vrijdag": "vr",
}
HOURS = range(1, 13)


class TimetableError(Exception):
    """A timetable that cannot be used; the message lists all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class WeekHours:
    """The hours of one member in every week; without `taught` whatever is not free is taught."""

    free: frozenset[str]
    taught: frozenset[str] | None = None

    def teaches(self, key: str) -> bool:
        """Whether the member has a lesson in an hour such as ma3."""
        return key not in self.free if self.taught is None else key in self.taught


@dataclass
class _Reading:
    """What has been read of a file, and what is wrong with it."""

    file: Path
    team: Team
    lesson_hours: Collection[int]
    free: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    taught: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: int, rule: str, message: str) -> None:
        self.problems.append(Problem(self.file, row, column, rule, message))

    def hours(self) -> dict[str, WeekHours]:
        members = list(dict.fromkeys([*self.free, *self.taught]))
        return {
            key: WeekHours(
                frozenset(self.free[key]) if key in self.free else frozenset(),
                frozenset(self.taught[key]) if key in self.taught else None,
            )
            for key in members
        }


def read_week_hours(
    file: Path, team: Team, lesson_hours: Collection[int] = HOURS
) -> dict[str, WeekHours]:
    """The hours of each member by address; TimetableError with every mistake when there is any.

    `lesson_hours` are the numbers of those that the school has.
    """
    reading = _Reading(file, team, lesson_hours)
    rows = _rows(reading)
    places = _columns(reading, rows[0]) if rows else {}
    if len(places) == len(COLUMNS):
        for number, cells in enumerate(rows[1:], start=2):
            if any(cell.strip() for cell in cells):
                _read_row(reading, number, cells, places)
    if reading.problems:
        raise TimetableError(reading.problems)
    return reading.hours()


def _rows(reading: _Reading) -> list[list[str]]:
    try:
        text = reading.file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = "this is no text in UTF-8; save it again as CSV in UTF-8"
    except OSError as error:
        message = (
            f"this timetable cannot be read ({error.strerror}); correct its name or put it there"
        )
    else:
        if text.strip():
            first = text.splitlines()[0]
            separator = max(";,\t", key=first.count)
            return list(csv.reader(StringIO(text), delimiter=separator))
        message = "this timetable is empty; write a row with member, day, hour and what"
    reading.problems.append(Problem(reading.file, None, None, "unreadable", message))
    return []


def _columns(reading: _Reading, header: Sequence[str]) -> dict[Column, int]:
    titles = [title.strip().casefold() for title in header]
    if not any(name in titles for names in COLUMNS.values() for name in names):
        message = "the first row names no columns; write there member;day;hour;what"
        reading.refuse(1, 1, "missing-column", f"{message} (or lid;dag;lesuur;wat)")
        return {}
    places: dict[Column, int] = {}
    for column, names in COLUMNS.items():
        place = next((titles.index(name) for name in names if name in titles), None)
        if place is None:
            meant = next((title for title in titles if near_miss(title, names, cutoff=0.5)), None)
            found = f"there is no column '{column}'; "
            advice = f"rename '{meant}' to {names[-1]}" if meant else "name one in the first row"
            reading.refuse(1, 1, "missing-column", found + advice)
        else:
            places[column] = place
    return places


def _read_row(
    reading: _Reading, number: int, cells: Sequence[str], places: Mapping[Column, int]
) -> None:
    values = {
        column: cells[place].strip() if place < len(cells) else ""
        for column, place in places.items()
    }
    before = len(reading.problems)
    for column, rule, message in _mistakes(reading, values):
        reading.refuse(number, places[column] + 1, rule, message)
    member = _member(reading.team, values["member"])
    if member is None or len(reading.problems) > before:
        return
    key, hour = member.email.casefold(), _hour_key(values)
    kind, other = reading.free, reading.taught
    if values["what"].casefold() in TEACHES:
        kind, other = other, kind
    if hour in other.get(key, ()):
        message = f"{hour} is both free and taught for this member; keep one of the two rows"
        reading.refuse(number, places["what"] + 1, "free-and-taught", message)
    kind[key].add(hour)


def _mistakes(reading: _Reading, values: Mapping[Column, str]) -> Iterator[tuple[Column, str, str]]:
    """What is wrong in a row; names and addresses are not repeated, as a log may hold this."""
    team = reading.team
    if _member(team, values["member"]) is None:
        message = f"this is no member of team '{team.key}'; write the e-mail address of one"
        yield "member", "unknown-member", message
    if _day(values["day"]) is None:
        near = did_you_mean(values["day"], (*DAYS.values(), *DAYS))
        yield "day", "unknown-day", f"'{values['day']}' is no school day; {near}"
    number = values["hour"].casefold().removesuffix("e")
    if not number.isdecimal() or int(number) not in HOURS:
        message = f"'{values['hour']}' is no lesson hour; write a number from 1 to 12"
        yield "hour", "unknown-hour", message
    elif int(number) not in reading.lesson_hours:
        known = ", ".join(map(str, sorted(reading.lesson_hours)))
        message = f"lesson hour {number} is not in the timetable of the school, which has {known}"
        yield "hour", "unknown-hour", f"{message}; correct it or add it there"
    if values["what"].casefold() not in (*FREE, *TEACHES):
        message = f"'{values['what']}' is unknown; write free (vrij) or teaches (les)"
        yield "what", "unknown-value", message


def _member(team: Team, text: str) -> Member | None:
    """The member with an address, or else the only one with a name."""
    meant = text.casefold()
    for member in team.members:
        if member.email.casefold() == meant:
            return member
    named = [member for member in team.members if member.name.casefold() == meant]
    return named[0] if len(named) == 1 else None


def _day(text: str) -> str | None:
    small = text.casefold()
    return DAYS.get(small, small if small in DAYS.values() else None)


def _hour_key(values: Mapping[Column, str]) -> str:
    return f"{_day(values['day'])}{int(values['hour'].casefold().removesuffix('e'))}"
