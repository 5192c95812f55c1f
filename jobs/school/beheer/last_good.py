"""The last reading of the Beheer sheet without mistakes, kept beside the ledger."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PARTS = ("people", "calendar", "teams")


class NotKeptError(Exception):
    """The last good reading cannot be kept."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: what the Beheer sheet says cannot be kept here ({why}), so there is nothing "
            "to fall back on when that sheet breaks; give yourself the right to write there"
        )


@dataclass(frozen=True)
class LastGood:
    """What the sheet said, and when it was read."""

    read: datetime
    data: Mapping[str, Any]


def place_of(ledger: Path) -> Path:
    """Where the last good reading is kept."""
    return ledger.with_name(f"{ledger.stem}.beheer.json")


def keep(ledger: Path, reading: LastGood) -> None:
    """Keep a reading in the place of the one before it, whole or not at all."""
    path = place_of(ledger)
    new = path.with_suffix(".new")
    kept = {"read": reading.read.astimezone(UTC).isoformat(timespec="seconds"), **reading.data}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # It holds names and addresses: only for the account that does the work.
        opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
        new.replace(path)
    except OSError as error:
        raise NotKeptError(path, error.strerror or type(error).__name__) from error


def last_good(ledger: Path) -> LastGood | None:
    """The last good reading; none when there was none, or when its file is damaged."""
    try:
        kept = json.loads(place_of(ledger).read_text(encoding="utf-8"))
        return LastGood(datetime.fromisoformat(kept["read"]), {part: kept[part] for part in PARTS})
    except (OSError, ValueError, KeyError, TypeError):
        return None
