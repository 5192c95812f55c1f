"""`users.settings.sendAs.*`: the one address from which a mailbox sends, its name and signature."""

from sync.local.call import Call, Json, carries
from sync.local.errors import NotCarriedError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.settings import InvalidSettingError, keep, kept

CHANGEABLE = ("displayName", "replyToAddress", "signature")
FIXED = {"sendAsEmail", "isPrimary", "verificationStatus", "isDefault"}


@carries("gmail.users.settings.sendAs.list")
def list_send_as(call: Call) -> Json:
    """The one address from which the mailbox sends."""
    return {"sendAs": [_described(call, mailbox_of(call))]}


@carries("gmail.users.settings.sendAs.get")
def get_send_as(call: Call) -> Json:
    """That address; the mailbox sends from no other."""
    return _described(call, _address(call))


@carries("gmail.users.settings.sendAs.patch")
def patch_send_as(call: Call) -> Json:
    """Another name, signature or address for answers."""
    return _changed(call, _words(call, _address(call)))


@carries("gmail.users.settings.sendAs.update")
def update_send_as(call: Call) -> Json:
    """The same, with what is not given emptied."""
    return _changed(call, dict.fromkeys(CHANGEABLE, ""))


def _changed(call: Call, before: Json) -> Json:
    address = _address(call)
    for field in sorted(set(call.body) - {*CHANGEABLE, *FIXED}):
        raise NotCarriedError(f"{call.method} with {field}")
    if call.body.get("isDefault") is False:
        raise InvalidSettingError("Invalid isDefault: only true can be written.")
    given = {name: call.body[name] for name in CHANGEABLE if name in call.body}
    keep(call.store, address, "SendAs", before | given)
    return _described(call, address)


def _address(call: Call) -> str:
    address = mailbox_of(call)
    if call.params["sendAsEmail"].lower() not in {address.lower(), "me"}:
        raise MailNotFoundError
    return address


def _words(call: Call, address: str) -> Json:
    return kept(call.store, address, "SendAs") or dict.fromkeys(CHANGEABLE, "")


def _described(call: Call, address: str) -> Json:
    fixed = {"sendAsEmail": address, "isPrimary": True, "isDefault": True}
    return fixed | _words(call, address)
