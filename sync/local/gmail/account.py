"""Whose mailbox a call is about, its profile and its addresses."""

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError
from sync.local.gmail.history import latest
from sync.local.gmail.mailbox import Mail, find_mail, mails_of


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


class MailNotFoundError(GoogleError):
    """No mail, thread, draft or label with this id in this mailbox."""

    def __init__(self) -> None:
        super().__init__(404, "Requested entity was not found.", reason="notFound")


def mailbox_of(call: Call) -> str:
    """The address of the mailbox that the call names; it must be the caller's own."""
    if call.caller.service_account:
        raise NoMailboxError
    named: str = call.params["userId"]
    if named != "me" and named.lower() != call.caller.email.lower():
        raise DelegationDeniedError(call.caller.email)
    return call.caller.email


def mail_of(call: Call, identifier: str) -> Mail:
    """The mail with this id in the mailbox of the call."""
    account = mailbox_of(call)
    mail = find_mail(call.store, identifier)
    if mail is None or mail.account != account:
        raise MailNotFoundError
    return mail


@carries("gmail.users.getProfile")
def get_profile(call: Call) -> Json:
    """The address of the mailbox and how many mails it holds."""
    address = mailbox_of(call)
    mails = mails_of(call.store, address)
    return {
        "emailAddress": address,
        "messagesTotal": len(mails),
        "threadsTotal": len({mail.thread for mail in mails}),
        "historyId": str(latest(call.store, address)),
    }
