"""The short half of the matrix: after any trouble, the next set-up makes everything right."""

from collections.abc import Iterator

import pytest

from tests.chaos.matrix import TROUBLES, Case, every_case, sample
from tests.chaos.scenarios import SAMPLED, Prepared
from tests.chaos.table import failures
from tests.chaos.workers import Workers, workers


@pytest.fixture(scope="module")
def processes() -> Iterator[Workers]:
    with workers(2) as found:
        yield found


@pytest.fixture(scope="module")
def prepared(processes: Workers) -> dict[str, Prepared]:
    return {one.name: one for one in processes.prepared(SAMPLED)}


@pytest.mark.parametrize("name", SAMPLED)
def test_after_any_trouble_the_next_set_up_makes_everything_right(
    processes: Workers, prepared: dict[str, Prepared], name: str
) -> None:
    cases = sample(every_case(prepared[name]))
    verdicts = list(processes.verdicts(prepared[name], cases))
    assert len(verdicts) == len(cases)
    assert list(failures(verdicts)) == []


def test_the_sample_has_every_call_every_trouble_and_every_death_where_files_are_made(
    prepared: dict[str, Prepared],
) -> None:
    chosen = {name: sample(every_case(one)) for name, one in prepared.items()}
    for name, one in prepared.items():
        assert {call.method for call in one.calls} == {case.call.method for case in chosen[name]}
    assert {case.trouble.name for cases in chosen.values() for case in cases} == {
        trouble.name for trouble in TROUBLES
    }
    assert _deaths(every_case(prepared["first"])) <= _deaths(chosen["first"])


def _deaths(cases: list[Case]) -> set[str]:
    """The names of the cases in which a process dies where it makes files, and no more."""
    return {case.name for case in cases if case.makes_files and case.trouble.plain_death}
