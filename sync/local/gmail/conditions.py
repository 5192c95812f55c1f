"""What one word of a search asks of a mail: `from:anna`, `larger:2M`, `newer_than:3d`."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sync.local.call import Call
from sync.local.errors import NotCarriedError
from sync.local.gmail.labels import label_names
from sync.local.gmail.mailbox import Mail, read_message, source_of
from sync.local.gmail.parts import attachments_of, body_of

Test = Callable[[Mail], bool]
"""Whether a mail is meant."""

HOURS = {"h": 1, "d": 24, "m": 31 * 24, "y": 366 * 24}
AGE = re.compile(r"(\d{1,4})\s*(?:([hdmy])|(hour|day|month|year)s?)")
SIZES = {"": 1, "k": 1024, "m": 1024 * 1024}
STATES = {"unread": "UNREAD", "starred": "STARRED", "important": "IMPORTANT", "chat": "CHAT"}
PLACES = {
    **{name: name.upper() for name in ("inbox", "sent", "draft", "spam", "trash")},
    "drafts": "DRAFT",
    "bin": "TRASH",
    "chats": "CHAT",
}
# Nothing here is snoozed or muted, and only one of the stars can be given by the API.
NEVER = {"snoozed", "muted"}
STARS = re.compile(
    r"(yellow|orange|red|purple|blue|green)-(star|bang|guillemet|check|info|question)"
)
LINKS = {
    "drive": r"(drive|docs)\.google\.com/",
    "document": r"docs\.google\.com/document/",
    "spreadsheet": r"docs\.google\.com/spreadsheets/",
    "presentation": r"docs\.google\.com/presentation/",
    "youtube": r"(youtube\.com/|youtu\.be/)",
}
HEADERS = {"cc": "Cc", "bcc": "Bcc", "deliveredto": "Delivered-To", "list": "List-Id"}


def condition(call: Call, field: str, value: str) -> Test | None:
    """The test that a field and a value stand for; none when the value cannot be read."""
    text = value.lower()
    if field in HEADERS:
        return _header(call, HEADERS[field], text)
    if field in {"after", "newer", "before", "older", "newer_than", "older_than"}:
        return _moment(call, field, text)
    if field in {"larger", "larger_than", "smaller", "smaller_than", "size"}:
        return _size(field.removesuffix("_than"), text)
    if field in _TESTS:
        return _TESTS[field](call, text)
    # To Gmail a word with an unknown field is text.
    return _anywhere(call, f"{field} {text}")


def near(call: Call, first: str, second: str, distance: int, *, ordered: bool) -> Test:
    """Whether two words stand at most so many words apart."""

    def test(mail: Mail) -> bool:
        words = re.findall(r"\w+", _text_of(call, mail).lower())
        ones = [at for at, word in enumerate(words) if word == first.strip().lower()]
        others = [at for at, word in enumerate(words) if word == second.strip().lower()]
        gaps = [other - one for one in ones for other in others]
        return any(0 < (gap if ordered else abs(gap)) <= distance + 1 for gap in gaps)

    return test


def _says(text: str, wanted: str) -> bool:
    """Whether these words stand in the text, as whole words beside each other."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", wanted.lower()))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text.lower()) is not None


def _has(call: Call, text: str, wanted: str) -> bool:
    return _says(text, call.caller.email if wanted == "me" else wanted)


def _from(call: Call, text: str) -> Test:
    return lambda mail: _has(call, mail.sender, text)


def _to(call: Call, text: str) -> Test:
    return lambda mail: any(_has(call, " ".join(who), text) for who in mail.recipients)


def _subject(_: Call, text: str) -> Test:
    return lambda mail: _says(mail.subject, text)


def _anywhere(call: Call, text: str) -> Test:
    def test(mail: Mail) -> bool:
        headers = f"{mail.subject} {mail.sender} {mail.recipients}"
        return _says(headers, text) or _says(_text_of(call, mail), text)

    return test


def _text_of(call: Call, mail: Mail) -> str:
    message = read_message(source_of(call.store, mail))
    return f"{mail.subject} {body_of(message, 'plain')} {body_of(message, 'html')}"


def _header(call: Call, name: str, text: str) -> Test:
    def test(mail: Mail) -> bool:
        message = read_message(source_of(call.store, mail))
        return any(_has(call, str(value), text) for value in message.get_all(name, []))

    return test


def _place(call: Call, text: str) -> Test:
    if text == "anywhere":
        return lambda _: True
    if text in NEVER:
        return lambda _: False
    return _label(call, PLACES.get(text, text))


def _state(call: Call, text: str) -> Test:
    if text == "read":
        return lambda mail: "UNREAD" not in mail.labels
    if text in STATES:
        return lambda mail: STATES[text] in mail.labels
    return _place(call, text)


def _label(call: Call, text: str) -> Test:
    identifier = label_names(call).get(re.sub(r"[\s/]", "-", text.lower()))
    return lambda mail: identifier in mail.labels


def _category(call: Call, text: str) -> Test:
    return _label(call, "category_" + {"primary": "personal"}.get(text, text))


def _having(call: Call, text: str) -> Test:
    if text == "attachment":
        return lambda mail: bool(attachments_of(read_message(source_of(call.store, mail))))
    if text in {"userlabels", "nouserlabels"}:
        wanted = text == "userlabels"
        return lambda mail: any(each.startswith("Label_") for each in mail.labels) == wanted
    if text in LINKS:
        return lambda mail: re.search(LINKS[text], _text_of(call, mail)) is not None
    if STARS.fullmatch(text):
        return lambda mail: text == "yellow-star" and "STARRED" in mail.labels
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


def _moment(call: Call, field: str, text: str) -> Test | None:
    at = _ago(call, text) if field.endswith("_than") else _day(text)
    if at is None:
        return None
    later = field in {"after", "newer", "newer_than"}
    return lambda mail: (datetime.fromisoformat(mail.sent) >= at) == later


def _ago(call: Call, text: str) -> datetime | None:
    found = AGE.fullmatch(text)
    if found is None:
        return None
    past = timedelta(hours=int(found[1]) * HOURS[(found[2] or found[3])[0]])
    longest = call.now - datetime.min.replace(tzinfo=UTC)
    return call.now - min(past, longest)


def _day(text: str) -> datetime | None:
    if re.fullmatch(r"\d{9,11}", text):
        return datetime.fromtimestamp(int(text), UTC)
    found = re.fullmatch(r"(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})", text)
    if found is None:
        return None
    # The year comes first, or last after month and day.
    parts = [int(part) for part in (found.groups() if len(found[1]) == 4 else found.group(3, 1, 2))]
    try:
        return datetime(parts[0], parts[1], parts[2], tzinfo=UTC)
    except ValueError:
        return None


def _size(field: str, text: str) -> Test | None:
    found = re.fullmatch(r"(\d{1,12})([km]?)b?", text)
    if found is None:
        return None
    limit = int(found[1]) * SIZES[found[2]]
    if field == "smaller":
        return lambda mail: mail.size < limit
    return lambda mail: mail.size >= limit


_TESTS: dict[str, Callable[[Call, str], Test]] = {
    "": _anywhere,
    "from": _from,
    "to": _to,
    "subject": _subject,
    "in": _place,
    "is": _state,
    "label": _label,
    "l": _label,
    "category": _category,
    "has": _having,
    "filename": _filename,
    "rfc822msgid": _message_id,
}
