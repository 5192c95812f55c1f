"""The matrix done by warm processes, each with one thread, so that it may fork."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.judging import Verdict, judge
from tests.chaos.matrix import Case
from tests.chaos.scenarios import Prepared, prepare


@dataclass(frozen=True)
class Workers:
    """Processes that prepare scenarios and judge cases, each in a folder of its own."""

    pool: ProcessPoolExecutor
    folder: Path

    def prepared(self, names: Sequence[str]) -> list[Prepared]:
        """The scenarios, each recorded once."""
        return list(self.pool.map(prepare, names, [self.folder] * len(names)))

    def verdicts(self, prepared: Prepared, cases: Sequence[Case]) -> Iterator[Verdict]:
        """What came of each case, as they end."""
        under_way = [self.pool.submit(_judge, prepared, case, self.folder) for case in cases]
        for one in as_completed(under_way):
            yield one.result()


@contextmanager
def workers(count: int) -> Iterator[Workers]:
    """So many processes; what they leave behind is removed."""
    context = multiprocessing.get_context("spawn")
    with (
        TemporaryDirectory(prefix="ritmiek-chaos-", dir=_quick_place()) as folder,
        ProcessPoolExecutor(count, mp_context=context) as pool,
    ):
        yield Workers(pool, Path(folder))


def _quick_place() -> Path | None:
    """Memory, where there is some to write to: a killed process loses nothing that it wrote."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


def _judge(prepared: Prepared, case: Case, folder: Path) -> Verdict:
    with TemporaryDirectory(dir=folder) as own:
        return judge(prepared, case, Path(own))
