"""The language of `messages.list?q=`: which mails a search finds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sync.local.call import Call
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.labels import label_names
from sync.local.gmail.mailbox import Mail, read_message, source_of
from sync.local.gmail.parts import attachments_of, body_of

TERM = re.compile(
    r"""\s*(?:(?P<mark>[(){}])|(?P<minus>-)?(?:(?P<field>[A-Za-z_]+):)?
        (?:"(?P<quoted>[^"]*)"|(?P<open>[({])|(?P<bare>[^\s(){}"]+)))""",
    re.VERBOSE,
)
UNITS = {"d": 1, "m": 31, "y": 366}
SIZES = {"": 1, "k": 1024, "m": 1024 * 1024}
STATES = {"unread": "UNREAD", "starred": "STARRED", "important": "IMPORTANT"}
PLACES = {
    "inbox": "INBOX",
    "sent": "SENT",
    "draft": "DRAFT",
    "drafts": "DRAFT",
    "spam": "SPAM",
    "trash": "TRASH",
}
HIDDEN = ("SPAM", "TRASH")
LONGEST = 20_000
MOST_TOKENS = 150

Test = Callable[[Mail], bool]


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
    reader = _Reader(call, tokens)
    test = reader.whole()
    return [mail for mail in mails if test(mail)]


def shows_hidden(query: str) -> bool:
    """Whether a query asks for mail in the trash or in spam itself."""
    return (
        re.search(r"\b(in:(trash|spam|anywhere)|label:(trash|spam))\b", query.lower()) is not None
    )


def _tokens(query: str) -> list[_Token]:
    found, at = [], 0
    while query[at:].strip():
        match = TERM.match(query, at)
        if match is None or match.end() == at:
            raise InvalidSearchError
        at = match.end()
        if match["mark"]:
            found.append(_Token(match["mark"]))
        elif match["open"]:
            found.append(
                _Token(match["open"], field=match["field"] or "", minus=bool(match["minus"]))
            )
        else:
            value = match["bare"] if match["quoted"] is None else match["quoted"]
            kind = "or" if value in {"OR", "|"} and not match["field"] else "and" \
                if value == "AND" and not match["field"] else "term"  # fmt: skip
            found.append(_Token(kind, value, (match["field"] or "").lower(), bool(match["minus"])))
    return found


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
        tests: list[Test] = []
        while self._kind() not in {"", ")", "}"}:
            if self._kind() == "and":
                self._at += 1
                continue
            tests.append(self._either(field))
        return lambda mail: all(test(mail) for test in tests)

    def _either(self, field: str) -> Test:
        tests = [self._single(field)]
        while self._kind() == "or":
            self._at += 1
            tests.append(self._single(field))
        return lambda mail: any(test(mail) for test in tests)

    def _single(self, field: str) -> Test:
        if self._kind() in {"", "or", ")", "}"}:
            raise InvalidSearchError
        token = self._tokens[self._at]
        self._at += 1
        test = self._group(token, field) if token.kind in "({" else self._term(token, field)
        return (lambda mail: not test(mail)) if token.minus else test

    def _group(self, token: _Token, field: str) -> Test:
        closing = ")" if token.kind == "(" else "}"
        field = token.field or field
        if closing == ")":
            test = self._all(field)
        else:
            tests: list[Test] = []
            while self._kind() not in {"", ")", "}"}:
                tests.append(self._either(field))
            test = lambda mail: any(each(mail) for each in tests)  # noqa: E731 - a test among tests
        if self._kind() != closing:
            raise InvalidSearchError
        self._at += 1
        return test

    def _term(self, token: _Token, field: str) -> Test:
        return _test(self._call, token.field or field, token.value)

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""


def _test(call: Call, field: str, value: str) -> Test:
    text = value.lower()
    tests: dict[str, Callable[[], Test]] = {
        "": lambda: _anywhere(call, text),
        "from": lambda: lambda mail: _has(mail.sender, text, call),
        "to": lambda: lambda mail: any(_has(" ".join(who), text, call) for who in mail.recipients),
        "subject": lambda: lambda mail: _says(mail.subject, text),
        "in": lambda: _place(call, text),
        "is": lambda: _state(text),
        "label": lambda: _label(call, text),
        "category": lambda: _label(call, f"category_{text}"),
        "has": lambda: _having(call, text),
        "filename": lambda: _filename(call, text),
        "rfc822msgid": lambda: _message_id(call, text),
        **{name: lambda: _moment(call, field, text) for name in
           ("after", "newer", "before", "older", "newer_than", "older_than")},
        **{name: lambda: _size(field, text) for name in ("larger", "smaller", "size")},
    }  # fmt: skip
    if field in {"cc", "bcc", "deliveredto", "list"}:
        return _header(
            call, {"deliveredto": "Delivered-To", "list": "List-Id"}.get(field, field), text
        )
    if field not in tests:
        raise NotCarriedError(f"{call.method} with {field}: in q")
    return tests[field]()


def _has(text: str, wanted: str, call: Call) -> bool:
    return _says(text, call.caller.email if wanted == "me" else wanted)


def _says(text: str, wanted: str) -> bool:
    """Whether these words stand in the text, as whole words beside each other."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", wanted.lower()))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text.lower()) is not None


