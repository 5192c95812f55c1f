from typing import get_args

import pytest

from sheets_templates.catalogue import SPREADSHEET_KEYS
from sheets_templates.look import (
    FORMATS,
    HEADER,
    PAPER,
    PEOPLE_HEADER,
    STYLES,
    TAB_COLOURS,
    TONES,
    CellLook,
    series_colours,
)
from sheets_templates.model import Format, Style, Tab, Tone
from tests.sheets_templates.cast import spreadsheet


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [*STYLES.values(), *TONES.values(), HEADER, PEOPLE_HEADER])
def test_every_text_stands_out_from_what_is_behind_it(look: CellLook) -> None:
    assert contrast(look.ink, look.background or PAPER) >= 4.5


def test_everything_that_a_definition_can_name_has_a_look() -> None:
    assert set(STYLES) == set(get_args(Style))
    assert set(TONES) == set(get_args(Tone))
    assert set(FORMATS) == set(get_args(Format))
    assert set(TAB_COLOURS) == set(get_args(Tab.model_fields["tone"].annotation))


@pytest.mark.parametrize("key", SPREADSHEET_KEYS)
def test_every_series_of_a_chart_has_a_colour_of_its_own(key: str) -> None:
    for tab in spreadsheet(key).tabs:
        for chart in tab.charts:
            assert len(set(series_colours(chart))) == len(chart.series)


def test_the_check_in_has_the_colours_of_its_answers() -> None:
    bord = next(tab for tab in spreadsheet("team").tabs if tab.key == "bord")
    assert bord.charts[0].colours == ("green", "amber", "red")
