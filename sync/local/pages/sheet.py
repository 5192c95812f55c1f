"""The page on which people read a spreadsheet, tab by tab, and download it."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.local.files import SPREADSHEET, find_file
from sync.local.pages.layout import SECURITY_HEADERS, render, workspace_of
from sync.local.sheets.contents import XLSX, export, open_book
from sync.local.sheets.view import view

FORMATS = {"xlsx": XLSX, "csv": "text/csv", "tsv": "text/tab-separated-values"}


def sheet_page(request: Request) -> Response:
    """One tab of a spreadsheet."""
    file_id = request.path_params["id"]
    workspace = workspace_of(request)
    if not _is_there(request):
        return render("sheet_missing.html", request, status_code=404)
    gid = request.query_params.get("gid", "")
    with workspace.store.transaction():
        shown = view(open_book(workspace.store, file_id), int(gid) if gid.isdecimal() else None)
    return render("sheet.html", request, sheet=shown, address=f"/spreadsheets/d/{file_id}")


def edit_page(request: Request) -> Response:
    """Google's own address of a spreadsheet leads to its page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/spreadsheets/d/{request.path_params['id']}{query}")


def download(request: Request) -> Response:
    """The spreadsheet as a file."""
    kind = request.query_params.get("format", "xlsx")
    if not _is_there(request) or kind not in FORMATS:
        return render("sheet_missing.html", request, status_code=404)
    store = workspace_of(request).store
    file = find_file(store, request.path_params["id"])
    name = quote(f"{file.name if file else 'spreadsheet'}.{kind}")
    with store.transaction():
        content = export(store, request.path_params["id"], FORMATS[kind])
    disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=FORMATS[kind], headers={**SECURITY_HEADERS, **disposition})


def _is_there(request: Request) -> bool:
    file = find_file(workspace_of(request).store, request.path_params["id"])
    return file is not None and file.mime_type == SPREADSHEET and not file.trashed


ROUTES = [
    Route("/spreadsheets/d/{id}", sheet_page),
    Route("/spreadsheets/d/{id}/edit", edit_page),
    Route("/spreadsheets/d/{id}/export", download),
]
