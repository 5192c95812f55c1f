from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.local.gmail.test_mailbox import gmail, letter, packed, send

__all__ = ["gmail"]


def now(gmail: Any) -> str:
    return str(gmail.getProfile(userId="me").execute()["historyId"])


def since(gmail: Any, start: str, **asked: Any) -> Any:
    return gmail.history().list(userId="me", startHistoryId=start, **asked).execute()


def kinds(answer: Any) -> list[str]:
    every = {"messagesAdded", "messagesDeleted", "labelsAdded", "labelsRemoved"}
    return [name for change in answer.get("history", []) for name in change if name in every]


def test_a_client_catches_up_with_what_it_missed(gmail: Any) -> None:
    send(gmail, letter())
    start = now(gmail)
    assert since(gmail, start) == {"historyId": start}
    sent = send(gmail, letter("Nieuw"))
    body = {"addLabelIds": ["STARRED"]}
    gmail.messages().modify(userId="me", id=sent["id"], body=body).execute()
    gmail.messages().delete(userId="me", id=sent["id"]).execute()
    missed = since(gmail, start)
    assert kinds(missed) == ["messagesAdded", "labelsAdded", "messagesDeleted"]
    assert missed["history"][0]["messagesAdded"][0]["message"] == sent
    assert missed["history"][1]["labelsAdded"][0]["labelIds"] == ["STARRED"]
    assert missed["historyId"] == missed["history"][-1]["id"] == now(gmail)


def test_a_history_keeps_to_the_kinds_and_the_label_that_are_asked(gmail: Any) -> None:
    start = now(gmail)
    send(gmail, letter())
    body = {**packed(letter()), "labelIds": ["INBOX"]}
    gmail.messages().insert(userId="me", body=body).execute()
    sent = gmail.messages().list(userId="me", q="in:sent").execute()["messages"][0]["id"]
    gmail.messages().trash(userId="me", id=sent).execute()
    assert kinds(since(gmail, start, labelId="INBOX")) == ["messagesAdded"]
    assert kinds(since(gmail, start, historyTypes=["labelAdded"])) == ["labelsAdded"]


def test_a_history_comes_in_pages_without_a_gap(gmail: Any) -> None:
    start = now(gmail)
    sent = [send(gmail, letter())["id"] for _ in range(3)]
    asked = gmail.history().list(userId="me", startHistoryId=start, maxResults=2)
    first = asked.execute()
    second = gmail.history().list_next(asked, first).execute()
    found = [change["messages"][0]["id"] for change in first["history"] + second["history"]]
    assert found == sent
    assert "nextPageToken" not in second


def test_a_change_gives_a_mail_another_history_id(gmail: Any) -> None:
    sent = send(gmail, letter())["id"]
    before = gmail.messages().get(userId="me", id=sent, format="minimal").execute()["historyId"]
    gmail.messages().trash(userId="me", id=sent).execute()
    after = gmail.messages().get(userId="me", id=sent, format="minimal").execute()["historyId"]
    assert int(after) > int(before)
    assert after == now(gmail)


@pytest.mark.parametrize(("start", "status"), [("9999999999", 404), ("0", 404), (None, 400)])
def test_a_history_from_a_moment_that_never_was_is_refused(
    gmail: Any, start: str | None, status: int
) -> None:
    with pytest.raises(HttpError) as refused:
        gmail.history().list(userId="me", startHistoryId=start).execute()
    assert refused.value.status_code == status
