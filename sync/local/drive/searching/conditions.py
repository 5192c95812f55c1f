"""From a query's tree of conditions to SQL over the file records.

The SQL is put together from constants alone; everything that a client wrote is a bound value.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sync.local.call import Caller, rfc3339
from sync.local.drive.access import root_id
from sync.local.drive.errors import InvalidValueError
from sync.local.drive.searching.query import (
    Both,
    Comparison,
    Condition,
    Either,
    Membership,
    Negation,
    Property,
)
from sync.local.errors import NotCarriedError
from sync.local.files.records import ROLES

SEPARATORS = "-_.,()/:;–—'\""
TEXTS = {"name": "files.name", "mimeType": "files.mime_type"}
MOMENTS = {"createdTime": "files.created", "modifiedTime": "files.modified"}
MINE = "SELECT 1 FROM personal m WHERE m.file = files.id AND m.account = lower(?)"
SHARED = """(files.drive IS NULL AND lower(files.owner) <> lower(?) AND EXISTS (
    SELECT 1 FROM permissions p WHERE p.file = files.id AND lower(p.email) = lower(?)
    AND p.view = ''))"""
# Who may find a file without having been named: the widest permission decides.
VISIBILITY = """coalesce((SELECT CASE p.type || coalesce(
        json_extract(p.extra, '$.allowFileDiscovery'), 0)
    WHEN 'anyone1' THEN 'anyoneCanFind' WHEN 'anyone0' THEN 'anyoneWithLink'
    WHEN 'domain1' THEN 'domainCanFind' ELSE 'domainWithLink' END
    FROM permissions p WHERE p.file = files.id AND p.view = '' AND p.type IN ('anyone', 'domain')
    ORDER BY p.type, 1 LIMIT 1), 'limited')"""
VISIBILITIES = frozenset(
    {"anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"}
)
TARGET = "coalesce(json_extract(files.extra, '$.shortcutDetails.targetId'), '')"
SEARCHED = (
    "files.name || ' ' || coalesce(json_extract(files.extra, '$.description'), '') || ' '"
    " || coalesce((SELECT h.text FROM content_hints h WHERE h.file = files.id), '') || ' '"
    " || coalesce((SELECT d.text FROM documents d WHERE d.file = files.id), '')"
)
GRANTED = """EXISTS (
    WITH RECURSIVE up (id, parent) AS (
        SELECT files.id, files.parent
        UNION ALL SELECT f.id, f.parent FROM files f JOIN up ON f.id = up.parent)
    SELECT 1 FROM up JOIN permissions p ON p.file = up.id
    WHERE p.view = '' AND lower(p.email) = lower(?)"""


@dataclass(frozen=True)
class Sql:
    """A condition in SQL with the values that it binds."""

    text: str
    values: tuple[str | int, ...] = ()


def to_sql(condition: Condition, caller: Caller) -> Sql:
    """The SQL that says the same."""
    if isinstance(condition, Both):
        return _joined(condition.left, "AND", condition.right, caller)
    if isinstance(condition, Either):
        return _joined(condition.left, "OR", condition.right, caller)
    if isinstance(condition, Negation):
        inner = to_sql(condition.inner, caller)
        return Sql(f"NOT {inner.text}", inner.values)
    if isinstance(condition, Membership):
        return _membership(condition, caller)
    if isinstance(condition, Property):
        return _property(condition, caller)
    return _comparison(condition, caller)


def _joined(left: Condition, word: str, right: Condition, caller: Caller) -> Sql:
    one, other = to_sql(left, caller), to_sql(right, caller)
    return Sql(f"({one.text} {word} {other.text})", one.values + other.values)


def _comparison(term: Comparison, caller: Caller) -> Sql:
    if isinstance(term.value, bool):
        return _flag(term.field, term.operator, caller, wanted=term.value)
    if term.field == "viewedByMeTime" and term.operator != "contains":
        seen = f"EXISTS ({MINE} AND m.viewed {term.operator} ?)"
        return Sql(seen, (caller.email, _moment(term.value)))
    if term.field == "fullText" and term.operator == "contains":
        return _full_text(term.value)
    if term.field in {"visibility", "shortcutDetails.targetId"}:
        return _exact(term)
    if term.field in MOMENTS and term.operator != "contains":
        return Sql(f"{MOMENTS[term.field]} {term.operator} ?", (_moment(term.value),))
    if term.field in TEXTS and term.operator in {"=", "!="}:
        return Sql(f"{TEXTS[term.field]} {term.operator} ?", (term.value,))
    if term.operator == "contains" and term.field == "name":
        return _word_beginning(term.value)
    if term.operator == "contains" and term.field == "mimeType":
        return Sql("files.mime_type LIKE ? ESCAPE '\\'", (_escaped(term.value) + "%",))
    raise InvalidValueError


def _flag(field: str, operator: str, caller: Caller, *, wanted: bool) -> Sql:
    if operator not in {"=", "!="}:
        raise InvalidValueError
    word = "" if wanted == (operator == "=") else "NOT "
    if field == "trashed":
        return Sql(f"{word}(files.trashed > 0)")
    if field == "starred":
        return Sql(f"{word}EXISTS ({MINE} AND m.starred)", (caller.email,))
    if field == "sharedWithMe":
        return Sql(f"{word}{SHARED}", (caller.email, caller.email))
    raise InvalidValueError


def _exact(term: Comparison) -> Sql:
    if term.operator not in {"=", "!="}:
        raise InvalidValueError
    if term.field == "visibility":
        if term.value not in VISIBILITIES:
            raise InvalidValueError
        return Sql(f"{VISIBILITY} {term.operator} ?", (term.value,))
    return Sql(f"{TARGET} {term.operator} ?", (term.value,))


def _full_text(text: str) -> Sql:
    """Every word must begin a word of what is searched; a quoted phrase does so as a whole."""
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    words = [text.strip('"')] if quoted else text.split()
    if not words:
        raise InvalidValueError
    every = [_word_beginning(word, SEARCHED) for word in words]
    values = tuple(value for each in every for value in each.values)
    return Sql(f"({' AND '.join(each.text for each in every)})", values)


def _word_beginning(text: str, name: str = "files.name") -> Sql:
    """`name contains` finds the beginnings of words, not what stands inside them."""
    for separator in SEPARATORS:
        quoted = separator.replace("'", "''")
        name = f"replace({name}, '{quoted}', ' ')"
        text = text.replace(separator, " ")
    pattern = f"% {_escaped(' '.join(text.split()))}%"
    return Sql(f"' ' || {name} LIKE ? ESCAPE '\\'", (pattern,))


def _membership(term: Membership, caller: Caller) -> Sql:
    if term.collection == "parents":
        if term.value in {"root", root_id(caller.email)}:
            own = "(files.parent IS NULL AND files.drive IS NULL AND files.owner = ?)"
            return Sql(own, (caller.email,))
        return Sql("files.parent IS ?", (term.value,))
    email = caller.email if term.value == "me" else term.value
    owned = "(files.drive IS NULL AND lower(files.owner) = lower(?))"
    if term.collection == "owners":
        return Sql(owned, (email,))
    if term.collection == "labels":
        raise NotCarriedError("drive.files.list with labels in q")
    if term.collection not in {"writers", "readers"}:
        raise InvalidValueError
    weakest = ROLES.index("writer" if term.collection == "writers" else "reader")
    roles = ", ".join(f"'{role}'" for role in ROLES[weakest:])
    return Sql(f"({owned} OR {GRANTED} AND p.role IN ({roles})))", (email, email))


def _property(term: Property, caller: Caller) -> Sql:
    if term.collection == "appProperties":
        private = (
            "EXISTS (SELECT 1 FROM app_properties a WHERE a.file = files.id"
            " AND a.client = ? AND a.key = ? AND a.value = ?)"
        )
        return Sql(private, (caller.client, term.key, term.value))
    if term.collection == "properties":
        public = (
            "EXISTS (SELECT 1 FROM json_each(files.properties) j WHERE j.key = ? AND j.value = ?)"
        )
        return Sql(public, (term.key, term.value))
    raise InvalidValueError


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
        return rfc3339(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise InvalidValueError from None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
