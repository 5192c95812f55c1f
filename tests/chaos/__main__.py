"""`python -m tests.chaos`: the whole matrix of set-ups that are disturbed; exit code 1 on failure.

With `--sample` the short half that `make test` does too, with `--scenario NAME` only that one, and
with `--only TEXT` the cases whose name holds it.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import track

from tests.chaos.judging import Verdict
from tests.chaos.matrix import every_case, sample
from tests.chaos.scenarios import SAMPLED, SCENARIOS
from tests.chaos.table import failures, table_of
from tests.chaos.workers import workers

EVERY = 50


def main() -> int:
    """Do the matrix, print the tables and the failures."""
    asked = _asked()
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    began = time.monotonic()
    verdicts: list[Verdict] = []
    with workers(asked.processes) as processes:
        every = SAMPLED if asked.sample else SCENARIOS
        names = [asked.scenario] if asked.scenario else list(every)
        for prepared in processes.prepared(names):
            cases = every_case(prepared)
            cases = sample(cases) if asked.sample else cases
            cases = [case for case in cases if asked.only in case.name]
            found = processes.verdicts(prepared, cases)
            done = list(_followed(console, prepared.name, found, len(cases)))
            done.sort(key=lambda each: cases.index(each.case))
            console.print(table_of(prepared.name, done))
            verdicts += done
    for line in failures(verdicts):
        console.print(line, markup=False, soft_wrap=True)
    wrong = sum(1 for each in verdicts if each.wrong)
    seconds = time.monotonic() - began
    console.print(f"{len(verdicts)} cases, {wrong} wrong, {seconds:.0f} seconds")
    return 1 if wrong else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--scenario", choices=sorted(SCENARIOS))
    parser.add_argument("--only", default="")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _followed(
    console: Console, name: str, verdicts: Iterator[Verdict], total: int
) -> Iterator[Verdict]:
    """The verdicts, with a bar on a terminal and a line now and then elsewhere."""
    if console.is_terminal:
        yield from track(verdicts, name, total, console=console)
        return
    for number, verdict in enumerate(verdicts, 1):
        if number % EVERY == 0 or number == total or verdict.wrong:
            told = f"WRONG {verdict.case.name}" if verdict.wrong else ""
            console.print(f"{name}: {number} of {total} {told}".rstrip(), markup=False)
        yield verdict


if __name__ == "__main__":
    sys.exit(main())
