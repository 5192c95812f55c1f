"""Google's own client library, pointed at a local Workspace."""

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import google_auth_httplib2
import httplib2
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from googleapiclient.discovery import build_from_document

from sync.local.workspace import SHARED_DRIVE
from tests.conftest import LocalWorkspace

SCOPES = "https://www.googleapis.com/auth/"
FOLDER = "application/vnd.google-apps.folder"
FORM = "application/vnd.google-apps.form"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"


def as_owner(workspace: LocalWorkspace, api: str) -> Any:
    """The client of the person who owns the local Workspace, with every scope."""
    credentials = Credentials(workspace.token)  # type: ignore[no-untyped-call]  # publishes no types
    return _client(workspace, api, credentials)


def as_service_account(
    workspace: LocalWorkspace, api: str, *scopes: str, subject: str | None = None
) -> Any:
    """The client of the service account, or of the person it acts for."""
    whole = [scope if "://" in scope else SCOPES + scope for scope in scopes]
    return _client(workspace, api, signed_in(workspace.credentials, whole, subject))


class _OfHere(ServiceCredentials):
    """Google's own, which asks no other machine from which regions the account may be used."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def signed_in(key: Path, scopes: list[str], subject: str | None = None) -> Any:
    """New credentials of a service account's key, without a token."""
    credentials = _of_key(key.read_text(encoding="utf-8")).with_scopes(scopes)
    return credentials.with_subject(subject) if subject else credentials


@lru_cache(maxsize=8)
def _of_key(text: str) -> Any:
    """Checking a private key takes longer than most tests."""
    key = _OfHere.from_service_account_info  # it publishes no types
    return key(json.loads(text))  # type: ignore[no-untyped-call]


def in_drive(drive: Any, name: str, mime_type: str = FOLDER, **body: Any) -> str:
    """A new file at the top of the shared drive; its id."""
    given = {"name": name, "mimeType": mime_type, "parents": [SHARED_DRIVE], **body}
    made = drive.files().create(body=given, supportsAllDrives=True).execute()
    return str(made["id"])


def found(drive: Any, query: str, **options: Any) -> list[str]:
    """The names of the files that a search finds, shared drive included."""
    every = {"supportsAllDrives": True, "includeItemsFromAllDrives": True, **options}
    answer = drive.files().list(q=query, **every).execute()
    return [file["name"] for file in answer["files"]]


def _client(workspace: LocalWorkspace, api: str, credentials: Any) -> Any:
    plain = httplib2.Http(proxy_info=None, timeout=30)
    # As in the library's own `build_http`: to an upload, 308 says "go on" and is no redirection.
    plain.redirect_codes = plain.redirect_codes - {308}
    http = google_auth_httplib2.AuthorizedHttp(credentials, http=plain)
    return build_from_document(described(api, workspace.base_url), http=http)


@lru_cache(maxsize=16)
def described(api: str, base_url: str) -> str:
    """The discovery document that the library ships, aimed at a local Workspace.

    Of the schemas it keeps what the library uses, the next page: of the rest it would write
    documentation, for each test anew, that takes longer than the test.
    """
    shipped = files("googleapiclient.discovery_cache.documents") / f"{api}.json"
    document = json.loads(shipped.read_text(encoding="utf-8"))
    document["rootUrl"] = base_url + "/"
    document["baseUrl"] = document["rootUrl"] + document["servicePath"]
    document.pop("mtlsRootUrl", None)
    document["schemas"] = {
        name: {"id": name, "type": "object", "properties": _next_page(schema)}
        for name, schema in document["schemas"].items()
    }
    return json.dumps(document)


def _next_page(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        name: told for name, told in schema.get("properties", {}).items() if "PageToken" in name
    }
