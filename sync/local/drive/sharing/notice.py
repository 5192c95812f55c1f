"""The mail that Drive sends when something is shared with somebody."""

from email.message import EmailMessage
from email.utils import format_datetime

from sync.local.call import Call
from sync.local.drive.links import web_address
from sync.local.files.records import File
from sync.local.gmail.mailbox import deliver

SENDER = "drive-deelt@local-workspace.example"


def send_notice(call: Call, file: File, address: str) -> None:
    """Put the notification in the mail store, as Drive would send it."""
    message = EmailMessage()
    message["From"] = f"{call.caller.email.split('@')[0]} (via Drive) <{SENDER}>"
    message["To"] = address
    message["Subject"] = f"Met je gedeeld: {file.name}".replace("\n", " ").replace("\r", " ")
    message["Date"] = format_datetime(call.now)
    message["Reply-To"] = call.caller.email
    lines = [
        f"{call.caller.email} heeft iets met je gedeeld: {file.name}",
        web_address(call.base_url, file),
        str(call.params.get("emailMessage", "")),
    ]
    message.set_content("\n\n".join(line for line in lines if line) + "\n")
    deliver(call.store, account=SENDER, raw=message.as_bytes(), now=call.now)
