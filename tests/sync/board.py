"""A team's sheet that was set up and collected once, and somebody who works in it by hand."""

from datetime import date
from typing import Any

import requests

from sheets_templates.model import Content, Row, Spreadsheet, sheet_id
from sync.collect import read_tables, write_tables
from sync.desired import FilesInMemory, KnownFile
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect
from tests.sync.test_row_places import BLAD

TAB = sheet_id("team", "bord")


NINE, SIXTEEN = date(2026, 11, 9), date(2026, 11, 16)


WEEKS: Content = {"bord.plan": [{"week": NINE, "wie": "Anna"}, {"week": SIXTEEN, "wie": "Bas"}]}


Json = dict[str, Any]


class Board:
    """A team's sheet that was set up and collected once, and somebody who works in it by hand."""

    def __init__(self, workspace: LocalWorkspace, school: str) -> None:
        self.google, self.files = connect(workspace), FilesInMemory()
        self.workspace, self.school = workspace, school
        self.set_up()
        self.collect("a", "b")
        self.type("C2", "antwoord op a")
        self.type("C10", "bij negen")

    def set_up(self, blad: Spreadsheet = BLAD, *, deep: bool = True) -> tuple[str, ...]:
        cast = Cast(self.school, teams=("onderbouw",), spreadsheet=blad, content=WEEKS)
        plan = make_plan(self.google, cast.desired(), self.files, deep=deep)
        outcome = apply(self.google, plan, self.files)
        assert outcome.failures == ()
        return plan.lines

    @property
    def known(self) -> KnownFile:
        found = self.files.find(f"{self.school}/onderbouw/team")
        assert found is not None
        return found

    def collect(self, *numbers: str, blad: Spreadsheet = BLAD) -> bool:
        rows: list[Row] = [{"nummer": number, "wat": f"wat {number}"} for number in numbers]
        return write_tables(self.google, self.known, blad, {"bord.lijst": rows}, self.files)

    def call(self, verb: str, path: str, body: Json | None = None) -> Json:
        """As a program of theirs that knows nothing of ours."""
        url = f"{self.workspace.base_url}/v4/spreadsheets/{self.known.id}{path}"
        bearer = {"Authorization": f"Bearer {self.workspace.token}"}
        answer = requests.request(verb, url, json=body, headers=bearer, timeout=30)
        assert answer.ok, answer.text
        found: Json = answer.json()
        return found

    def ask(self, **request: Json) -> None:
        self.call("POST", ":batchUpdate", {"requests": [request]})

    def type(self, cell: str, *values: str) -> None:
        body = {"values": [[value] for value in values]}
        self.call("PUT", f"/values/{self.title}!{cell}?valueInputOption=RAW", body)

    title = "Bord"

    def columns(self, first: int, count: int = 1) -> Json:
        return {
            "sheetId": TAB,
            "dimension": "COLUMNS",
            "startIndex": first,
            "endIndex": first + count,
        }

    def rows(self, first: int, count: int = 1) -> Json:
        return self.columns(first, count) | {"dimension": "ROWS"}

    def seen(self, cells: str) -> list[list[Any]]:
        found: list[list[Any]] = self.call("GET", f"/values/{self.title}!{cells}").get("values", [])
        return found

    def read(self, address: str, first: str, second: str) -> dict[object, object]:
        rows = read_tables(self.google, self.known, BLAD, [address])[address]
        return {one[first]: one[second] for one in rows}

    def goes_right(self) -> None:
        """Set-up has nothing to make good, and collecting writes beside what people wrote."""
        self.set_up()
        assert self.set_up() == ()
        assert self.collect("b", "a", "c")
        answers = self.read("bord.lijst", "nummer", "antwoord")
        assert answers == {"a": "antwoord op a", "b": None, "c": None}
        said = self.read("bord.lijst", "nummer", "wat")
        assert said == {"a": "wat a", "b": "wat b", "c": "wat c"}
        assert self.read("bord.plan", "week", "wie") == {NINE: "Anna", SIXTEEN: "Bas"}
        assert self.read("bord.plan", "week", "notitie") == {NINE: "bij negen", SIXTEEN: None}


def tab_titles(board: Board) -> list[str]:
    sheets = board.call("GET", "?fields=sheets.properties")["sheets"]
    return [sheet["properties"]["title"] for sheet in sheets]
