"""`users.drafts.*`: mails that were written and not sent yet."""

from dataclasses import replace
from sqlite3 import Row

from sync.local.call import Call, Json, carries
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.describing import describe, reference
from sync.local.gmail.mailbox import (
    Mail,
    deliver,
    find_mail,
    forget,
    source_of,
)
from sync.local.gmail.rawmail import raw_of, thread_named
from sync.local.gmail.reading import found_mails, page_of
from sync.local.gmail.sending import send_raw
from sync.local.store import declares

declares(
    """CREATE TABLE IF NOT EXISTS mail_drafts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        mail TEXT NOT NULL UNIQUE REFERENCES mails (id) ON DELETE CASCADE)"""
)


@carries("gmail.users.drafts.create")
def create(call: Call) -> Json:
    """Keep a mail as a draft."""
    body = call.body.get("message") or {}
    raw, thread = raw_of(call, body), thread_named(call, body)
    kept = deliver(
        call.store,
        account=mailbox_of(call),
        raw=raw,
        now=call.now,
        labels=("DRAFT",),
        thread=thread,
    )
    call.store.write("INSERT INTO mail_drafts (mail) VALUES (?)", (kept.id,))
    return _answer(call, kept)


@carries("gmail.users.drafts.update")
def update(call: Call) -> Json:
    """Other contents for a draft: another mail takes the place of the one it held."""
    mail, body = _draft(call, call.params["id"]), call.body.get("message") or {}
    kept = deliver(
        call.store,
        account=mail.account,
        raw=raw_of(call, body),
        now=call.now,
        labels=("DRAFT",),
        thread=thread_named(call, body) or mail.thread,
    )
    call.store.write("UPDATE mail_drafts SET mail = ? WHERE mail = ?", (kept.id, mail.id))
    forget(call.store, mail)
    return _answer(call, kept)


@carries("gmail.users.drafts.list")
def list_drafts(call: Call) -> Json:
    """The drafts of a mailbox, newest first."""
    found = [mail for mail in found_mails(call) if "DRAFT" in mail.labels]
    page, token = page_of(call, found)
    answer: Json = {"resultSizeEstimate": len(found), **token}
    if page:
        answer["drafts"] = [_line(call, mail) for mail in page]
    return answer


@carries("gmail.users.drafts.get")
def get(call: Call) -> Json:
    """One draft with its mail."""
    mail = _draft(call, call.params["id"])
    asked = (call.params.get("format") or "full").lower()
    return {"id": call.params["id"], "message": describe(call, mail, asked)}


@carries("gmail.users.drafts.send")
def send(call: Call) -> Json:
    """Send a draft, with other contents when the body brings them; the draft is gone then."""
    mail = _draft(call, str(call.body.get("id") or ""))
    brought = call.body.get("message") or {}
    changed = call.upload is not None or bool(brought.get("raw"))
    raw = raw_of(call, brought) if changed else source_of(call.store, mail)
    sent = send_raw(replace(call, upload=None), raw, mail.thread)
    forget(call.store, mail)
    return reference(sent)


@carries("gmail.users.drafts.delete")
def delete(call: Call) -> Json:
    """Throw a draft away."""
    forget(call.store, _draft(call, call.params["id"]))
    return {}


def _draft(call: Call, identifier: str) -> Mail:
    account, number = mailbox_of(call), identifier.removeprefix("r")
    row = call.store.row(
        "SELECT mail FROM mail_drafts WHERE number = ?",
        (int(number) if number.isdecimal() and len(number) < 18 else 0,),
    )
    mail = find_mail(call.store, row["mail"]) if row else None
    if mail is None or mail.account != account:
        raise MailNotFoundError
    return mail


def _row(call: Call, mail: Mail) -> Row:
    row = call.store.row("SELECT number FROM mail_drafts WHERE mail = ?", (mail.id,))
    if row is None:
        raise MailNotFoundError
    return row


def _line(call: Call, mail: Mail) -> Json:
    message = {"id": mail.id, "threadId": mail.thread}
    return {"id": f"r{_row(call, mail)['number']}", "message": message}


def _answer(call: Call, mail: Mail) -> Json:
    return {"id": f"r{_row(call, mail)['number']}", "message": reference(mail)}
