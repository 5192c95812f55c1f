"""Files that a command writes for people, where they asked for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UnwritableError(Exception):
    """A file cannot be made where it was asked for."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: it cannot be written ({why}); name a place in which you may write"
        )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Write at a path, or say why that cannot be."""
    try:
        yield
    except OSError as error:
        raise UnwritableError(path, error.strerror or type(error).__name__) from error
