"""Google's functions that the engine lacks, in functions that it has."""

from collections.abc import Sequence

from sync.local.sheets.formulas.engine_words import UNKNOWN, Rename, call, wrong


def choose(given: Sequence[str], separator: str) -> str:
    """What is out of reach is #NUM! at Google, and #VALUE! for the engine."""
    if len(given) < 2:
        return wrong()
    beyond = f"(i_<1)+(i_>={len(given)})"
    chosen = call("CHOOSE", ["i_", *given[1:]], separator)
    test = call("IF", [beyond, "#NUM!", chosen], separator)
    return call("LET", ["i_", given[0], test], separator)


def share(given: Sequence[str], separator: str) -> str:
    """How much of a range meets a criterion; whether empty cells count is documented nowhere."""
    if len(given) != 2:
        return wrong()
    size = f"(ROWS({given[0]})*COLUMNS({given[0]}))"
    part = f"{call('COUNTIF', given, separator)}/{size}"
    return call("IF", [f"COUNTBLANK({given[0]})>0", call(UNKNOWN, [], separator), part], separator)


def margin(given: Sequence[str], separator: str) -> str:
    """The margin of error, in the words in which Google explains it."""
    if len(given) != 2:
        return wrong()
    values = [f"1-({given[1]})", f"STDEV({given[0]})", f"COUNT({given[0]})"]
    return call("CONFIDENCE.T", values, separator)


def divided(upper: str, lower: str) -> Rename:
    """A function of a complex number that is the quotient of two others."""
    return lambda given, separator: (
        call("IMDIV", [f"{upper}({given[0]})", f"{lower}({given[0]})"], separator)
        if len(given) == 1
        else wrong()
    )


def complex_log(given: Sequence[str], separator: str) -> str:
    """The logarithm of a complex number, to any base."""
    if len(given) != 2:
        return wrong()
    return call("IMDIV", [f"IMLN({given[0]})", f"LN({given[1]})"], separator)
