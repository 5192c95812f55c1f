"""Google's own client library, pointed at a local Workspace."""

import json
from importlib.resources import files
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
    key = ServiceCredentials.from_service_account_file  # it publishes no types
    credentials = key(str(workspace.credentials), scopes=whole, subject=subject)  # type: ignore[no-untyped-call]
    return _client(workspace, api, credentials)


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
    shipped = files("googleapiclient.discovery_cache.documents") / f"{api}.json"
    document = json.loads(shipped.read_text(encoding="utf-8"))
    document["rootUrl"] = workspace.base_url + "/"
    document.pop("mtlsRootUrl", None)
    plain = httplib2.Http(proxy_info=None, timeout=30)
    # As in the library's own `build_http`: to an upload, 308 says "go on" and is no redirection.
    plain.redirect_codes = plain.redirect_codes - {308}
    http = google_auth_httplib2.AuthorizedHttp(credentials, http=plain)
    return build_from_document(document, http=http)
