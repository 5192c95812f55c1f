"""Where mail leaves: kept in a Maildir, sent by Gmail, or handed to the school's mail server."""

import base64
import hashlib
import mailbox
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from sync.errors import SyncError
from sync.wire.google import Google

Security = Literal["starttls", "tls", "none"]


class RecipientNotAllowedError(SyncError):
    """An address is outside the domains that the school may mail to."""

    def __init__(self, domain: str) -> None:
        super().__init__(
            f"Nothing was sent: the domain {domain} is not one that this school may mail to;"
            " add it to mail.domains or correct the address."
        )


class MailRefusedError(SyncError):
    """The mail server did not take the message; nothing was sent."""

    def __init__(self, host: str, why: str) -> None:
        super().__init__(f"The mail server {host} did not take the message ({why}).")


class DeliveryUncertainError(SyncError):
    """The connection broke after the message was handed over: it may have been sent."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The connection to {host} broke while it took the message; it may have been sent,"
            " so look before sending it again."
        )


class PartlyDeliveredError(DeliveryUncertainError):
    """The mail server took the message for some recipients and not for others."""

    def __init__(self, host: str, refused: int) -> None:
        super().__init__(host)
        text = (
            f"The mail server {host} refused {refused} of the recipients; the others have the"
            " message, so it is not sent again by itself."
        )
        self.args = (text,)


class OutboxUnusableError(SyncError):
    """The folder for mail cannot be written in; nothing was kept."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"{folder}: mail cannot be kept there ({why}); give yourself the right to write there"
            " or name another folder at mail.outbox."
        )


class Attachment(NamedTuple):
    """A file that goes with a letter."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class Letter:
    """One mail; `key` is its delivery key, which is the same however often it is tried.

    `tells` names the news in it, so that the next letter need not tell it again; `carries` names
    what goes in no other letter, also when nobody knows whether this one left.
    """

    key: str
    to: tuple[str, ...]
    subject: str
    html: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    tells: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sender:
    """Who mails, and to which domains only."""

    address: str
    name: str
    domains: tuple[str, ...]
    reply_to: str | None = None

    @property
    def domain(self) -> str:
        """The domain of the sender's address."""
        return self.address.rsplit("@", 1)[-1]


class Outbox(Protocol):
    """Where a letter is handed over; returning means that it was taken."""

    def send(self, letter: Letter, now: datetime) -> str:
        """Hand over the letter; the Message-ID it went under."""
        ...


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a delivery: always the same for one key, and telling nothing about it."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def build_message(letter: Letter, sender: Sender, now: datetime) -> EmailMessage:
    """The message as it leaves: text and HTML alternatives, attachments, automatic headers."""
    check_recipients(letter.to, sender.domains)
    message = EmailMessage()
    message["From"] = formataddr((sender.name, sender.address))
    message["To"] = ", ".join(letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    message["Auto-Submitted"] = "auto-generated"
    if sender.reply_to:
        message["Reply-To"] = sender.reply_to
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for name, content, mime in letter.attachments:
        main, sub = mime.split("/", 1)
        # Without it a mail program reads the names of colleagues as ASCII.
        words = {"charset": "utf-8"} if main == "text" else {}
        message.add_attachment(content, maintype=main, subtype=sub, filename=name, params=words)
    return message


def check_recipients(to: Sequence[str], domains: Sequence[str]) -> None:
    """Refuse addresses outside the domains (a subdomain must be named too)."""
    allowed = {domain.casefold() for domain in domains}
    for address in to:
        domain = address.rsplit("@", 1)[-1].casefold()
        if domain not in allowed or "@" not in address or "\n" in address or "," in address:
            raise RecipientNotAllowedError(domain)


class FolderOutbox:
    """Keeps every letter in a Maildir and sends nothing."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter, now: datetime) -> str:
        """Keep the letter, as new mail."""
        message = build_message(letter, self._sender, now)
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            box = mailbox.Maildir(self._folder, create=True)
            box.add(mailbox.MaildirMessage(message))
            box.close()
        except OSError as error:
            raise OutboxUnusableError(self._folder, error.strerror or "no folder") from error
        return str(message["Message-ID"])


class GmailOutbox:
    """Sends by Gmail, as the user that the account acts for."""

    def __init__(self, google: Google, sender: Sender) -> None:
        self._google = google
        self._sender = sender

    def send(self, letter: Letter, now: datetime) -> str:
        """Send the letter; an answer that is lost is an `UncertainError`, never a second mail."""
        message = build_message(letter, self._sender, now)
        raw = base64.urlsafe_b64encode(message.as_bytes()).decode("ascii")
        self._google.gmail.users().messages().send(userId="me", body={"raw": raw}).execute()
        return str(message["Message-ID"])


@dataclass(frozen=True)
class MailServer:
    """The school's own mail server."""

    host: str
    port: int = 587
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = "starttls"


class SmtpOutbox:
    """Hands letters to a mail server, one connection for each."""

    def __init__(self, server: MailServer, sender: Sender) -> None:
        self.server = server
        self._sender = sender

    def send(self, letter: Letter, now: datetime) -> str:
        """Send the letter."""
        message = build_message(letter, self._sender, now)
        try:
            connection = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            raise self._refused(error) from error
        try:
            self._hand_over(connection, message)
        finally:
            # Whatever happens to the farewell, the message was taken or it was not.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
        return str(message["Message-ID"])

    def greet(self) -> None:
        """Connect, sign in and leave again; MailRefusedError when the server does not want that."""
        try:
            connection = self._connect()
            connection.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            raise self._refused(error) from error
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()

    def _hand_over(self, connection: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            refused = connection.send_message(message)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            if isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                raise self._refused(error) from error
            raise DeliveryUncertainError(self.server.host) from error
        except smtplib.SMTPException as error:
            raise self._refused(error) from error
        if refused:
            raise PartlyDeliveredError(self.server.host, len(refused))

    def _refused(self, error: Exception) -> MailRefusedError:
        code = getattr(error, "smtp_code", "")
        return MailRefusedError(self.server.host, f"{type(error).__name__} {code}".strip())

    def _connect(self) -> smtplib.SMTP:
        server, trust = self.server, ssl.create_default_context()
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=30, context=trust
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=30)
        try:
            if server.security == "starttls":
                connection.starttls(context=trust)
            if server.user:
                connection.login(server.user, server.password or "")
        except BaseException:
            connection.close()
            raise
        return connection
