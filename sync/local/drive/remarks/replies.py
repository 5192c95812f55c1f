"""`replies.*`: answers to a comment, which may resolve or reopen it."""

from sync.local.call import Call, Json, carries
from sync.local.drive.access import reach
from sync.local.drive.errors import InvalidValueError, RequiredFieldError
from sync.local.drive.pages import cut
from sync.local.drive.remarks.comments import (
    MOST_ON_A_PAGE,
    check_body,
    describe_remark,
    find,
    insert,
    require_fields,
    rewrite,
    withdraw,
)
from sync.local.files.records import File

ACTIONS = ("resolve", "reopen")


@carries("drive.replies.create")
def create(call: Call) -> Json:
    """Answer a comment, with words, an action or both."""
    require_fields(call)
    file, comment = _comment(call, "commenter")
    check_body(call, {"content", "action"})
    action, content = call.body.get("action"), call.body.get("content", "")
    if action is not None and action not in ACTIONS:
        raise InvalidValueError("action")
    if not content and action is None:
        raise RequiredFieldError("content")
    row = insert(call, file, comment, content, {"action": action} if action else {})
    resolved = "" if action is None else f", resolved = {int(action == 'resolve')}"
    call.store.write(
        f"UPDATE remarks SET modified = ?{resolved} WHERE id = ?",  # noqa: S608 - a constant
        (call.timestamp, comment),
    )
    return describe_remark(call, row, "reply")


@carries("drive.replies.list")
def list_replies(call: Call) -> Json:
    """The answers to a comment, oldest first."""
    require_fields(call)
    _, comment = _comment(call)
    rows = call.store.rows(
        "SELECT * FROM remarks WHERE answers = ? AND (NOT deleted OR ?) ORDER BY number",
        (comment, bool(call.params.get("includeDeleted"))),
    )
    page, token = cut(call, rows, 20, MOST_ON_A_PAGE)
    shown = [describe_remark(call, row, "reply") for row in page]
    return {"kind": "drive#replyList", "replies": shown, **token}


@carries("drive.replies.get")
def get(call: Call) -> Json:
    """One answer."""
    require_fields(call)
    file, comment = _comment(call)
    return describe_remark(call, find(call, file, call.params["replyId"], comment), "reply")


@carries("drive.replies.update")
def update(call: Call) -> Json:
    """Other words for an answer."""
    require_fields(call)
    file, comment = _comment(call, "commenter")
    row = find(call, file, call.params["replyId"], comment)
    rewrite(call, row)
    return describe_remark(call, find(call, file, row["id"], comment), "reply")


@carries("drive.replies.delete")
def delete(call: Call) -> Json:
    """Take an answer back."""
    file, comment = _comment(call, "commenter")
    withdraw(call, find(call, file, call.params["replyId"], comment))
    return {}


def _comment(call: Call, role: str = "reader") -> tuple[File, str]:
    file = reach(call, call.params["fileId"], role)
    return file, str(find(call, file, call.params["commentId"], None)["id"])
