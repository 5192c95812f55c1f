"""What was done: file ids, runs and deliveries, in SQLite or any database SQLAlchemy reaches.

Losing it loses no answers. File ids are found again in Drive; deliveries are what keeps a mail
from being sent twice, so keep the file with your back-ups.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Row,
    Select,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.schema import CreateTable

from sync.desired import Kind, KnownFile

Status = Literal["claimed", "sent", "failed"]

_metadata = MetaData()
_files = Table(
    "files",
    _metadata,
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("address", String, nullable=False),
    Column("applied", String, nullable=False),
    Column("collected", String, nullable=False),
)
_deliveries = Table(
    "deliveries",
    _metadata,
    Column("key", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("claimed", String, nullable=False),
    Column("sent", String),
    Column("reason", String),
)
_kept = Table(
    "kept",
    _metadata,
    Column("name", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("text", String, nullable=False),
)
_runs = Table(
    "runs",
    _metadata,
    Column("job", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("finished", String, nullable=False),
)


class LedgerUnusableError(Exception):
    """The ledger cannot be opened, read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: the ledger cannot be used ({why}); give yourself the right to write there, "
            "or put a back-up of it in its place"
        )


@dataclass(frozen=True)
class Delivery:
    """One letter and what became of it; a `claimed` one may or may not have left."""

    key: str
    status: Status
    claimed: datetime
    reason: str | None = None


class Ledger:
    """The bookkeeping of one school; also the memory of its file ids (`sync.desired.Files`).

    The database is made when there is something to note: looking leaves nothing behind.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _engine(self) -> Engine:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerUnusableError(self._path, error.strerror or "no folder") from error
        engine = create_engine(f"sqlite:///{self._path}")
        event.listen(engine, "connect", _write_ahead)
        with self._told(), engine.begin() as connection:
            for table in _metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
        return engine

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what to do when the database itself fails."""
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise LedgerUnusableError(self._path, str(error.orig)) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine
        with self._told(), engine.begin() as connection:
            yield connection

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        if not self._path.exists():
            return ()
        engine = self._engine
        with self._told(), engine.connect() as connection:
            return connection.execute(query).all()

    def find(self, key: str) -> KnownFile | None:
        """The file with this key, when it is known."""
        rows = self._rows(select(_files).where(_files.c.key == key))
        return _known(rows[0]) if rows else None

    def remember(self, file: KnownFile) -> None:
        """Keep this file, replacing what was known under its key."""
        with self._writing() as connection:
            connection.execute(delete(_files).where(_files.c.key == file.key))
            connection.execute(insert(_files).values(**vars(file)))

    def claim(self, key: str, now: datetime) -> bool:
        """Take a delivery before sending it; False when it was sent, or may have been.

        A delivery that is known not to have left (`failed`) can be claimed again.
        """
        try:
            with self._writing() as connection:
                connection.execute(
                    insert(_deliveries).values(key=key, status="claimed", claimed=_stamp(now))
                )
        except IntegrityError:
            return self._reclaim(key, now)
        return True

    def _reclaim(self, key: str, now: datetime) -> bool:
        again = (
            update(_deliveries)
            .where(_deliveries.c.key == key, _deliveries.c.status == "failed")
            .values(status="claimed", claimed=_stamp(now), reason=None)
        )
        with self._writing() as connection:
            return connection.execute(again).rowcount == 1

    def sent(self, key: str, now: datetime) -> None:
        """Note that the delivery left."""
        self._close(key, status="sent", sent=_stamp(now))

    def failed(self, key: str, reason: str) -> None:
        """Note that the delivery certainly did not leave, and the kind of error (no address)."""
        self._close(key, status="failed", reason=reason)

    def _close(self, key: str, **values: str) -> None:
        with self._writing() as connection:
            connection.execute(update(_deliveries).where(_deliveries.c.key == key).values(**values))

    def settle(self, key: str, *, left: bool, now: datetime) -> bool:
        """Note what a person found out of a claimed delivery; False when there is none such."""
        found: dict[str, str] = (
            {"status": "sent", "sent": _stamp(now)} if left else {"status": "failed"}
        )
        same = (_deliveries.c.key == key) & (_deliveries.c.status == "claimed")
        if not self._path.exists():
            return False
        with self._writing() as connection:
            changed = connection.execute(
                update(_deliveries).where(same).values(reason="settled", **found)
            )
            return changed.rowcount == 1

    def delivery(self, key: str) -> Delivery | None:
        """The delivery with this key."""
        rows = self._rows(select(_deliveries).where(_deliveries.c.key == key))
        return _delivery(rows[0]) if rows else None

    def undelivered(self) -> tuple[Delivery, ...]:
        """Deliveries that did not leave, or of which nobody knows."""
        open_ones = select(_deliveries).where(_deliveries.c.status != "sent")
        return tuple(_delivery(row) for row in self._rows(open_ones))

    def finished(self, job: str, subject: str, now: datetime) -> None:
        """Note that a job was done for a subject."""
        with self._writing() as connection:
            same = (_runs.c.job == job) & (_runs.c.subject == subject)
            connection.execute(delete(_runs).where(same))
            connection.execute(insert(_runs).values(job=job, subject=subject, finished=_stamp(now)))

    def last_finished(self, job: str, subject: str) -> datetime | None:
        """When a job was last done for a subject."""
        query = select(_runs.c.finished).where(_runs.c.job == job, _runs.c.subject == subject)
        rows = self._rows(query)
        return datetime.fromisoformat(rows[0].finished) if rows else None

    def keep(self, name: str, subject: str, text: str) -> None:
        """Keep a text for a subject, replacing what was kept; losing it loses nothing for good."""
        with self._writing() as connection:
            same = (_kept.c.name == name) & (_kept.c.subject == subject)
            connection.execute(delete(_kept).where(same))
            connection.execute(insert(_kept).values(name=name, subject=subject, text=text))

    def kept(self, name: str, subject: str) -> str | None:
        """The text that was kept for a subject."""
        query = select(_kept.c.text).where(_kept.c.name == name, _kept.c.subject == subject)
        rows = self._rows(query)
        return rows[0].text if rows else None

    def close(self) -> None:
        """Let go of the database; it is opened again when it is needed."""
        if engine := self.__dict__.pop("_engine", None):
            engine.dispose()


def _write_ahead(connection: object, _record: object) -> None:
    # Two commands at once (cron and a person) wait for each other instead of failing.
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _known(row: Row[tuple[str, ...]]) -> KnownFile:
    kind: Kind = row.kind
    return KnownFile(row.key, kind, row.id, row.address, row.applied, row.collected)


def _delivery(row: Row[tuple[str, ...]]) -> Delivery:
    return Delivery(row.key, row.status, datetime.fromisoformat(row.claimed), row.reason)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
