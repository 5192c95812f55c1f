"""The table of contents of an export: in Dutch, what each file is and what people should know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobs.leaving.folder import OwnFolder
from jobs.leaving.pages import render
from jobs.words.dates import day_and_month


@dataclass(frozen=True)
class Entry:
    """One thing in the export: its files, what it is, and a remark."""

    files: tuple[str, ...]
    what: str
    remark: str = ""


@dataclass(frozen=True)
class Chapter:
    """Things of one kind."""

    title: str
    entries: Sequence[Entry]


def write_index(folder: OwnFolder, name: str, on: date, chapters: Sequence[Chapter]) -> None:
    """Write `index.md` and `index.html`."""
    day = f"{day_and_month(on)} {on.year}"
    for file in ("index.md", "index.html"):
        text = render(file, name=name, on=day, chapters=chapters)
        folder.write(file, text.encode())
