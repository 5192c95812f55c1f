"""The local Workspace's clock: real time, or real time moved to another moment.

Tests, demonstrations and simulations set it; what Google would stamp (creation times, answer
times, mail dates) follows it. Signing in does not: an assertion expires in real time.
"""

from datetime import UTC, datetime, timedelta

from sync.local.store import Store, declares

declares("CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset REAL)")


class Clock:
    """Now, as the local Workspace sees it; a set clock keeps ticking and survives a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        row = store.row("SELECT offset FROM clock")
        self._offset = timedelta(seconds=row["offset"] if row else 0)

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def moved(self) -> bool:
        """Whether the clock tells another time than the real one."""
        return bool(self._offset)

    def set(self, moment: datetime | None) -> None:
        """Move the clock to a moment, or back to real time."""
        self._offset = (moment - datetime.now(UTC)) if moment else timedelta()
        with self._store.transaction():
            self._store.write(
                "INSERT INTO clock VALUES (1, ?)"
                " ON CONFLICT (id) DO UPDATE SET offset = excluded.offset",
                (self._offset.total_seconds(),),
            )
