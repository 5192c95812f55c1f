"""Cells as people write them: what is clear is read, what is not is refused."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.definition import Language
from jobs.school.beheer.cells import (
    MONTHS,
    UnclearCellError,
    clock_of,
    day_of,
    number_of,
    text_of,
    word_of,
)
from jobs.school.beheer.lists import days_of, hours_of
from jobs.school.beheer.tables import READERS, TEAMS, readers_in
from sync.headed_tables import Cell

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        "3-11-2026",
        " 03-11-2026 ",
        "3/11/2026",
        "3.11.2026",
        "3 - 11 - 2026",
        "2026-11-03",
        "2026/11/3",
        "20261103",
        20261103,
        "3 nov 2026",
        "3 Nov. 2026",
        "3 november 2026",
        "di 3 november 2026",
        "Dinsdag, 3-11-2026",
        46329,
        46329.0,
    ],
)
def test_a_clear_date_is_read(cell: Cell) -> None:
    assert day_of(cell) == "2026-11-03"


@pytest.mark.parametrize(
    "cell",
    [
        "3-11-26",
        "3 nov",
        "31-2-2026",
        "11/13/2026",
        "ma 3 november 2026",
        "volgende week",
        "3-11-2026 15:00",
        "2026",
        2026,
        46329.5,
        -1,
        True,
        1e300,
        "#REF!",
    ],
)
def test_an_unclear_date_is_refused(cell: Cell) -> None:
    with pytest.raises(UnclearCellError, match="no clear date; write day-month-year"):
        day_of(cell)


@given(DAYS, st.sampled_from(["-", "/", "."]))
def test_every_date_is_read_however_it_is_written(day: date, sign: str) -> None:
    written: list[Cell] = [
        day.isoformat(),
        f"{day.day}{sign}{day.month}{sign}{day.year}",
        f"{day.day:02} {MONTHS[day.month - 1].upper()} {day.year}",
        (day - date(1899, 12, 30)) // timedelta(days=1),
    ]
    assert {day_of(cell) for cell in written} == {day.isoformat()}


@pytest.mark.parametrize(
    "cell",
    ["8:30", "08:30", "8.30", "0830", "830", 830, "8u30", "8.30 uur", "08:30:00", 8.5 / 24],
)
def test_a_clear_time_is_read(cell: Cell) -> None:
    assert clock_of(cell) == "08:30"


@pytest.mark.parametrize(
    "cell", ["8", 8, 8.3, "8:3", "24:00", "8:60", 2460, "half negen", True, 1.5]
)
def test_an_unclear_time_is_refused(cell: Cell) -> None:
    with pytest.raises(UnclearCellError, match="no clear time; write hours and minutes"):
        clock_of(cell)


@pytest.mark.parametrize(
    ("cell", "number"), [("3", 3), (" 3e ", 3), (3.0, 3), ("0,2", 0.2), ("0.25", 0.25), (",5", 0.5)]
)
def test_a_number_may_be_text(cell: Cell, number: float) -> None:
    assert number_of(cell) == number


@pytest.mark.parametrize("cell", ["drie", "3-4", "1.000,5", "20%", True])
def test_what_is_no_number_is_refused(cell: Cell) -> None:
    with pytest.raises(UnclearCellError, match="is no number"):
        number_of(cell)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("ma1, di3", ["ma1", "di3"]),
        ("MA 1; di 3e uur", ["ma1", "di3"]),
        ("maandag 1 en dinsdag 3", ["ma1", "di3"]),
        ("ma 1, 3\ndi2", ["ma1", "ma3", "di2"]),
        ("ma1 / vr05", ["ma1", "vr5"]),
    ],
)
def test_lesson_hours_are_read_however_they_are_listed(cell: str, hours: list[str]) -> None:
    assert hours_of(cell) == hours


@pytest.mark.parametrize("cell", ["ma1-3", "ochtend", 3, "3, ma1"])
def test_what_is_no_lesson_hour_stays_for_the_rules_to_refuse(cell: Cell) -> None:
    assert hours_of(cell)[0] == str(cell).split(",", maxsplit=1)[0]


def test_dates_are_listed_in_one_cell() -> None:
    assert days_of("21-9-2026, 11 jan 2027 en 2027-03-22") == [
        "2026-09-21",
        "2027-01-11",
        "2027-03-22",
    ]


def test_a_word_is_known_in_capitals_and_a_slip_gets_a_hint() -> None:
    read = word_of({"leraren": "teachers", "ondersteuning": "support"})
    assert read(" Leraren ") == "teachers"
    with pytest.raises(UnclearCellError, match="did you mean 'ondersteuning'"):
        read("ondersteunig")


@pytest.mark.parametrize(
    ("language", "asked"), [("nl", "leraren, ondersteuning"), ("en", "teachers, support staff")]
)
def test_an_unknown_word_gets_the_choice_of_the_language(language: Language, asked: str) -> None:
    read = readers_in(language)[TEAMS]["woorden"]
    assert read("Teachers") == read("leraren") == "teachers"
    with pytest.raises(UnclearCellError, match=f"write one of: {asked}"):
        read("wie 9")


@pytest.mark.parametrize("day", ["dinsdag", "Di", "Tuesday", "tue", " TUESDAY "])
def test_a_day_may_be_written_in_either_language(day: str) -> None:
    assert readers_in("en")[TEAMS]["bordsessie_dag"](day) == "dinsdag"


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", True])
def test_a_formula_that_failed_and_a_tick_are_no_text(cell: Cell) -> None:
    with pytest.raises(UnclearCellError, match="is no text; write it out"):
        text_of(cell)


@given(st.text() | st.floats(allow_nan=False) | st.integers() | st.booleans())
def test_no_cell_can_break_a_reader(cell: Cell) -> None:
    for readers in READERS.values():
        for reader in readers.values():
            with suppress(UnclearCellError):
                assert reader(cell) is not None
