"""Who may answer a form, and who comes at anonymous answers by the folder that it is in."""

from dataclasses import replace

import pytest

from sync.desired import Desired
from tests.conftest import LocalWorkspace
from tests.sync.rights_school import ANNA, BAS, COR, School, a_school


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up, without its spreadsheet."""
    return a_school(workspace, sheets=False)


def test_a_form_for_one_domain_is_closed_to_anyone_and_others_are_told(school: School) -> None:
    desired = limited(school.desired())
    assert "take access of anyone with the link from form barometer for Team onderbouw" in (
        school.set_up(desired).done
    )
    assert school.people("onderbouw/barometer") == {"school.example": "reader"}
    school.share("onderbouw/barometer", "reader", type="anyone", view="published")
    school.set_up(desired)
    assert len(school.plan(desired, deep=True).drift) == 1
    school.set_up(desired, restore=True)
    assert school.people("onderbouw/barometer") == {"school.example": "reader"}


def limited(desired: Desired) -> Desired:
    """The same school, whose forms only accounts of its domain may answer."""
    return replace(
        desired,
        units=tuple(
            replace(
                unit, forms=tuple(replace(form, domain="school.example") for form in unit.forms)
            )
            for unit in desired.units
        ),
    )


def test_a_form_with_anonymous_answers_that_was_moved_to_the_team_is_an_alarm(
    school: School,
) -> None:
    school.move("onderbouw/barometer", "formulieren", "onderbouw")
    plan = school.plan()
    assert plan.empty
    [alarm] = plan.drift
    assert "with anonymous answers, which was moved to another folder" in alarm.line
    assert {detail.where for detail in alarm.details} == {ANNA, BAS}
    school.set_up(restore=True)
    assert school.people("onderbouw/barometer") == {"anyone": "reader"}
    assert school.plan(deep=True).drift == ()


def test_who_comes_at_the_anonymous_answers_by_the_folder_above_is_told(school: School) -> None:
    school.person("top", COR, "reader")
    told = {
        alarm.key.removeprefix(f"{school.cast.school}/") for alarm in school.plan(deep=True).drift
    }
    assert told == {"top", "formulieren"}
