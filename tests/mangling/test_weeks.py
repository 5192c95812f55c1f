"""Ten weeks of people in the sheets: nothing of theirs is ever lost, and ours comes right again."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.mangling.small_school import SmallSchool
from tests.mangling.ten_weeks import playing, prepared
from tests.mangling.weeks import Week, weeks


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("mangling"), SmallSchool)


@settings(max_examples=4, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(played=weeks(10, most=2))
def test_ten_weeks_of_people_in_the_sheets_lose_nothing_of_theirs(
    school: Path, played: Sequence[Week]
) -> None:
    with playing(school, SmallSchool) as at:
        at.play(played)
