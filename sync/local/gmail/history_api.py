"""`users.history.list`: what a client that synchronises has missed."""

from sync.local.call import Call, Json, carries
from sync.local.errors import GoogleError
from sync.local.gmail.account import MailNotFoundError, mailbox_of
from sync.local.gmail.history import changes_after, described, latest, touches
from sync.local.gmail.reading import InvalidPageTokenError

MOST_ON_A_PAGE = 500
USUAL_PAGE = 100
LONGEST_TOKEN = 18


class StartMissingError(GoogleError):
    """A history without a beginning."""

    def __init__(self) -> None:
        super().__init__(400, "Missing required parameter: startHistoryId", reason="required")


@carries("gmail.users.history.list")
def list_history(call: Call) -> Json:
    """What happened after a moment, oldest first; 404 for a moment that this mailbox never had."""
    account = mailbox_of(call)
    given = str(call.params.get("startHistoryId") or "")
    if not given:
        raise StartMissingError
    last = latest(call.store, account)
    if not 0 < int(given) <= last:
        raise MailNotFoundError
    start = max(int(given), _page(call))
    found = changes_after(call.store, account, start, call.params.get("historyTypes") or ())
    if label := call.params.get("labelId"):
        found = [row for row in found if touches(row, label)]
    size = min(call.params.get("maxResults") or USUAL_PAGE, MOST_ON_A_PAGE)
    page, answer = found[:size], {"historyId": str(last)}
    shown: Json = {"history": [described(row) for row in page]} if page else {}
    more = {"nextPageToken": str(page[-1]["id"])} if len(found) > size else {}
    return shown | answer | more


def _page(call: Call) -> int:
    token = call.params.get("pageToken") or "0"
    if not token.isdecimal() or len(token) > LONGEST_TOKEN:
        raise InvalidPageTokenError
    return int(token)
