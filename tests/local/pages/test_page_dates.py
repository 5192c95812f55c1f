from datetime import UTC, date, datetime

import pytest

from sync.local.pages.layout import long_date, moment, short_date


def test_a_day_is_written_in_dutch() -> None:
    assert long_date(date(2026, 11, 9)) == "maandag 9 november 2026"
    assert short_date("2026-03-01") == "1 mrt 2026"


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2026, 11, 9, 6, 0, tzinfo=UTC), "maandag 9 november 2026, 07:00"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "woensdag 1 juli 2026, 00:30"),
    ],
)
def test_a_moment_is_told_in_school_time(instant: datetime, written: str) -> None:
    assert moment(instant) == written
    assert moment(instant.isoformat().replace("+00:00", "Z")) == written
