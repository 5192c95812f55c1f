"""A team with a sheet of its own, made by hand, and somebody who types in both sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gspread
import requests
from google.oauth2.credentials import Credentials

from jobs.work.school import SchoolAtWork
from sync.collect import read_tables
from sync.desired import Desired, DesiredSpreadsheet
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.transport import Pace, SheetsClient, Transport
from tests.conftest import LocalWorkspace
from tests.jobs.cast import opened, school_text

SERVICE_ACCOUNT = "ritmiek@local-workspace.example"
Grid = Sequence[Sequence[object]]

GOALS: Grid = [
    ["Verbeterbord team Essen"],
    [],
    ["Ons doel", "Start", "", "Klaar", "Stand van zaken", "Opmerkingen"],
    ["Elk kind leest een half uur", "7-9-2026", "", "3 november", "loopt", "van Anna"],
    ["Rekentaal in de gang", "2026-09-14", "", "z.s.m.", "behaald"],
    ["Buiten spelen", "", "", "", "misschien"],
]
ACTIONS: Grid = [
    ["Wat", "Wie", "Wanneer", "Gedaan"],
    ["Boekenkast vullen", "Anna en Bas", "12 okt", True],
    ["Ouders vragen", "Cor (vader)", "", False],
]


class Person:
    """Somebody who works in the browser: here, gspread with a sign-in of their own."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        session = requests.Session()
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {workspace.token}"
        self.workspace, self.session = workspace, session
        transport = Transport(session, address=workspace.base_url, pace=Pace(limited=False))
        self.client = gspread.Client(
            Credentials(workspace.token),  # type: ignore[no-untyped-call]  # publishes no types
            session=session,
            http_client=lambda *_: SheetsClient(transport),  # type: ignore[arg-type]
        )

    def makes(self, tabs: Mapping[str, Grid], *, shared: bool = True) -> gspread.Spreadsheet:
        """A sheet with these tabs, typed in as people do."""
        book = self.client.create("Ons verbeterbord")
        book.update_locale("nl_NL")
        for title, grid in tabs.items():
            rows, width = max(len(grid), 1), max([1, *map(len, grid)])
            tab = book.add_worksheet(title, rows=rows + 20, cols=width + 2)
            tab.update([list(row) for row in grid], raw=False)
        book.del_worksheet(book.sheet1)
        if shared:
            book.share(SERVICE_ACCOUNT, perm_type="user", role="reader", notify=False)
        return book

    def opens(self, school: SchoolAtWork, key: str = "essen/team") -> gspread.Spreadsheet:
        """The team's own Ritmiek sheet."""
        return self.client.open_by_key(school.known(f"{school.key}/{key}").id)


@dataclass(frozen=True)
class Team:
    """A school that is set up, with the file of its one team."""

    file: Path
    school: SchoolAtWork

    def rows(self, address: str) -> list[dict[str, Any]]:
        """The rows of a table, without what is blank."""
        school = self.school
        desired = school.team_spreadsheet(school.configuration.teams[0])
        found = read_tables(
            school.google, school.known(desired.key), desired.spreadsheet, [address]
        )
        return [{k: v for k, v in row.items() if v is not None} for row in found[address]]


def school_file(
    folder: Path, workspace: LocalWorkspace, key: str, *, scopes: str = "spreadsheets.readonly"
) -> Path:
    """The file of a school with one team, that may read sheets which people made."""
    text = school_text(workspace, key, "essen")
    extra = f"workspace: {{extra_scopes: [{scopes}], kind: local" if scopes else ""
    path = folder / f"{key}.yaml"
    path.write_text(text.replace("workspace: {kind: local", extra) if extra else text, "utf-8")
    return path


def team_of(file: Path) -> Team:
    """The school in a file."""
    return Team(file, opened(file))


TABS = ("bord", "kijken", "academie")


def with_boards(school: SchoolAtWork) -> SchoolAtWork:
    """Make the team's sheet and no more, with only the tabs in which people write."""
    units = []
    for unit in school.desired.units:
        sheets = [_boards(one) for one in unit.spreadsheets if one.key.endswith("/team")]
        units.append(replace(unit, forms=(), spreadsheets=tuple(sheets)))
    plan = make_plan(school.google, Desired(school.key, tuple(units)), school.ledger)
    assert apply(school.google, plan, school.ledger).ok
    return school


def _boards(desired: DesiredSpreadsheet) -> DesiredSpreadsheet:
    tabs = [
        tab.model_copy(update={"texts": (), "charts": ()})
        for tab in desired.spreadsheet.tabs
        if tab.key in TABS
    ]
    content = {at: rows for at, rows in desired.content.items() if at.split(".")[0] in TABS}
    small = desired.spreadsheet.model_copy(update={"tabs": tuple(tabs)})
    return replace(desired, spreadsheet=small, content=content)
