"""What people do around the sheets: with files, folders, rights, and on the pages of forms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.conftest import OwnerSession

Json = dict[str, Any]
FOLDER = "application/vnd.google-apps.folder"
SHEET = "application/vnd.google-apps.spreadsheet"
SUPPORTED = {"supportsAllDrives": "true"}


@dataclass(frozen=True)
class Around:
    """Where somebody is in Drive: a file, another folder, and a number of its own.

    `form` is where the form is sent to, with an answer as its page would send it.
    """

    api: OwnerSession
    file: Json
    folder: Json
    number: int
    form: str
    answer: Json

    def change(self, body: Json, **asked: str) -> None:
        """Change something of the file; what Drive refuses, people cannot do either."""
        path = f"/drive/v3/files/{self.file['id']}"
        carried_out(self.api, "PATCH", path, json=body, params=SUPPORTED | asked)


Do = Callable[[Around], None]
ELSEWHERE: dict[str, Do] = {}


def carried_out(api: OwnerSession, verb: str, path: str, **told: Any) -> Json:
    """What is answered; nothing when it is refused to people."""
    answer = api.request(verb, path, **told)
    assert answer.status_code < 500, f"{verb} {path}: {answer.text}"
    found: Json = answer.json() if answer.ok and answer.content else {}
    return found


def around(do: Do) -> Do:
    """Something that people do, by the name of its function."""
    ELSEWHERE[do.__name__] = do
    return do


@around
def move_a_file(at: Around) -> None:
    """A file into another folder."""
    parents = at.file.get("parents", [])
    if at.folder["id"] not in (at.file["id"], *parents):
        at.change({}, addParents=at.folder["id"], removeParents=",".join(parents))


@around
def rename_a_file(at: Around) -> None:
    """A file under another name."""
    at.change({"name": f"Hernoemd {at.number}"})


@around
def trash_a_file(at: Around) -> None:
    """A file into the bin; folders stay."""
    if at.file["mimeType"] != FOLDER:
        at.change({"trashed": True})


@around
def make_a_file(at: Around) -> None:
    """A spreadsheet of their own in a folder of ours."""
    made = {"name": f"Van ons {at.number}", "mimeType": SHEET, "parents": [at.folder["id"]]}
    carried_out(at.api, "POST", "/drive/v3/files", json=made, params=SUPPORTED)


@around
def copy_a_file(at: Around) -> None:
    """A copy of a file, beside it."""
    if at.file["mimeType"] == SHEET:
        path = f"/drive/v3/files/{at.file['id']}/copy"
        told = {"name": f"Kopie {at.number}"}
        carried_out(at.api, "POST", path, json=told, params=SUPPORTED)


def _permissions(at: Around) -> str:
    return f"/drive/v3/files/{at.file['id']}/permissions"


@around
def let_somebody_in(at: Around) -> None:
    """Somebody else may open a file."""
    told = {"type": "user", "role": "writer", "emailAddress": f"gast{at.number}@es.example"}
    asked = SUPPORTED | {"sendNotificationEmail": "false"}
    carried_out(at.api, "POST", _permissions(at), json=told, params=asked)


@around
def let_everybody_in(at: Around) -> None:
    """Anyone with the link may read a file."""
    told = {"type": "anyone", "role": "reader"}
    carried_out(at.api, "POST", _permissions(at), json=told, params=SUPPORTED)


@around
def shut_somebody_out(at: Around) -> None:
    """Somebody may no longer open a file."""
    asked = SUPPORTED | {"fields": "permissions(id,type,role)"}
    found = carried_out(at.api, "GET", _permissions(at), params=asked).get("permissions", [])
    people = [one for one in found if one["type"] == "user" and one["role"] == "writer"]
    if people:
        path = f"{_permissions(at)}/{people[at.number % len(people)]['id']}"
        carried_out(at.api, "DELETE", path, params=SUPPORTED)


@around
def answer_a_form(at: Around) -> None:
    """An answer, on the form's own page."""
    if at.form:
        answer = at.api.post(at.form, data=at.answer)
        assert answer.status_code < 500
