"""The settings of a mailbox: vacation answers, IMAP, POP, language and forwarding.

They are kept and told as Gmail does. Mail from others never arrives here, and there is no IMAP or
POP server, so nothing follows from them.
"""

import json

from sync.local.call import Call, Handler, Json, carries
from sync.local.errors import GoogleError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.store import Store, declares, dump

FOLDER_SIZES = {0, 1000, 2000, 5000, 10000}
# What Gmail answers for an account that never set anything.
USUAL: dict[str, Json] = {
    "Vacation": {"enableAutoReply": False, "restrictToContacts": False, "restrictToDomain": False},
    "Imap": {
        "enabled": False,
        "autoExpunge": True,
        "expungeBehavior": "archive",
        "maxFolderSize": 0,
    },
    "Pop": {"accessWindow": "disabled", "disposition": "leaveInInbox"},
    "Language": {"displayLanguage": "nl"},
}

declares(
    """CREATE TABLE IF NOT EXISTS mail_settings (
        account TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (account, name))"""
)


class InvalidSettingError(GoogleError):
    """A setting that Gmail does not take."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message, reason="invalidArgument")


def kept(store: Store, account: str, name: str) -> Json | None:
    """What an account set under a name, if it set anything."""
    row = store.row(
        "SELECT value FROM mail_settings WHERE account = ? AND name = ?", (account, name)
    )
    found: Json | None = json.loads(row["value"]) if row else None
    return found


def keep(store: Store, account: str, name: str, value: Json) -> None:
    """Keep what an account sets under a name."""
    store.write(
        "INSERT OR REPLACE INTO mail_settings VALUES (?, ?, ?)", (account, name, dump(value))
    )


@carries("gmail.users.settings.getAutoForwarding")
def get_auto_forwarding(call: Call) -> Json:
    """Forwarding is off: no address has been verified to forward to."""
    mailbox_of(call)
    return {"enabled": False}


@carries("gmail.users.settings.forwardingAddresses.list")
def list_forwarding_addresses(call: Call) -> Json:
    """The addresses to forward to: none."""
    mailbox_of(call)
    return {}


@carries("gmail.users.settings.forwardingAddresses.get")
def get_forwarding_address(call: Call) -> Json:
    """An address to forward to: there is none."""
    mailbox_of(call)
    raise MailNotFoundError


def _reading(name: str) -> Handler:
    def read(call: Call) -> Json:
        return kept(call.store, mailbox_of(call), name) or USUAL[name]

    return read


def _writing(name: str) -> Handler:
    def write(call: Call) -> Json:
        account, value = mailbox_of(call), USUAL[name] | call.body
        if name == "Vacation":
            _check_vacation(value)
        if value.get("maxFolderSize", 0) not in FOLDER_SIZES:
            raise InvalidSettingError("Invalid maxFolderSize: use 0, 1000, 2000, 5000 or 10000.")
        keep(call.store, account, name, value)
        return value

    return write


def _check_vacation(value: Json) -> None:
    words = ("responseSubject", "responseBodyPlainText", "responseBodyHtml")
    if value["enableAutoReply"] and not any(value.get(name) for name in words):
        raise InvalidSettingError(
            "Cannot enable auto-reply without a response subject or a response body."
        )
    start, end = value.get("startTime"), value.get("endTime")
    if start and end and int(start) >= int(end):
        raise InvalidSettingError("Invalid startTime: it must precede endTime.")


for _name in USUAL:
    carries(f"gmail.users.settings.get{_name}")(_reading(_name))
    carries(f"gmail.users.settings.update{_name}")(_writing(_name))
