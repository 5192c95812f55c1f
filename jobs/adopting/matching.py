"""Which headers of a hand-made table belong to which columns of one of ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jobs.adopting.fillable import Fillable
from jobs.adopting.words import ALIKE, likeness, plain
from sheets_templates.model import Column

MADE_OUT = 2.0
"""How much somebody's own word for it counts: more than any likeness."""


@dataclass(frozen=True)
class Header:
    """The head of a column of theirs; columns count from 0."""

    column: int
    text: str


@dataclass(frozen=True)
class Wish:
    """What somebody says of a header: the column that it is, or none to leave it where it is."""

    header: str
    address: str = ""
    column: str = ""


@dataclass(frozen=True)
class Match:
    """A table with its columns by key, each from one or more of theirs, and what is left over."""

    fillable: Fillable
    columns: Mapping[str, tuple[Header, ...]]
    left: tuple[Header, ...]
    score: float
    wished: bool = False
    rivals: Mapping[int, str] = field(default_factory=dict)

    @property
    def headers(self) -> int:
        """How many of their columns are taken."""
        return sum(len(headers) for headers in self.columns.values())


def best_match(
    headers: Sequence[Header], tables: Sequence[Fillable], wishes: Sequence[Wish], title: str
) -> Match | None:
    """The table that these headers fit best; none when there is no certainty.

    `title` is what stands above them: it decides between tables that fit as well.
    """
    found = [_match(headers, one, wishes) for one in tables]
    sure = [one for one in found if one is not None]
    return max(sure, key=lambda one: one.score + _titled(one.fillable, title), default=None)


def _titled(fillable: Fillable, title: str) -> float:
    return 0.6 * (likeness(title, fillable.titles) >= ALIKE)


def _match(headers: Sequence[Header], fillable: Fillable, wishes: Sequence[Wish]) -> Match | None:
    wished = {plain(wish.header): wish for wish in wishes}
    free = [one for one in headers if plain(one.text) not in wished]
    columns = dict(_wished(headers, fillable, wished))
    by_wish, score = bool(columns), MADE_OUT * len(columns)
    for key, pair in _pairs(free, fillable):
        if key not in columns:
            columns[key] = pair
            score += 2.0
    for likely, header, key in _ranked(free, fillable):
        taken = {one.column for found in columns.values() for one in found}
        if key not in columns and header.column not in taken:
            columns[key] = (header,)
            score += likely
    if fillable.needs.key not in columns:
        return None
    taken = {one.column for found in columns.values() for one in found}
    left = tuple(one for one in headers if one.column not in taken)
    rivals = _rivals(left, fillable, columns)
    return Match(fillable, columns, left, score, wished=by_wish, rivals=rivals)


def _wished(
    headers: Sequence[Header], fillable: Fillable, wished: Mapping[str, Wish]
) -> Iterator[tuple[str, tuple[Header, ...]]]:
    """What somebody said goes before everything; several headers may go into one text."""
    for column in fillable.columns:
        asked = (fillable.address, column.key)
        found = tuple(
            one
            for one in headers
            if (wish := wished.get(plain(one.text))) and (wish.address, wish.column) == asked
        )
        if found:
            yield column.key, found


def _pairs(
    headers: Sequence[Header], fillable: Fillable
) -> Iterator[tuple[str, tuple[Header, ...]]]:
    for key, pair in fillable.words.pairs.items():
        first = _most_like(headers, pair.first)
        second = _most_like([one for one in headers if one != first], pair.second)
        if first and second:
            yield key, (first, second)


def _most_like(headers: Sequence[Header], words: tuple[str, ...]) -> Header | None:
    sure = [one for one in headers if likeness(one.text, words) == 1.0]
    return sure[0] if sure else None


def _ranked(headers: Sequence[Header], fillable: Fillable) -> Iterable[tuple[float, Header, str]]:
    """Likely pairs, the likeliest first; of equals the one that stands first in their sheet."""
    found = [
        (likely, header, column.key)
        for header in headers
        for column in fillable.columns
        if (likely := likeness(header.text, _known(fillable, column, len(headers)))) >= ALIKE
    ]
    return sorted(found, key=lambda one: (-one[0], one[1].column))


def _known(fillable: Fillable, column: Column, headers: int) -> tuple[str, ...]:
    """The words for a column; a list without other columns goes by the name of its table."""
    lonely = headers == 1 and column == fillable.needs
    return fillable.headers(column) + (fillable.titles if lonely else ())


def _rivals(
    left: Sequence[Header], fillable: Fillable, columns: Mapping[str, tuple[Header, ...]]
) -> Mapping[int, str]:
    """Headers that are left over because another one fits the same column better."""
    return {
        one.column: fillable.column(key).header
        for likely, one, key in reversed(list(_ranked(left, fillable)))
        if key in columns
    }
