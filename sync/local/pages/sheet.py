"""The page on which people read a spreadsheet, tab by tab, and download it."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.local.errors import GoogleError
from sync.local.files.making import find_file
from sync.local.files.records import SPREADSHEET
from sync.local.pages.admission import refuse
from sync.local.pages.bearers import readable
from sync.local.pages.finding import find, protections
from sync.local.pages.helping import helps
from sync.local.pages.layout import SECURITY_HEADERS, not_found, render, workspace_of
from sync.local.pages.owner_only import not_allowed
from sync.local.sheets.drawing.view import view
from sync.local.sheets.exchange.contents import XLSX, export, open_book

FORMATS = {"xlsx": XLSX, "csv": "text/csv", "tsv": "text/tab-separated-values"}
MISSING = "Deze spreadsheet is er niet"
NO_SUCH_KIND = (
    400,
    "Zo kan deze spreadsheet niet worden gedownload",
    "Het kan als .xlsx, of per tabblad als .csv of .tsv.",
)
LONGEST_WANTED = 200
LONGEST_NUMBER = 12


def sheet_page(request: Request) -> Response:
    """One tab of a spreadsheet, with what was looked for in it."""
    file_id = request.path_params["id"]
    store = workspace_of(request).store
    if refusal := _refusal(request):
        return refusal
    gid, row = _number(request, "gid"), _number(request, "rij")
    wanted = request.query_params.get("zoek", "").strip()[:LONGEST_WANTED]
    with store.transaction():
        book = open_book(store, file_id)
        shown = view(book, gid, (row or 1) - 1)
        current = next((tab.gid for tab in shown.tabs if tab.current), book.sheets[0].id)
        found = find(book, wanted) if wanted else None
        tab = next(sheet for sheet in book.sheets if sheet.id == current)
        guarded, helped = protections(tab), helps(tab, 0 if row is None else row - 1)
    return render(
        "sheet.html",
        request,
        sheet=shown,
        address=f"/spreadsheets/d/{file_id}",
        gid=current,
        found=found,
        hits=found.places(current) if found else frozenset(),
        guarded=guarded,
        helped=helped,
    )


def edit_page(request: Request) -> Response:
    """Google's own address of a spreadsheet leads to its page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/spreadsheets/d/{request.path_params['id']}{query}")


def download(request: Request) -> Response:
    """The spreadsheet as a file; as separated values, the sheet that `gid` names."""
    kind = request.query_params.get("format", "xlsx")
    if refusal := _refusal(request):
        return refusal
    if kind not in FORMATS:
        back = ("Naar de spreadsheet", f"/spreadsheets/d/{request.path_params['id']}")
        return refuse(request, *NO_SUCH_KIND, onward=back)
    store = workspace_of(request).store
    file = find_file(store, request.path_params["id"])
    name = quote(f"{file.name if file else 'spreadsheet'}.{kind}", safe="")
    try:
        with store.transaction():
            content = export(store, request.path_params["id"], FORMATS[kind], _gid(request))
    except GoogleError:
        return not_found(request, "Dit tabblad is er niet", status_code=400)
    disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=FORMATS[kind], headers={**SECURITY_HEADERS, **disposition})


def _gid(request: Request) -> int | None:
    """The sheet that was asked for; one that cannot be is no sheet at all."""
    asked = request.query_params.get("gid")
    return None if not asked else -1 if (found := _number(request, "gid")) is None else found


def _refusal(request: Request) -> Response | None:
    """The page that says why this spreadsheet is not shown; none when it is."""
    store = workspace_of(request).store
    file = find_file(store, request.path_params["id"])
    if file is None or file.mime_type != SPREADSHEET or file.trashed:
        return not_found(request, MISSING)
    try:
        return None if readable(request, file) else not_allowed(request)
    except GoogleError:
        return not_allowed(request, status_code=401)


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None


ROUTES = [
    Route("/spreadsheets/d/{id}", sheet_page),
    Route("/spreadsheets/d/{id}/edit", edit_page),
    Route("/spreadsheets/d/{id}/export", download),
]
