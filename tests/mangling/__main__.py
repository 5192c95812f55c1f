"""`python -m tests.mangling`: many times ten weeks of people in the sheets; exit code 1 on failure.

It plays the small school, or with `--school whole` one with its own definitions and jobs. What it
finds is shrunk to the fewest acts that still show it, and printed.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tests.mangling.small_school import SmallSchool
from tests.mangling.ten_weeks import Opening, playing, prepared
from tests.mangling.weeks import Week, weeks
from tests.mangling.whole_school import WholeSchool

SCHOOLS: dict[str, Opening] = {"small": SmallSchool, "whole": WholeSchool}


def main() -> int:
    """Play the weeks, and say how many there were and what was done in them."""
    asked = _asked()
    began, done, refused = time.monotonic(), Counter[str](), 0
    examples = 0
    opening = SCHOOLS[asked.school]
    with tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name) / "school", opening)

        @seed(asked.seed)
        @settings(
            max_examples=asked.examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(played=weeks(asked.weeks, most=asked.acts))
        def every(played: Sequence[Week]) -> None:
            nonlocal examples, refused
            with playing(folder, opening) as at:
                at.play(played)
            examples += 1
            done.update(at.done)
            refused += len(at.refused)

        try:
            every()
        finally:
            seconds = time.monotonic() - began
            sys.stdout.write(
                f"{examples} times {asked.weeks} weeks, {done.total()} acts of {len(done)} kinds, "
                f"{refused} refusals with a sentence, {seconds:.0f} seconds\n"
            )
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mangling", description=__doc__)
    parser.add_argument("--school", choices=sorted(SCHOOLS), default="small")
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--weeks", type=int, default=10)
    parser.add_argument("--acts", type=int, default=5, help="at most so many in a week")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
