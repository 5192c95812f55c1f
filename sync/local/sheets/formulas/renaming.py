"""Google's functions in the engine's words: other names, other arguments, or a plain operator."""

import re
from collections.abc import Sequence

from sync.local.sheets.formulas.engine_words import UNKNOWN, Rename, call, wrong
from sync.local.sheets.formulas.substitutes import choose, complex_log, divided, margin, share

ALIASES = {
    "ARRAYFORMULA": "",
    "POW": "POWER",
    "MODE.SNGL": "MODE",
    "REGEXMATCH": "REGEXTEST",
    "CHAR": "UNICHAR",
    "CODE": "UNICODE",
}
OPERATORS = {
    "ADD": "+",
    "MINUS": "-",
    "MULTIPLY": "*",
    "DIVIDE": "/",
    "EQ": "=",
    "NE": "<>",
    "GT": ">",
    "GTE": ">=",
    "LT": "<",
    "LTE": "<=",
}
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_GROUP = re.compile(r"(?<!\\)\((?!\?)|\(\?P?<[A-Za-z]")
_NUMBERS = re.compile(r'"[^.0#,"a-zA-Z;]*[#,]*0*(?:\.(0+))?(%?)[^.0#,"a-zA-Z;]*"')
_CONTINENTAL = re.compile(r'"[^a-zA-Z;"]*[#0][^a-zA-Z;"]*"')
_SWAPPED = str.maketrans(",.", ".,")


def renamed(name: str, given: Sequence[str], separator: str) -> str:
    """One call in the engine's words; its arguments are in them already."""
    change = RENAMED.get(name)
    if change:
        return change(given, separator)
    if name in OPERATORS:
        return f"({given[0]}){OPERATORS[name]}({given[1]})" if len(given) == 2 else wrong()
    return call(ALIASES.get(name, name), given, separator)


def power(base: str, exponent: str, separator: str) -> str:
    """A power; the engine takes odd roots of negative numbers, where Google says #NUM!."""
    test = f"IF((b_<0)*(INT(e_)<>e_){separator}#NUM!{separator}b_^e_)"
    return call("LET", ["b_", base, "e_", exponent, test], separator)


def _power(given: Sequence[str], separator: str) -> str:
    return power(given[0], given[1], separator) if len(given) == 2 else wrong()


def _filter(given: Sequence[str], separator: str) -> str:
    """Google takes several conditions, the engine one."""
    together = "*".join(f"({condition})" for condition in given[1:])
    return call("FILTER", [*given[:1], together] if len(given) > 2 else given, separator)


def _sort(given: Sequence[str], separator: str) -> str:
    """Google says whether it goes up, the engine in which direction; one column is carried."""
    if len(given) == 3:
        directions = {"TRUE": "1", "1": "1", "FALSE": "-1", "0": "-1"}
        way = directions.get(given[2].strip().upper())
        return call("SORT", [*given[:2], way], separator) if way else call(UNKNOWN, [], separator)
    return call("SORT" if len(given) < 3 else UNKNOWN, given, separator)


def _usual(name: str, usual: str) -> Rename:
    """A second argument that Google lets people leave out."""
    return lambda given, separator: call(
        name, [*given, usual] if len(given) == 1 else given, separator
    )


def _constrain(given: Sequence[str], separator: str) -> str:
    if len(given) != 3:
        return wrong()
    rows = call("MIN", [given[1], call("ROWS", given[:1], separator)], separator)
    columns = call("MIN", [given[2], call("COLUMNS", given[:1], separator)], separator)
    return call("TAKE", [given[0], rows, columns], separator)


def _flatten(given: Sequence[str], separator: str) -> str:
    return call("VSTACK", [call("TOCOL", [one], separator) for one in given], separator)


def _unique_count(given: Sequence[str], separator: str) -> str:
    """How many different values there are, empty cells apart."""
    filled = call("FILTER", ["a_", 'a_<>""'], separator)
    count = call("ROWS", [call("UNIQUE", [filled], separator)], separator)
    known = call("IF", ['SUM(--(a_<>""))=0', "0", count], separator)
    return call("LET", ["a_", _flatten(given, separator), known], separator)


def _between(given: Sequence[str], separator: str) -> str:
    """Both ends count, unless the fourth and fifth argument say otherwise."""
    ends = [one.strip().upper() for one in given[3:]] + ["TRUE"] * (5 - len(given))
    if not 3 <= len(given) <= 5 or not set(ends) <= {"TRUE", "FALSE"}:
        return call(UNKNOWN, [], separator)
    low = ">=" if ends[0] == "TRUE" else ">"
    high = "<=" if ends[1] == "TRUE" else "<"
    test = f"IF(v_{low}({given[1]}){separator}v_{high}({given[2]}){separator}FALSE)"
    return call("LET", ["v_", given[0], test], separator)


def _weighted(given: Sequence[str], separator: str) -> str:
    if len(given) != 2:
        return call(UNKNOWN, [], separator)
    return f"(SUMPRODUCT({given[0]}{separator}{given[1]})/SUM({given[1]}))"


def _single(before: str, after: str = "") -> Rename:
    """A function of one value that is an operator."""
    return lambda given, _: f"({before}({given[0]}){after})" if len(given) == 1 else wrong()


def _epoch(given: Sequence[str], separator: str) -> str:
    """Seconds, milliseconds or microseconds since 1970 as a day."""
    if not given:
        return wrong()
    unit = {"1": "86400", "2": "86400000", "3": "86400000000"}.get(
        given[1].strip() if len(given) > 1 else "1"
    )
    return f"(({given[0]})/{unit}+25569)" if unit else call(UNKNOWN, [], separator)


