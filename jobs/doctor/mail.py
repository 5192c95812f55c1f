"""Whether mail finds its way out: the folder, the mail server or Gmail, and a test to oneself."""

import os
from datetime import datetime
from html import escape
from pathlib import Path

from jobs.doctor.check import Check, failed, passed, refused, warned
from jobs.school.model import Configuration
from jobs.work.delivery import open_outbox
from jobs.work.school import account_of
from sync.errors import SyncError
from sync.outbox import Letter, SmtpOutbox
from sync.wire.credentials import GMAIL_SEND
from sync.wire.probing import try_sign_in

NAME = "mail"
SUBJECT = "Proefmail van Ritmiek"
TEXT = "Deze mail is een proef: de weg voor de mail van {school} werkt. Je hoeft niets te doen."


class NotOneselfError(Exception):
    """A test mail was asked for to somebody who did not ask for it."""

    def __init__(self) -> None:
        super().__init__(
            "A test mail goes to oneself only: leave --to out, or name the sender or a schoolcoach "
            "of the school"
        )


def oneself(configuration: Configuration, to: str | None) -> str:
    """To whom a test mail goes: the sender, or the schoolcoach named; NotOneselfError if other."""
    sender = configuration.mail.sender
    if to is None:
        return sender
    known = [sender, *(coach.email for coach in configuration.people.schoolcoaches)]
    for address in known:
        if address.casefold() == to.casefold():
            return address
    raise NotOneselfError


def mail(configuration: Configuration) -> Check:
    """Whether mail can leave, without sending any."""
    way = configuration.mail.transport
    if way == "smtp":
        return _server(configuration)
    return _gmail(configuration) if way == "gmail" else _folder(configuration.mail.outbox)


def try_mail(configuration: Configuration, to: str, now: datetime) -> Check:
    """Whether a mail to oneself leaves."""
    name = "test mail"
    text = TEXT.format(school=configuration.school.name)
    key = f"doctor/{configuration.school.key}/{now.isoformat()}"
    letter = Letter(key, (to,), SUBJECT, f"<p>{escape(text)}</p>", text)
    try:
        open_outbox(configuration).send(letter, now)
    except SyncError as error:
        return refused(name, error)
    if configuration.mail.transport == "outbox":
        return passed(name, f"kept in {configuration.mail.outbox}; nothing was sent")
    return passed(name, "sent to oneself; look whether it arrived")


def _server(configuration: Configuration) -> Check:
    smtp, outbox = configuration.mail.smtp, open_outbox(configuration)
    if smtp is None or not isinstance(outbox, SmtpOutbox):
        return failed(NAME, "no mail server is named", "write mail.smtp.host")
    if smtp.user and not os.environ.get(smtp.password_variable):
        told = f"the variable {smtp.password_variable} with the password is empty"
        return failed(NAME, told, "set it where Ritmiek runs")
    try:
        outbox.greet()
    except SyncError as error:
        remedy = "check mail.smtp (host, port, security, user) and whether the server runs"
        return failed(NAME, str(error), remedy)
    signed_in = "let us sign in" if smtp.user else "answers"
    if smtp.security == "none":
        told = f"{smtp.host} {signed_in}, and the way to it can be listened in on"
        return warned(NAME, told, "write mail.smtp.security: starttls or tls")
    return passed(NAME, f"{smtp.host} {signed_in}")


def _gmail(configuration: Configuration) -> Check:
    account = account_of(configuration, subject=configuration.mail.sender)
    try:
        try_sign_in(account, (GMAIL_SEND,))
    except SyncError as error:
        return refused(NAME, error)
    return passed(NAME, "Gmail lets us send as the sender")


def _folder(folder: Path) -> Check:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        remedy = "give yourself the right to write there, or name another folder at mail.outbox"
        return failed(NAME, f"{folder} cannot be written in", remedy)
    return passed(NAME, f"kept in {folder}; nothing is sent")
