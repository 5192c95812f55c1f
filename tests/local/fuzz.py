"""Many calls made up from Google's own documents, and requests around them, one after another.

`python -m tests.local.fuzz 20000` sends so many to a Workspace of its own, and tells what came
back as a failure of the server's.
"""

import base64
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from sync.local.call import HANDLERS
from sync.local.protocol.discovery import documented_methods
from sync.local.server import Options, start
from tests.conftest import OwnerSession
from tests.local.fuzz_around import Made, made_up
from tests.local.fuzz_calls import Fuzz


@dataclass
class Found:
    """What came of a run."""

    answers: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def run(owner: OwnerSession, *, seed: int, calls: int, seconds: float) -> Found:
    """Send so many calls, or as many as fit in the time; only what is carried is called."""
    fuzz, found, until = Fuzz(seed), Found(), time.monotonic() + seconds
    for number in range(calls):
        if time.monotonic() > until:
            break
        if number % 50 == 0:
            fuzz.ids = fresh_ids(owner)
        verb, path, told = _made(fuzz)
        shown = f"{verb} {path} {json.dumps(told, default=repr)}"
        try:
            answer = owner.request(verb, path, timeout=10, **told)
        except requests.Timeout:
            found.failures.append(f"no answer: {shown}")
            # What keeps the server busy for so long keeps everything that comes after it waiting.
            break
        except requests.ConnectionError as fault:
            found.failures.append(f"{type(fault).__name__}: {shown}")
            continue
        found.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            found.failures.append(f"{answer.status_code}: {shown}")
    return found


def _made(fuzz: Fuzz) -> Made:
    """One documented call, or a request around them."""
    if fuzz.chance.random() < 0.25:
        return made_up(fuzz)
    methods = [method for method in documented_methods() if method.id in HANDLERS]
    # Methods that take requests are where most can go wrong.
    many = [each for each in methods if each.id.endswith("batchUpdate")]
    method = fuzz.chance.choice(many if fuzz.chance.random() < 0.4 else methods)
    path, query, body = fuzz.call(method)
    return method.verb, path, {"params": query, "json": body}


def fresh_ids(owner: OwnerSession) -> dict[str, list[str]]:
    """New things of each kind, under the names by which methods ask for them."""
    sheet = owner.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]
    form = owner.post("/v1/forms", json={"info": {"title": "Vragen"}}).json()["formId"]
    folder = owner.post(
        "/drive/v3/files", json={"name": "Map", "mimeType": "application/vnd.google-apps.folder"}
    ).json()["id"]
    mail = base64.urlsafe_b64encode(
        b"To: anna@school.example\r\nSubject: Dag\r\n\r\nTekst"
    ).decode()
    message = owner.post("/gmail/v1/users/me/messages", json={"raw": mail}).json()["id"]
    permission = {"type": "user", "role": "writer", "emailAddress": "anna@school.example"}
    shared = owner.post(f"/drive/v3/files/{folder}/permissions", json=permission).json()["id"]
    _ask(owner, form)
    files = [sheet, form, folder]
    return {
        "spreadsheetId": [sheet],
        "formId": [form],
        "fileId": files,
        "userId": ["me"],
        "id": [message, "INBOX"],
        "permissionId": [shared],
        "entry": [f"entry.{number}" for number in range(1, 8)],
    }


def _ask(owner: OwnerSession, form: str) -> None:
    """Put a question of every kind in a form, and open it."""
    options = {"type": "RADIO", "options": [{"value": "x"}, {"isOther": True}]}
    kinds: list[dict[str, Any]] = [
        *({"textQuestion": {}}, {"dateQuestion": {"includeTime": True}}, {"timeQuestion": {}}),
        *({"choiceQuestion": options}, {"choiceQuestion": {**options, "type": "CHECKBOX"}}),
        *({"scaleQuestion": {"low": 0, "high": 5}}, {"ratingQuestion": {"ratingScaleLevel": 5}}),
    ]
    requests_ = []
    for index, kind in enumerate(kinds):
        question = {"questionId": f"{index + 1:08x}", **kind}
        item = {"title": "Vraag", "questionItem": {"question": question}}
        requests_.append({"createItem": {"item": item, "location": {"index": index}}})
    owner.post(f"/v1/forms/{form}:batchUpdate", json={"requests": requests_})
    state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
    owner.post(f"/v1/forms/{form}:setPublishSettings", json={"publishSettings": state})


def main() -> None:
    """Send many calls to a Workspace of its own."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        running = start(Options(Path(folder), port=0))
        token = (Path(folder) / "token").read_text(encoding="utf-8").strip()
        found = run(OwnerSession(running.base_url, token), seed=seed, calls=calls, seconds=3600)
        running.stop()
    lines = [f"{status}: {count}" for status, count in sorted(found.answers.items())]
    sys.stdout.write("\n".join([*lines, *found.failures, ""]))
    sys.exit(1 if found.failures else 0)


if __name__ == "__main__":
    main()
