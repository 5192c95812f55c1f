"""People's own columns of the rota, read as wishes; and a sentence about what cannot be read.

A row is one visitor in one visit week. `vast` holds on to the visit as it is, `andere_dag`,
`ander_uur` and `andere_gastheer` say what is to change, and `vervalt` drops the visit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from forms.definition import Language
from jobs.programme.rota.model import Wish
from jobs.programme.rota.names import find, members_by_name, shown_names
from jobs.school.model import Member, Team
from jobs.school.problems import near_miss
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month
from sheets_templates.model import Row, Value

COLUMNS = ("vast", "andere_dag", "ander_uur", "andere_gastheer", "vervalt")
HOURS = range(1, 13)


@dataclass
class _RowReader:
    """Reads one row and keeps what it cannot read."""

    number: int
    row: Row
    team: Team
    known: Mapping[str, Member]
    language: Language = "nl"
    mistakes: list[str] = field(default_factory=list)

    def wish(self) -> Wish | None:
        """What people want of this row; none when they left their columns empty."""
        if not any(self.row.get(key) not in (None, False, "") for key in COLUMNS):
            return None
        monday, visitor = self.row.get("week"), find(self.known, self.row.get("bezoeker"))
        if not isinstance(monday, date):
            self._refuse("week", self.row.get("week"), "keep_monday")
            return None
        if visitor is None:
            self._refuse("bezoeker", self.row.get("bezoeker"), "keep_member")
            return None
        wish = Wish(
            monday=monday,
            visitor=visitor.email,
            keep=self._ticked("vast"),
            on=self._day(),
            hour=self._hour(),
            host=self._host(visitor),
            cancelled=self._ticked("vervalt"),
        )
        return None if wish == Wish(monday, visitor.email) else wish

    def _ticked(self, key: str) -> bool:
        value = self.row.get(key)
        if isinstance(value, bool) or value in (None, ""):
            return bool(value)
        self._refuse(key, value, "tick")
        return False

    def _day(self) -> date | None:
        value = self.row.get("andere_dag")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value in (None, ""):
            return value if isinstance(value, date) else None
        for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value).strip(), pattern).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
        self._refuse("andere_dag", value, "date")
        return None

    def _hour(self) -> int | None:
        value = self.row.get("ander_uur")
        if value in (None, ""):
            return None
        text = str(value).strip().casefold().removesuffix("uur").strip().removesuffix("e")
        text = text.removesuffix(".0")
        if not isinstance(value, bool) and text.isdecimal() and int(text) in HOURS:
            return int(text)
        self._refuse("ander_uur", value, "hour")
        return None

    def _host(self, visitor: Member) -> str | None:
        value = self.row.get("andere_gastheer")
        if value is None or not str(value).strip():
            return None
        host = find(self.known, value)
        if host is None:
            names = shown_names(self.team.members).values()
            near = near_miss(str(value), names)
            self._refuse("andere_gastheer", value, "near" if near else "member", near=near)
        elif host == visitor:
            self._refuse("andere_gastheer", value, "another")
            return None
        return host.email if host else None

    def _refuse(self, column: str, found: Value, advice: str, near: str | None = None) -> None:
        week, of_week = self.row.get("week"), ""
        if isinstance(week, date):
            of_week = self._say("of_week", day=day_and_month(week, self.language))
        self.mistakes.append(
            self._say(
                "unread",
                number=self.number,
                of_week=of_week,
                column=say(f"columns.{column}", self.language),
                found=self._say("nothing") if found in (None, "") else f"‘{found}’",
                advice=self._say(advice, near=near),
            )
        )

    def _say(self, name: str, **values: object) -> str:
        return say(f"wishes.{name}", self.language, **values)


def wishes_from_rows(
    rows: Sequence[Row],
    team: Team,
    *,
    numbers: Sequence[int] = (),
    language: Language = "nl",
) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
    """The wishes in people's columns, and a sentence for each cell that cannot be read.

    `numbers` are those that the sheet gives to these rows; without them they count from 1.
    """
    readers = [
        _RowReader(number, row, team, members_by_name(team.members), language)
        for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True)
    ]
    wishes = tuple(_once(reader.wish() for reader in readers))
    return wishes, tuple(text for reader in readers for text in reader.mistakes)


def _once(wishes: Iterator[Wish | None]) -> Iterator[Wish]:
    """Of a row that stands twice the last one counts, in the place of the first."""
    by_row = {(wish.monday, wish.visitor): wish for wish in wishes if wish}
    yield from by_row.values()
