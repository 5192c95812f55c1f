"""Which arguments of Google's functions take whole ranges; every other one takes one value."""

from sync.local.sheets.formulas.tree import (
    Applied,
    Array,
    Call,
    Group,
    Name,
    Node,
    Operation,
    Reference,
    inside,
)

_EVERY = """
SUM AVERAGE AVERAGEA COUNT COUNTA COUNTBLANK COUNTUNIQUE MAX MAXA MIN MINA PRODUCT MEDIAN MODE
MODE.SNGL MODE.MULT STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA VAR VAR.P VAR.S VARA VARP VARPA
SUMSQ GCD LCM AND OR XOR CONCATENATE GEOMEAN HARMEAN KURT SKEW SKEW.P DEVSQ AVEDEV MULTINOMIAL
SUMX2MY2 SUMX2PY2 SUMXMY2 CORREL PEARSON COVAR COVARIANCE.P COVARIANCE.S SLOPE INTERCEPT RSQ STEYX
FTEST F.TEST CHITEST CHISQ.TEST TRANSPOSE FLATTEN HSTACK VSTACK CHOOSECOLS CHOOSEROWS MMULT MINVERSE
MDETERM ROWS COLUMNS ROW COLUMN ISREF IMSUM IMPRODUCT FREQUENCY TREND GROWTH LINEST LOGEST
AVERAGE.WEIGHTED MARGINOFERROR MAP REDUCE SCAN BYROW BYCOL LET LAMBDA TYPE
"""
_SOME = """
UNIQUE:0
TOCOL:0 TOROW:0 WRAPROWS:0 WRAPCOLS:0 ARRAY_CONSTRAIN:0 QUERY:0 OFFSET:0 CELL:1 IRR:0 MIRR:0
XIRR:0,1 XNPV:1,2 FVSCHEDULE:1 SERIESSUM:3 NETWORKDAYS:2 WORKDAY:2 NETWORKDAYS.INTL:3 WORKDAY.INTL:3
LARGE:0 SMALL:0 PERCENTILE:0 PERCENTILE.EXC:0 PERCENTILE.INC:0 QUARTILE:0 QUARTILE.EXC:0
QUARTILE.INC:0 PERCENTRANK:0 PERCENTRANK.EXC:0 PERCENTRANK.INC:0 TRIMMEAN:0 RANK:1 RANK.AVG:1
RANK.EQ:1 FORECAST:1,2 FORECAST.LINEAR:1,2 PROB:0,1 TTEST:0,1 T.TEST:0,1 ZTEST:0 Z.TEST:0 VLOOKUP:1
HLOOKUP:1 LOOKUP:1,2 MATCH:1 XMATCH:1 XLOOKUP:1,2,3 COUNTIF:0 SUMIF:0,2 AVERAGEIF:0,2 PERCENTIF:0
DAVERAGE:0,2 DCOUNT:0,2 DCOUNTA:0,2 DGET:0,2 DMAX:0,2 DMIN:0,2 DPRODUCT:0,2 DSTDEV:0,2 DSTDEVP:0,2
DSUM:0,2 DVAR:0,2 DVARP:0,2 SPARKLINE:0 IMPORTRANGE:
"""
EVERY = frozenset(_EVERY.split())
SOME = {
    name: frozenset(int(at) for at in places.split(",") if at)
    for name, _, places in (entry.partition(":") for entry in _SOME.split())
}
FROM = {"NPV": 1, "TEXTJOIN": 2, "JOIN": 1, "SUBTOTAL": 1}
"""From which argument on, ranges are taken."""
PAIRS = {"COUNTIFS": 0, "SUMIFS": 1, "AVERAGEIFS": 1, "MAXIFS": 1, "MINIFS": 1, "COUNTUNIQUEIFS": 1}
"""From which argument on, ranges and what they are held against alternate."""
ENABLING = frozenset({"ARRAYFORMULA", "SUMPRODUCT", "FILTER", "SORT", "SORTN", "INDEX"})
"""What works out its arguments for every cell of a range."""
PASSING = {"IF": 1, "IFERROR": 0, "IFNA": 0, "CHOOSE": 1, "SWITCH": 2, "IFS": 1}
"""What hands on one of its arguments as it is, from which argument on."""
MANY = frozenset(
    [
        "ARRAYFORMULA",
        "FILTER",
        "SORT",
        "SORTN",
        "UNIQUE",
        "TRANSPOSE",
        "SEQUENCE",
        "RANDARRAY",
        "MMULT",
        "MINVERSE",
        "MUNIT",
        "FREQUENCY",
        "GROWTH",
        "TREND",
        "LINEST",
        "LOGEST",
        "MAP",
        "SCAN",
        "REDUCE",
        "BYROW",
        "BYCOL",
        "MAKEARRAY",
        "VSTACK",
        "HSTACK",
        "CHOOSECOLS",
        "CHOOSEROWS",
        "WRAPROWS",
        "WRAPCOLS",
        "TOCOL",
        "TOROW",
        "FLATTEN",
        "XLOOKUP",
        "INDEX",
        "OFFSET",
        "INDIRECT",
        "MODE.MULT",
        "SPLIT",
        "QUERY",
        "LET",
        "ARRAY_CONSTRAIN",
        "ROW",
        "COLUMN",
        "REGEXEXTRACT",
        "LOOKUP",
        "VLOOKUP",
        "HLOOKUP",
    ]
)
"""What may come to more than one value."""


