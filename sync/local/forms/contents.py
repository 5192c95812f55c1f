"""What the local Workspace keeps of a form: its stored JSON, its publishing and its addresses.

Items are kept as Google returns them: fields that hold their default (false, zero, no text) are
left out.
"""

import json
import secrets
from dataclasses import dataclass
from sqlite3 import Row

from sync.local.call import Call, Json
from sync.local.files.making import find_file, open_file, touch
from sync.local.files.records import FORM, File
from sync.local.forms.events import happened
from sync.local.forms.revisions import remember
from sync.local.store import Store, declares, dump

declares(
    """CREATE TABLE IF NOT EXISTS forms (
        file TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        responder TEXT NOT NULL UNIQUE, title TEXT NOT NULL, description TEXT NOT NULL,
        settings TEXT NOT NULL, items TEXT NOT NULL, revision TEXT NOT NULL,
        published INTEGER NOT NULL, accepting INTEGER NOT NULL)""",
)


@dataclass
class StoredForm:
    """One form while a call or a page works on it; `save` keeps what was changed."""

    file: str
    responder: str
    document_title: str
    title: str
    description: str
    settings: Json
    items: list[Json]
    revision: str
    published: bool
    accepting: bool

    def resource(self, base_url: str) -> Json:
        """The form as `forms.get` answers it."""
        told = {"title": self.title, "description": self.description}
        info = {name: text for name, text in told.items() if text}
        info["documentTitle"] = self.document_title
        found: Json = {
            "formId": self.file,
            "info": info,
            "settings": self.settings,
            "revisionId": self.revision,
            "responderUri": responder_address(base_url, self.responder),
            "publishSettings": self.publish_settings(),
        }
        if self.items:
            found["items"] = self.items
        return found

    def publish_settings(self) -> Json:
        """The publishing state as Google writes it: what is false is left out."""
        state = {"isPublished": self.published, "isAcceptingResponses": self.accepting}
        return {"publishState": {name: value for name, value in state.items() if value}}

    def save(self, call: Call) -> None:
        """Keep the form as it is now, as a new revision."""
        self.revision = new_revision()
        call.store.write(
            "UPDATE forms SET title = ?, description = ?, settings = ?, items = ?, revision = ?"
            " WHERE file = ?",
            (
                self.title,
                self.description,
                dump(self.settings),
                dump(self.items),
                self.revision,
                self.file,
            ),
        )
        touch(call, self.file)
        remember(call, self.file, self.revision, [item["itemId"] for item in self.items])
        happened(call.store, self.file, "SCHEMA", call.now)

    def publish(self, call: Call, *, published: bool, accepting: bool) -> None:
        """Publish it or not; its contents do not change by that, so its revision stays."""
        self.published, self.accepting = published, accepting
        call.store.write(
            "UPDATE forms SET published = ?, accepting = ? WHERE file = ?",
            (published, accepting, self.file),
        )
        touch(call, self.file)


def responder_address(base_url: str, responder: str) -> str:
    """The address that people who answer get."""
    return f"{base_url}/forms/d/e/{responder}/viewform"


def new_form(call: Call, file: File, title: str) -> None:
    """Give a new file its empty form: unpublished, as forms made through Drive are."""
    _insert(call, file, title=title, description="", settings={}, items=[])


def copy_form(call: Call, source: File, copy: File) -> None:
    """Give a copied file the questions of its source; no answers, and unpublished again."""
    form = form_of(call.store, source.id)
    _insert(
        call,
        copy,
        title=form.title,
        description=form.description,
        settings=form.settings,
        items=form.items,
    )


def open_form(call: Call, form_id: str, *, write: bool = False) -> StoredForm:
    """The form if this caller may read (or write) it."""
    file = open_file(call, form_id, FORM, write=write)
    return form_of(call.store, file.id)


def form_of(store: Store, file_id: str) -> StoredForm:
    """The form of a file that is known to be one."""
    row = store.row("SELECT * FROM forms WHERE file = ?", (file_id,))
    if row is None:
        raise LookupError(f"file {file_id} has the mime type of a form but no form")
    return _stored(store, row)


def find_form(store: Store, identifier: str) -> StoredForm | None:
    """The form with this responder id or file id, unless its file is in the bin."""
    row = store.row(
        "SELECT forms.* FROM forms JOIN files ON files.id = forms.file"
        " WHERE (responder = ? OR file = ?) AND NOT files.trashed",
        (identifier, identifier),
    )
    return _stored(store, row) if row else None


def new_revision() -> str:
    """An opaque revision id: 8 hexadecimal digits, as Google's look."""
    return secrets.token_hex(4)


def new_item_id() -> str:
    """An id for an item or question: 8 hexadecimal digits, below 2**31."""
    return f"{secrets.randbits(31):08x}"


def _insert(
    call: Call, file: File, *, title: str, description: str, settings: Json, items: list[Json]
) -> None:
    revision = new_revision()
    call.store.write(
        "INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
        (
            file.id,
            "1FAIpQLS" + secrets.token_urlsafe(36)[:48],
            title,
            description,
            dump(settings or {"emailCollectionType": "DO_NOT_COLLECT"}),
            dump(items),
            revision,
        ),
    )
    remember(call, file.id, revision, [item["itemId"] for item in items])


def _stored(store: Store, row: Row) -> StoredForm:
    file = find_file(store, row["file"])
    items: list[Json] = json.loads(row["items"])
    return StoredForm(
        file=row["file"],
        responder=row["responder"],
        document_title=file.name if file else "",
        title=row["title"],
        description=row["description"],
        settings=json.loads(row["settings"]),
        items=items,
        revision=row["revision"],
        published=bool(row["published"]),
        accepting=bool(row["accepting"]),
    )
