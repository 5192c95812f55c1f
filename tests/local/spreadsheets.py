"""Spreadsheets for tests: gspread pointed at a local Workspace, and a new one for each test."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import gspread
import requests
from google.oauth2.credentials import Credentials
from googleapiclient.errors import HttpError
from gspread.http_client import HTTPClient

from tests.conftest import LocalWorkspace
from tests.local.google_clients import as_owner


@dataclass(frozen=True)
class Sheets:
    """One new spreadsheet, by Google's own client."""

    api: Any
    id: str

    def batch(self, *batch: dict[str, Any], **options: Any) -> Any:
        """Requests in one batchUpdate."""
        body = {"requests": list(batch), **options}
        return self.api.batchUpdate(spreadsheetId=self.id, body=body).execute()

    def refused(self, *batch: dict[str, Any]) -> str:
        """What Google says to requests that it does not take."""
        try:
            self.batch(*batch)
        except HttpError as error:
            return str(error.reason)
        raise AssertionError("nothing was refused")

    def get(self, **options: Any) -> Any:
        """The spreadsheet."""
        return self.api.get(spreadsheetId=self.id, **options).execute()

    def read(self, place: str, render: str = "FORMATTED_VALUE", **options: Any) -> Any:
        """The values of a range."""
        found = (
            self.api.values()
            .get(spreadsheetId=self.id, range=place, valueRenderOption=render, **options)
            .execute()
        )
        return found.get("values", [])

    def write(self, place: str, values: Iterable[Any], how: str = "RAW", **options: Any) -> Any:
        """Values at a range."""
        return (
            self.api.values()
            .update(
                spreadsheetId=self.id,
                range=place,
                valueInputOption=how,
                body={"values": list(values)},
                **options,
            )
            .execute()
        )

    def cell(self, place: str) -> Any:
        """One cell with everything about it."""
        found = self.get(ranges=[place], includeGridData=True)
        [row] = found["sheets"][0]["data"][0]["rowData"]
        return row["values"][0]


def new_sheets(workspace: LocalWorkspace, **properties: Any) -> Sheets:
    """A new spreadsheet of the owner."""
    api = as_owner(workspace, "sheets.v4").spreadsheets()
    made = api.create(body={"properties": {"title": "Proef", **properties}}).execute()
    return Sheets(api, made["spreadsheetId"])


def with_gspread(workspace: LocalWorkspace, file_id: str) -> gspread.Spreadsheet:
    """The spreadsheet as gspread opens it."""

    class Local(HTTPClient):
        """gspread knows only Google's addresses."""

        def request(self, method: Any, endpoint: Any, *args: Any, **options: Any) -> Any:
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, workspace.base_url)
            return super().request(method, endpoint, *args, **options)

    credentials = Credentials(workspace.token)  # type: ignore[no-untyped-call]
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {workspace.token}"
    client = gspread.Client(auth=credentials, session=session, http_client=Local)
    return client.open_by_key(file_id)


def grid(rows: int, columns: int, sheet: int = 0, top: int = 0, left: int = 0) -> dict[str, int]:
    """A GridRange."""
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": top + rows,
        "startColumnIndex": left,
        "endColumnIndex": left + columns,
    }


def text(value: str) -> dict[str, Any]:
    """A cell with a text."""
    return {"userEnteredValue": {"stringValue": value}}
