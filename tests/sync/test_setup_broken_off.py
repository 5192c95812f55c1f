"""A set-up that breaks off, or whose answers get lost, is completed by the next one."""

from typing import Any

import pytest
import requests

from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect
from tests.sync.setting_up import Files, find_all, set_up


@pytest.mark.parametrize("calls", range(1, 13))
def test_a_crash_after_any_call_is_completed_by_the_next_run(
    workspace: LocalWorkspace, calls: int
) -> None:
    cast, files = Cast(f"crash-{calls}", teams=("onderbouw",)), Files()
    with pytest.raises(KeyboardInterrupt):
        set_up(crashing(workspace, calls), cast, files)
    google, fresh = connect(workspace), Files()
    assert set_up(google, cast, fresh).failures == ()
    assert make_plan(google, cast.desired(), fresh, deep=True).empty
    assert len(find_all(google, cast.school)) == 5


@pytest.mark.parametrize("calls", range(1, 13))
def test_a_lost_answer_to_any_call_makes_nothing_twice(
    workspace: LocalWorkspace, calls: int
) -> None:
    cast, files = Cast(f"verloren-{calls}", teams=("onderbouw",)), Files()
    google = losing(workspace, calls)
    assert set_up(google, cast, files).failures == ()
    assert make_plan(google, cast.desired(), files, deep=True).empty
    assert len(find_all(google, cast.school)) == 5


def losing(workspace: LocalWorkspace, calls: int) -> Google:
    """A connection on which one call has its effect and its answer never comes."""
    return breaking(workspace, calls, requests.ConnectionError("reset"))


def crashing(workspace: LocalWorkspace, calls: int) -> Google:
    """A connection on which the process dies right after a call had its effect."""
    return breaking(workspace, calls, KeyboardInterrupt())


def breaking(workspace: LocalWorkspace, calls: int, break_: BaseException) -> Google:
    google = connect(workspace)
    session = google.transport.session
    send, made = session.request, []

    def once(*args: Any, **kwargs: Any) -> Any:
        answer = send(*args, **kwargs)
        made.append(answer)
        if len(made) == calls:
            raise break_
        return answer

    session.request = once  # type: ignore[method-assign]
    return google
