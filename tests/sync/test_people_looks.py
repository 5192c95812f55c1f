"""How a sheet looks is people's: a change of ours changes what ours changed, and nothing else."""

from typing import Any

import pytest

from sheets_templates.model import Column, Rule, Spreadsheet, Validation, sheet_id
from sync.desired import FilesInMemory
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.board import Board
from tests.sync.cast import ACTIES, BORD, SESSIES, TEAM, Cast, connect

Json = dict[str, Any]
TAB = sheet_id("team", "bord")
PINK: Json = {"rgbColor": {"red": 1.0, "green": 0.4, "blue": 0.7}}
THEIRS: Json = {"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "3"}]}}


def with_bord(**changed: Any) -> Spreadsheet:
    bord = BORD.model_copy(update=changed)
    return TEAM.model_copy(update={"tabs": (TEAM.tabs[0], bord)})


def with_status(**changed: Any) -> Spreadsheet:
    """Another drop-down, header or format in the column that people fill in."""
    *others, status = ACTIES.columns
    column = status.model_copy(update=changed)
    table = ACTIES.model_copy(update={"columns": (*others, column)})
    return with_bord(tables=(SESSIES, table))


WIDER = with_bord(widths=(130, 60, 200, 100))
OTHER_LIST = with_status(validation=Validation(kind="one_of", options=("open", "klaar")))
OTHER_TITLE = with_bord(texts=(BORD.texts[0].model_copy(update={"text": "Ons bord"}),))
CENTRED = with_status(format="checkbox", validation=None)


class Looked(Board):
    """The board of the cast, and how it looks."""

    def __init__(self, workspace: LocalWorkspace, school: str) -> None:
        self.google, self.files = connect(workspace), FilesInMemory()
        self.workspace, self.school = workspace, school
        self.set_up(TEAM)

    def set_up(
        self, blad: Spreadsheet = TEAM, *, deep: bool = True, restore: bool = False
    ) -> tuple[str, ...]:
        cast = Cast(self.school, teams=("onderbouw",), spreadsheet=blad)
        plan = make_plan(self.google, cast.desired(), self.files, deep=deep, restore=restore)
        assert apply(self.google, plan, self.files).failures == ()
        return plan.lines

    def place(self, row: int, column: int, tall: int = 1) -> Json:
        sides = {"startRowIndex": row, "endRowIndex": row + tall}
        return {"sheetId": TAB, **sides, "startColumnIndex": column, "endColumnIndex": column + 1}

    def look(self) -> Json:
        fields = (
            "sheets(properties(sheetId),conditionalFormats,data(columnMetadata(pixelSize),"
            "rowData(values(dataValidation,userEnteredFormat))))"
        )
        sheets = self.call("GET", f"?fields={fields}")["sheets"]
        found: Json = next(one for one in sheets if one["properties"]["sheetId"] == TAB)
        return found

    def cell(self, row: int, column: int) -> Json:
        found: Json = self.look()["data"][0]["rowData"][row]["values"][column]
        return found

    def widths(self) -> list[int]:
        return [one["pixelSize"] for one in self.look()["data"][0]["columnMetadata"]]

    def paint(self, place: Json) -> None:
        look = {"userEnteredFormat": {"backgroundColorStyle": PINK, "textFormat": {"bold": True}}}
        self.ask(repeatCell={"range": place, "cell": look, "fields": "userEnteredFormat"})

    def rules(self) -> list[Json]:
        found: list[Json] = self.look().get("conditionalFormats", [])
        return found


def options(cell: Json) -> list[str]:
    values = cell.get("dataValidation", {}).get("condition", {}).get("values", [])
    return [one["userEnteredValue"] for one in values]


def test_widths_and_colours_of_people_outlive_every_change_of_ours(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "look-blijft")
    board.ask(
        updateDimensionProperties={
            "range": board.columns(2),
            "properties": {"pixelSize": 333},
            "fields": "pixelSize",
        }
    )
    board.paint(board.place(10, 0))
    board.paint(board.place(12, 1))
    before = board.cell(10, 0), board.cell(12, 1)
    for blad in (WIDER, OTHER_LIST, OTHER_TITLE, CENTRED, TEAM):
        board.set_up(blad)
        assert (board.cell(10, 0), board.cell(12, 1)) == before
        assert board.widths()[2] == 333
    assert board.set_up(TEAM) == ()


def test_a_width_that_ours_changed_is_the_only_one_that_changes(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-breder")
    assert board.widths() == [100, 60, 200, 100]
    board.set_up(WIDER)
    assert board.widths() == [130, 60, 200, 100]


def test_a_column_that_comes_back_below_another_takes_its_width(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-terug")
    notes = Column(key="noot", header="Noot", owner="people")
    longer = SESSIES.model_copy(update={"columns": (*SESSIES.columns, notes)})
    four = with_bord(tables=(longer, ACTIES))
    board.set_up(four)
    wide = {"properties": {"pixelSize": 240}, "fields": "pixelSize"}
    board.ask(updateDimensionProperties={"range": board.columns(3), **wide})
    board.ask(deleteDimension={"range": board.columns(0)})
    board.set_up(four)
    assert board.widths()[:3] == [60, 200, 240]


def test_another_list_of_ours_leaves_the_lists_that_people_made(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-lijst")
    own = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "hun"}]}}
    board.ask(setDataValidation={"range": board.place(12, 2), "rule": own})
    board.ask(setDataValidation={"range": board.place(13, 2)})
    board.set_up(OTHER_LIST)
    found = [options(board.cell(row, 2)) for row in range(11, 16)]
    ours = ["open", "klaar"]
    assert found == [ours, ["hun"], [], ours, ours]


