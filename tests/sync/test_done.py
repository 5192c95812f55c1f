"""A unit of set-up that fails half-way tells what it did before, and nothing that it did not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from sync.desired import Desired, DesiredForm, FilesInMemory, Former
from sync.setup.applying import Outcome, apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, barometer, connect

REFUSED = "403:insufficientFilePermissions"
OPENED = "let anyone with the link answer form barometer for Team onderbouw"
FIRST = {
    "create folder Team onderbouw",
    "share folder Team onderbouw with 2 people (writer)",
    "create form barometer for Team onderbouw",
    OPENED,
    "create spreadsheet team for Team onderbouw",
}
MADE = {line for line in FIRST if line.startswith("create")}


@contextmanager
def refusing(workspace: LocalWorkspace, **fault: Any) -> Iterator[None]:
    with workspace.session() as owner:
        assert owner.put("/local/faults", json=[{"kind": REFUSED, **fault}]).ok
        yield
        assert owner.put("/local/faults", json=[]).ok


@pytest.fixture
def cast() -> Cast:
    return Cast(f"w{uuid4().hex[:12]}", ("onderbouw",))


def set_up(google: Google, desired: Desired, files: FilesInMemory) -> Outcome:
    return apply(google, make_plan(google, desired, files), files)


def of_team(outcome: Outcome) -> set[str]:
    return {line for line in outcome.done if "onderbouw" in line}


@pytest.mark.parametrize(
    ("fault", "done"),
    [
        ({"method": "drive.files.create", "at": 3}, set()),
        ({"method": "forms.forms.batchUpdate", "at": 1}, MADE),
        ({"method": "sheets.spreadsheets.batchUpdate", "since": 1}, MADE),
        ({"method": "drive.permissions.create", "at": 3}, FIRST - {OPENED}),
        ({"method": "drive.permissions.list", "since": 1}, MADE),
        ({"method": "drive.files.update", "at": 1}, FIRST),
    ],
)
def test_a_first_set_up_tells_what_was_made_and_given_before_it_failed(
    workspace: LocalWorkspace, cast: Cast, fault: Mapping[str, Any], done: set[str]
) -> None:
    google, files = connect(workspace), FilesInMemory()
    with refusing(workspace, **fault):
        outcome = set_up(google, cast.desired(), files)
    following = make_plan(google, cast.desired(), files)
    assert of_team(outcome) == done
    assert not set(outcome.done) & set(following.lines)
    assert set_up(google, cast.desired(), files).ok


def test_a_form_that_was_changed_before_another_failed_is_told(
    workspace: LocalWorkspace, cast: Cast
) -> None:
    google, files = connect(workspace), FilesInMemory()
    assert set_up(google, two_forms(cast), files).ok
    changed = two_forms(cast, title="Barometer van nu")
    with refusing(workspace, method="forms.forms.batchUpdate", at=2):
        outcome = set_up(google, changed, files)
    assert [line.split(":")[0] for line in outcome.done] == [
        "update form barometer for Team onderbouw"
    ]
    assert len(outcome.failures) == 1


def test_a_form_that_was_closed_before_another_failed_is_told(
    workspace: LocalWorkspace, cast: Cast
) -> None:
    google, files = connect(workspace), FilesInMemory()
    assert set_up(google, two_forms(cast), files).ok
    top = two_forms(cast).units[0]
    without = Desired(cast.school, (top,), Former())
    with refusing(workspace, method="forms.forms.setPublishSettings", at=2):
        outcome = set_up(google, without, files)
    assert [line.split(":")[0] for line in outcome.done] == [
        "close form barometer for Team onderbouw",
        "take access of 2 people from folder Team onderbouw",
    ]
    assert set_up(google, without, files).ok


def two_forms(cast: Cast, title: str = "Barometer") -> Desired:
    """The school whose team has a second form."""
    top, team = cast.desired().units
    form = barometer(title=title)
    one = replace(team.forms[0], form=form)
    second = form.model_copy(update={"key": "tweede"})
    forms = (one, DesiredForm(f"{team.key}/tweede", second, one.folder))
    return Desired(cast.school, (top, replace(team, forms=forms)))
