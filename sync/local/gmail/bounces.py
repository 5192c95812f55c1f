"""What comes back when mail cannot be delivered: a delivery status notification."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, make_msgid

from sync.local.call import Call
from sync.local.gmail.mailbox import Mail, deliver, read_message, source_of

SENDER = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
DOMAIN = "local-workspace.example"


def bounce(call: Call, mail: Mail) -> None:
    """Put a notice in the sender's mailbox for each address to which mail comes back."""
    for _, address in mail.recipients:
        if call.bounces(address):
            raw = _notice(call, mail, address)
            deliver(
                call.store,
                account=mail.account,
                raw=raw,
                now=call.now,
                labels=("INBOX", "UNREAD"),
                thread=mail.thread,
            )


def _notice(call: Call, mail: Mail, address: str) -> bytes:
    original = read_message(source_of(call.store, mail))
    notice = MIMEMultipart("report")
    notice.set_param("report-type", "delivery-status")
    message_id = str(original.get("Message-ID", ""))
    headers = {
        "From": SENDER,
        "To": mail.account,
        "Subject": "Delivery Status Notification (Failure)",
        "Auto-Submitted": "auto-replied",
        "Date": format_datetime(call.now),
        "Message-ID": make_msgid(domain=DOMAIN),
        "In-Reply-To": message_id,
        "References": message_id,
        "X-Failed-Recipients": address,
    }
    for name, value in headers.items():
        if value:
            notice[name] = value
    notice.attach(MIMEText(_words(address), "plain", "utf-8"))
    notice.attach(_status(address))
    notice.attach(MIMEText(_head(original), "rfc822-headers", "utf-8"))
    return notice.as_bytes()


def _words(address: str) -> str:
    return (
        "** Address not found **\n\n"
        f"Your message wasn't delivered to {address} because the address couldn't be found, "
        "or is unable to receive mail.\n\n"
        "The response was: 550 5.1.1 the email account does not exist.\n"
    )


def _status(address: str) -> MIMENonMultipart:
    part = MIMENonMultipart("message", "delivery-status")
    whole, one = EmailMessage(), EmailMessage()
    whole["Reporting-MTA"] = f"dns; {DOMAIN}"
    one["Final-Recipient"] = f"rfc822; {address}"
    one["Action"] = "failed"
    one["Status"] = "5.1.1"
    one["Diagnostic-Code"] = "smtp; 550 5.1.1 the email account does not exist"
    part.set_payload([whole, one])
    return part


def _head(original: EmailMessage) -> str:
    """The headers of the mail that came back, without what it says."""
    names = ("From", "To", "Subject", "Date", "Message-ID")
    head = "".join(f"{name}: {original[name]}\n" for name in names if name in original)
    return head.encode("utf-8", "replace").decode()
