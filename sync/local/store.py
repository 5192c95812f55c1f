"""Everything the local Workspace keeps: one SQLite file in WAL mode.

Each subject keeps its own tables (`CREATE TABLE IF NOT EXISTS` by `Store.declare`) and reaches
them through `Store.rows`, `Store.row` and `Store.write`. The server runs each call inside
`Store.transaction`, so that a refused call leaves nothing behind, or inside `Store.snapshot` when
the call only reads, so that it waits for no other.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
# How long a call waits for another program, such as a backup, that holds the file.
BUSY_SECONDS = 2.0
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


class WriteWhileReadingError(Exception):
    """Something was written inside `Store.snapshot`, where only reading is meant."""

    def __init__(self) -> None:
        super().__init__("a write inside a snapshot of the store")


class Store:
    """One SQLite file, used by one process: writes one after another, reads beside them.

    A long write keeps nobody from reading: who is not in a transaction reads, over a connection of
    his own, what was committed last.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._readers: list[sqlite3.Connection] = []
        self._current = threading.local()
        self._depth = 0
        self._closed = False
        self._db = self._connect()
        try:
            self._prepare()
        except sqlite3.DatabaseError as fault:
            self._db.close()
            raise StoreFileError(directory) from fault

    def _connect(self) -> sqlite3.Connection:
        path = self.directory / "workspace.sqlite"
        found = sqlite3.connect(
            path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
        )
        found.row_factory = sqlite3.Row
        for name, compare in COLLATIONS.items():
            found.create_collation(name, compare)
        return found

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        for statement in SCHEMA:
            self._db.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nests, and the outermost commits."""
        self._check_may_write()
        with self._lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
                self._current.db = self._db
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._current.db = None
                    self._undo()
                raise
            self._depth -= 1
            if self._depth == 0:
                self._current.db = None
                self._commit()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error:
            self._undo()
            raise

    def _undo(self) -> None:
        # On a full disk SQLite may have gone back by itself.
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything as it is now, whoever writes meanwhile; `write` is refused."""
        if self._own() is not None:
            yield
            return
        with self._reader() as db:
            db.execute("BEGIN")
            self._current.db = db
            try:
                yield
            finally:
                self._current.db = None
                db.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        if (db := self._own()) is not None:
            return db.execute(sql, values).fetchall()
        with self._reader() as db:
            return db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or none."""
        first: sqlite3.Row | None
        if (db := self._own()) is not None:
            first = db.execute(sql, values).fetchone()
            return first
        with self._reader() as db:
            # A query that is not read to its end would keep its snapshot open.
            cursor = db.execute(sql, values)
            first = cursor.fetchone()
            cursor.close()
            return first

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """One statement; the number of rows it changed."""
        self._check_may_write()
        with self._lock:
            return self._db.execute(sql, values).rowcount

    def write_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """One statement for many rows."""
        self._check_may_write()
        with self._lock:
            self._db.executemany(sql, values)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._closed = True
            while self._readers:
                self._readers.pop().close()
            self._db.close()

    def _own(self) -> sqlite3.Connection | None:
        """The connection of the transaction or snapshot in which this thread is."""
        found: sqlite3.Connection | None = getattr(self._current, "db", None)
        return found

    def _check_may_write(self) -> None:
        own = self._own()
        if own is not None and own is not self._db:
            raise WriteWhileReadingError

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with: one that nobody uses, or a new one."""
        if self._closed:
            raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
        db = self._readers.pop() if self._readers else self._connect()
        try:
            yield db
        finally:
            if self._closed:
                db.close()
            else:
                self._readers.append(db)


def dump(value: Any) -> str:
    """JSON as the store keeps it."""
    return _encoder.encode(value)
