"""Tells the events of watched forms to addresses on this machine, as a Pub/Sub push does."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from sync.local.call import Json, rfc3339
from sync.local.forms.events import bell_of
from sync.local.forms.topics import address_of
from sync.local.forms.watches import Watch, read_watch, suspend
from sync.local.workspace import Workspace

ACKNOWLEDGED = (102, 200, 201, 202, 204)
PATIENCE = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
AT_ONCE = 100


@dataclass
class Courier:
    """One thread that brings events round; an event goes when its receiver has taken it."""

    workspace: Workspace
    _stopped: threading.Event = field(default_factory=threading.Event)
    _later: dict[tuple[str, str], float] = field(default_factory=dict)

    def run(self) -> None:
        """Bring events round until stopped."""
        while not self._stopped.is_set():
            try:
                pause = self._round()
            except sqlite3.ProgrammingError:
                return  # The store was closed.
            bell_of(self.workspace.store).wait(pause)

    def stop(self) -> None:
        """End after what is being told now."""
        self._stopped.set()
        bell_of(self.workspace.store).ring()

    def _round(self) -> float:
        """Tell what can be told; how long nothing need be done after it."""
        # The bell rings before the event is committed: a transaction waits for that.
        with self.workspace.store.transaction():
            rows = self.workspace.store.rows(
                "SELECT e.number, e.happened, e.attempts, w.* FROM form_events e"
                " JOIN form_watches w ON w.form = e.form AND w.id = e.watch"
                " WHERE w.expires > ? ORDER BY e.number LIMIT ?",
                (rfc3339(self.workspace.clock.now()), AT_ONCE),
            )
        for row in rows:
            watch = read_watch(row)
            key = (watch.form, watch.id)
            if self._stopped.is_set() or self._later.get(key, 0) > time.monotonic():
                continue
            self._tell(watch, row)
        waiting = [until for until in self._later.values() if until > time.monotonic()]
        if not waiting:
            return LONGEST_PAUSE if len(rows) < AT_ONCE else 0
        return max(min(waiting) - time.monotonic(), 0.01)

    def _tell(self, watch: Watch, row: sqlite3.Row) -> None:
        store = self.workspace.store
        address = address_of(watch.topic, self.workspace.directory)
        if address is None:
            suspend(store, watch, "PROJECT_NOT_AUTHORIZED")
        elif _posted(address, message(watch, row["number"], row["happened"])):
            store.write("DELETE FROM form_events WHERE number = ?", (row["number"],))
            self._later.pop((watch.form, watch.id), None)
        else:
            store.write(
                "UPDATE form_events SET attempts = attempts + 1 WHERE number = ?", (row["number"],)
            )
            pause = min(FIRST_PAUSE * 2 ** min(row["attempts"], 10), LONGEST_PAUSE)
            self._later[(watch.form, watch.id)] = time.monotonic() + pause


@contextmanager
def telling(workspace: Workspace) -> Iterator[None]:
    """Events are brought round as long as this lasts, beginning with those left from before."""
    courier = Courier(workspace)
    thread = threading.Thread(target=courier.run, daemon=True, name="form-events")
    thread.start()
    try:
        yield
    finally:
        courier.stop()
        thread.join(timeout=2)


def message(watch: Watch, number: int, happened: str) -> Json:
    """The body of a push: Google names the id and the moment in both its spellings."""
    attributes = {"formId": watch.form, "watchId": watch.id, "eventType": watch.event}
    return {
        "message": {
            "attributes": attributes,
            "messageId": str(number),
            "message_id": str(number),
            "publishTime": happened,
            "publish_time": happened,
        },
        "subscription": f"projects/local/subscriptions/{watch.id}",
    }


def _posted(address: str, body: Json) -> bool:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=PATIENCE)
    try:
        headers = {"Content-Type": "application/json", "User-Agent": "APIs-Google"}
        connection.request("POST", path, json.dumps(body), headers)
        return connection.getresponse().status in ACKNOWLEDGED
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
