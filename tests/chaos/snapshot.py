"""Everything that a Workspace holds, in a shape in which two runs can be compared."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sync.files.drive import KEY, PRINT
from sync.files.given import GIVEN, LENGTH, Given
from sync.files.grants import Grant, marks_of
from sync.files.rights import list_permissions
from sync.wire.google import Google
from tests.chaos.groups import DORA, EVI
from tests.chaos.line import Line, connect
from tests.chaos.people import cells_of_people
from tests.chaos.school import ANNA, BAS, COR, DOMAIN
from tests.chaos.served import Served

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
RESPONDERS = re.compile(r"/forms/d/e/([^/]+)/")
NO_MATTER = ("revisionId", "responseId", "createTime", "lastSubmittedTime", "spreadsheetUrl")
"""What Google gives every file and answer anew."""
WHO = (ANNA, BAS, COR, DORA, EVI)
GRANTS = [Grant("user", who, role) for who in WHO for role in ("reader", "writer")]
GRANTS += [Grant(*of, "reader", "published") for of in (("anyone", ""), ("domain", DOMAIN))]

Json = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """Each file with its shares and contents, what people typed, and what is in the bin."""

    files: Mapping[str, Json]
    people: tuple[Any, ...]
    binned: tuple[str, ...]


def take(served: Served) -> Snapshot:
    """The state now; ids are replaced by the keys of their files, and addresses by one address."""
    google = connect(served, Line())
    live, binned = _list(google, trashed=False), _list(google, trashed=True)
    names = _names(live)
    documents = {names[file["id"]]: _contents(google, file) for file in live}
    asked = {
        key: RESPONDERS.search(entry.get("responderUri", "")) for key, entry in documents.items()
    }
    names |= {found[1]: f"{key} to answer" for key, found in asked.items() if found}
    shares = list_permissions(google, [file["id"] for file in live])
    files = {
        names[file["id"]]: _neutral(
            {
                "file": _described(file),
                "shares": _shares(shares[file["id"]]),
                "contents": documents[names[file["id"]]],
            },
            names,
        )
        for file in live
    }
    people = tuple(cells_of_people(documents))
    return Snapshot(files, people, tuple(sorted(str(file["name"]) for file in binned)))


def differences(found: Snapshot, wanted: Snapshot) -> list[str]:
    """Where a state is another than the desired one, at most a few lines."""
    lines = [f"{key} is missing" for key in wanted.files if key not in found.files]
    lines += [f"{key} is there and should not be" for key in found.files if key not in wanted.files]
    for key in wanted.files:
        if key in found.files:
            lines += _paths(found.files[key], wanted.files[key], key)
    if found.people != wanted.people:
        lines.append("what people typed is not what it was")
    return lines[:8]


def _list(google: Google, *, trashed: bool) -> list[Json]:
    asked = google.drive.files().list(
        q=f"trashed = {str(trashed).lower()}",
        corpora="drive",
        driveId=google.shared_drive,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        orderBy="createdTime",
        pageSize=1000,
        fields="files(id,name,mimeType,parents,appProperties)",
    )
    return list(asked.execute()["files"])


def _names(live: list[Json]) -> dict[str, str]:
    """Each file's key by its id; a second file with one key has a number after it."""
    names: dict[str, str] = {}
    for file in live:
        key = file.get("appProperties", {}).get(KEY, f"without a key: {file['name']}")
        taken = sum(1 for name in names.values() if name.split(" #")[0] == key)
        names[file["id"]] = f"{key} #{taken + 1}" if taken else key
    return names


def _contents(google: Google, file: Json) -> Json:
    kind = file["mimeType"].rpartition(".")[2]
    if kind == "spreadsheet":
        found: Json = google.sheets.spreadsheets_get(file["id"], {"includeGridData": "true"})
        return found
    if kind == "form":
        forms = google.forms.forms()
        answers = forms.responses().list(formId=file["id"]).execute().get("responses", [])
        return dict(forms.get(formId=file["id"]).execute()) | {"answers": answers}
    return {}


def _described(file: Json) -> Json:
    stamps = {
        name: _given(file["id"], value) if name.startswith(GIVEN) else value
        for name, value in file.get("appProperties", {}).items()
    }
    if file["mimeType"].endswith("spreadsheet") and PRINT in stamps:
        # It stands for ids as well; that it is the right one, an empty plan says.
        stamps[PRINT] = "there"
    return {**file, "appProperties": stamps}


def _given(file_id: str, value: str) -> str:
    """Whose access is marked, in words: the marks themselves are keyed by the file's id."""
    known = {
        mark: f"{grant.kind} {grant.who} {grant.role}"
        for grant in GRANTS
        for mark in marks_of([grant], Given(file_id))
    }
    marks = [value[at : at + LENGTH] for at in range(0, len(value), LENGTH)]
    return ", ".join(sorted(known.get(mark, "somebody else") for mark in marks))


def _shares(found: Any) -> list[str]:
    return sorted(json.dumps(entry, sort_keys=True) for entry in found)


def _neutral(value: Json, names: Mapping[str, str]) -> Json:
    text = ADDRESS.sub("http://workspace.example", json.dumps(value))
    for file_id, name in names.items():
        text = text.replace(file_id, name)
    found: Json = json.loads(text, object_hook=_without)
    return found


def _without(value: Json) -> Json:
    return {name: item for name, item in value.items() if name not in NO_MATTER}


def _paths(found: Any, wanted: Any, at: str) -> list[str]:
    """The places at which two values differ."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        names = [*wanted, *(name for name in found if name not in wanted)]
        pairs = [(found.get(name), wanted.get(name), f"{at}.{name}") for name in names]
    elif isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        pairs = [
            (*pair, f"{at}[{at_}]") for at_, pair in enumerate(zip(found, wanted, strict=True))
        ]
    else:
        return [] if found == wanted else [f"{at}: {_short(found)} for {_short(wanted)}"]
    return [line for pair in pairs for line in _paths(*pair)]


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]
