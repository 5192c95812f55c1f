"""Other addresses of an account: shared with under one, Drive and Gmail know the account."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import LocalWorkspace, OwnerSession
from tests.local.drive.test_sharing import permissions, sees, share
from tests.local.gmail.test_gmail import OWNER, letter, send
from tests.local.google_clients import as_owner, as_service_account, in_drive

ANNA, ALIAS = "anna@dezonnebloem.example", "A.Bos@dezonnebloem.example"
MAIL_ALIAS = "hulp@local-workspace.example"
KNOWN = {ALIAS.lower(): ANNA, MAIL_ALIAS: OWNER}


@pytest.fixture(autouse=True)
def known(owner: OwnerSession) -> Iterator[None]:
    """The aliases of these tests; afterwards there are none."""
    owner.put("/local/aliases", json={ALIAS: ANNA, MAIL_ALIAS: OWNER}).raise_for_status()
    yield
    owner.put("/local/aliases", json={}).raise_for_status()


@pytest.fixture
def drive(workspace: LocalWorkspace) -> Any:
    return as_service_account(workspace, "drive.v3", "drive.file")


def writer(address: str) -> dict[str, Any]:
    return {"type": "user", "role": "writer", "emailAddress": address}


def test_who_is_shared_with_by_an_alias_comes_in_as_their_account(
    workspace: LocalWorkspace, drive: Any
) -> None:
    folder = in_drive(drive, "Team")
    share(drive, folder, writer(ALIAS))
    assert sees(as_service_account(workspace, "drive.v3", "drive", subject=ANNA), folder)


def test_drive_tells_the_primary_address_and_one_id(workspace: LocalWorkspace, drive: Any) -> None:
    folder, other = in_drive(drive, "Team"), in_drive(drive, "Elders")
    made = share(drive, folder, writer(ALIAS), fields="id,emailAddress")
    assert made["emailAddress"] == ANNA
    assert permissions(drive, folder)[ANNA]["id"] == made["id"]
    assert share(drive, other, writer(ANNA))["id"] == made["id"]
    older = as_service_account(workspace, "drive.v2", "drive.file")
    assert older.permissions().getIdForEmail(email=ALIAS).execute()["id"] == made["id"]


def test_two_addresses_of_an_account_are_one_permission_with_the_last_role(drive: Any) -> None:
    folder = in_drive(drive, "Team")
    share(drive, folder, writer(ALIAS))
    share(drive, folder, {**writer(ANNA), "role": "reader"})
    people = [each for each in permissions(drive, folder).values() if each["type"] == "user"]
    assert [each["role"] for each in people if each["emailAddress"] == ANNA] == ["reader"]
    assert ALIAS not in permissions(drive, folder)


def test_mail_to_an_alias_of_ones_own_reaches_the_inbox(workspace: LocalWorkspace) -> None:
    gmail = as_owner(workspace, "gmail.v1")
    sent = send(gmail, letter(To=MAIL_ALIAS))
    assert "INBOX" in gmail.users().messages().get(userId="me", id=sent["id"]).execute()["labelIds"]
    other = send(gmail, letter())
    found = gmail.users().messages().get(userId="me", id=other["id"]).execute()
    assert "INBOX" not in found["labelIds"]


def test_the_owner_reads_the_aliases_and_nobody_else_does(
    workspace: LocalWorkspace, owner: OwnerSession
) -> None:
    assert owner.get("/local/aliases").json() == KNOWN
    with workspace.session() as stranger:
        stranger.headers["Authorization"] = "Bearer niet-de-eigenaar"
        assert stranger.get("/local/aliases").status_code == 401
        assert stranger.put("/local/aliases", json={}).status_code == 401


@pytest.mark.parametrize(
    "given",
    [[], {"geen-adres": ANNA}, {ALIAS: 1}, {ALIAS: ALIAS}, {ALIAS: ANNA, ANNA: OWNER}],
    ids=["a list", "no address", "a number", "itself", "an alias of an alias"],
)
def test_what_are_no_aliases_is_refused_and_changes_nothing(
    owner: OwnerSession, given: object
) -> None:
    refused = owner.put("/local/aliases", json=given)
    assert refused.status_code == 400
    assert "primary address of its account" in refused.json()["error"]["message"]
    assert owner.get("/local/aliases").json() == KNOWN
