import base64
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from zlib import crc32

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload

from tests.conftest import LocalWorkspace
from tests.local.google_clients import as_service_account

ANNA = "anna@dezonnebloem.example"


@pytest.fixture
def gmail(workspace: LocalWorkspace, request: pytest.FixtureRequest) -> Any:
    """A mailbox of the test's own, that nobody else writes in."""
    someone = f"lid{crc32(request.node.name.encode())}@dezonnebloem.example"
    client = as_service_account(workspace, "gmail.v1", "https://mail.google.com/", subject=someone)
    return client.users()


@pytest.fixture
def bouncing(workspace: LocalWorkspace) -> Iterator[None]:
    faults = [{"kind": "bounce", "address": "*@weg.example"}]
    with workspace.session() as owner:
        owner.put("/local/faults", json=faults).raise_for_status()
        yield
        owner.put("/local/faults", json=[]).raise_for_status()


def letter(subject: str = "Week 3", to: str = ANNA) -> EmailMessage:
    message = EmailMessage()
    message["To"], message["Subject"] = to, subject
    message.set_content("Tot bij het bord & daarna!\n")
    return message


def packed(message: EmailMessage) -> dict[str, str]:
    return {"raw": base64.urlsafe_b64encode(message.as_bytes()).decode()}


def send(gmail: Any, message: EmailMessage, **more: str) -> Any:
    return gmail.messages().send(userId="me", body={**packed(message), **more}).execute()


def found(gmail: Any, query: str, **options: Any) -> int:
    answer = gmail.messages().list(userId="me", q=query, **options).execute()
    return len(answer.get("messages", []))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("from:me to:anna", 2),
        ("subject:lesbezoek", 1),
        ("subject:(lesbezoek maandag)", 1),
        ("subject:les", 0),
        ('"het bord"', 2),
        ("filename:rooster.pdf has:attachment", 1),
        ("-has:attachment", 1),
        ("{subject:lesbezoek subject:barometer}", 2),
        ("subject:lesbezoek OR subject:niets", 1),
        ("newer_than:1d in:sent", 2),
        ("before:2020/01/01", 0),
        ("in:inbox", 0),
        ("is:unread", 0),
        ("larger:1m", 0),
        ("label:bestaat-niet", 0),
        ("newer_than:2day older:2099-01-01", 2),
        ("before:01/31/2020", 0),
        ("newer_than:9999y -older_than:9999y", 2),
        ("tot AROUND 3 bord", 2),
        ("daarna AROUND 1 tot", 0),
        ('"bord AROUND 1 daarna"', 2),
        ('"daarna AROUND 5 bord"', 0),
        ("daarna AROUND 5 bord", 2),
        ("+lesbezoek", 1),
        ("Betreft:lesbezoek", 0),
        ("is:sent -is:muted", 2),
        ("category:primary", 0),
        ("cc:jan OR to:anna", 2),
    ],
)
def test_a_search_finds_what_it_says(gmail: Any, query: str, count: int) -> None:
    visit = letter("Lesbezoek op maandag")
    visit.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Rooster.pdf")
    send(gmail, visit)
    send(gmail, letter("Barometer"))
    assert found(gmail, query) == count


def test_a_search_that_cannot_be_done_is_refused(gmail: Any) -> None:
    for query in ("has:deurbel", "(from:a", "newer_than:morgen", "bord AROUND"):
        with pytest.raises(HttpError) as refused:
            found(gmail, query)
        assert refused.value.status_code == 400


def test_an_attachment_is_fetched_by_its_id(gmail: Any) -> None:
    message = letter()
    message.add_attachment(b"abc", maintype="application", subtype="pdf", filename="a.pdf")
    sent = send(gmail, message)["id"]
    part = gmail.messages().get(userId="me", id=sent).execute()["payload"]["parts"][1]
    assert (part["filename"], "data" in part["body"]) == ("a.pdf", False)
    where = {"userId": "me", "messageId": sent, "id": part["body"]["attachmentId"]}
    data = gmail.messages().attachments().get(**where).execute()["data"]
    assert base64.urlsafe_b64decode(data) == b"abc"


def test_a_label_is_made_put_on_counted_and_removed(gmail: Any) -> None:
    sent = send(gmail, letter())["id"]
    made = gmail.labels().create(userId="me", body={"name": "Team/Zon"}).execute()["id"]
    body = {"addLabelIds": [made, "STARRED"]}
    changed = gmail.messages().modify(userId="me", id=sent, body=body).execute()
    assert changed["labelIds"] == ["SENT", made, "STARRED"]
    assert found(gmail, "label:team-zon is:starred") == 1
    assert gmail.labels().get(userId="me", id=made).execute()["messagesTotal"] == 1
    with pytest.raises(HttpError) as refused:
        gmail.labels().create(userId="me", body={"name": "team/zon"}).execute()
    assert refused.value.status_code == 409
    gmail.labels().delete(userId="me", id=made).execute()
    left = gmail.messages().get(userId="me", id=sent, format="minimal").execute()
    assert left["labelIds"] == ["SENT", "STARRED"]


