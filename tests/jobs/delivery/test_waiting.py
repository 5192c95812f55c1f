"""Which letters a run tells of that it did not send: those that still have their time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs.work.delivery import waiting
from jobs.work.school import SchoolAtWork
from tests.jobs.delivery.letter import LETTER

DAY = timedelta(days=1)


@pytest.mark.parametrize(("later", "told"), [(0 * DAY, 1), (DAY, 1), (2 * DAY, 0), (30 * DAY, 0)])
def test_a_letter_that_no_run_tried_for_a_school_day_is_told_of_no_more(
    school: SchoolAtWork, later: timedelta, told: int
) -> None:
    school.ledger.claim(LETTER.key, school.now)
    school.ledger.failed(LETTER.key, "RefusedError")
    assert len(waiting(replace(school, now=school.now + later))) == told


def test_a_letter_that_may_have_left_is_told_of_until_a_person_says_so(
    school: SchoolAtWork,
) -> None:
    school.ledger.claim(LETTER.key, school.now)
    much_later = replace(school, now=school.now + 60 * DAY)
    assert [one.key for one in waiting(much_later)] == [LETTER.key]
    school.ledger.settle(LETTER.key, left=True, now=much_later.now)
    assert waiting(much_later) == ()
