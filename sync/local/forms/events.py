"""Watches on forms, and the events that wait to be told to them.

An event is kept in the same transaction as the change it is about, so that it is told at least
once, whatever happens in between.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition
from weakref import WeakKeyDictionary

from sync.local.call import rfc3339
from sync.local.store import Store, declares

declares(
    """CREATE TABLE IF NOT EXISTS form_watches (
        form TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, id TEXT NOT NULL,
        project TEXT NOT NULL, event TEXT NOT NULL, topic TEXT NOT NULL, email TEXT NOT NULL,
        created TEXT NOT NULL, expires TEXT NOT NULL, error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (form, id))""",
    """CREATE TABLE IF NOT EXISTS form_events (
        number INTEGER PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL, watch TEXT NOT NULL,
        happened TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY (form, watch) REFERENCES form_watches (form, id) ON DELETE CASCADE)""",
)


@dataclass
class Bell:
    """Rings when there is something to tell."""

    _condition: Condition = field(default_factory=Condition)
    _rung: bool = False

    def ring(self) -> None:
        """Wake whoever waits."""
        with self._condition:
            self._rung = True
            self._condition.notify_all()

    def wait(self, seconds: float) -> None:
        """Wait for a ring, or at most so many seconds."""
        with self._condition:
            if not self._rung:
                self._condition.wait(seconds)
            self._rung = False


_BELLS: WeakKeyDictionary[Store, Bell] = WeakKeyDictionary()


def bell_of(store: Store) -> Bell:
    """The bell of a store."""
    return _BELLS.setdefault(store, Bell())


def happened(store: Store, form: str, event: str, now: datetime) -> None:
    """Keep an event for every watch that waits for it."""
    number = store.write(
        "INSERT INTO form_events (form, watch, happened)"
        " SELECT form, id, ? FROM form_watches"
        " WHERE form = ? AND event = ? AND expires > ? AND error = ''",
        (rfc3339(now), form, event, rfc3339(now)),
    )
    if number:
        bell_of(store).ring()
