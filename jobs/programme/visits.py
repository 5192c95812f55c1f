"""A team's visits as its sheet shows them: the rota, who designs together, and what changed."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms.definition import Language
from jobs.programme.block import BlockWeek, team_blocks
from jobs.programme.rota import (
    Rota,
    make_rota,
    rota_from_rows,
    rota_to_rows,
    wishes_from_rows,
)
from jobs.programme.rota.rows import in_words
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, Team
from jobs.words.dates import enumeration, names_in, short_date
from sheets_templates.model import Content, Row

ROOSTER, PAIRS, CHANGES = "bezoeken.rooster", "kijken.paren", "kijken.wijzigingen"
REMEMBERED = 30
"""So many sentences about changes are kept, the newest first."""
SHOWN = {ROOSTER: 200, PAIRS: 50, CHANGES: 50}
"""So many rows the tables have room for: those of the newest weeks, and the first sentences."""


@dataclass(frozen=True)
class TeamVisits:
    """What a team's sheet shows of its visits, and a mark of all that it followed from.

    `rows` are those of the rota with what people wrote in their own columns.
    """

    mark: str
    rows: tuple[Row, ...]
    pairs: tuple[Row, ...] = ()
    clashes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    def content(self) -> Content:
        """The rows of its tables; what clashes stands above what changed."""
        sentences = list(dict.fromkeys([*self.clashes, *self.changes]))[: SHOWN[CHANGES]]
        newest = self.rows[-SHOWN[ROOSTER] :]
        return {
            ROOSTER: tuple({key: row.get(key) for key in _OURS} for row in newest),
            PAIRS: self.pairs[-SHOWN[PAIRS] :],
            CHANGES: tuple({"zin": sentence} for sentence in sentences),
        }


_OURS = ("week", "bezoeker", "gastheer", "datum", "lesuur")


@dataclass(frozen=True)
class Sheet:
    """The rows of a team's rota as they stand, and the numbers that the sheet gives to them."""

    rows: Sequence[Row] = ()
    numbers: Sequence[int] = ()

    def among(self, weeks: Sequence[BlockWeek]) -> list[Row]:
        """The rows of these weeks."""
        mondays = {week.monday for week in weeks}
        return [row for row in self.rows if row.get("week") in mondays]


def visits_mark(configuration: Configuration, team: Team, calendar: Calendar) -> str:
    """A mark that changes when the rota has to be made anew: people, hours, days or rules."""
    parts = [
        team.model_dump(mode="json", exclude={"name", "vocabulary", "pupils", "phase", "group"}),
        [_timetable(path) for path in (team.timetable, *(m.timetable for m in team.members))],
        configuration.calendar.model_dump(mode="json"),
        [str(week.monday) for block in team_blocks(team, calendar) for week in block.weeks],
    ]
    if configuration.school.language != "nl":
        # In another language the same rota stands in other words.
        parts.append([configuration.school.language])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def make_visits(
    configuration: Configuration,
    team: Team,
    calendar: Calendar,
    *,
    kept: TeamVisits | None = None,
    sheet: Sheet | None = None,
    today: date | None = None,
) -> TeamVisits:
    """The visits of a team: new, or repaired with as few changes as can be.

    `kept` is what was made before, `sheet` what stands in the sheet now; without it the rows that
    were kept count. What was planned before `today` and in earlier blocks stays as it is.
    """
    *earlier, block = team_blocks(team, calendar)
    language, hours = configuration.school.language, configuration.calendar.lesson_hours
    standing = sheet or Sheet(kept.rows if kept else ())
    old = standing.among([week for one in earlier for week in one.weeks])
    now = standing.among(block.weeks)
    wishes, unread = wishes_from_rows(
        standing.rows, team, numbers=standing.numbers, language=language
    )
    rota = make_rota(
        team,
        block.weeks,
        calendar,
        hours,
        previous=rota_from_rows(now, team, hours) if now else None,
        wishes=[wish for wish in wishes if any(w.monday == wish.monday for w in block.weeks)],
        today=today,
        history=rota_from_rows(old, team, hours).visits,
    )
    before = (in_words(row, language) for row in old)
    return TeamVisits(
        mark=visits_mark(configuration, team, calendar),
        rows=(*before, *_with_wishes(rota_to_rows(rota, language), now)),
        pairs=(*_earlier_pairs(kept, old, language), *_pairs(rota, language)),
        clashes=(*unread, *dict.fromkeys(conflict.sentence for conflict in rota.conflicts)),
        changes=_remembered(rota, kept, today, language),
    )


def _with_wishes(made: Iterator[Row], standing: Sequence[Row]) -> Iterator[Row]:
    """The rows of a rota with what people wrote beside them."""
    beside = {(row.get("week"), row.get("bezoeker")): row for row in standing}
    for row in made:
        yield {**beside.get((row["week"], row["bezoeker"]), {}), **row}


def _remembered(
    rota: Rota, kept: TeamVisits | None, today: date | None, language: Language
) -> tuple[str, ...]:
    new = dict.fromkeys(change.sentence for change in rota.changes)
    when = f"{short_date(today, language)}: " if today else ""
    before = kept.changes if kept else ()
    return (*(f"{when}{sentence}" for sentence in new), *before)[:REMEMBERED]


def _earlier_pairs(
    kept: TeamVisits | None, earlier_weeks: Sequence[Row], language: Language
) -> Iterator[Row]:
    weeks = {row.get("week") for row in earlier_weeks}
    for row in kept.pairs if kept else ():
        if row.get("week") in weeks:
            others = names_in(str(row.get("tweede") or ""))
            yield {**row, "tweede": enumeration(others, language)}


def _pairs(rota: Rota, language: Language) -> Iterator[Row]:
    """Who designs a lesson together; in an odd team one pair is three."""
    for pair in sorted(rota.pairs, key=lambda pair: pair.monday):
        first, *others = (member.name for member in pair.members)
        yield {"week": pair.monday, "eerste": first, "tweede": enumeration(others, language)}


def _timetable(path: Path | None) -> str:
    """What a timetable file says, so that a new one gives a new rota."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""
