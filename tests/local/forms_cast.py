"""A form of our own in the local Workspace, for the tests of forms and their page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from googleapiclient.discovery import build_from_document

from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace
from tests.local.google_clients import described, signed_in

Json = dict[str, Any]
FORM = "application/vnd.google-apps.form"


SCOPES = ["forms.body", "forms.responses.readonly", "drive"]


def google_client(workspace: LocalWorkspace, name: str, user: str | None = None) -> Any:
    """Google's own client for an API, aimed at the local Workspace, as itself or for a user."""
    return _client(workspace.base_url, workspace.credentials, name, user)


def _client(base_url: str, key: Path, name: str, user: str | None) -> Any:
    """A client with a connection of its own: one that is kept for long finds its server gone."""
    scopes = [f"https://www.googleapis.com/auth/{scope}" for scope in SCOPES]
    document = described(name.removesuffix(".json"), base_url)
    return build_from_document(document, credentials=signed_in(key, scopes, user))


@dataclass(frozen=True)
class TheForm:
    """One form that a test made, reached as its maker and as somebody who answers."""

    id: str
    forms: Any
    drive: Any
    address: str
    browser: requests.Session = field(default_factory=requests.Session)

    def change(self, *changes: Json, **more: Any) -> Json:
        """A batch of changes."""
        body = {"requests": list(changes)} | more
        answer: Json = self.forms.batchUpdate(formId=self.id, body=body).execute()
        return answer

    def now(self) -> Json:
        """The form as it is."""
        answer: Json = self.forms.get(formId=self.id).execute()
        return answer

    def publish(self, *, accepting: bool = True) -> Json:
        """Publish it."""
        state = {"isPublished": True, "isAcceptingResponses": accepting}
        body = {"publishSettings": {"publishState": state}, "updateMask": "publishState"}
        answer: Json = self.forms.setPublishSettings(formId=self.id, body=body).execute()
        return answer

    def let_everyone_answer(self) -> None:
        """Give everyone with the address the right to answer."""
        body = {"view": "published", "role": "reader", "type": "anyone"}
        self.drive.permissions().create(fileId=self.id, body=body, supportsAllDrives=True).execute()

    def open(self) -> requests.Response:
        """The page as somebody who answers sees it."""
        return self.browser.get(self.address, timeout=10)

    def send(
        self, fields: Mapping[str, str | Sequence[str] | bytes], **headers: str
    ) -> requests.Response:
        """Send fields as the page does."""
        address = self.address.replace("viewform", "formResponse")
        return self.browser.post(address, data=fields, headers=headers, timeout=10)

    def responses(self, **asked: Any) -> list[Json]:
        """What people answered."""
        answer = self.forms.responses().list(formId=self.id, **asked).execute()
        found: list[Json] = answer.get("responses", [])
        return found

    def answers(self) -> list[dict[str, list[str]]]:
        """The values per question id, per response."""
        return [
            {
                question: [value["value"] for value in answer["textAnswers"]["answers"]]
                for question, answer in response.get("answers", {}).items()
            }
            for response in self.responses()
        ]


def make_form(workspace: LocalWorkspace, *items: Json, answerable: bool = True) -> TheForm:
    """A new form with these items, open to everyone unless told otherwise."""
    drive = google_client(workspace, "drive.v3.json")
    body = {"name": "Barometer", "mimeType": FORM, "parents": [SHARED_DRIVE]}
    made = drive.files().create(body=body, supportsAllDrives=True).execute()
    forms = google_client(workspace, "forms.v1.json").forms()
    address = forms.get(formId=made["id"]).execute()["responderUri"]
    form = TheForm(made["id"], forms, drive, address)
    if items:
        form.change(*[create(item, at) for at, item in enumerate(items)])
    if answerable:
        form.publish()
        form.let_everyone_answer()
    return form


def create(item: Json, at: int = 0) -> Json:
    """The request that makes an item."""
    return {"createItem": {"item": item, "location": {"index": at}}}


def asking(identifier: str, *, required: bool = False, title: str = "Vraag?", **kind: Any) -> Json:
    """An item with one question."""
    question = {"questionId": identifier, "required": required} | kind
    return {"title": title, "questionItem": {"question": question}}


def choice(kind: str, *values: str | Json) -> Json:
    """A choice question of a type with these options."""
    options = [{"value": value} if isinstance(value, str) else value for value in values]
    return {"type": kind, "options": options}


def text(identifier: str = "0000000a", **more: Any) -> Json:
    """A paragraph question."""
    return asking(identifier, textQuestion={"paragraph": True}, **more)


def page_break(identifier: str, title: str = "Deel") -> Json:
    """The start of a section."""
    return {"itemId": identifier, "title": title, "pageBreakItem": {}}
