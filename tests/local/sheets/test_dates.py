"""Dates and numbers as people see them, in Dutch and in English."""

import pytest

from sync.local.sheets.entering import formats
from sync.local.sheets.entering.entering import enter

MONDAY = 46335.0
QUARTER_PAST_THREE = 15.25 / 24


@pytest.mark.parametrize(
    ("value", "pattern", "dutch", "english"),
    [
        (MONDAY, "ddd d mmm yyyy", "ma 9 nov 2026", "Mon 9 Nov 2026"),
        (MONDAY, "dddd d mmmm", "maandag 9 november", "Monday 9 November"),
        (MONDAY - 250, "d mmm yyyy", "4 mrt 2026", "4 Mar 2026"),
        (MONDAY, "dd-mm-yy", "09-11-26", "09-11-26"),
        (QUARTER_PAST_THREE, "HH:mm", "15:15", "15:15"),
        (QUARTER_PAST_THREE, "h:mm am/pm", "3:15 pm", "3:15 PM"),
        (MONDAY + QUARTER_PAST_THREE, 'd-m "om" hh:mm', "9-11 om 15:15", "9-11 om 15:15"),
        (1.5, "[h]:mm", "36:00", "36:00"),
        (0.873, "0%", "87%", "87%"),
        (1234.5, "#,##0", "1.235", "1,235"),
        (1234.5, "0.0", "1234,5", "1234.5"),
    ],
)
def test_a_pattern_shows_a_number(value: float, pattern: str, dutch: str, english: str) -> None:
    assert formats.number(value, {"pattern": pattern}, "nl_NL") == dutch
    assert formats.number(value, {"pattern": pattern}, "en_US") == english


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("DATE", "9-11-2026"),
        ("DATE_TIME", "9-11-2026 12:00:00"),
        ("TIME", "12:00:00"),
        ("CURRENCY", "€ 46.335,50"),
        ("PERCENT", "4633550,00%"),
    ],
)
def test_a_kind_without_a_pattern_has_the_locales_own(kind: str, shown: str) -> None:
    assert formats.number(MONDAY + 0.5, {"type": kind}, "nl_NL") == shown


@pytest.mark.parametrize("value", [1e15, -1e6])
def test_what_is_no_date_is_shown_as_a_number(value: float) -> None:
    assert formats.number(value, {"type": "DATE"}, "nl_NL").startswith(("-1", "1"))


@pytest.mark.parametrize("typed", ["31 feb 2026", "25:00x", "3.5.1", "maandag", "=", "-"])
def test_what_looks_like_nothing_stays_text(typed: str) -> None:
    assert enter(typed, "nl_NL").value == {"stringValue": typed}


def test_truth_is_typed_in_the_language_of_the_spreadsheet() -> None:
    assert enter("waar", "nl_NL").value == {"boolValue": True}
    assert enter("true", "en_US").value == {"boolValue": True}
    assert formats.shown({"boolValue": False}, {}, "nl_NL") == "ONWAAR"


def test_a_date_and_a_time_together_are_one_moment() -> None:
    assert enter("9-11-2026 15:15", "nl_NL").value == {"numberValue": MONDAY + QUARTER_PAST_THREE}
