"""The hand-made sheet: from the address that somebody gives to everything that stands in it."""

import re
from collections.abc import Iterator
from typing import Any

from gspread.exceptions import NoValidUrlKeyFound
from gspread.utils import extract_id_from_url

from jobs.programme.beheer_sheet import beheer_definition
from jobs.programme.kit_sheets import pizza_spreadsheet, school_spreadsheet, team_definition
from jobs.school.connections import Workspace
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Spreadsheet
from sync.errors import NotThereError, RefusedError
from sync.sheets.objects import name_id
from sync.whole_sheets import WholeSheet, read_whole
from sync.wire.google import Google

SCOPES = ("spreadsheets.readonly", "spreadsheets")
"""Either lets Ritmiek read a sheet that it did not make."""

BAD_REQUEST = 400
_ID = re.compile(r"[\w-]{15,}")


class NotASheetAddressError(Exception):
    """What was given is neither the address nor the id of a spreadsheet."""

    def __init__(self) -> None:
        super().__init__(
            "this is no address of a Google sheet; copy it whole from the browser, such as"
            " https://docs.google.com/spreadsheets/d/..., or give the id from it"
        )


class SheetOutOfReachError(Exception):
    """The sheet does not exist, or the account that acts may not open it.

    `account` is the address to share it with, where that is the address of a machine.
    """

    def __init__(self, workspace: Workspace, account: str) -> None:
        self.account = account
        if not set(SCOPES) & set(workspace.extra_scopes):
            again = " and sign in again with: ritmiek login" if workspace.sign_in == "user" else ""
            super().__init__(
                f"Ritmiek opens only sheets that it made; add 'extra_scopes: [{SCOPES[0]}]' under"
                f" 'workspace' in the school's file{again}, and share this sheet with the account"
                " that acts for Ritmiek (reading is enough)"
            )
        else:
            super().__init__(
                "this sheet does not exist, or the account that acts for Ritmiek may not open it;"
                " look at the address, and share the sheet with that account (reading is enough)"
            )


class NotAGoogleSheetError(Exception):
    """The file is an Excel file or something else that the Sheets API does not open.

    Google says 400, "This operation is not supported for this document" (burnash/gspread#732).
    """

    def __init__(self) -> None:
        super().__init__(
            "this file is no Google sheet; open it in Google Drive, choose File, Save as Google"
            " Sheets, and give the address of what opens then"
        )


class OwnSheetError(Exception):
    """The sheet is one that Ritmiek made, or a copy of one."""

    def __init__(self) -> None:
        super().__init__(
            "this sheet is one of Ritmiek's own, or a copy of one; give the address of a sheet"
            " that people made themselves"
        )


def sheet_id_of(address: str) -> str:
    """The id in an address, or the id itself; raises NotASheetAddressError."""
    given = address.strip()
    if _ID.fullmatch(given):
        return given
    try:
        if "/spreadsheets/" not in given:
            raise NotASheetAddressError
        return extract_id_from_url(given)
    except NoValidUrlKeyFound:
        raise NotASheetAddressError from None


def read_source(school: SchoolAtWork, file_id: str) -> WholeSheet:
    """Everything in a hand-made sheet, in one call that only reads.

    Raises SheetOutOfReachError, NotAGoogleSheetError or OwnSheetError.
    """
    try:
        sheet = read_whole(school.google, file_id)
    except RefusedError as error:
        # What says more itself, such as an API that is switched off, is left to say so.
        if type(error) not in (RefusedError, NotThereError):
            raise
        if error.status == BAD_REQUEST:
            raise NotAGoogleSheetError from error
        workspace = school.configuration.workspace
        raise SheetOutOfReachError(workspace, _service_account(school.google, workspace)) from error
    if sheet.names and set(sheet.names) & _own_names(school):
        raise OwnSheetError
    return sheet


def _own_names(school: SchoolAtWork) -> set[str]:
    """The named ranges by which Ritmiek finds its tables; people rarely have any."""
    return {
        name_id(one.key, address.replace(".", "_"))
        for one in _definitions(school)
        for address, _, _ in one.tables()
    }


def _definitions(school: SchoolAtWork) -> Iterator[Spreadsheet]:
    """What Ritmiek's own sheets of this school look like; nothing of its visits is worked out."""
    configuration = school.configuration
    yield team_definition(configuration, configuration.teams[0])
    yield beheer_definition(configuration)
    yield school_spreadsheet(configuration, school.calendar, "").spreadsheet
    if configuration.pizza_group:
        yield pizza_spreadsheet(configuration, configuration.pizza_group).spreadsheet


def _service_account(google: Google, workspace: Workspace) -> str:
    """The address of the service account that acts as itself; blank for a person's sign-in."""
    if workspace.sign_in == "user" or workspace.subject:
        return ""
    credentials: Any = getattr(google.transport.session, "credentials", None)
    return str(getattr(credentials, "service_account_email", None) or "")
