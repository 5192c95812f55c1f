"""Who may fill in a form, and what anybody else is told."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sync.local.files.making import find_file
from sync.local.files.records import ROLES
from sync.local.files.roles import concerns
from sync.local.forms.contents import StoredForm, find_form
from sync.local.pages.layout import render, workspace_of
from sync.local.pages.visitors import Visitor, role_at, visitor_of
from sync.local.store import Store

EDITORS = ROLES[ROLES.index("writer") :]

UNKNOWN = (
    404,
    "Dit formulier bestaat niet",
    "Kijk of het adres helemaal is overgenomen, of vraag je schoolcoach om een nieuwe link.",
)
UNPUBLISHED = (
    403,
    "Dit formulier staat nog niet open",
    "Wie het heeft gemaakt, heeft het nog niet gepubliceerd. Probeer het later nog eens.",
)
CLOSED = (
    403,
    "Dit formulier is gesloten",
    "Dit formulier neemt geen antwoorden meer aan. Nog iets te melden? Vraag wie je de link gaf.",
)


def admitted(request: Request) -> StoredForm | Response:
    """The form when this visitor may fill it in; otherwise the page that says why not."""
    store = workspace_of(request).store
    form = find_form(store, request.path_params["form"])
    if form is None:
        return refuse(request, *UNKNOWN)
    if not form.published:
        return refuse(request, *UNPUBLISHED)
    visitor = visitor_of(request)
    if not may_answer(store, form, visitor):
        return render("form_sign_in.html", request, status_code=403, onward=request.url.path)
    if not form.accepting:
        return refuse(request, *CLOSED)
    return form


def refuse(
    request: Request, status: int, title: str, sentence: str, onward: tuple[str, str] | None = None
) -> Response:
    """A page with one kind sentence, and a link to where one can go on: its words and address."""
    values = {"title": title, "sentence": sentence, "onward": onward}
    return render("form_refused.html", request, status_code=status, **values)


def open_to_all(store: Store, form: StoredForm) -> bool:
    """Whether the published form was shared with anyone who has its address."""
    row = store.row(
        "SELECT 1 FROM permissions WHERE file = ? AND view = 'published' AND type = 'anyone'",
        (form.file,),
    )
    return row is not None


def comes_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site's page sent this; scripts say nothing."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def collects_verified(form: StoredForm) -> bool:
    """Whether the address of whoever answers is kept, from their signing in."""
    return bool(form.settings.get("emailCollectionType") == "VERIFIED")


def may_answer(store: Store, form: StoredForm, visitor: Visitor) -> bool:
    """Whether the permissions and the settings let somebody fill in a published form."""
    if visitor.broken or (collects_verified(form) and not visitor.email):
        return False
    if open_to_all(store, form):
        return True
    rows = store.rows(
        "SELECT * FROM permissions WHERE file = ? AND view = 'published'", (form.file,)
    )
    if visitor.email and any(concerns(row, visitor.email) for row in rows):
        return True
    file = find_file(store, form.file)
    # Who may change a form may fill it in.
    return bool(visitor.email and file and role_at(store, visitor, file) in EDITORS)
