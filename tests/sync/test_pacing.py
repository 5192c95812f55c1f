"""How fast may be called and by whom, and what the tally says of it."""

import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import RefusedError
from sync.local.limits.quotas import DRIVE_WRITES, FORMS_WRITE, SHEETS_WRITE
from sync.wire.credentials import Account, sign_in
from sync.wire.google import Google
from sync.wire.methods import BATCH, Method
from sync.wire.pacing import Limits, Pacer, limits_by
from sync.wire.principals import Principal, principal_of
from sync.wire.quotas import QUOTAS, drawn
from sync.wire.tally import Tally
from sync.wire.transport import Pace
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.sync.cast import account

SHEET = Method("sheets.spreadsheets.batchUpdate", "POST")
FORM = Method("forms.forms.batchUpdate", "POST")
LIST = Method("drive.files.list", "GET")
CREATE = Method("drive.files.create", "POST")
PARTS = Method(BATCH, "POST")
SEND = Method("gmail.users.messages.send", "POST")


@dataclass(eq=False)
class Clock:
    """Time that passes only by sleeping."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)

    def pacer(self, user: str = "anna", project: str = "school") -> Pacer:
        return Pacer(Principal(user, project), limits_by(self.time), self.sleep)


def call(pacer: Pacer, method: Method, times: int) -> None:
    for _ in range(times):
        pacer.wait(method)


def test_connections_of_one_account_share_its_minute() -> None:
    clock = Clock()
    for _ in range(3):
        call(clock.pacer(), SHEET, 40)
    assert clock.now - 1000 == pytest.approx(120, abs=1)


def test_two_accounts_do_not_wait_for_each_other() -> None:
    clock = Clock()
    for user in ("anna", "bas"):
        call(clock.pacer(user), SHEET, 50)
    assert clock.slept == []


def test_accounts_of_one_project_share_its_minute() -> None:
    clock = Clock()
    for number in range(6):
        call(clock.pacer(str(number)), SHEET, 50)
    assert clock.now - 1000 == pytest.approx(60, abs=1)
    elsewhere = Clock()
    for number in range(6):
        call(elsewhere.pacer(str(number), project=str(number)), SHEET, 50)
    assert elsewhere.slept == []


def test_a_call_that_waits_for_its_project_has_not_used_its_accounts_minute() -> None:
    clock = Clock()
    for number in range(6):
        call(clock.pacer(str(number)), SHEET, 50)
    left = limits_by(clock.time).left(Principal("5", "school"))["sheets.write"]
    assert left == QUOTAS["sheets.write"].user - 20


def test_apis_do_not_wait_for_each_other() -> None:
    clock = Clock()
    call(clock.pacer(), SHEET, 55)
    call(clock.pacer(), FORM, 100)
    assert clock.slept == []


def test_a_batch_draws_what_its_parts_draw() -> None:
    assert drawn(PARTS, 14) == {"drive.units": 14 * 10, "drive.write": 14}
    assert drawn(PARTS, 14, writes=0) == {"drive.units": 14 * 20}
    assert drawn(LIST) == {"drive.units": 20}
    assert drawn(CREATE) == {"drive.units": 10, "drive.write": 1}


def test_reading_by_a_filter_is_reading_although_it_is_posted() -> None:
    by_filter = Method("sheets.spreadsheets.getByDataFilter", "POST")
    assert drawn(by_filter) == {"sheets.read": 1}


def test_drive_writes_keep_below_three_a_second() -> None:
    clock = Clock()
    for _ in range(36):
        clock.pacer().wait(PARTS, 14)
    assert 36 * 14 / (clock.now - 1000 + 60) < 3


def test_mails_keep_below_sixty_a_minute() -> None:
    clock = Clock()
    call(clock.pacer(), SEND, 111)
    assert clock.now - 1000 == pytest.approx(120, abs=1)


METHODS = [SHEET, FORM, LIST, CREATE]
CALLS = st.lists(
    st.tuples(st.sampled_from(METHODS), st.sampled_from("abcdefg"), st.floats(0, 20)), max_size=300
)


@given(CALLS)
def test_no_minute_ever_holds_more_than_google_allows(
    calls: list[tuple[Method, str, float]],
) -> None:
    clock = Clock()
    sent: list[tuple[float, str, str]] = []
    for method, user, later in calls:
        clock.now += later / 40
        clock.pacer(user).wait(method)
        sent += [(clock.now, name, user) for name in drawn(method) if name != "drive.units"]
    for start, *_ in sent:
        minute = [(name, user) for at, name, user in sent if start <= at < start + 60]
        for (name, _), count in Counter(minute).items():
            assert count <= QUOTAS[name].user
        for name, count in Counter(name for name, _ in minute).items():
            assert count <= (QUOTAS[name].project or count)


def test_our_limits_lie_below_those_of_the_local_workspace() -> None:
    for name, limit in (
        ("sheets.write", SHEETS_WRITE),
        ("forms.write", FORMS_WRITE),
        ("drive.write", DRIVE_WRITES),
    ):
        assert 0.9 * limit.per_user < QUOTAS[name].user < limit.per_user


def test_threads_take_no_more_than_there_is() -> None:
    limits = Limits(lambda: 0.0)
    taken: list[float] = []

    def take() -> None:
        taken.extend(limits.take(Principal("a", "b"), {"sheets.write": 1}) for _ in range(20))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(not wait for wait in taken) == QUOTAS["sheets.write"].user


def test_a_principal_names_nobody_and_is_the_same_for_the_same_key(
    workspace: LocalWorkspace,
) -> None:
    here = account(workspace)
    one, again = (principal_of(here, sign_in(here)) for _ in range(2))
    assert one == again
    assert "local-workspace" not in repr(one)


def test_who_acts_for_somebody_is_counted_as_that_person(workspace: LocalWorkspace) -> None:
    itself = account(workspace)
    acting = Account(itself.credentials, itself.address, subject="anna@school.example")
    one, other = (principal_of(who, sign_in(who)) for who in (itself, acting))
    assert one.user != other.user
    assert one.project == other.project


def test_a_real_quota_is_kept_to_without_a_refusal(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace(quota="google")
    clock = Clock()
    pace = Pace(True, 1, clock.time, clock.sleep, lambda: 0.0)
    google = Google.connect(account(workspace), pace=pace)
    for _ in range(QUOTAS["sheets.read"].user):
        with pytest.raises(RefusedError, match="404"):
            google.sheets.spreadsheets_get("bestaat-niet")
    assert clock.slept == []
    # The next one would have to wait for most of a minute before it leaves.
    with pytest.raises(RefusedError, match="404"):
        google.sheets.spreadsheets_get("bestaat-niet")
    assert sum(clock.slept) == pytest.approx(60, abs=1)


def test_the_tally_says_calls_by_api_and_the_time_waited() -> None:
    tally = Tally(Counter({"drive.files.list": 2, BATCH: 1, "sheets.spreadsheets.get": 1}), 2.6)
    assert tally.line == "calls: drive 3, sheets 1; waited 3 s"
    assert tally.figures == {"calls": {"drive": 3, "sheets": 1}, "waited": 2.6}
    assert Tally().line == "calls: none; waited 0 s"
