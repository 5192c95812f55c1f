"""A meting that was shown keeps its days, so that two publications never differ by one answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import AnswerRow
from jobs.ledger import Ledger
from jobs.listening.measurement import team_metingen, windows
from jobs.listening.settled_windows import Days, settled
from jobs.programme.block import team_blocks
from jobs.school.calendar import Calendar
from jobs.school.model import Team
from jobs.work.shown_metingen import note_shown, shown_metingen
from tests.listening.test_measurement import noon, said
from tests.programme.cast import BLOCK_START, CALENDAR, ONDERBOUW, answers

WEEK = timedelta(weeks=1)
NUL = next(windows(team_blocks(ONDERBOUW, CALENDAR), CALENDAR))
SUBJECT = "de-linde/onderbouw"
MOVES = st.lists(st.tuples(st.integers(-3, 8), st.integers(0, 300)), min_size=2, max_size=8)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    kept = Ledger(tmp_path / "ledger.sqlite")
    yield kept
    kept.close()


def moved(weeks: int) -> Team:
    return ONDERBOUW.model_copy(update={"block_start": BLOCK_START + weeks * WEEK})


def knowing(ledger: Ledger) -> Calendar:
    return replace(CALENDAR, shown_metingen=shown_metingen(ledger, "de-linde"))


def shared_days(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@settings(max_examples=100, deadline=None)
@given(MOVES)
def test_of_all_days_that_were_ever_shown_together_two_are_the_same_or_apart(
    moves: list[tuple[int, int]],
) -> None:
    shown: set[Days] = set()
    for weeks, passed in sorted(moves, key=lambda move: move[1]):
        calendar = replace(CALENDAR, shown_metingen={"onderbouw": tuple(sorted(shown))})
        team, today = moved(weeks), date(2026, 9, 1) + timedelta(days=passed)
        found = windows(team_blocks(team, calendar), calendar, team.key)
        shown |= {(one.first, one.last) for one in found if one.last < today}
    assert not [pair for pair in combinations(shown, 2) if shared_days(*pair)]


@settings(max_examples=100, deadline=None)
@given(st.sets(st.integers(0, 60), min_size=2, max_size=8), st.sets(st.integers(0, 60), max_size=8))
def test_metingen_never_overlap_one_another(planned: set[int], shown: set[int]) -> None:
    def pieces(bounds: set[int]) -> list[Days]:
        days = [date(2026, 9, 1) + timedelta(days=bound) for bound in sorted(bounds)]
        return [(a, b - timedelta(days=1)) for a, b in pairwise(days)]

    kept = pieces(shown)[::2]
    found = [days for days in settled(pieces(planned), kept) if days]
    assert not [pair for pair in combinations(found, 2) if shared_days(*pair)]
    for days in found:
        assert days in kept or not any(shared_days(days, one) for one in kept)


def test_a_meting_that_nobody_saw_goes_along_with_its_block() -> None:
    team = moved(1)
    nul, *_ = windows(team_blocks(team, CALENDAR), CALENDAR, team.key)
    assert nul.last == NUL.last + WEEK


def figures(team: Team, calendar: Calendar, rows: list[AnswerRow]) -> Counter[str]:
    """How many answered each meting of which figures are shown."""
    now = noon(NUL.last + 4 * WEEK)
    found = team_metingen(team, team_blocks(team, calendar), calendar, answers(*rows), now)
    return Counter({meting.name: meting.answered for meting in found if meting.published})


def test_one_answer_of_the_week_after_is_not_added_to_figures_that_were_shown(
    ledger: Ledger,
) -> None:
    rows = [*said(NUL.last, 4, 4, 4, 4, 4), *said(NUL.last + 2 * timedelta(days=1), 1)]
    now = noon(NUL.last + WEEK)
    assert figures(moved(1), CALENDAR, rows) == {"nulmeting": 6}
    note_shown(ledger, SUBJECT, ONDERBOUW, CALENDAR, answers(*rows), now)
    assert figures(moved(1), knowing(ledger), rows) == {"nulmeting": 5}
    assert figures(moved(-1), knowing(ledger), rows) == {"nulmeting": 5}


def test_a_meting_that_runs_or_that_nobody_answered_may_still_move(ledger: Ledger) -> None:
    for now, rows in ((NUL.last, said(NUL.first, 4, 4)), (NUL.last + WEEK, [])):
        note_shown(ledger, SUBJECT, ONDERBOUW, CALENDAR, answers(*rows), noon(now))
        assert shown_metingen(ledger, "de-linde") == {}


def test_the_days_of_one_team_are_those_of_no_other(ledger: Ledger) -> None:
    rows = answers(*said(NUL.last, 4, 4))
    note_shown(ledger, SUBJECT, ONDERBOUW, CALENDAR, rows, noon(NUL.last + WEEK))
    assert shown_metingen(ledger, "de-linde") == {"onderbouw": ((NUL.first, NUL.last),)}
    assert shown_metingen(ledger, "de") == {}
