"""The command as somebody types it, in the tests' own process."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from jobs.cli import main

MONDAY = ("--now", "2026-10-05T07:02")


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


class Command:
    """The command as somebody types it, in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Said:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = self._capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)


@pytest.fixture
def ritmiek(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield Command(capsys)
    structlog.reset_defaults()


def done(*words: str | Path) -> None:
    """Do what somebody types, when all is well."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert not ended.value.code
    structlog.reset_defaults()


def nothing_was_made(folder: Path) -> bool:
    return not (folder / ".ritmiek").exists()
