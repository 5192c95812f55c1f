import base64
import mailbox
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.local.google_clients import as_owner, as_service_account

OWNER = "eigenaar@local-workspace.example"


@pytest.fixture
def gmail(workspace: LocalWorkspace) -> Any:
    return as_owner(workspace, "gmail.v1")


def letter(subject: str = "Week 3", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": OWNER, "To": "team@dezonnebloem.example", "Subject": subject, **headers}
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content("Goedemorgen – tot bij het bord!\n")
    message.add_alternative("<p>Goedemorgen</p>", subtype="html")
    return message


def send(gmail: Any, message: EmailMessage, user: str = "me") -> Any:
    raw = base64.urlsafe_b64encode(message.as_bytes()).decode()
    return gmail.users().messages().send(userId=user, body={"raw": raw}).execute()


def refusal(gmail: Any, message: EmailMessage, user: str = "me") -> tuple[int, str]:
    with pytest.raises(HttpError) as refused:
        send(gmail, message, user)
    return refused.value.status_code, refused.value.error_details[0]["message"]


def test_a_mail_is_read_back_with_the_line_ends_of_mail(gmail: Any) -> None:
    message = letter(Date="Mon, 09 Nov 2026 07:00:00 +0100", **{"Message-ID": "<a@b.example>"})
    sent = send(gmail, message)
    found = gmail.users().messages().get(userId="me", id=sent["id"], format="raw").execute()
    assert base64.urlsafe_b64decode(found["raw"]) == message.as_bytes(policy=SMTP)


def test_a_mail_is_read_back_in_parts(gmail: Any) -> None:
    sent = send(gmail, letter("Deel één"))
    found = gmail.users().messages().get(userId="me", id=sent["id"]).execute()
    parts = found["payload"]["parts"]
    assert [part["mimeType"] for part in parts] == ["text/plain", "text/html"]
    assert base64.urlsafe_b64decode(parts[1]["body"]["data"]) == b"<p>Goedemorgen</p>\r\n"
    assert found["snippet"] == "Goedemorgen – tot bij het bord!"


def test_only_the_headers_asked_for_are_answered(gmail: Any) -> None:
    sent = send(gmail, letter("Kop: én staart"))
    asked = {"userId": "me", "id": sent["id"], "format": "metadata", "metadataHeaders": ["subject"]}
    found = gmail.users().messages().get(**asked).execute()
    assert found["payload"]["headers"] == [{"name": "Subject", "value": "Kop: én staart"}]
    minimal = gmail.users().messages().get(userId="me", id=sent["id"], format="minimal").execute()
    assert "payload" not in minimal


def test_missing_headers_are_filled_in(gmail: Any) -> None:
    sent = send(gmail, letter(From=""))
    found = gmail.users().messages().get(userId="me", id=sent["id"]).execute()
    headers = {each["name"]: each["value"] for each in found["payload"]["headers"]}
    assert headers["From"] == OWNER
    assert {"Date", "Message-ID"} <= set(headers)


def test_the_newest_mail_is_listed_first(gmail: Any) -> None:
    first, second = send(gmail, letter("een"))["id"], send(gmail, letter("twee"))["id"]
    page = gmail.users().messages().list(userId="me", maxResults=2).execute()
    assert [each["id"] for each in page["messages"]] == [second, first]
    total = gmail.users().getProfile(userId="me").execute()["messagesTotal"]
    assert page["resultSizeEstimate"] == total


def test_an_answer_joins_the_thread(gmail: Any) -> None:
    first = send(gmail, letter("Vraag", **{"Message-ID": "<vraag@b.example>"}))
    second = send(gmail, letter("Re: Vraag", **{"In-Reply-To": "<vraag@b.example>"}))
    assert second["threadId"] == first["threadId"] == first["id"]


def test_a_service_account_has_no_mailbox(workspace: LocalWorkspace) -> None:
    bare = as_service_account(workspace, "gmail.v1", "gmail.send")
    assert refusal(bare, letter()) == (400, "Precondition check failed.")


def test_a_service_account_sends_for_a_person(workspace: LocalWorkspace) -> None:
    person = "coach@dezonnebloem.example"
    gmail = as_service_account(workspace, "gmail.v1", "gmail.send", subject=person)
    assert send(gmail, letter(From=f"Coach <{person}>"))["labelIds"] == ["SENT"]
    assert refusal(gmail, letter(From=OWNER))[0] == 400
    assert refusal(gmail, letter(From=person), user=OWNER)[0] == 403


def test_a_mail_needs_recipients_and_not_too_many(gmail: Any) -> None:
    assert refusal(gmail, letter(To="")) == (400, "Recipient address required")
    many = [f"lid{number}@dezonnebloem.example" for number in range(101)]
    assert refusal(gmail, letter(To=", ".join(many)))[0] == 400
    assert send(gmail, letter(To=", ".join(many[:100])))["labelIds"] == ["SENT"]


def test_what_is_no_mail_is_refused(gmail: Any) -> None:
    for body in ({}, {"raw": "geen base64!"}):
        with pytest.raises(HttpError) as refused:
            gmail.users().messages().send(userId="me", body=body).execute()
        assert refused.value.status_code == 400


def test_two_thousand_mails_a_day_are_enough(fresh_workspace: WorkspaceFactory) -> None:
    workspace = fresh_workspace()
    gmail = as_owner(workspace, "gmail.v1")
    send(gmail, letter())
    store = workspace.running.workspace.store
    copies = "INSERT INTO mails SELECT NULL, hex(randomblob(8)), thread, account, sender,"
    copies += " recipients, subject, sent, size, message_id FROM mails, generate_series"
    numbers = "WITH RECURSIVE generate_series (n) AS (SELECT 1 UNION ALL"
    numbers += " SELECT n + 1 FROM generate_series WHERE n < 1999) "
    store.write(numbers + copies)
    assert refusal(gmail, letter())[0] == 429
    headers = {"Authorization": f"Bearer {workspace.token}"}
    tomorrow = {"now": "2100-01-01T07:00:00Z"}
    workspace.session().put("/local/clock", json=tomorrow, headers=headers).raise_for_status()
    assert send(gmail, letter())["labelIds"] == ["SENT"]


def test_the_mail_store_is_a_maildir(gmail: Any, workspace: LocalWorkspace) -> None:
    sent = send(gmail, letter("Voor elk mailprogramma"))
    maildir = mailbox.Maildir(workspace.directory / "mail", create=False)
    assert maildir[sent["id"]]["Subject"] == "Voor elk mailprogramma"


def test_the_labels_of_a_mailbox_are_listed(gmail: Any) -> None:
    labels = gmail.users().labels().list(userId="me").execute()["labels"]
    assert {"INBOX", "SENT"} <= {label["id"] for label in labels}
