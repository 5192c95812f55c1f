"""That the bench counts rightly, and that a replay takes the time that the run took."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from sync.desired import Desired, FilesInMemory
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.bench_calls import Call, Meter, Run, call_of
from tests.bench_clock import VirtualClock
from tests.bench_floor import expected, floor_of
from tests.bench_replay import Replay
from tests.bench_served import Served, served
from tests.bench_setup import chances, connect, plain_script
from tests.sync.cast import Cast

PEOPLE = tuple(f"lid{number}@es.example" for number in range(16))
TEAMS = tuple(f"team{number}" for number in range(8))
WRITE = Call(("sheets.spreadsheets.batchUpdate",))


@dataclass(frozen=True)
class Bench:
    """A small school of eight teams of sixteen that was really set up."""

    there: Served
    meter: Meter
    desired: Desired
    run: Run
    counted: int


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with served(tmp_path_factory.mktemp("bench") / "workspace") as there:
        meter = Meter(there.address, VirtualClock(there.set_clock))
        desired = Cast("klein", teams=TEAMS, members=PEOPLE).desired()
        google, files = connect(there, meter), FilesInMemory()

        def set_up() -> None:
            assert apply(google, make_plan(google, desired, files), files).ok

        run = meter.of(set_up)
        yield Bench(there, meter, desired, run, there.counted())


def hours(seconds: float) -> float:
    return round(seconds / 3600, 1)


def test_a_school_costs_the_calls_that_the_formula_says(bench: Bench) -> None:
    cost = expected(bench.desired)
    assert bench.run.by_api == {"drive": cost.drive, "forms": cost.forms, "sheets": cost.sheets}
    assert bench.run.refused == 0


def test_the_formula_says_how_much_is_written(bench: Bench) -> None:
    drawn = sum(call.costs.get("drive.write", 0) for call in bench.run.calls)
    # Asking for ids travels as a GET: it writes nothing.
    assert drawn == expected(bench.desired).writes


def test_the_workspace_itself_counted_as_many_calls(bench: Bench) -> None:
    assert bench.counted == bench.run.http == expected(bench.desired).http


def test_a_replay_takes_the_time_that_the_run_took(bench: Bench) -> None:
    replayed = Replay(paced=True, chance=chances()).of([bench.run.calls])
    assert bench.run.waited > 30
    assert replayed.seconds == pytest.approx(bench.run.seconds, rel=0.03)
    assert (replayed.http, replayed.refused) == (bench.run.http, 0)


def test_the_plain_script_makes_every_file_with_every_tab(bench: Bench) -> None:
    one = Cast("plain", teams=("eiken",)).desired()
    script = plain_script(bench.there, bench.meter)
    run = bench.meter.of(lambda: script.set_up(one))
    spreadsheet = next(one.spreadsheets())
    tabs = script.sheets.open_by_key(script.ids[spreadsheet.key]).worksheets()
    assert [tab.title for tab in tabs] == [tab.title for tab in spreadsheet.spreadsheet.tabs]
    assert tabs[1].acell("B4").value == "Aanwezig"
    assert {form.key for form in one.forms()} < script.ids.keys()
    assert run.http > 2 * expected(one).http


def test_the_plain_script_waits_and_goes_on_when_it_is_refused(bench: Bench) -> None:
    one = Cast("haast", teams=TEAMS[:5], members=()).desired()
    run = bench.meter.of(lambda: plain_script(bench.there, bench.meter).set_up(one))
    replayed = Replay(paced=False, chance=chances()).of([run.calls])
    assert run.refused > 0
    assert replayed.seconds == pytest.approx(run.seconds, rel=0.1)


def test_the_floor_of_four_forms_and_ten_people_is_twelve_calls() -> None:
    (_, unit) = Cast("vier", teams=("eiken",), members=PEOPLE[:10]).desired().units
    floor = floor_of([replace(unit, forms=unit.forms * 4)])
    assert (floor.http, floor.drive, floor.forms, floor.sheets) == (12, 3, 8, 1)
    assert floor.writes == 20
    assert hours(floor.times(8000).seconds()) == 14.8
    assert hours(floor.times(8000).seconds(5)) == 3.0


def test_who_paces_is_not_refused_and_who_does_not_is() -> None:
    hasty = Replay(paced=False, chance=chances()).of([[WRITE] * 300])
    paced = Replay(paced=True, chance=chances()).of([[WRITE] * 300])
    assert (paced.refused, paced.http) == (0, 300)
    assert hasty.refused > 0
    assert hasty.seconds >= 240
    assert 240 <= paced.seconds <= 400


def test_accounts_of_one_project_share_its_minute() -> None:
    schools = [[WRITE] * 100] * 10
    alone = Replay(paced=True, chance=chances()).of(schools)
    five = Replay(paced=True, chance=chances()).of(schools, 5)
    ten = Replay(paced=True, chance=chances()).of(schools, 10)
    assert five.seconds < alone.seconds / 4
    assert ten.seconds >= 180
    assert five.refused == ten.refused == 0


def test_a_batch_is_one_call_with_every_part() -> None:
    body = (
        "--b\r\nContent-Type: application/http\r\n\r\n"
        "POST /drive/v3/files?fields=id HTTP/1.1\r\n\r\n{}\r\n"
        "--b\r\nContent-Type: application/http\r\n\r\n"
        "GET /drive/v3/files/x/permissions HTTP/1.1\r\n\r\n\r\n--b--"
    )
    call = call_of("POST", "/batch/drive/v3", body)
    assert call == Call(("drive.files.create", "drive.permissions.list"), batch=True)
    assert call.costs == {"drive.units": 30, "drive.write": 1}
