"""A local Workspace of the jobs' own, whose clock is moved and whose calls go wrong."""

from collections.abc import Iterator

import pytest

from sync.local.server import Options, start
from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm


@pytest.fixture(scope="session")
def jobs_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """One Workspace for the tests of the jobs; every school in it has a key of its own."""
    directory = tmp_path_factory.mktemp("jobs-workspace")
    running = start(Options(directory, port=0))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture
def faulty(jobs_workspace: LocalWorkspace) -> Iterator[LocalWorkspace]:
    """The same Workspace for a test that lets things go wrong; afterwards all is well again."""
    yield jobs_workspace
    arm(jobs_workspace)
