"""Weeks as hypothesis makes them: what people do, and what Ritmiek does after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st

from tests.mangling.elsewhere import ELSEWHERE
from tests.mangling.form_acts import FORM_ACTS
from tests.mangling.sheet_acts import SHEET_ACTS

How = Literal["plain", "deep", "restore"]
PLACES = (0, 0, 0, 0, 1, 2)
"""Which of the school's sheets people are in: mostly in that of the team."""


@dataclass(frozen=True)
class Act:
    """Something that somebody does; the numbers are taken as far as there are such places."""

    kind: str
    file: int = 0
    tab: int = 0
    row: int = 0
    column: int = 0
    tall: int = 1
    wide: int = 1
    to: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Week:
    """A week: what people did, and how set-up runs after it."""

    acts: tuple[Act, ...] = ()
    how: How = "plain"


ACTS = st.builds(
    Act,
    kind=st.sampled_from([*SHEET_ACTS, *ELSEWHERE, *FORM_ACTS]),
    file=st.sampled_from(PLACES),
    tab=st.sampled_from((0, 1, 1, 1, 2, 3)),
    row=st.integers(0, 24),
    column=st.integers(0, 9),
    tall=st.integers(1, 3),
    wide=st.integers(1, 2),
    to=st.tuples(st.integers(0, 24), st.integers(0, 9)),
)
HOW: tuple[How, ...] = ("plain", "plain", "deep", "restore")


def weeks(number: int, most: int) -> st.SearchStrategy[Sequence[Week]]:
    """So many weeks, with at most so many acts in each."""
    acts = st.lists(ACTS, max_size=most).map(tuple)
    week = st.builds(Week, acts=acts, how=st.sampled_from(HOW))
    return st.lists(week, min_size=number, max_size=number)