def test_a_label_has_a_colour_of_googles_palette(gmail: Any) -> None:
    colour = {"backgroundColor": "#16a766", "textColor": "#ffffff"}
    made = gmail.labels().create(userId="me", body={"name": "Zon", "color": colour}).execute()
    assert made["color"] == colour
    for wrong in ({"backgroundColor": "#16a766"}, {**colour, "textColor": "#123456"}):
        with pytest.raises(HttpError, match="not on the allowed color palette"):
            gmail.labels().patch(userId="me", id=made["id"], body={"color": wrong}).execute()


def test_mail_in_the_trash_is_found_there_alone(gmail: Any) -> None:
    sent = send(gmail, letter())["id"]
    assert "TRASH" in gmail.messages().trash(userId="me", id=sent).execute()["labelIds"]
    assert (found(gmail, ""), found(gmail, "in:trash")) == (0, 1)
    assert found(gmail, "", includeSpamTrash=True) == 1
    gmail.messages().untrash(userId="me", id=sent).execute()
    gmail.messages().batchDelete(userId="me", body={"ids": [sent]}).execute()
    assert found(gmail, "in:anywhere") == 0


def test_mail_comes_back_from_the_trash_to_where_it_was(gmail: Any) -> None:
    body = {**packed(letter()), "labelIds": ["INBOX", "UNREAD"]}
    kept = gmail.messages().insert(userId="me", body=body).execute()["id"]
    assert gmail.messages().trash(userId="me", id=kept).execute()["labelIds"] == ["UNREAD", "TRASH"]
    assert found(gmail, "in:inbox") == 0
    back = gmail.messages().untrash(userId="me", id=kept).execute()["labelIds"]
    assert sorted(back) == ["INBOX", "UNREAD"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "No label add or removes specified"),
        (
            {"addLabelIds": ["STARRED"], "removeLabelIds": ["STARRED"]},
            "Cannot both add and remove the same label",
        ),
        ({"addLabelIds": ["Label_0"]}, "Invalid label: Label_0"),
    ],
)
def test_a_change_of_labels_that_means_nothing_is_refused(
    gmail: Any, body: dict[str, list[str]], message: str
) -> None:
    sent = send(gmail, letter())["id"]
    with pytest.raises(HttpError) as refused:
        gmail.messages().modify(userId="me", id=sent, body=body).execute()
    assert refused.value.error_details[0]["message"] == message


def test_a_draft_is_rewritten_and_sent(gmail: Any) -> None:
    drafts = gmail.drafts()
    made = drafts.create(userId="me", body={"message": packed(letter("Concept"))}).execute()["id"]
    body = {"message": packed(letter("Beter"))}
    changed = drafts.update(userId="me", id=made, body=body).execute()
    assert changed["id"] == made
    (line,) = drafts.list(userId="me").execute()["drafts"]
    assert line == {"id": made, "message": {k: changed["message"][k] for k in ("id", "threadId")}}
    sent = drafts.send(userId="me", body={"id": made}).execute()
    assert sent["labelIds"] == ["SENT"]
    assert found(gmail, "subject:beter") == 1
    assert "drafts" not in drafts.list(userId="me").execute()


def test_a_draft_is_sent_with_what_a_resumable_upload_brings(gmail: Any) -> None:
    body = {"message": packed(letter("Concept"))}
    made = gmail.drafts().create(userId="me", body=body).execute()["id"]
    media = MediaInMemoryUpload(letter("Groot").as_bytes(), "message/rfc822", resumable=True)
    sent = gmail.drafts().send(userId="me", body={"id": made}, media_body=media).execute()
    assert sent["labelIds"] == ["SENT"]
    assert found(gmail, "subject:groot in:sent") == 1


def test_a_reply_joins_the_thread_that_it_names(gmail: Any) -> None:
    first = send(gmail, letter("Vraag"))
    send(gmail, letter("Re: Vraag"), threadId=first["threadId"])
    thread = gmail.threads().get(userId="me", id=first["threadId"], format="minimal").execute()
    assert len(thread["messages"]) == 2
    assert len(gmail.threads().list(userId="me").execute()["threads"]) == 1
    with pytest.raises(HttpError) as refused:
        send(gmail, letter(), threadId="bestaat-niet")
    assert refused.value.status_code == 404


def test_mail_is_uploaded_and_inserted(gmail: Any) -> None:
    media = MediaInMemoryUpload(letter("Als bestand").as_bytes(), "message/rfc822")
    gmail.messages().send(userId="me", body={}, media_body=media).execute()
    body = {**packed(letter("Van vroeger")), "labelIds": ["INBOX", "UNREAD"]}
    gmail.messages().insert(userId="me", body=body).execute()
    assert (found(gmail, "in:sent"), found(gmail, "is:unread subject:vroeger")) == (1, 1)


def test_mail_to_an_address_that_bounces_comes_back(gmail: Any, bouncing: None) -> None:
    assert bouncing is None
    sent = send(gmail, letter(to=f"bo@weg.example, {ANNA}"))
    thread = gmail.threads().get(userId="me", id=sent["threadId"]).execute()["messages"]
    notice = thread[1]
    headers = {each["name"]: each["value"] for each in notice["payload"]["headers"]}
    assert headers["X-Failed-Recipients"] == "bo@weg.example"
    assert "UNREAD" in notice["labelIds"]
    kinds = [part["mimeType"] for part in notice["payload"]["parts"]]
    assert kinds == ["text/plain", "message/delivery-status", "text/rfc822-headers"]
    assert len(thread) == 2
