"""How the command line speaks: progress on a terminal, plain lines elsewhere, JSON when asked."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

OK, FAILED, WRONG_USE, UNFINISHED = 0, 1, 2, 3
"""Exit codes: done; something failed; wrong use; nothing failed but drift or undelivered mail."""

Step = Callable[[str], None]


@dataclass
class Voice:
    """Where a command says things; with `as_json` only its report leaves, as JSON."""

    as_json: bool = False
    out: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))
    _report: dict[str, Any] = field(default_factory=dict)

    def say(self, line: str = "") -> None:
        """One line for people."""
        if not self.as_json:
            self.out.print(line, markup=False)

    def complain(self, line: str) -> None:
        """One line about what went wrong, on standard error."""
        self.err.print(line, markup=False, soft_wrap=True)

    def report(self, key: str, value: Any) -> None:
        """Something for `--json`."""
        self._report[key] = value

    def finish(self) -> None:
        """Print the report when JSON was asked."""
        if self.as_json:
            sys.stdout.write(json.dumps(self._report, ensure_ascii=False, indent=2) + "\n")

    @contextmanager
    def progress(self, title: str, total: int) -> Iterator[Step]:
        """A bar on a terminal, a plain line for each step elsewhere, nothing with JSON."""
        if self.as_json:
            yield lambda _line: None
        elif not self.out.is_terminal:
            yield lambda line: self.say(f"{title}: {line}")
        else:
            with self._bar() as bar:
                task = bar.add_task(title, total=max(total, 1), step="")
                yield lambda line: bar.update(task, advance=1, step=line)

    def _bar(self) -> Progress:
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[step]}", markup=False),
            console=self.out,
            transient=True,
        )
