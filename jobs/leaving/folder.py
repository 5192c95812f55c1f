"""A folder that is there whole or not at all, and that only who asked for it can read."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any


class PlaceTakenError(Exception):
    """There is something in the place where a folder or file should come."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: this is there already and is never written over; move it away, or name"
            " another place with --to"
        )


@dataclass(frozen=True)
class OwnFolder:
    """A folder that is being filled; its files are for its owner alone."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file, in a folder of its own when its name says so."""
        file = self.path / name
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_own(file, content)

    def write_json(self, name: str, value: Any) -> None:
        """Write a value as JSON that people can read."""
        self.write(name, as_json(value))


@contextmanager
def whole_folder(path: Path) -> Iterator[OwnFolder]:
    """Fill a folder under another name; it gets its own when everything is in it.

    Raises PlaceTakenError, or OSError when it cannot be written.
    """
    if path.exists():
        raise PlaceTakenError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkdtemp makes it for its owner alone.
    filling = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        yield OwnFolder(filling)
        _give_name(filling, path)
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise


def _give_name(filling: Path, path: Path) -> None:
    if path.exists():
        raise PlaceTakenError(path)
    filling.rename(path)


def write_own(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; FileExistsError when it is there."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)


def as_json(value: Any) -> bytes:
    """JSON as people can read it; dates and times as in ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    return f"{text}\n".encode()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
