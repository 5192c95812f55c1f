"""What is sent again and what never: against each refusal that the local Workspace can give."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sync.desired import FilesInMemory
from sync.errors import RefusedError, ThrottledError, UnavailableError, UncertainError
from sync.local.workspace import SHARED_DRIVE
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.answers import read_refusal
from sync.wire.google import Google
from sync.wire.tally import TOTAL
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, account
from tests.sync.test_pacing import Clock


@dataclass
class Struck:
    """A Workspace in which faults are armed, and an account that does not really wait."""

    workspace: LocalWorkspace
    clock: Clock

    def arm(self, *faults: dict[str, Any]) -> None:
        with self.workspace.session() as owner:
            assert owner.put("/local/faults", json=list(faults)).ok

    def google(self) -> Google:
        pace = Pace(False, 4, self.clock.time, self.clock.sleep, lambda: 0.5)
        return Google.connect(account(self.workspace), pace=pace)


@pytest.fixture
def struck(workspace: LocalWorkspace) -> Iterator[Struck]:
    found = Struck(workspace, Clock())
    yield found
    found.arm()


def read(google: Google) -> Any:
    return google.drive.about().get(fields="user").execute()


def create(google: Google, parent: str = "bestaat-niet") -> Any:
    """A call that makes something, and is refused when its parent does not exist."""
    body = {"name": "Proef", "parents": [parent]}
    return google.drive.files().create(body=body, supportsAllDrives=True).execute()


AGAIN = ["429", "403:rateLimitExceeded", "403:userRateLimitExceeded"]
AGAIN_IF_READING = ["500", "502html", "503", "cut_before", "cut_after"]
NEVER = [
    f"403:{reason}"
    for reason in (
        "storageQuotaExceeded",
        "dailyLimitExceeded",
        "sharingRateLimitExceeded",
        "insufficientPermissions",
        "insufficientFilePermissions",
        "forbidden",
        "domainPolicy",
        "teamDriveFileLimitExceeded",
    )
]


@pytest.mark.parametrize("kind", [*AGAIN, *AGAIN_IF_READING])
def test_reading_is_tried_again_after_longer_and_longer(struck: Struck, kind: str) -> None:
    struck.arm({"method": "drive.about.get", "kind": kind, "times": 2})
    google = struck.google()
    assert read(google)
    assert google.calls["drive.about.get"] == 3
    assert struck.clock.slept == [1.5, 2.5]


@pytest.mark.parametrize("kind", AGAIN)
def test_making_is_tried_again_when_nothing_was_done(struck: Struck, kind: str) -> None:
    struck.arm({"method": "drive.files.create", "kind": kind, "times": 2})
    google = struck.google()
    with pytest.raises(RefusedError, match="404"):
        create(google)
    assert google.calls["drive.files.create"] == 3


@pytest.mark.parametrize("kind", AGAIN_IF_READING)
def test_making_is_never_tried_again_when_something_may_have_been_done(
    struck: Struck, kind: str
) -> None:
    struck.arm({"method": "drive.files.create", "kind": kind, "times": 9})
    google = struck.google()
    with pytest.raises(UncertainError):
        create(google, SHARED_DRIVE)
    assert google.calls["drive.files.create"] == 1


@pytest.mark.parametrize("kind", NEVER)
@pytest.mark.parametrize("what", [read, create])
def test_a_refusal_that_does_not_change_is_never_tried_again(
    struck: Struck, kind: str, what: Any
) -> None:
    struck.arm({"method": "drive.*", "kind": kind, "times": 9})
    google = struck.google()
    with pytest.raises(RefusedError):
        what(google)
    assert google.calls.total() == 1
    assert struck.clock.slept == []


@pytest.mark.parametrize(("kind", "error"), [("429", ThrottledError), ("503", UnavailableError)])
def test_it_gives_up_after_so_many_attempts(
    struck: Struck, kind: str, error: type[Exception]
) -> None:
    struck.arm({"method": "drive.about.get", "kind": kind, "times": 9})
    with pytest.raises(error):
        read(struck.google())
    assert struck.clock.slept == [1.5, 2.5, 4.5]


@pytest.mark.parametrize(("kind", "error"), [("429", ThrottledError), ("503", UnavailableError)])
def test_what_a_part_of_a_batch_ends_in_says_why(
    struck: Struck, kind: str, error: type[Exception]
) -> None:
    struck.arm({"method": "drive.about.get", "kind": kind, "times": 9})
    google = struck.google()
    [answer] = google.batch([google.drive.about().get(fields="user")])
    assert type(answer) is error
    assert len(struck.clock.slept) == 3


def test_a_set_up_that_was_called_undone_and_is_done_succeeds(struck: Struck) -> None:
    struck.arm({"method": "sheets.*.batchUpdate", "kind": "429", "when": "after", "at": 1})
    google, files, desired = struck.google(), FilesInMemory(), Cast("toch-gedaan").desired()
    assert apply(google, make_plan(google, desired, files), files).failures == ()
    assert make_plan(google, desired, files, deep=True).empty


def test_the_total_counts_over_every_connection(struck: Struck) -> None:
    before = TOTAL.copy()
    for _ in range(2):
        read(struck.google())
    assert TOTAL.since(before).by_api() == {"drive": 2}


def test_a_day_quota_of_sheets_is_not_waited_for() -> None:
    detail = {"reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_unit": "1/d/{project}"}}
    body = {"error": {"code": 429, "message": "no", "details": [detail]}}
    assert not read_refusal(429, json.dumps(body).encode()).throttled
