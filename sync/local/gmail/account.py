"""Whose mailbox a call is about, its profile and its labels."""

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError
from sync.local.gmail.mailbox import mails_of

LABELS = ("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT")


class NoMailboxError(GoogleError):
    """A service account has no mailbox; it must act for a person."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "Precondition check failed.",
            reason="failedPrecondition",
            status="FAILED_PRECONDITION",
        )


class DelegationDeniedError(GoogleError):
    """The mailbox of somebody else."""

    def __init__(self, email: str) -> None:
        super().__init__(403, f"Delegation denied for {email}", reason="forbidden")


def mailbox_of(call: Call) -> str:
    """The address of the mailbox that the call names; it must be the caller's own."""
    if call.caller.service_account:
        raise NoMailboxError
    named: str = call.params["userId"]
    if named != "me" and named.lower() != call.caller.email.lower():
        raise DelegationDeniedError(call.caller.email)
    return call.caller.email


@carries("gmail.users.getProfile")
def get_profile(call: Call) -> Json:
    """The address of the mailbox and how many mails it holds."""
    address = mailbox_of(call)
    mails = mails_of(call.store, address)
    return {
        "emailAddress": address,
        "messagesTotal": len(mails),
        "threadsTotal": len({mail.thread for mail in mails}),
        "historyId": str(max((mail.number for mail in mails), default=1)),
    }


@carries("gmail.users.labels.list")
def list_labels(call: Call) -> Json:
    """The labels that every mailbox has."""
    mailbox_of(call)
    return {"labels": [{"id": name, "name": name, "type": "system"} for name in LABELS]}
