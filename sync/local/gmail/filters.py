"""`users.settings.filters.*`: what is done with mail that arrives, by what it says."""

import json
import secrets

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.labels import check_labels
from sync.local.gmail.mailbox import Mail, label
from sync.local.gmail.search import search
from sync.local.gmail.settings import InvalidSettingError
from sync.local.store import declares, dump

MOST = 1000
COMPARISONS = {"larger": "larger", "smaller": "smaller"}

declares(
    """CREATE TABLE IF NOT EXISTS mail_filters (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, criteria TEXT NOT NULL, action TEXT NOT NULL,
        UNIQUE (account, criteria, action))"""
)


class FilterExistsError(GoogleError):
    """The same filter a second time."""

    def __init__(self) -> None:
        super().__init__(
            400, "Filter already exists", reason="failedPrecondition", status="FAILED_PRECONDITION"
        )


@carries("gmail.users.settings.filters.list")
def list_filters(call: Call) -> Json:
    """Every filter of the mailbox."""
    found = _filters(call, mailbox_of(call))
    return {"filter": found} if found else {}


@carries("gmail.users.settings.filters.get")
def get_filter(call: Call) -> Json:
    """One filter."""
    return _named(call)


@carries("gmail.users.settings.filters.create")
def create_filter(call: Call) -> Json:
    """A filter, for mail that arrives from now on."""
    account = mailbox_of(call)
    criteria, action = call.body.get("criteria") or {}, call.body.get("action") or {}
    _check(call, criteria, action)
    before = _filters(call, account)
    if any((each["criteria"], each["action"]) == (criteria, action) for each in before):
        raise FilterExistsError
    if len(before) >= MOST:
        raise InvalidSettingError(f"Too many filters: a mailbox has at most {MOST}.")
    identifier = "ANe1Bm" + secrets.token_urlsafe(24)
    call.store.write(
        "INSERT INTO mail_filters VALUES (?, ?, ?, ?)",
        (identifier, account, dump(criteria), dump(action)),
    )
    return {"id": identifier, "criteria": criteria, "action": action}


@carries("gmail.users.settings.filters.delete")
def delete_filter(call: Call) -> Json:
    """Away with a filter; what it did stays done."""
    call.store.write("DELETE FROM mail_filters WHERE id = ?", (_named(call)["id"],))
    return {}


def filtered(call: Call, mail: Mail) -> Mail:
    """A mail that arrived, after every filter that it meets has done its work."""
    added: list[str] = []
    removed: set[str] = set()
    for each in _filters(call, mail.account):
        if search(call, [mail], _query(each["criteria"])):
            added += each["action"].get("addLabelIds", [])
            removed |= set(each["action"].get("removeLabelIds", []))
    if not added and not removed:
        return mail
    kept = [name for name in mail.labels if name not in removed]
    return label(call.store, mail, [*kept, *added])


def _named(call: Call) -> Json:
    for found in _filters(call, mailbox_of(call)):
        if found["id"] == call.params["id"]:
            return found
    raise MailNotFoundError


def _check(call: Call, criteria: Json, action: Json) -> None:
    query = _query(criteria)
    if not query:
        raise InvalidSettingError("Filter criteria must not be empty")
    search(call, [], query)
    if action.get("forward"):
        raise InvalidSettingError("Unrecognized forwarding address")
    labels = [*action.get("addLabelIds", []), *action.get("removeLabelIds", [])]
    if not labels:
        raise InvalidSettingError("Filter action must not be empty")
    check_labels(call, labels)
    # Chats are no mail here.
    for field in sorted(set(criteria) - {*_FIELDS, "size", "sizeComparison", "excludeChats"}):
        raise NotCarriedError(f"{call.method} with {field}")


def _query(criteria: Json) -> str:
    """The search that finds what the criteria describe."""
    words = [_FIELDS[name].format(criteria[name]) for name in _FIELDS if criteria.get(name)]
    if criteria.get("size"):
        comparison = COMPARISONS.get(criteria.get("sizeComparison", ""), "larger")
        words.append(f"{comparison}:{criteria['size']}")
    return " ".join(words)


def _filters(call: Call, account: str) -> list[Json]:
    rows = call.store.rows(
        "SELECT * FROM mail_filters WHERE account = ? ORDER BY rowid", (account,)
    )
    return [
        {
            "id": row["id"],
            "criteria": json.loads(row["criteria"]),
            "action": json.loads(row["action"]),
        }
        for row in rows
    ]


_FIELDS = {
    "from": "from:({})",
    "to": "to:({})",
    "subject": "subject:({})",
    "query": "({})",
    "negatedQuery": "-({})",
    "hasAttachment": "has:attachment",
}
