"""The front page: which folders, sheets and forms are here, and the mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Row

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.files.making import find_file
from sync.local.files.records import FOLDER, FORM, SPREADSHEET
from sync.local.forms.contents import find_form
from sync.local.forms.responses import count_responses
from sync.local.pages.admission import may_answer, open_to_all
from sync.local.pages.layout import render, workspace_of
from sync.local.pages.visitors import Visitor, known_people, may_read, sign, visitor_of
from sync.local.store import Store
from sync.local.workspace import SHARED_DRIVE

EVERYTHING = Visitor(here=True)


@dataclass(frozen=True)
class Entry:
    """A file that people can open: where, what it is, and how it stands."""

    name: str
    address: str
    about: str
    state: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Folder:
    """A folder with what it holds, its own folders included."""

    name: str
    entries: tuple[Entry, ...]
    folders: tuple["Folder", ...]

    def is_empty(self) -> bool:
        """Whether there is nothing to open in it."""
        return not self.entries and all(folder.is_empty() for folder in self.folders)


@dataclass(frozen=True)
class Listing:
    """All files that are not in the bin, by the folder that holds them."""

    store: Store
    children: dict[str | None, list[dict[str, str]]]

    def folder(self, identifier: str | None, name: str) -> Folder:
        """A folder by its id; none is everything that stands in no folder."""
        inside = self.children.get(identifier, [])
        return Folder(
            name,
            tuple(entry for file in inside for entry in self._entries(file)),
            tuple(self.folder(f["id"], f["name"]) for f in inside if f["mime_type"] == FOLDER),
        )

    def _entries(self, file: dict[str, str]) -> Iterator[Entry]:
        if file["mime_type"] == SPREADSHEET:
            about = "Spreadsheet · per tabblad te lezen, ook als .xlsx"
            yield Entry(file["name"], f"/spreadsheets/d/{file['id']}", about)
        elif file["mime_type"] == FORM:
            yield _form_entry(self.store, file["id"])


def index(request: Request) -> Response:
    """Everything in this local Workspace, by folder."""
    workspace, visitor = workspace_of(request), visitor_of(request)
    top = listing(workspace.store, visitor).folder(None, "")
    loose = Folder("Zonder map", top.entries, ())
    folders = [folder for folder in (*top.folders, loose) if not folder.is_empty()]
    people = known_people(workspace.store) if visitor.sees_everything else []
    links = [(email, sign(workspace.directory, email)) for email in people]
    return render("index.html", request, folders=folders, links=links)


def listing(store: Store, visitor: Visitor = EVERYTHING) -> Listing:
    """The files by folder, as far as somebody may open them.

    What stands at the top of the shared drive stands at the top.
    """
    rows = store.rows(
        "SELECT id, name, mime_type, parent FROM files WHERE NOT trashed AND id <> ?"
        " ORDER BY name, id",
        (SHARED_DRIVE,),
    )
    folders = frozenset(row["id"] for row in rows if row["mime_type"] == FOLDER)
    children: dict[str | None, list[dict[str, str]]] = {}
    for row in rows:
        if row["mime_type"] != FOLDER and not _may_open(store, visitor, row):
            continue
        parent = row["parent"] if row["parent"] in folders else None
        children.setdefault(parent, []).append(dict(row))
    return Listing(store, children)


def _may_open(store: Store, visitor: Visitor, row: Row) -> bool:
    if visitor.sees_everything:
        return True
    if row["mime_type"] == FORM:
        form = find_form(store, row["id"])
        return form is not None and form.published and may_answer(store, form, visitor)
    file = find_file(store, row["id"])
    return file is not None and may_read(store, visitor, file)


def _form_entry(store: Store, file_id: str) -> Entry:
    form = find_form(store, file_id)
    if form is None:
        raise LookupError(f"file {file_id} has the mime type of a form but no form")
    number = count_responses(store, file_id)
    counted = {0: "nog geen antwoorden", 1: "1 antwoord"}.get(number, f"{number} antwoorden")
    state, tone = "open", "good"
    if not form.published:
        state, tone = "nog niet open", "amber"
    elif not form.accepting:
        state, tone = "gesloten", "amber"
    elif not open_to_all(store, form):
        state, tone = "alleen voor school", ""
    return Entry(
        form.document_title,
        f"/forms/d/e/{form.responder}/viewform",
        f"Formulier · {counted}",
        state,
        tone,
    )


ROUTES = [Route("/", index)]
