"""Where it stands what was drawn in the last minute: in this process, or in a file of the machine.

Cron starts a process for each school, and their accounts may belong to one Google Cloud project.
So what is drawn from Google stands in a file that all processes of one user on a machine share.
It names no account, only digests, and holds nothing that is older than a minute.
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path
from pyrate_limiter import Duration, InMemoryBucket, Rate, SQLiteBucket

MINUTE = int(Duration.MINUTE)
Bucket = InMemoryBucket | SQLiteBucket


class Buckets(Protocol):
    """One bucket for each name, and their moment: between two others nobody else draws."""

    def moment(self) -> AbstractContextManager[None]:
        """Draw alone; raises OSError or sqlite3.Error when that cannot be."""
        ...

    def bucket(self, name: str, limit: int) -> Bucket:
        """What may be drawn from in a minute; its times are milliseconds."""
        ...


class OwnBuckets:
    """Buckets that only this process draws from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, InMemoryBucket] = {}

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Draw alone among threads."""
        with self._lock:
            yield

    def bucket(self, name: str, limit: int) -> Bucket:
        """What may be drawn from in a minute."""
        if name not in self._kept:
            self._kept[name] = InMemoryBucket([Rate(limit, MINUTE)])
        return self._kept[name]


class MachineBuckets:
    """Buckets that all processes of one user on a machine draw from; they stand in one file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._kept: dict[str, SQLiteBucket] = {}

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Draw alone among threads and processes; the lock ends with the process that holds it."""
        with self._lock:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._file.with_suffix(".lock").open("a", encoding="utf-8") as held:
                fcntl.flock(held, fcntl.LOCK_EX)
                yield

    def bucket(self, name: str, limit: int) -> Bucket:
        """What may be drawn from in a minute."""
        if name not in self._kept:
            table = f"drawn_{sha256(name.encode()).hexdigest()[:24]}"
            made = SQLiteBucket.init_from_file([Rate(limit, MINUTE)], table, str(self._file))
            # What a power cut takes was over within a minute.
            made.conn.execute("PRAGMA synchronous = OFF")
            self._kept[name] = made
        return self._kept[name]


def machine_file() -> Path:
    """The file that processes of this user share; it may be removed at any time."""
    return user_cache_path("ritmiek") / "pace.sqlite"
