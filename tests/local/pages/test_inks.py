"""Colours that can be read, on a light page and on a dark one."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import sync.local.pages
from sync.local.sheets.drawing.inks import DARK_CARD, READABLE, VISIBLE, contrast, in_the_dark, on

STATIC = Path(sync.local.pages.__file__).parent / "static"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(COLOURS)
def test_letters_on_any_colour_can_be_read(colour: str) -> None:
    assert contrast(on(colour), colour) >= 4.5


@given(COLOURS)
def test_any_ink_and_any_shape_can_be_seen_in_the_dark(colour: str) -> None:
    assert contrast(in_the_dark(colour), DARK_CARD) >= READABLE
    assert contrast(in_the_dark(colour, VISIBLE), DARK_CARD) >= VISIBLE


def test_a_colour_that_shows_in_the_dark_stays_as_it_is() -> None:
    assert in_the_dark("#7FCBC4") == "#7FCBC4"


def test_the_page_in_the_dark_is_what_inks_are_made_for() -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    assert f"--card: {DARK_CARD};" in style
