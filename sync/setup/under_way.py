"""Which files a set-up began to change and did not finish.

Until it is finished a file's stamp still says what was applied before. Whoever puts the school's
file back as it was after a crash would be told that all is well, so the ledger keeps that it may
not be: noted before the first change, and taken away when the file is stamped again. Of a
spreadsheet what was written by then is told as drift: people may have come after it.
"""

from collections.abc import Iterable

from sync.desired import Files
from sync.setup.work import FolderWork, FormWork, SpreadsheetWork

UNDER_WAY = "under_way"
_YES = "yes"


def begin(
    files: Files, school: str, works: Iterable[FolderWork | FormWork | SpreadsheetWork]
) -> None:
    """Note which files that exist are going to be changed for a school."""
    for work in works:
        if work.found is not None:
            files.keep(UNDER_WAY, _subject(school, work.desired.key), _YES)


def finish(files: Files, school: str, key: str) -> None:
    """Note that a file is as its stamp says."""
    if is_under_way(files, school, key):
        files.keep(UNDER_WAY, _subject(school, key), "")


def is_under_way(files: Files, school: str, key: str) -> bool:
    """Whether a change of this file was begun for a school and not finished."""
    return files.kept(UNDER_WAY, _subject(school, key)) == _YES


def _subject(school: str, key: str) -> str:
    return f"{school}/{key}"
