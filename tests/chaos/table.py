"""What came of the matrix, as a table of troubles against calls, and each failure in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.table import Table

from tests.chaos.judging import Verdict
from tests.chaos.matrix import TROUBLES


def table_of(scenario: str, verdicts: Sequence[Verdict]) -> Table:
    """One scenario: how many cases were right of how many; only the number when all were."""
    methods = list(dict.fromkeys(each.case.call.method for each in verdicts))
    tried = Counter((each.case.trouble.name, each.case.call.method) for each in verdicts)
    wrong = Counter(
        (each.case.trouble.name, each.case.call.method) for each in verdicts if each.wrong
    )
    table = Table("what goes wrong", *map(_folded, methods), title=scenario)
    for trouble in TROUBLES:
        places = [(trouble.name, method) for method in methods]
        if any(tried[place] for place in places):
            table.add_row(trouble.name, *(_cell(tried[place], wrong[place]) for place in places))
    return table


def failures(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Each case that did not end as it should, with what was wrong and what the run said."""
    for each in verdicts:
        if each.wrong:
            yield f"{each.case.name}"
            yield from (f"    {line}" for line in each.wrong)
            yield from (f"    the disturbed run said: {line}" for line in each.said)


def _folded(method: str) -> str:
    return "\n".join(method.split("."))


def _cell(tried: int, wrong: int) -> str:
    if not tried:
        return ""
    return f"{wrong} of {tried} wrong" if wrong else f"ok {tried}"
