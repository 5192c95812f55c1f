from typing import Any
from zlib import crc32

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.gmail.test_mailbox import letter, packed
from tests.local.google_clients import as_service_account


@pytest.fixture
def gmail(workspace: LocalWorkspace, request: pytest.FixtureRequest) -> Any:
    """A mailbox of the test's own, with the right to set it up."""
    someone = f"lid{crc32(request.node.name.encode())}@dezonnebloem.example"
    scopes = ("https://mail.google.com/", "gmail.settings.basic")
    return as_service_account(workspace, "gmail.v1", *scopes, subject=someone).users()


@pytest.fixture
def settings(gmail: Any) -> Any:
    return gmail.settings()


def test_a_vacation_answer_is_kept(settings: Any) -> None:
    assert settings.getVacation(userId="me").execute()["enableAutoReply"] is False
    body = {"enableAutoReply": True, "responseSubject": "Herfst", "endTime": "1793000000000"}
    told = settings.updateVacation(userId="me", body=body).execute()
    assert body.items() <= told.items()
    assert settings.getVacation(userId="me").execute() == told


@pytest.mark.parametrize(
    "body",
    [{"enableAutoReply": True}, {"responseSubject": "x", "startTime": "20", "endTime": "10"}],
)
def test_a_vacation_answer_that_says_nothing_or_ends_too_soon_is_refused(
    settings: Any, body: dict[str, Any]
) -> None:
    with pytest.raises(HttpError) as refused:
        settings.updateVacation(userId="me", body=body).execute()
    assert refused.value.status_code == 400


def test_settings_begin_as_googles_and_are_replaced_whole(settings: Any) -> None:
    assert settings.getPop(userId="me").execute()["accessWindow"] == "disabled"
    settings.updateImap(userId="me", body={"enabled": True, "maxFolderSize": 1000}).execute()
    settings.updateImap(userId="me", body={"enabled": True}).execute()
    assert settings.getImap(userId="me").execute()["maxFolderSize"] == 0
    settings.updateLanguage(userId="me", body={"displayLanguage": "en-GB"}).execute()
    assert settings.getLanguage(userId="me").execute() == {"displayLanguage": "en-GB"}
    assert settings.getAutoForwarding(userId="me").execute() == {"enabled": False}
    assert settings.forwardingAddresses().list(userId="me").execute() == {}


def test_a_signature_is_patched_cleared_and_replaced(settings: Any) -> None:
    (own,) = settings.sendAs().list(userId="me").execute()["sendAs"]
    where = {"userId": "me", "sendAsEmail": own["sendAsEmail"]}
    settings.sendAs().patch(body={"signature": "<b>Anna</b>"}, **where).execute()
    both = settings.sendAs().patch(body={"displayName": "Anna"}, **where).execute()
    assert (both["signature"], both["displayName"]) == ("<b>Anna</b>", "Anna")
    settings.sendAs().patch(body={"displayName": None}, **where).execute()
    assert settings.sendAs().get(**where).execute()["displayName"] == ""
    assert settings.sendAs().update(body={}, **where).execute()["signature"] == ""


def test_mail_that_arrives_is_filtered(gmail: Any, settings: Any) -> None:
    body = {
        "criteria": {"from": "bo@weg.example", "negatedQuery": "feest"},
        "action": {"addLabelIds": ["STARRED"], "removeLabelIds": ["INBOX"]},
    }
    made = settings.filters().create(userId="me", body=body).execute()
    assert settings.filters().list(userId="me").execute() == {"filter": [made]}
    labels = []
    for subject in ("Rooster", "Feest"):
        message = letter(subject)
        message["From"] = "bo@weg.example"
        arrived = {**packed(message), "labelIds": ["INBOX"]}
        told = gmail.messages().import_(userId="me", body=arrived).execute()
        labels.append(told["labelIds"])
    assert labels == [["STARRED"], ["INBOX"]]
    settings.filters().delete(userId="me", id=made["id"]).execute()
    assert settings.filters().list(userId="me").execute() == {}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"action": {"addLabelIds": ["STARRED"]}}, "Filter criteria must not be empty"),
        ({"criteria": {"from": "bo"}}, "Filter action must not be empty"),
        (
            {"criteria": {"from": "bo"}, "action": {"forward": "jan@weg.example"}},
            "Unrecognized forwarding address",
        ),
    ],
)
def test_a_filter_that_cannot_be_is_refused(
    settings: Any, body: dict[str, Any], message: str
) -> None:
    with pytest.raises(HttpError) as refused:
        settings.filters().create(userId="me", body=body).execute()
    assert refused.value.error_details[0]["message"] == message


def test_the_same_filter_is_made_once(settings: Any) -> None:
    body = {"criteria": {"from": "bo"}, "action": {"addLabelIds": ["STARRED"]}}
    settings.filters().create(userId="me", body=body).execute()
    with pytest.raises(HttpError, match="Filter already exists"):
        settings.filters().create(userId="me", body=body).execute()
