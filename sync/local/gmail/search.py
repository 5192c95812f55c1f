"""The language of `messages.list?q=`: how a search is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sync.local.call import Call
from sync.local.errors import GoogleError
from sync.local.gmail.conditions import Test, condition, near
from sync.local.gmail.mailbox import Mail

TERM = re.compile(
    r"""\s*(?:(?P<mark>[(){}])|(?P<minus>-)?\+?(?:(?P<field>[A-Za-z_]+):)?
        (?:"(?P<quoted>[^"]*)"|(?P<open>[({])|(?P<bare>[^\s(){}"]+)))""",
    re.VERBOSE,
)
HIDDEN = ("SPAM", "TRASH")
LONGEST = 20_000
MOST_TOKENS = 150
USUAL_DISTANCE = 20
WORDS = {"OR": "or", "|": "or", "AND": "and", "AROUND": "around"}


class InvalidSearchError(GoogleError):
    """A search that cannot be read."""

    def __init__(self) -> None:
        super().__init__(400, "Invalid search query.", reason="invalidArgument")


@dataclass
class _Token:
    kind: str
    value: str = ""
    field: str = ""
    minus: bool = False


def search(call: Call, mails: list[Mail], query: str) -> list[Mail]:
    """The mails that a query finds."""
    tokens = _tokens(query) if len(query) <= LONGEST else []
    if not 0 < len(tokens) <= MOST_TOKENS:
        raise InvalidSearchError
    test = _Reader(call, tokens).whole()
    return [mail for mail in mails if test(mail)]


def shows_hidden(query: str) -> bool:
    """Whether a query asks for mail in the trash or in spam itself."""
    return re.search(r"\b((in|is|label):(trash|spam|bin)|in:anywhere)\b", query.lower()) is not None


def _tokens(query: str) -> list[_Token]:
    found, at = [], 0
    while query[at:].strip():
        match = TERM.match(query, at)
        if match is None or match.end() == at:
            raise InvalidSearchError
        at = match.end()
        found.append(_token(match))
    return found


def _token(match: re.Match[str]) -> _Token:
    field, minus = (match["field"] or "").lower(), bool(match["minus"])
    if match["mark"]:
        return _Token(match["mark"])
    if match["open"]:
        return _Token(match["open"], field=field, minus=minus)
    if match["quoted"] is not None:
        words = match["quoted"].split(" AROUND ")
        # Inside quotes the first word must come first.
        kind = "ordered" if len(words) == 2 and not field else "term"
        return _Token(kind, match["quoted"], field, minus)
    kind = "term" if field or minus else WORDS.get(match["bare"], "term")
    return _Token(kind, match["bare"], field, minus)


class _Reader:
    """Reads tests from tokens: words side by side must all hold, in braces one of them."""

    def __init__(self, call: Call, tokens: list[_Token]) -> None:
        self._call = call
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Test:
        test = self._all("")
        if self._at < len(self._tokens):
            raise InvalidSearchError
        return test

    def _all(self, field: str) -> Test:
        tests = self._side_by_side(field)
        return lambda mail: all(test(mail) for test in tests)

    def _side_by_side(self, field: str) -> list[Test]:
        tests: list[Test] = []
        while self._kind() not in {"", ")", "}"}:
            if self._kind() == "and":
                self._at += 1
                continue
            tests.append(self._either(field))
        return tests

    def _either(self, field: str) -> Test:
        tests = [self._close(field)]
        while self._kind() == "or":
            self._at += 1
            tests.append(self._close(field))
        return lambda mail: any(test(mail) for test in tests)

    def _close(self, field: str) -> Test:
        """One test, or two words that stand near each other: `agenda AROUND 5 friday`."""
        first = self._tokens[self._at]
        test = self._single(field)
        if self._kind() != "around" or first.kind != "term" or first.field:
            return test
        self._at += 1
        distance = USUAL_DISTANCE
        if self._kind() == "term" and self._tokens[self._at].value.isdecimal():
            distance = int(self._tokens[self._at].value[:6])
            self._at += 1
        if self._kind() != "term":
            raise InvalidSearchError
        second = self._tokens[self._at]
        self._at += 1
        found = near(self._call, first.value, second.value, distance, ordered=False)
        return _negated(found, minus=first.minus)

    def _single(self, field: str) -> Test:
        if self._kind() in {"", "or", "around", ")", "}"}:
            raise InvalidSearchError
        token = self._tokens[self._at]
        self._at += 1
        return _negated(self._meant(token, field), minus=token.minus)

    def _meant(self, token: _Token, field: str) -> Test:
        if token.kind in "({":
            return self._group(token, token.field or field)
        if token.kind == "ordered":
            first, last = token.value.split(" AROUND ")
            number, _, second = last.strip().partition(" ")
            if number.isdecimal() and second:
                return near(self._call, first, second, int(number[:6]), ordered=True)
            return near(self._call, first, last, USUAL_DISTANCE, ordered=True)
        found = condition(self._call, token.field or field, token.value)
        if found is None:
            raise InvalidSearchError
        return found

    def _group(self, token: _Token, field: str) -> Test:
        tests = self._side_by_side(field)
        whole: Callable[..., bool] = all if token.kind == "(" else any
        if self._kind() != (")" if token.kind == "(" else "}"):
            raise InvalidSearchError
        self._at += 1
        return lambda mail: whole(test(mail) for test in tests)

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""


def _negated(test: Test, *, minus: bool) -> Test:
    return (lambda mail: not test(mail)) if minus else test
