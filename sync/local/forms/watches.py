"""The watches of a form as the local Workspace keeps them, for seven days at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row

from sync.local.call import Json, rfc3339
from sync.local.store import Store

LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class Watch:
    """One watch: who wants to hear what, where, and until when."""

    form: str
    id: str
    project: str
    event: str
    topic: str
    email: str
    created: str
    expires: str
    error: str = ""

    def resource(self) -> Json:
        """The watch as Google writes it."""
        found: Json = {
            "id": self.id,
            "target": {"topic": {"topicName": self.topic}},
            "eventType": self.event,
            "createTime": self.created,
            "expireTime": self.expires,
            "state": "SUSPENDED" if self.error else "ACTIVE",
        }
        return found | ({"errorType": self.error} if self.error else {})


def watches_of(store: Store, form: str, now: datetime) -> list[Watch]:
    """The watches of a form that have not expired, in order of making."""
    store.write("DELETE FROM form_watches WHERE expires <= ?", (rfc3339(now),))
    rows = store.rows("SELECT * FROM form_watches WHERE form = ? ORDER BY created, id", (form,))
    return [read_watch(row) for row in rows]


def add(store: Store, watch: Watch) -> None:
    """Keep a new watch."""
    store.write(
        "INSERT INTO form_watches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            watch.form,
            watch.id,
            watch.project,
            watch.event,
            watch.topic,
            watch.email,
            watch.created,
            watch.expires,
            watch.error,
        ),
    )


def renew(store: Store, watch: Watch, now: datetime) -> None:
    """Seven days more, and a new chance after an error."""
    store.write(
        "UPDATE form_watches SET expires = ?, error = '' WHERE form = ? AND id = ?",
        (rfc3339(now + LIFETIME), watch.form, watch.id),
    )


def suspend(store: Store, watch: Watch, error: str) -> None:
    """Tell no more events; those that wait are let go."""
    with store.transaction():
        store.write(
            "UPDATE form_watches SET error = ? WHERE form = ? AND id = ?",
            (error, watch.form, watch.id),
        )
        store.write("DELETE FROM form_events WHERE form = ? AND watch = ?", (watch.form, watch.id))


def remove(store: Store, watch: Watch) -> None:
    """Forget a watch with the events that wait for it."""
    store.write("DELETE FROM form_watches WHERE form = ? AND id = ?", (watch.form, watch.id))


def read_watch(row: Row) -> Watch:
    """A row of the table as a watch."""
    return Watch(*(row[name] for name in Watch.__dataclass_fields__))
