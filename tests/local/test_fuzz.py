import os
import random

from tests.conftest import WorkspaceFactory
from tests.local.fuzz import run


def test_no_call_that_can_be_made_up_is_a_failure_of_the_server(
    fresh_workspace: WorkspaceFactory,
) -> None:
    # Where a change is judged the calls are the same for everybody.
    seed = 1 if os.environ.get("CI") else random.randrange(10**6)
    with fresh_workspace().session() as owner:
        found = run(owner, seed=seed, calls=600, seconds=8)
    assert found.failures == [], f"seed {seed}"
    assert found.answers[200] > 20
