"""Processes on one machine that call with the same account or project share its minute."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from sync.wire.buckets import MachineBuckets
from sync.wire.pacing import Limits, limits_by
from sync.wire.principals import Principal
from sync.wire.quotas import QUOTAS
from sync.wire.transport import Pace

WRITES = QUOTAS["sheets.write"].user
WRITE, SEND = {"sheets.write": 1}, {"gmail.units": 100}
ANNA = Principal("anna@es.example", "school-project")
TAKING = """
import sys
from pathlib import Path
from sync.wire.buckets import MachineBuckets
from sync.wire.pacing import Limits
from sync.wire.principals import Principal

limits = Limits(lambda: 1000.0, MachineBuckets(Path(sys.argv[1])))
anna = Principal("anna@es.example", "school-project")
taken = [limits.take(anna, {"sheets.write": 1}) for _ in range(30)]
print(taken.count(0.0))
"""
HOLDING = """
import sys, time
from pathlib import Path
from sync.wire.buckets import MachineBuckets

with MachineBuckets(Path(sys.argv[1])).moment():
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pace.sqlite"


def process(file: Path, now: float = 1000.0) -> Limits:
    """The limits as another process of this machine opens them."""
    return Limits(lambda: now, MachineBuckets(file))


def python(program: str, file: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE, text=True
    )


def test_processes_together_take_what_one_account_may(file: Path) -> None:
    running = [python(TAKING, file) for _ in range(3)]
    assert sum(int(one.communicate(timeout=60)[0]) for one in running) == WRITES


def test_what_another_process_drew_is_waited_for_until_its_minute_is_over(file: Path) -> None:
    early, late = process(file), process(file, 1010.0)
    for _ in range(WRITES):
        assert early.take(ANNA, WRITE) == 0
    assert late.take(ANNA, WRITE) == pytest.approx(50, abs=0.01)
    assert process(file, 1060.1).take(ANNA, WRITE) == 0


def test_accounts_of_one_project_share_its_minute_from_process_to_process(file: Path) -> None:
    for number in range(5):
        one = process(file)
        for _ in range(WRITES):
            assert one.take(Principal(str(number), "together"), WRITE) == 0
    last = process(file)
    waits = [last.take(Principal("6", "together"), WRITE) for _ in range(10)]
    assert waits.count(0.0) == QUOTAS["sheets.write"].of("project") - 5 * WRITES  # type: ignore[operator]


def test_a_process_that_is_killed_while_it_draws_holds_up_nobody(file: Path) -> None:
    held = python(HOLDING, file)
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    held.kill()
    held.wait()
    assert process(file).take(ANNA, WRITE) == 0


def test_a_clock_that_was_moved_back_holds_up_nobody(file: Path) -> None:
    before = process(file, 90_000.0)
    for _ in range(WRITES):
        before.take(ANNA, WRITE)
    assert process(file, 1000.0).take(ANNA, WRITE) == 0


def test_the_file_names_nobody_and_forgets(file: Path) -> None:
    for _ in range(20):
        process(file).take(ANNA, SEND)
    kept = file.read_bytes()
    assert b"anna" not in kept
    assert b"school-project" not in kept
    assert process(file, 1061.0).left(ANNA)["gmail.units"] == QUOTAS["gmail.units"].user
    assert file.parent.stat().st_mode & 0o077 == 0


def unusable(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    yield tmp_path / "a-file" / "pace.sqlite"
    damaged = tmp_path / "pace.sqlite"
    damaged.write_bytes(b"This is no database at all." * 400)
    yield damaged


def test_without_a_usable_file_a_process_paces_itself_and_says_so(tmp_path: Path) -> None:
    for place in unusable(tmp_path):
        limits = process(place)
        with capture_logs() as logs:
            taken = [limits.take(ANNA, WRITE) for _ in range(WRITES + 5)]
        assert taken.count(0.0) == WRITES
        (warning,) = logs
        assert warning["event"] == "pace_not_shared"


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([WRITE, SEND])), max_size=120))
def test_a_shared_file_says_what_memory_says(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[int, dict[str, int]]]
) -> None:
    place = tmp_path_factory.mktemp("pace") / "pace.sqlite"
    clock = [1000.0]
    alone = Limits(lambda: clock[0])
    shared = [Limits(lambda: clock[0], MachineBuckets(place)) for _ in range(3)]
    for who, costs in calls:
        clock[0] += 1.7
        assert shared[who].take(ANNA, costs) == alone.take(ANNA, costs)
        assert shared[who].left(ANNA) == alone.left(ANNA)


def test_real_time_is_shared_and_any_other_clock_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    limits_by.cache_clear()
    limits_by(Pace().clock).take(ANNA, WRITE)
    limits_by(lambda: 0.0).take(ANNA, WRITE)
    assert [file.name for file in (tmp_path / "ritmiek").glob("*.sqlite")] == ["pace.sqlite"]
    limits_by.cache_clear()
