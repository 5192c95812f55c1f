"""The table of set-ups: for each number of teams the floor, ours, and the plain script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench_calls import Call, Run
from tests.bench_clock import SECONDS_A_CALL
from tests.bench_floor import Cost
from tests.bench_replay import Replay
from tests.bench_setup import chances

ACCOUNTS = 5
APIS = ("drive", "forms", "sheets")
HEAD = f"""\
Setting up, by one account under Google's quotas of November 2026.
Virtual time: every call is taken to last {SECONDS_A_CALL} s, and waiting lasts as long as it takes.
floor   the fewest calls, one after another and no faster than the quotas; worked out, not run
run     really run against a local Workspace in a process of its own
replay  the calls of a really-run school, sent through our limiter (the plain script's: through
        its waiting) and charged by the Workspace's quotas, without the work of each call
"""
NAMES = ("teams", "whose", "how", *APIS, "refused", "calls", "x floor", "waited", "time", "x floor")
LAST = f"{ACCOUNTS} accounts"
WIDTHS = (6, 8, 9, 9, 9, 11, 9, 11, 9, 9, 9, 9, 12)


@dataclass(frozen=True)
class Row:
    """One line: what setting up so many teams costs, by one account and by several."""

    teams: int
    whose: str
    how: str
    by_api: Counter[str]
    refused: int
    waited: float | None
    seconds: float
    shared: float | None = None

    @property
    def calls(self) -> int:
        """Every HTTP call, the refused ones too."""
        return self.by_api.total() + self.refused


@dataclass(frozen=True)
class Schools:
    """So many schools of each kind that was really run, as both set them up."""

    teams: int
    floor: Cost
    ours: Sequence[Run]
    plain: Sequence[Run]

    @property
    def rows(self) -> Iterator[Row]:
        """The floor, ours, and the plain script's."""
        yield floor_row(self.teams, self.floor, several=True)
        yield _replayed(self.teams, "ours", self.ours, paced=True)
        yield _replayed(self.teams, "plain", self.plain, paced=False)


def floor_row(teams: int, cost: Cost, *, several: bool = False) -> Row:
    """The least that there is to do."""
    by_api = Counter(drive=cost.drive, forms=cost.forms, sheets=cost.sheets)
    shared = cost.seconds(ACCOUNTS) if several else None
    return Row(teams, "floor", "", by_api, 0, None, cost.seconds(), shared)


def run_row(teams: int, whose: str, run: Run) -> Row:
    """What was really run."""
    return Row(teams, whose, "run", run.by_api, run.refused, run.waited, run.seconds)


def _replayed(teams: int, whose: str, runs: Sequence[Run], *, paced: bool) -> Row:
    calls: list[Sequence[Call]] = [run.calls for run in runs]
    one, several = (
        Replay(paced=paced, chance=chances()).of(calls, accounts) for accounts in (1, ACCOUNTS)
    )
    by_api: Counter[str] = sum((run.by_api for run in runs), Counter())
    return Row(
        teams, whose, "replay", by_api, one.refused, one.waited, one.seconds, several.seconds
    )


def lines_of(rows: Sequence[Row]) -> Iterator[str]:
    """The table, one aligned line for each row; ratios are to the floor of as many teams."""
    yield _line((*NAMES, LAST))
    for row in rows:
        least = next(other for other in rows if (other.teams, other.whose) == (row.teams, "floor"))
        if row is least:
            yield ""
        yield _line(
            (
                f"{row.teams:,}",
                row.whose,
                row.how,
                *(f"{row.by_api[api]:,}" for api in APIS),
                f"{row.refused:,}",
                f"{row.calls:,}",
                f"{row.calls / least.calls:.2f}",
                "" if row.waited is None else lasting(row.waited),
                lasting(row.seconds),
                f"{row.seconds / least.seconds:.2f}",
                "" if row.shared is None else lasting(row.shared),
            )
        )


def lasting(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def _line(cells: Sequence[str]) -> str:
    words = {1, 2}
    padded = (
        f"  {cell:<{width - 2}}" if number in words else f"{cell:>{width}}"
        for number, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    )
    return "".join(padded).rstrip()