LOOKED_UP = frozenset({"VLOOKUP", "HLOOKUP", "LOOKUP", "XLOOKUP", "INDEX", "OFFSET", "INDIRECT"})
_WHOLE = frozenset(
    """
ABS ACOS ACOSH ACOT ACOTH ASIN ASINH ATAN ATANH CLEAN COS COSH COT COTH CSC CSCH DATE DAY DEGREES EQ
EVEN EXACT EXP FACT FACTDOUBLE FIND GT GTE INT ISOWEEKNUM LEFT LEN LN LOG10 LOWER LT LTE MID MONTH
NE ODD PROPER RADIANS REPLACE REPT RIGHT SEARCH SEC SECH SIGN SIN SINH SQRT SUBSTITUTE TAN TANH
TO_DATE TO_DOLLARS TO_PERCENT TO_PURE_NUMBER TRIM UMINUS UNARY_PERCENT UPLUS UPPER YEAR ADD MINUS
MULTIPLY DIVIDE POWER POW IF IFERROR IFNA TOCOL TOROW UNIQUE
""".split()  # noqa: SIM905 - names read best as text
)
"""What the engine itself works out for each of many values."""


def one_by_one(name: str) -> bool:
    """Whether the engine takes the first of many values: each is worked out by itself then."""
    return name not in _WHOLE | EVERY | ENABLING


def takes_range(name: str, at: int) -> bool:
    """Whether this argument of a function takes a range as it is."""
    if name in EVERY or at in SOME.get(name, ()):
        return True
    if name in FROM:
        return at >= FROM[name]
    if name in PAIRS:
        start = PAIRS[name]
        return at < start or (at - start) % 2 == 0
    return False


def passes_on(name: str, at: int) -> bool:
    """Whether this argument may be what the function comes to."""
    if name not in PASSING or at < PASSING[name]:
        return False
    if name == "IFS":
        return at % 2 == 1
    return True


def spreads(node: Node | None) -> bool:
    """Whether a part may come to more than one value when it is worked out cell by cell."""
    return any(_is_several(part) for part in inside(node))


def _is_several(part: Node) -> bool:
    match part:
        case Reference():
            return part.is_range
        case Name() | Array() | Applied():
            return True
        case Call():
            return part.name.upper() in MANY
    return False


def may_be_empty(node: Node | None) -> bool:
    """Whether a formula may come to an empty cell, which the engine would make nought."""
    match node:
        case Reference() | Name() | Applied():
            return True
        case Group():
            return may_be_empty(node.inside)
        case Array():
            return any(may_be_empty(one) for row in node.rows for one in row)
        case Operation():
            return node.sign == "+" and len(node.operands) == 1 and may_be_empty(node.operands[0])
        case Call():
            name = node.name.upper()
            if name in {"IFERROR", "IFNA"} and len(node.arguments) == 1:
                return True
            if name in PASSING:
                given = enumerate(node.arguments)
                return any(
                    passes_on(name, at) and (one is None or may_be_empty(one)) for at, one in given
                )
            if name in {"ARRAYFORMULA", "LET"}:
                return may_be_empty(node.arguments[-1]) if node.arguments else False
            return name in MANY | LOOKED_UP
    return False
