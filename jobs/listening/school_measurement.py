"""The metingen of all teams together, without what would follow about a team that sees nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from forms.answers import Answers
from jobs.listening.anonymity import may_publish_total, publishable_parts
from jobs.listening.measurement import (
    CULTUUR,
    METINGEN,
    OPTIONS,
    Meting,
    Window,
    meting_table,
    team_metingen,
    windows,
    within,
)
from jobs.listening.measurement_rows import culture_rows, newest_shown, participation_row
from jobs.listening.scale import Scales, read_scales
from jobs.listening.wording import asked
from jobs.programme.block import team_blocks
from jobs.school.calendar import Calendar
from jobs.school.model import Team
from sheets_templates.model import Content, Row


@dataclass(frozen=True)
class _TeamAnswers:
    """A team's answers as a table, and when its metingen are."""

    windows: Sequence[Window]
    table: pd.DataFrame
    members: int

    def closed(self, block: int, name: str, now: datetime, calendar: Calendar) -> Window | None:
        """The days of a meting, when there is such a one and it is over."""
        today = calendar.local_date(now)
        for window in self.windows:
            if (window.block, window.meting) == (block, name) and window.last < today:
                return window
        return None


def school_measurement_tables(
    teams: Sequence[Team],
    calendar: Calendar,
    answers: Mapping[str, Answers],
    now: datetime,
) -> Content:
    """Who took part, team by team, and the learning culture of the whole school.

    `answers` are those to the meting, by team key.
    """
    shown = newest_shown(school_metingen(teams, calendar, answers, now))
    titles = asked("meting", CULTUUR, calendar.definitions) if shown else {}
    return {
        "metingen.deelname": tuple(_participation(teams, calendar, answers, now)),
        "metingen.cultuur": tuple(culture_rows(shown, titles, calendar.definitions.language)),
    }


def school_metingen(
    teams: Sequence[Team], calendar: Calendar, answers: Mapping[str, Answers], now: datetime
) -> tuple[Meting, ...]:
    """The metingen of all teams together, those of the newest block first.

    Only when every team had that meting and it is over for every team: a total that grows as
    teams finish would say what the last one answered. A question is left out when the teams that
    do not see their own figures would follow by subtraction.
    """
    blocks = {team.key: team_blocks(team, calendar) for team in teams}
    parts = [
        _TeamAnswers(
            windows=tuple(windows(blocks[team.key], calendar, team.key)),
            table=meting_table(answers[team.key], calendar),
            members=len(team.members),
        )
        for team in teams
    ]
    together = []
    for number in range(min(len(own) for own in blocks.values()), 0, -1):
        for name in METINGEN:
            found = [(part, part.closed(number, name, now, calendar)) for part in parts]
            tables = [within(part.table, window) for part, window in found if window]
            if len(tables) == len(parts):
                members = sum(part.members for part in parts)
                together.append(_together(number, name, tables, members))
    return tuple(together)


def _together(block: int, name: str, tables: Sequence[pd.DataFrame], members: int) -> Meting:
    scales = read_scales(pd.concat(tables), OPTIONS)
    safe = {key: figures for key, figures in scales.questions.items() if _hides(key, tables)}
    return Meting(
        block=block,
        name=name,
        answered=sum(len(table) for table in tables),
        members=members,
        closed=True,
        scales=Scales(safe, scales.mixed),
    )


def _hides(key: str, tables: Sequence[pd.DataFrame]) -> bool:
    """Whether the answers to a question say nothing about the teams that see none themselves."""
    given = {str(place): int(table[key].count()) for place, table in enumerate(tables)}
    return may_publish_total(given, publishable_parts(given))


def _participation(
    teams: Sequence[Team], calendar: Calendar, answers: Mapping[str, Answers], now: datetime
) -> Iterator[Row]:
    """The metingen that have begun in each team's own block."""
    for team in teams:
        blocks = team_blocks(team, calendar)
        for meting in team_metingen(team, blocks, calendar, answers[team.key], now):
            if meting.block == blocks[-1].number:
                row = participation_row(meting, calendar.definitions.language)
                yield {"team": team.name, **{key: row[key] for key in row if key != "blok"}}
