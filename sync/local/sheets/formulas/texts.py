"""Numbers that become text, as Google writes them: with fifteen digits that count.

The engine writes seventeen, and a decimal point in every language. Very large and very small
numbers, which Google writes with a power of ten, are not carried: they come to #NAME?.
"""

from sync.local.sheets.formulas.engine_words import UNKNOWN, call
from sync.local.sheets.formulas.tree import (
    Applied,
    Array,
    Call,
    Constant,
    Group,
    Name,
    Node,
    Operation,
    Reference,
)

AS_TEXT = "AS_TEXT__"
"""The name under which every workbook of the engine has the function that this module defines."""
DIGITS = 15
SMALLEST, LARGEST = "1/10000", "999999999999999"
_TAKING = """
CONCATENATE CONCAT JOIN LEN:0 LENB:0 LEFT:0 LEFTB:0 RIGHT:0 RIGHTB:0 MID:0 MIDB:0 UPPER:0 LOWER:0
PROPER:0 TRIM:0 CLEAN:0 SUBSTITUTE:0,1,2 REPLACE:0,3 REPLACEB:0,3 FIND:0,1 FINDB:0,1 SEARCH:0,1
SEARCHB:0,1 REPT:0 EXACT:0,1 SPLIT:0,1 ENCODEURL:0 ASC:0 CODE:0 UNICODE:0
"""
TAKING = {
    name: frozenset(int(at) for at in places.split(",") if at)
    for name, _, places in (entry.partition(":") for entry in _TAKING.split())
}
"""Which arguments of these functions become text; none named is all of them."""
_NO_FRACTION = frozenset(
    """
CONCATENATE CONCAT JOIN TEXTJOIN LEN LENB LEFT LEFTB RIGHT RIGHTB MID MIDB UPPER LOWER PROPER TRIM
CLEAN SUBSTITUTE REPLACE REPLACEB FIND FINDB SEARCH SEARCHB REPT EXACT ENCODEURL ASC CODE UNICODE
CHAR UNICHAR TEXT FIXED DOLLAR ROMAN ADDRESS FORMULATEXT REGEXEXTRACT REGEXREPLACE REGEXMATCH T
TODAY DATE YEAR MONTH DAY WEEKDAY WEEKNUM ISOWEEKNUM HOUR MINUTE SECOND ROW COLUMN ROWS COLUMNS
COUNT COUNTA COUNTIF COUNTIFS COUNTBLANK COUNTUNIQUE MATCH AND OR NOT XOR HYPERLINK TO_TEXT
""".split()  # noqa: SIM905 - names read best as text
)
_TRUTHS = frozenset({"=", "<>", "<", ">", "<=", ">=", "&"})


def becomes_text(name: str, at: int) -> bool:
    """Whether this argument of a function is taken for a text, whatever it is."""
    if name == "TEXTJOIN":
        return at != 1
    return name in TAKING and (not TAKING[name] or at in TAKING[name])


def may_have_digits(node: Node | None) -> bool:
    """Whether a part may come to a number that is written otherwise here and at Google."""
    match node:
        case Constant():
            known = node.text.isdecimal() and len(node.text) <= DIGITS
            return node.kind == "number" and not known
        case Reference() | Name() | Applied():
            return True
        case Group():
            return may_have_digits(node.inside)
        case Operation():
            return node.sign not in _TRUTHS
        case Array():
            return any(may_have_digits(one) for row in node.rows for one in row)
        case Call():
            return node.name.upper() not in _NO_FRACTION
    return False


def definition(separator: str) -> str:
    """What the name AS_TEXT stands for: a text for a number, and what is no number as it is."""
    digits = call("ROUND", ["t_", f"{DIGITS - 1}-INT(LOG10(ABS(t_)))"], separator) + '&""'
    if separator == ";":
        digits = call("SUBSTITUTE", [digits, '"."', '","'], separator)
    usual = f"(ABS(t_)>={SMALLEST})*(ABS(t_)<={LARGEST})"
    known = call("IF", [usual, digits, call(UNKNOWN, [], separator)], separator)
    found = call("IF", ["t_=0", '"0"', known], separator)
    text = call("IF", ["ISNUMBER(t_)", found, 't_&""'], separator)
    return call("LAMBDA", ["t_", text], separator)


def text_of(written: str, separator: str, *, many: bool = False) -> str:
    """What a part of a formula comes to as a text, when it is a number; each value of many."""
    if not many:
        return call(AS_TEXT, [written], separator)
    body = call("LAMBDA", ["t_", call(AS_TEXT, ["t_"], separator)], separator)
    return call("MAP", [written, body], separator)