def _ranked(name: str) -> Rename:
    """The engine takes a number for whether the order goes up."""
    truths = {"TRUE": "1", "FALSE": "0"}
    return lambda given, separator: call(
        name, [*given[:2], *(truths.get(one.upper(), one) for one in given[2:])], separator
    )


def _extracted(given: Sequence[str], separator: str) -> str:
    """Google gives every group of the pattern, the engine only the first."""
    known = len(given) == 2 and _TEXT.fullmatch(given[1])
    if not known or len(_GROUP.findall(given[1].replace("\\\\", ""))) > 1:
        return call(UNKNOWN, [], separator)
    return call("REGEXEXTRACT", given, separator)


def _text(given: Sequence[str], separator: str) -> str:
    """A half goes up, where the engine goes to the even neighbour; its patterns are English."""
    if len(given) == 2 and separator == ";" and _CONTINENTAL.fullmatch(given[1]):
        given = [given[0], given[1].translate(_SWAPPED)]
    pattern = _NUMBERS.fullmatch(given[1]) if len(given) == 2 else None
    if pattern is None:
        return call("TEXT", given, separator)
    places = len(pattern[1] or "") + (2 if pattern[2] else 0)
    rounded = call("ROUND", ["t_", str(places)], separator)
    shown = call("IF", ["ISNUMBER(t_)", rounded, "t_"], separator)
    return call("LET", ["t_", given[0], call("TEXT", [shown, given[1]], separator)], separator)


def _joined(given: Sequence[str], separator: str) -> str:
    """Texts put together one by one: the engine joins no arrays, and takes empty for filled."""
    if len(given) < 3:
        return wrong()
    between, empties, texts = given[0] or '""', given[1].upper(), _flatten(given[2:], separator)
    if empties in {"FALSE", "0"}:
        step = call("LAMBDA", ["a_", "v_", f"a_&{between}&v_"], separator)
        joined = call("REDUCE", ['""', texts, step], separator)
        return call("MID", [joined, f"LEN({between})+1", "50000"], separator)
    filled = call("IF", ['a_=""', 'v_&""', f"a_&{between}&v_"], separator)
    step = call("LAMBDA", ["a_", "v_", call("IF", ['v_=""', "a_", filled], separator)], separator)
    joined = call("REDUCE", ['""', texts, step], separator)
    return joined if empties in {"TRUE", "1"} else call(UNKNOWN, [], separator)


def _split(given: Sequence[str], separator: str) -> str:
    """A text at one sign, numbers as numbers; at several signs it is not carried."""
    known = 2 <= len(given) <= 4 and _TEXT.fullmatch(given[1]) and len(given[1]) == 3
    empties = given[3].upper() if len(given) == 4 else "TRUE"
    if not known or empties not in {"TRUE", "FALSE", "1", "0"}:
        return call(UNKNOWN, [], separator)
    parts = call("TEXTSPLIT", [*given[:2], "", empties], separator)
    typed = call("IFERROR", ["VALUE(p_)", "p_"], separator)
    return call("MAP", [parts, call("LAMBDA", ["p_", typed], separator)], separator)


def _dated(given: Sequence[str], separator: str) -> str:
    """As many amounts as days: the engine ends on a difference."""
    if len(given) != 3:
        return wrong()
    found = call("XNPV", given, separator)
    return call("IF", [_as_many(given[1], given[2]), found, "#NUM!"], separator)


def _dated_rate(given: Sequence[str], separator: str) -> str:
    if len(given) < 2:
        return wrong()
    found = call("XIRR", given, separator)
    return call("IF", [_as_many(given[0], given[1]), found, "#NUM!"], separator)


def _as_many(one: str, other: str) -> str:
    return f"ROWS({one})*COLUMNS({one})=ROWS({other})*COLUMNS({other})"


RENAMED: dict[str, Rename] = {
    "CHOOSE": choose,
    "PERCENTIF": share,
    "MARGINOFERROR": margin,
    "IMTANH": divided("IMSINH", "IMCOSH"),
    "IMCOTH": divided("IMCOSH", "IMSINH"),
    "IMLOG": complex_log,
    "INDEX": lambda given, separator: call("INDEX" if len(given) > 1 else "", given, separator),
    "FILTER": _filter,
    "SORT": _sort,
    "IFERROR": _usual("IFERROR", '""'),
    "IFNA": _usual("IFNA", '""'),
    "CEILING": _usual("CEILING", "1"),
    "ROUND": _usual("ROUND", "0"),
    "ROUNDUP": _usual("ROUNDUP", "0"),
    "ROUNDDOWN": _usual("ROUNDDOWN", "0"),
    "RANK": _ranked("RANK"),
    "RANK.EQ": _ranked("RANK.EQ"),
    "RANK.AVG": _ranked("RANK.AVG"),
    "REGEXEXTRACT": _extracted,
    "SPLIT": _split,
    "TEXT": _text,
    "TEXTJOIN": _joined,
    "XNPV": _dated,
    "XIRR": _dated_rate,
    "FLOOR": _usual("FLOOR", "1"),
    "ARRAY_CONSTRAIN": _constrain,
    "FLATTEN": _flatten,
    "COUNTUNIQUE": _unique_count,
    "ISBETWEEN": _between,
    "AVERAGE.WEIGHTED": _weighted,
    "EPOCHTODATE": _epoch,
    "UMINUS": _single("-"),
    "UPLUS": _single(""),
    "UNARY_PERCENT": _single("", "%"),
    "TO_DATE": _single(""),
    "TO_PERCENT": _single(""),
    "TO_DOLLARS": _single(""),
    "TO_PURE_NUMBER": _single(""),
    "JOIN": lambda given, separator: _joined([*given[:1], "FALSE", *given[1:]], separator),
    "POWER": _power,
    "POW": _power,
}
