"""The words of a formula, in the separators of its spreadsheet's language."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sync.local.errors import GoogleError


class UnreadableFormulaError(GoogleError):
    """A formula that cannot be read; Google keeps it and shows #ERROR!."""

    def __init__(self) -> None:
        super().__init__(400, "Formula parse error.")


@dataclass(frozen=True)
class Word:
    """One word, and which kind it is."""

    kind: str
    text: str


@dataclass(frozen=True)
class Separators:
    """What stands between arguments, in a number, and between the columns of an array."""

    argument: str
    decimal: str
    column: str


ENGLISH = Separators(",", ".", ",")
CONTINENTAL = Separators(";", ",", "\\")


_TITLE = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"


def words(formula: str, separators: Separators) -> list[Word]:
    """The words of a formula after its equals sign."""
    found, at, pattern = [], 0, _pattern(separators)
    while at < len(formula):
        match = pattern.match(formula, at)
        if match is None or match.lastgroup is None:
            raise UnreadableFormulaError
        if match.lastgroup != "space":
            found.append(Word(match.lastgroup, match[0]))
        at = match.end()
    return found


def in_separators(formula: str, separators: Separators) -> str:
    """A formula in these separators, when it can be read in English ones alone."""
    if separators == ENGLISH or _is_read(formula, separators) or not _is_read(formula, ENGLISH):
        return formula
    pattern, braces, written = _pattern(ENGLISH), 0, []
    for match in pattern.finditer(formula):
        text, kind = match[0], match.lastgroup
        braces += (text == "{") - (text == "}")
        if kind == "number":
            text = text.replace(".", separators.decimal)
        elif text == ",":
            text = separators.column if braces else separators.argument
        written.append(text)
    return "".join(written)


def with_references(formula: str, moved: str) -> str:
    """A formula as people wrote it, with the references of another writing of it in their order."""
    pattern = re.compile(rf"(?P<title>{_TITLE})?(?P<to>{_pattern(ENGLISH).pattern})", re.UNICODE)
    here, there = ([m for m in pattern.finditer(one) if _refers(m)] for one in (formula, moved))
    if len(here) != len(there):
        return moved
    written, at = [], 0
    for old, new in zip(here, there, strict=True):
        title = (old["title"] or "") if new["place"] else ""
        written += [formula[at : old.start()], title, new["to"]]
        at = old.end()
    return "".join([*written, formula[at:]])


def _refers(found: re.Match[str]) -> bool:
    return bool(found["place"]) or found["error"] == "#REF!"


def _is_read(formula: str, separators: Separators) -> bool:
    """Whether the words are such as these separators allow."""
    try:
        found = words(formula, separators)
    except UnreadableFormulaError:
        return False
    return separators == ENGLISH or all(word.text != "," for word in found)


@lru_cache
def _pattern(separators: Separators) -> re.Pattern[str]:
    mark = re.escape(separators.decimal)
    column = r"\$?[A-Za-z]{1,3}"
    cell = rf"{column}\$?[1-9]\d*"
    number = r"\$?[1-9]\d*"
    ends = r"(?![\w.(!])"
    return re.compile(
        r"(?P<space>\s+)"
        r"|(?P<text>\"(?:[^\"]|\"\")*\")"
        r"|(?P<error>#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|ERROR!))"
        rf"|(?P<sheet>{_TITLE})"
        rf"|(?P<place>(?:{cell}:{cell}|{cell}:{column}|{cell}:{number}|{column}:{cell}"
        rf"|{number}:{cell}|{column}:{column}|{number}:{number}|{cell}){ends})"
        rf"|(?P<number>(?:\d+(?:{mark}\d*)?|{mark}\d+)(?:[eE][-+]?\d+)?)"
        r"|(?P<name>[^\W\d][\w.]*(?:\[[^\]]*\])?)"
        r"|(?P<sign><>|<=|>=|[-+*/^&=<>%(){}:;,\\@#!])",
        re.UNICODE,
    )
