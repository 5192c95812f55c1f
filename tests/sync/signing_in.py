"""A person and their browser, for the tests of signing in."""

import re
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from sync.wire.credentials import DRIVE_FILE, Account
from sync.wire.signing_in.consent import log_in
from sync.wire.signing_in.tokens import TokenPlace, UserToken
from tests.conftest import LocalWorkspace

ANNA = "anna@school.example"


def secrets_file(workspace: LocalWorkspace) -> Path:
    return workspace.directory / "oauth_client.json"


def person(workspace: LocalWorkspace, folder: Path, **more: Any) -> Account:
    """An account by which somebody signs in, and keeps that in a folder."""
    account = Account(
        address=workspace.base_url,
        way="user",
        client_secrets=secrets_file(workspace),
        token=TokenPlace(folder / "sign-in" / "token.json"),
    )
    return replace(account, **more)


class Browser:
    """Answers a consent page as a person does, from another thread; `back` is what came of it."""

    def __init__(
        self,
        choice: str = "allow",
        *,
        ticked: str = "",
        changed: Mapping[str, str] | None = None,
    ) -> None:
        self.choice = choice
        self.ticked = ticked
        self.changed = changed or {}
        self.asked: dict[str, list[str]] = {}
        self.back: list[int] = []

    def __call__(self, address: str) -> None:
        self.asked = parse_qs(urlsplit(address).query)
        threading.Thread(target=self.answer, args=(address,), daemon=True).start()

    def answer(self, address: str) -> None:
        """Fill in the page and follow where it leads."""
        target = self.settled(address)
        if self.changed:
            parts = urlsplit(target)
            wrong = {name: value[0] for name, value in parse_qs(parts.query).items()}
            other = requests.get(
                target.partition("?")[0], params=wrong | dict(self.changed), timeout=10
            )
            self.back.append(other.status_code)
        self.back.append(requests.get(target, timeout=10).status_code)

    def settled(self, address: str) -> str:
        """Where the page sends the person after their choice."""
        word = re.search(r'name="word" value="([^"]+)"', requests.get(address, timeout=10).text)
        assert word
        form = {"word": word[1], "account": ANNA, "choice": self.choice}
        if self.ticked:
            form |= {"boxes": "shown", f"scope:{self.ticked}": "on"}
        page = address.partition("?")[0]
        answer = requests.post(page, data=form, allow_redirects=False, timeout=10)
        return str(answer.headers["location"])


def signed_in(account: Account, *scopes: str) -> UserToken:
    """The same account after somebody allowed these scopes."""
    return log_in(account, scopes or (DRIVE_FILE,), Browser(), seconds=20)
