"""A letter goes out once, or is known not to have gone: claim, send, note.

A delivery is claimed before it is sent. When sending certainly failed it may be tried again; when
nobody knows whether it left (a lost reply, a crash) it stays claimed, is never sent by itself
again, and `ritmiek run` ends with exit code 3 until somebody has looked.
"""

import os
from dataclasses import dataclass
from typing import Literal

import structlog

from jobs.ledger import Delivery, Ledger
from jobs.school.model import Configuration
from jobs.work.news import note_carried, note_told
from jobs.work.school import SchoolAtWork, account_of
from sync.errors import SyncError, UnavailableError, UncertainError
from sync.outbox import (
    DeliveryUncertainError,
    FolderOutbox,
    GmailOutbox,
    Letter,
    MailServer,
    Outbox,
    Sender,
    SmtpOutbox,
)
from sync.wire.credentials import GMAIL_SEND
from sync.wire.google import Google

log = structlog.get_logger()

Result = Literal["sent", "already sent", "not sent", "unknown"]
# After these nobody knows whether the letter left; after any other error it certainly did not.
UNCERTAIN = (UncertainError, DeliveryUncertainError, UnavailableError)


@dataclass(frozen=True)
class Delivered:
    """What became of one letter, with a sentence when there is something to do."""

    key: str
    result: Result
    message: str = ""


def deliver(school: SchoolAtWork, outbox: Outbox, letter: Letter) -> Delivered:
    """Send a letter unless it went before, and keep in the ledger what is known of it."""
    ledger = school.ledger
    note_carried(ledger, letter)
    if not ledger.claim(letter.key, school.now):
        return _went_before(ledger, letter.key)
    try:
        outbox.send(letter, school.here)
    except UNCERTAIN as error:
        log.warning("letter may have left", key=letter.key, error=type(error).__name__)
        return Delivered(letter.key, "unknown", str(error))
    except SyncError as error:
        ledger.failed(letter.key, type(error).__name__)
        log.warning("letter not sent", key=letter.key, error=type(error).__name__)
        return Delivered(letter.key, "not sent", str(error))
    ledger.sent(letter.key, school.now)
    note_told(ledger, letter, school.now)
    log.info("letter sent", key=letter.key, recipients=len(letter.to))
    return Delivered(letter.key, "sent")


def _went_before(ledger: Ledger, key: str) -> Delivered:
    delivery = ledger.delivery(key)
    if delivery is not None and delivery.status == "sent":
        return Delivered(key, "already sent")
    return Delivered(
        key,
        "unknown",
        f"'{key}' was being sent when something broke off; nobody knows whether it left. Look in "
        f"the sender's mailbox and then run: ritmiek settle {key} --left (or --not-left, and it "
        "goes again).",
    )


def waiting(school: SchoolAtWork) -> tuple[Delivery, ...]:
    """Letters of which nobody knows whether they left, and those that a run still tries.

    While a letter has its time every run tries it, so that the time of one that was not tried for a
    whole school day is over.
    """
    since = school.calendar.previous_school_day(school.here.date())
    return tuple(
        one
        for one in school.ledger.undelivered()
        if one.status == "claimed" or one.claimed.astimezone(school.here.tzinfo).date() >= since
    )


def open_outbox(configuration: Configuration) -> Outbox:
    """The way out that the configuration names."""
    mail = configuration.mail
    sender = Sender(mail.sender, mail.sender_name, mail.domains)
    if mail.transport == "gmail":
        account = account_of(configuration, subject=mail.sender)
        return GmailOutbox(Google.connect(account, scopes=(GMAIL_SEND,)), sender)
    if mail.transport == "smtp" and mail.smtp is not None:
        smtp = mail.smtp
        password = os.environ.get(smtp.password_variable)
        server = MailServer(smtp.host, smtp.port, smtp.user, password, smtp.security)
        return SmtpOutbox(server, sender)
    return FolderOutbox(mail.outbox, sender)
