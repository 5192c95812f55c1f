"""What was done: file ids, runs and deliveries, in SQLite or any database SQLAlchemy reaches.

Losing it loses no answers. File ids are found again in Drive; deliveries are what keeps a mail
from being sent twice, so keep the file with your back-ups.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.schema import CreateTable

from jobs.ledger_tables import DELIVERIES, FILES, KEPT, METADATA, RUNS
from sync.desired import Kind, KnownFile

Status = Literal["claimed", "sent", "failed"]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table, each by the names of its columns."""


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
            for table in METADATA.sorted_tables:
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
        rows = self._rows(select(FILES).where(FILES.c.key == key))
        return _known(rows[0]) if rows else None

    def remember(self, file: KnownFile) -> None:
        """Keep this file, replacing what was known under its key."""
        with self._writing() as connection:
            connection.execute(delete(FILES).where(FILES.c.key == file.key))
            connection.execute(insert(FILES).values(**vars(file)))

    def claim(self, key: str, now: datetime) -> bool:
        """Take a delivery before sending it; False when it was sent, or may have been.

        A delivery that is known not to have left (`failed`) can be claimed again.
        """
        try:
            with self._writing() as connection:
                connection.execute(
                    insert(DELIVERIES).values(key=key, status="claimed", claimed=_stamp(now))
                )
        except IntegrityError:
            return self._reclaim(key, now)
        return True

    def _reclaim(self, key: str, now: datetime) -> bool:
        again = (
            update(DELIVERIES)
            .where(DELIVERIES.c.key == key, DELIVERIES.c.status == "failed")
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
            connection.execute(update(DELIVERIES).where(DELIVERIES.c.key == key).values(**values))

    def settle(self, key: str, *, left: bool, now: datetime) -> bool:
        """Note what a person found out of a claimed delivery; False when there is none such."""
        found: dict[str, str] = (
            {"status": "sent", "sent": _stamp(now)} if left else {"status": "failed"}
        )
        same = (DELIVERIES.c.key == key) & (DELIVERIES.c.status == "claimed")
        if not self._path.exists():
            return False
        with self._writing() as connection:
            changed = connection.execute(
                update(DELIVERIES).where(same).values(reason="settled", **found)
            )
            return changed.rowcount == 1

    def delivery(self, key: str) -> Delivery | None:
        """The delivery with this key."""
        rows = self._rows(select(DELIVERIES).where(DELIVERIES.c.key == key))
        return _delivery(rows[0]) if rows else None

    def undelivered(self) -> tuple[Delivery, ...]:
        """Deliveries that did not leave, or of which nobody knows."""
        open_ones = select(DELIVERIES).where(DELIVERIES.c.status != "sent")
        return tuple(_delivery(row) for row in self._rows(open_ones))

    def finished(self, job: str, subject: str, now: datetime) -> None:
        """Note that a job was done for a subject."""
        with self._writing() as connection:
            same = (RUNS.c.job == job) & (RUNS.c.subject == subject)
            connection.execute(delete(RUNS).where(same))
            connection.execute(insert(RUNS).values(job=job, subject=subject, finished=_stamp(now)))

    def last_finished(self, job: str, subject: str) -> datetime | None:
        """When a job was last done for a subject."""
        query = select(RUNS.c.finished).where(RUNS.c.job == job, RUNS.c.subject == subject)
        rows = self._rows(query)
        return datetime.fromisoformat(rows[0].finished) if rows else None

    def keep(self, name: str, subject: str, text: str) -> None:
        """Keep a text for a subject, replacing what was kept; losing it loses nothing for good."""
        with self._writing() as connection:
            same = (KEPT.c.name == name) & (KEPT.c.subject == subject)
            connection.execute(delete(KEPT).where(same))
            connection.execute(insert(KEPT).values(name=name, subject=subject, text=text))

    def kept(self, name: str, subject: str) -> str | None:
        """The text that was kept for a subject."""
        query = select(KEPT.c.text).where(KEPT.c.name == name, KEPT.c.subject == subject)
        rows = self._rows(query)
        return rows[0].text if rows else None

    def kept_under(self, name: str) -> dict[str, str]:
        """Every text that was kept under a name, by its subject."""
        query = select(KEPT.c.subject, KEPT.c.text).where(KEPT.c.name == name)
        return {row.subject: row.text for row in self._rows(query.order_by(KEPT.c.subject))}

    def forget(self, name: str, subject: str) -> None:
        """Keep the text of a subject no longer."""
        with self._writing() as connection:
            same = (KEPT.c.name == name) & (KEPT.c.subject == subject)
            connection.execute(delete(KEPT).where(same))

    def everything(self) -> Rows:
        """Every row, by the name of its table."""
        return {
            table.name: [dict(row._mapping) for row in self._rows(select(table))]  # noqa: SLF001 - SQLAlchemy's own
            for table in METADATA.sorted_tables
        }

    def exchange(self, taken: Rows, put: Rows) -> None:
        """Take rows out and put others in, all of it or nothing."""
        with self._writing() as connection:
            for table in METADATA.sorted_tables:
                for row in taken.get(table.name, ()):
                    same = [column == row[column.name] for column in table.primary_key]
                    connection.execute(delete(table).where(*same))
                for row in put.get(table.name, ()):
                    connection.execute(insert(table).values(**row))

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