def test_a_list_that_ours_has_no_more_goes(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-geen-lijst")
    board.set_up(with_status(validation=None))
    assert not any(options(board.cell(row, 2)) for row in range(11, 16))


def test_what_is_not_known_to_be_ours_is_left_in_columns_of_people(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "look-kwijt")
    before = board.cell(12, 2)
    board.files = FilesInMemory()
    board.set_up(OTHER_LIST)
    assert board.cell(12, 2) == before


def test_restoring_says_and_does_nothing_about_looks(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-terug")
    board.paint(board.place(10, 0))
    before = board.cell(10, 0)
    assert board.set_up(TEAM, restore=True) == ()
    assert board.cell(10, 0) == before


def test_a_tab_that_is_made_again_looks_as_ours_and_leaves_the_others(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "look-tab")
    board.paint(board.place(10, 0))
    before = board.look()
    board.ask(deleteSheet={"sheetId": sheet_id("team", "start")})
    board.set_up()
    assert board.look() == before


def test_a_column_is_not_made_again_where_people_coloured_cells(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "look-grond")
    board.paint(board.place(12, 3))
    before = board.cell(12, 3)
    extra = Column(key="extra", header="Extra", owner="setup")
    table = ACTIES.model_copy(update={"columns": (*ACTIES.columns, extra)})
    board.set_up(with_bord(tables=(SESSIES, table), widths=(100, 60, 200, 100, 80)))
    assert board.cell(12, 3) == before
    assert board.seen("E11") == [["Extra"]]


def rule(board: Looked, number: int, **changed: Any) -> Json:
    """A rule that looks as one of ours, and says something else."""
    own = board.rules()[number]
    told = own["booleanRule"] | changed
    return {"rule": own | {"booleanRule": told}, "index": 0}


NEW_RULES = (
    Rule(table="acties", column="status", when="equals", value="klaar", tone="good"),
    Rule(table="acties", column="wat", when="not_blank", tone="muted", whole_row=True),
)


@pytest.mark.parametrize("number", [0, 1])
def test_a_rule_of_people_that_looks_as_ours_is_never_taken_for_it(
    workspace: LocalWorkspace, number: int
) -> None:
    board = Looked(workspace, f"regel-hun-{number}")
    board.ask(addConditionalFormatRule=rule(board, number, **THEIRS))
    theirs = board.rules()[0]
    for blad in (with_bord(rules=NEW_RULES), with_bord(rules=()), TEAM):
        board.set_up(blad)
        assert theirs in board.rules()
    assert len(board.rules()) == 3


def test_of_two_rules_that_say_the_same_one_is_ours(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "regel-dubbel")
    board.ask(addConditionalFormatRule={"rule": board.rules()[0], "index": 2})
    board.set_up(with_bord(rules=()))
    assert len(board.rules()) == 1


def test_our_rules_are_found_after_people_put_in_columns_and_rows(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "regel-verzet")
    whole = with_bord(rules=NEW_RULES)
    board.set_up(whole)
    board.ask(insertDimension={"range": board.columns(0, 2)})
    board.ask(insertDimension={"range": board.rows(11, 2), "inheritFromBefore": False})
    board.ask(moveDimension={"source": board.columns(4), "destinationIndex": 3})
    board.set_up(whole)
    assert len(board.rules()) == 2
    board.set_up(with_bord(rules=()))
    assert board.rules() == []


def test_a_rule_that_people_took_away_stays_away_until_ours_changes(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "regel-weg")
    board.ask(deleteConditionalFormatRule={"sheetId": TAB, "index": 0})
    board.set_up(WIDER)
    assert len(board.rules()) == 1
    board.set_up(with_bord(rules=NEW_RULES))
    assert len(board.rules()) == 2


def test_what_people_pasted_of_a_rule_stays_theirs(workspace: LocalWorkspace) -> None:
    board = Looked(workspace, "regel-plak")
    board.ask(copyPaste={"source": board.place(12, 2), "destination": board.place(24, 3)})
    assert board.place(24, 3) in board.rules()[0]["ranges"]
    board.set_up(with_bord(rules=()))
    assert [one["ranges"] for one in board.rules()] == [[board.place(24, 3)]]


def test_a_rule_that_people_laid_on_two_columns_goes_once_and_takes_none_of_theirs(
    workspace: LocalWorkspace,
) -> None:
    board = Looked(workspace, "regel-breed")
    first = Rule(table="sessies", column="succes", when="equals", value="gelukt", tone="good")
    second = first.model_copy(update={"table": "acties", "column": "status"})
    board.set_up(with_bord(rules=(first, second)))
    wide = board.rules()[0] | {"ranges": [board.place(4, 2, 12)]}
    told = {"sheetId": TAB, "index": 0}
    board.ask(updateConditionalFormatRule={**told, "rule": wide})
    board.ask(deleteConditionalFormatRule={**told, "index": 1})
    board.ask(addConditionalFormatRule={"rule": rule(board, 0, **THEIRS)["rule"], "index": 1})
    board.set_up(with_bord(rules=()))
    assert [one["booleanRule"]["condition"] for one in board.rules()] == [THEIRS["condition"]]
