"""Files that hold a secret: written at once or not at all, for nobody else to read."""

import os
import secrets
import stat
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 600; folders that are made for it have mode 700. Raises OSError."""
    _make_folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def readable_by_others(path: Path) -> bool:
    """Whether a file that is there can be read by the group or by everybody.

    Windows keeps rights elsewhere: there the answer is no.
    """
    if os.name == "nt":
        return False
    try:
        return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False


def exposed(path: Path) -> str:
    """The sentence about a file with a secret that others can read."""
    return f"{path}: others on this machine can read this secret; close it with: chmod 600 {path}"


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def _settle(folder: Path) -> None:
    """Let the new name itself survive a power failure, where folders can be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
