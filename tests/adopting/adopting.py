"""Taking over from a sheet, as somebody types it."""

import io

import gspread
import pytest

from tests.adopting.cast import Team
from tests.jobs.command import MONDAY, Command, Said

MAY = ("--as", "essen", *MONDAY)


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody at the keyboard."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def taken(ritmiek: Command, ready: Team, book: gspread.Spreadsheet, *more: str) -> Said:
    said = ritmiek("adopt", book.url, ready.file, *MAY, "--yes", *more)
    assert (said.code, said.err) == (0, "")
    return said
