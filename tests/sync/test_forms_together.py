"""Reading many forms in one call, and what happens where Google does not take such a call."""

from collections.abc import Iterator
from typing import Any

import pytest

from sync.desired import FilesInMemory
from sync.files.google_forms import read_forms
from sync.setup.applying import apply
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from sync.wire.methods import Method, method_of
from sync.wire.quotas import drawn
from sync.wire.services import build_service
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, account, connect
from tests.sync.test_pacing import Clock
from tests.sync.test_transport import HTML_502, Answer, Serve, refusal, serve

__all__ = ["serve"]
PAGE: Answer = (200, {"Content-Type": "text/html"}, b"<html>Forms</html>")
BARE: Answer = (200, {}, b"")
CAST = Cast("samen")


@pytest.fixture(scope="module")
def files(workspace: LocalWorkspace) -> FilesInMemory:
    google, kept = connect(workspace), FilesInMemory()
    assert apply(google, make_plan(google, CAST.desired(), kept), kept).ok
    return kept


@pytest.fixture
def faults(workspace: LocalWorkspace) -> Iterator[Any]:
    def arm(*wanted: dict[str, Any]) -> None:
        with workspace.session() as owner:
            assert owner.put("/local/faults", json=list(wanted)).ok

    yield arm
    arm()


def patient(workspace: LocalWorkspace) -> Google:
    """An account that does not really wait."""
    clock = Clock()
    pace = Pace(False, 4, clock.time, clock.sleep, lambda: 0.0)
    return Google.connect(account(workspace), pace=pace)


def deep_plan(google: Google, files: FilesInMemory) -> Plan:
    return make_plan(google, CAST.desired(), files, deep=True)


def test_all_forms_of_a_school_are_read_in_one_call(
    workspace: LocalWorkspace, files: FilesInMemory
) -> None:
    google = connect(workspace)
    assert deep_plan(google, files).empty
    assert (google.calls["forms.batch"], google.calls["forms.forms.get"]) == (1, 0)


def test_a_quick_plan_reads_none(workspace: LocalWorkspace, files: FilesInMemory) -> None:
    google = connect(workspace)
    assert make_plan(google, CAST.desired(), files).empty
    assert google.calls.total() == 1


def test_a_throttled_part_is_sent_again_without_the_others(
    workspace: LocalWorkspace, files: FilesInMemory, faults: Any
) -> None:
    faults({"method": "forms.forms.get", "kind": "429", "at": 2})
    google = patient(workspace)
    assert deep_plan(google, files).empty
    assert (google.calls["forms.batch"], google.calls["forms.forms.get"]) == (2, 0)


def test_a_refused_part_is_asked_for_alone(
    workspace: LocalWorkspace, files: FilesInMemory, faults: Any
) -> None:
    faults({"method": "forms.forms.get", "kind": "403:forbidden", "at": 2})
    google = patient(workspace)
    assert deep_plan(google, files).empty
    assert (google.calls["forms.batch"], google.calls["forms.forms.get"]) == (1, 1)


def test_a_form_that_stays_refused_fails_only_its_own_unit(
    workspace: LocalWorkspace, files: FilesInMemory, faults: Any
) -> None:
    refused = {"method": "forms.forms.get", "kind": "403:forbidden"}
    count = len(list(CAST.desired().forms()))
    faults({**refused, "at": count}, {**refused, "at": count + 1})
    failed = [unit for unit in deep_plan(patient(workspace), files).units if unit.failure]
    assert len(failed) == 1


@pytest.mark.parametrize(
    "answer",
    [
        refusal(404, "notFound"),
        refusal(400, "badRequest"),
        refusal(405, ""),
        refusal(501, "notImplemented"),
        HTML_502,
        PAGE,
        BARE,
    ],
)
def test_where_forms_takes_no_batch_one_is_tried_and_no_more(serve: Serve, answer: Answer) -> None:
    transport, _ = serve(answer)
    google = Google(transport)
    assert read_forms(google, ["een", "twee"]) == {}
    tried = google.calls["forms.batch"]
    assert read_forms(google, ["een", "twee"]) == {}
    assert google.calls["forms.batch"] == tried


def test_a_throttled_batch_says_nothing_of_the_next(serve: Serve) -> None:
    transport, _ = serve(refusal(429, "rateLimitExceeded"))
    google = Google(transport)
    assert read_forms(google, ["een", "twee"]) == {}
    assert google.batches_forms


def test_without_batches_a_deep_plan_reads_one_form_after_another(
    workspace: LocalWorkspace, files: FilesInMemory
) -> None:
    google = connect(workspace)
    google.batches_forms = False
    assert deep_plan(google, files).empty
    assert google.calls["forms.forms.get"] == len(list(CAST.desired().forms()))


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        (None, "https://forms.googleapis.com/batch"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/batch"),
    ],
)
def test_forms_has_its_own_address_for_batches(address: str | None, sent_to: str) -> None:
    batch = build_service("forms", object(), address).new_batch_http_request()
    assert batch._batch_uri == sent_to
    assert method_of("POST", sent_to) == Method("forms.batch", "POST")


def test_a_batch_of_forms_draws_what_its_parts_draw() -> None:
    batch = Method("forms.batch", "POST")
    assert drawn(batch, 100, writes=0) == {"forms.read": 100}
    assert drawn(batch, 5, writes=2) == {"forms.read": 3, "forms.write": 2}
