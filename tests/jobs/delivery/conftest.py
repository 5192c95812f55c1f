"""A letter goes out once, or is known not to have gone; with the real ways out."""

from pathlib import Path

import pytest

from jobs.ledger import Ledger
from jobs.work.school import SchoolAtWork
from sync.outbox import FolderOutbox
from tests.jobs.cast import MONDAY
from tests.jobs.delivery.letter import SENDER
from tests.programme.cast import a_configuration


@pytest.fixture
def school(ledger: Ledger) -> SchoolAtWork:
    """A school that was never set up, on a Monday."""
    return SchoolAtWork(a_configuration(), ledger, MONDAY)


@pytest.fixture
def folder(tmp_path: Path) -> FolderOutbox:
    """The way out that keeps letters in a folder."""
    return FolderOutbox(tmp_path / "outbox", SENDER)
