"""A file as the API gives it, its fields as a tree: what a developer looks something up in."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.call import HANDLERS, Call, Caller, Json
from sync.local.files.making import find_file
from sync.local.files.records import FORM, SPREADSHEET, File
from sync.local.pages.layout import not_found, render, workspace_of
from sync.local.pages.owner_only import not_allowed
from sync.local.pages.visitors import may_read, visitor_of
from sync.local.signing_in.identity import SERVICE_ACCOUNT
from sync.local.workspace import Workspace

MOST_PARTS = 200
MOST_NODES = 5000
OPEN_DEPTH = 2


@dataclass
class Node:
    """One field: a value, or the fields in it; `left_out` counts what is not drawn."""

    name: str
    value: str = ""
    kind: str = "other"
    parts: tuple["Node", ...] = ()
    is_open: bool = False
    left_out: int = 0


@dataclass(frozen=True)
class Source:
    """One method that tells about a file: its id, and its parameters for that file."""

    method: str
    parameters: Callable[[str], Json]


DRIVE = Source("drive.files.get", lambda file: {"fileId": file, "supportsAllDrives": True})
BY_TYPE = {
    SPREADSHEET: Source(
        "sheets.spreadsheets.get", lambda file: {"spreadsheetId": file, "includeGridData": False}
    ),
    FORM: Source("forms.forms.get", lambda file: {"formId": file}),
}


def fields_page(request: Request) -> Response:
    """What Drive, and the API of its own kind, say of a file."""
    workspace, visitor = workspace_of(request), visitor_of(request)
    file = find_file(workspace.store, request.path_params["id"])
    if file is None:
        return not_found(request, "Dit bestand is er niet")
    if not may_read(workspace.store, visitor, file):
        return not_allowed(request)
    sources = [DRIVE, *([BY_TYPE[file.mime_type]] if file.mime_type in BY_TYPE else [])]
    caller = visitor.email or _who_may(file)
    trees = [(source.method, _tree(workspace, source, file, caller)) for source in sources]
    page = {SPREADSHEET: f"/spreadsheets/d/{file.id}"}.get(file.mime_type, "")
    return render("fields.html", request, file=file, trees=trees, page=page)


def _who_may(file: File) -> str:
    """An account that may read the file: the owner of this machine looks through its eyes."""
    return file.owner if file.drive is None else SERVICE_ACCOUNT


def _tree(workspace: Workspace, source: Source, file: File, email: str) -> Node:
    caller = Caller(email=email, client=file.client, scopes=frozenset(), service_account=False)
    parameters = source.parameters(file.id) | {"fields": "*"}
    with workspace.store.transaction():
        found = HANDLERS[source.method](
            Call(
                method=source.method,
                params=parameters,
                body={},
                caller=caller,
                store=workspace.store,
                now=workspace.clock.now(),
                base_url=workspace.base_url,
            )
        )
    return _Drawing().node("", found, 0)


class _Drawing:
    """Draws nodes until there are too many for a page."""

    def __init__(self) -> None:
        self._left = MOST_NODES

    def node(self, name: str, value: object, depth: int) -> Node:
        """A value as a node, with the fields in it."""
        self._left -= 1
        if not isinstance(value, dict | list):
            kind = "text" if isinstance(value, str) else "other"
            return Node(name, _shown(value), kind)
        named = list(value.items() if isinstance(value, dict) else enumerate(value))
        parts = []
        for key, part in named[:MOST_PARTS]:
            if self._left <= 0:
                break
            parts.append(self.node(str(key), part, depth + 1))
        size = f"{{{len(named)}}}" if isinstance(value, dict) else f"[{len(named)}]"
        left_out = len(named) - len(parts)
        return Node(name, size, "more", tuple(parts), depth < OPEN_DEPTH, left_out)


def _shown(value: object) -> str:
    # As JSON writes them, a text without its quotes.
    return value if isinstance(value, str) else json.dumps(value, default=str)


ROUTES = [Route("/bestanden/{id}", fields_page)]
