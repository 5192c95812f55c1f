"""Everything the local Workspace keeps: one SQLite file in WAL mode.

Each subject keeps its own tables (`CREATE TABLE IF NOT EXISTS` by `Store.declare`) and reaches
them through `Store.rows`, `Store.row` and `Store.write`. The server runs each call inside
`Store.transaction`, so that a refused call leaves nothing behind.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
SCHEMA: list[str] = []
COLLATIONS: dict[str, Callable[[str, str], int]] = {}


def declares(*statements: str) -> None:
    """Add `CREATE … IF NOT EXISTS` statements that every store runs when it opens."""
    SCHEMA.extend(statements)


def collates(name: str, compare: Callable[[str, str], int]) -> None:
    """Let queries order texts by `COLLATE name`."""
    COLLATIONS[name] = compare


class StoreFileError(Exception):
    """The file in the data directory is not one that can be used."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"{directory / 'workspace.sqlite'}: this is not a file of the local Workspace. "
            "Put its backup back, or choose another directory with --data."
        )


class Store:
    """One open SQLite file, used by one process; calls are serialised by a lock."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            directory / "workspace.sqlite", check_same_thread=False, isolation_level=None
        )
        self._db.row_factory = sqlite3.Row
        self._depth = 0
        try:
            self._prepare()
        except sqlite3.DatabaseError as fault:
            self._db.close()
            raise StoreFileError(directory) from fault

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        for name, compare in COLLATIONS.items():
            self._db.create_collation(name, compare)
        for statement in SCHEMA:
            self._db.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nests, and the outermost commits."""
        with self._lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or none."""
        with self._lock:
            first: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
            return first

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """One statement; the number of rows it changed."""
        with self._lock:
            return self._db.execute(sql, values).rowcount

    def write_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """One statement for many rows."""
        with self._lock:
            self._db.executemany(sql, values)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()


def dump(value: Any) -> str:
    """JSON as the store keeps it."""
    return _encoder.encode(value)