def _anywhere(call: Call, text: str) -> Test:
    def test(mail: Mail) -> bool:
        if _says(f"{mail.subject} {mail.sender} {mail.recipients}", text):
            return True
        message = read_message(source_of(call.store, mail))
        return _says(f"{body_of(message, 'plain')} {body_of(message, 'html')}", text)

    return test


def _header(call: Call, name: str, text: str) -> Test:
    def test(mail: Mail) -> bool:
        message = read_message(source_of(call.store, mail))
        return any(_has(str(value), text, call) for value in message.get_all(name, []))

    return test


def _place(call: Call, text: str) -> Test:
    if text == "anywhere":
        return lambda _: True
    return _label(call, PLACES.get(text, text))


def _state(text: str) -> Test:
    if text == "read":
        return lambda mail: "UNREAD" not in mail.labels
    if text not in STATES:
        raise NotCarriedError(f"gmail.users.messages.list with is:{text} in q")
    return lambda mail: STATES[text] in mail.labels


def _label(call: Call, text: str) -> Test:
    identifier = label_names(call).get(re.sub(r"[\s/]", "-", text.lower()))
    return lambda mail: identifier in mail.labels


def _having(call: Call, text: str) -> Test:
    if text == "attachment":
        return lambda mail: bool(attachments_of(read_message(source_of(call.store, mail))))
    if text in {"userlabels", "nouserlabels"}:
        wanted = text == "userlabels"
        return lambda mail: any(each.startswith("Label_") for each in mail.labels) == wanted
    raise NotCarriedError(f"{call.method} with has:{text} in q")


def _filename(call: Call, text: str) -> Test:
    def test(mail: Mail) -> bool:
        files = attachments_of(read_message(source_of(call.store, mail)))
        return any(text in file.name.lower() for file in files)

    return test


def _message_id(call: Call, text: str) -> Test:
    wanted = text.strip("<>")

    def test(mail: Mail) -> bool:
        message = read_message(source_of(call.store, mail))
        return str(message.get("Message-ID", "")).strip().strip("<>").lower() == wanted

    return test


def _moment(call: Call, field: str, text: str) -> Test:
    if field.endswith("_than"):
        found = re.fullmatch(r"(\d{1,3})([dmy])", text)
        if found is None:
            raise InvalidSearchError
        at = call.now - timedelta(days=int(found[1]) * UNITS[found[2]])
    else:
        at = _day(text)
    later = field in {"after", "newer", "newer_than"}
    return lambda mail: (datetime.fromisoformat(mail.sent) >= at) == later


def _day(text: str) -> datetime:
    if re.fullmatch(r"\d{9,11}", text):
        return datetime.fromtimestamp(int(text), UTC)
    found = re.fullmatch(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})", text)
    try:
        if found:
            return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        pass
    raise InvalidSearchError


def _size(field: str, text: str) -> Test:
    found = re.fullmatch(r"(\d{1,12})([km]?)b?", text)
    if found is None:
        raise InvalidSearchError
    limit = int(found[1]) * SIZES[found[2]]
    return (
        (lambda mail: mail.size < limit)
        if field == "smaller"
        else (lambda mail: mail.size >= limit)
    )
