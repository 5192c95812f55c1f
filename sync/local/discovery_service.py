"""Google's discovery service: the documents of the APIs that are served here, at this address."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.connection import sent
from sync.local.discovery import DOCUMENTS
from sync.local.dispatch import error_answer
from sync.local.errors import GoogleError
from sync.local.wire import json_answer


def discovery_routes(base_url: str) -> list[Route]:
    """The addresses at which clients look an API up."""

    def rest(request: Request) -> Response:
        api = request.path_params.get("api") or request.headers.get("host", "").partition(".")[0]
        version = request.path_params.get("version") or request.query_params.get("version", "")
        name = _name(api, version)
        if name is None:
            missing = GoogleError(404, "Requested entity was not found.", reason="notFound")
            return sent(error_answer(missing, "drive"))
        document = _document(name)
        if "googleapis.com" not in request.headers.get("host", ""):
            document = _moved(document, base_url)
        return sent(json_answer(200, document))

    return [
        Route("/discovery/v1/apis/{api}/{version}/rest", rest),
        Route("/$discovery/rest", rest),
    ]


def _name(api: str, version: str) -> str | None:
    """The document for an API; at an address that names none, the version alone decides."""
    if f"{api}.{version}" in DOCUMENTS:
        return f"{api}.{version}"
    alone = [name for name in DOCUMENTS if name.endswith(f".{version}")]
    return alone[0] if len(alone) == 1 and not api.isalpha() else None


@cache
def _document(name: str) -> dict[str, Any]:
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _moved(document: dict[str, Any], base_url: str) -> dict[str, Any]:
    """The document with this server for Google's; batches and uploads follow the root too."""
    kept = {key: value for key, value in document.items() if key != "mtlsRootUrl"}
    base = f"{base_url}/{document['servicePath']}"
    return {**kept, "rootUrl": f"{base_url}/", "baseUrl": base}
