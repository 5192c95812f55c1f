"""Google's discovery service: which APIs are served here, and the document of each.

A document names the server by the address at which it was asked for, so that a client that is
built from it comes back by the same way.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.calling.connection import packed, sent
from sync.local.calling.dispatch import error_answer
from sync.local.errors import GoogleError
from sync.local.protocol.discovery import DOCUMENTS, OLDER
from sync.local.wire import WireAnswer, json_answer

LISTED = ("name", "version", "title", "description", "icons", "documentationLink")


class UnknownApiError(GoogleError):
    """A document of an API that is not served here, or that could be of several."""

    def __init__(self, candidates: list[str]) -> None:
        which = f" Which one is meant: {', '.join(candidates)}?" if candidates else ""
        super().__init__(404, f"Requested entity was not found.{which}", reason="notFound")


def discovery_routes() -> list[Route]:
    """The addresses at which clients look an API up."""
    return [
        Route("/discovery/v1/apis", _directory),
        Route("/discovery/v1/apis/{api}/{version}/rest", _rest),
        Route("/$discovery/rest", _rest),
    ]


def _directory(request: Request) -> Response:
    """Every API, or those of a name; `preferred` leaves the older versions out."""
    name, preferred = request.query_params.get("name"), request.query_params.get("preferred")
    items = [
        _listed(document, request)
        for document in DOCUMENTS
        if name in {None, _document(document)["name"]}
        and not (preferred == "true" and document in OLDER)
    ]
    directory = {"kind": "discovery#directoryList", "discoveryVersion": "v1", "items": items}
    return _sent(request, json_answer(200, directory))


def _listed(name: str, request: Request) -> dict[str, Any]:
    document = _document(name)
    told = {field: document[field] for field in LISTED if field in document}
    link = f"{_address(request)}/discovery/v1/apis/{document['name']}/{document['version']}/rest"
    return {
        "kind": "discovery#directoryItem",
        "id": document["id"],
        **told,
        "discoveryRestUrl": link,
        "preferred": name not in OLDER,
    }


def _rest(request: Request) -> Response:
    host = request.headers.get("host", "")
    # At Google the host names the API: `sheets.googleapis.com`.
    api = request.path_params.get("api") or host.partition(".googleapis.com")[0]
    version = request.path_params.get("version") or request.query_params.get("version", "")
    found = _named(api, version)
    if len(found) != 1:
        return sent(error_answer(UnknownApiError(found), "drive"))
    document = _document(found[0])
    if "googleapis.com" not in host:
        document = _moved(document, _address(request))
    return _sent(request, json_answer(200, document))


def _named(api: str, version: str) -> list[str]:
    """The documents that can be meant; at an address that names no API the version decides."""
    if f"{api}.{version}" in DOCUMENTS:
        return [f"{api}.{version}"]
    unnamed = not api.isalpha()
    return [name for name in DOCUMENTS if unnamed and name.endswith(f".{version}")]


@cache
def _document(name: str) -> dict[str, Any]:
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _moved(document: dict[str, Any], address: str) -> dict[str, Any]:
    """The document with this server for Google's; batches and uploads follow the root too."""
    kept = {key: value for key, value in document.items() if key != "mtlsRootUrl"}
    base = f"{address}/{document['servicePath']}"
    return {**kept, "rootUrl": f"{address}/", "baseUrl": base}


def _address(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _sent(request: Request, answer: WireAnswer) -> Response:
    return sent(packed(answer, request.headers.get("accept-encoding", "")))
