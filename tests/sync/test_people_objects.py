"""Charts, joined cells and texts that people made their own stay so, also when ours changes."""

from typing import Any
from uuid import uuid4

import pytest

from sheets_templates.model import object_id
from tests.conftest import LocalWorkspace
from tests.sync.cast import BORD, TEAM, Cast, connect
from tests.sync.test_meanwhile import LATER, TAB, School

CHART = object_id("team", "chart", "bord", "aanwezig")
TITLE = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 3}


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up."""
    made = School(connect(workspace), Cast(f"o{uuid4().hex[:12]}", ("onderbouw",)))
    assert made.apply(made.plan()).ok
    return made


def chart(school: School) -> dict[str, Any]:
    found = school.google.sheets.spreadsheets_get(school.id("team"), {"fields": "sheets(charts)"})
    [spec] = [one["spec"] for sheet in found["sheets"] for one in sheet.get("charts", [])]
    return dict(spec)


def make_theirs(school: School) -> None:
    spec = chart(school)
    theirs = {"title": "Wie was er?", "basicChart": {**spec["basicChart"], "chartType": "LINE"}}
    school.ask_sheet(updateChartSpec={"chartId": CHART, "spec": {**spec, **theirs}})


def test_a_chart_of_which_people_changed_the_words_is_told_and_stays(school: School) -> None:
    make_theirs(school)
    plan = school.plan(content=LATER)
    assert [one.line.partition(" of ")[0] for one in plan.drift] == ["chart aanwezig"]
    assert school.apply(plan).ok
    assert chart(school)["title"] == "Wie was er?"
    assert chart(school)["basicChart"]["chartType"] == "LINE"


def test_a_chart_is_put_right_when_that_is_asked(school: School) -> None:
    make_theirs(school)
    assert school.apply(school.plan(restore=True)).ok
    assert chart(school)["title"] == "Aanwezig"


def test_a_chart_that_our_definition_changed_follows_it(school: School) -> None:
    [before] = BORD.charts
    charts = (before.model_copy(update={"title": "Aanwezigen"}),)
    changed = TEAM.model_copy(
        update={"tabs": (TEAM.tabs[0], BORD.model_copy(update={"charts": charts}))}
    )
    assert school.apply(school.plan(spreadsheet=changed)).ok
    assert chart(school)["title"] == "Aanwezigen"


def test_cells_that_people_took_apart_stay_apart(school: School) -> None:
    school.ask_sheet(unmergeCells={"range": {"sheetId": TAB, **TITLE}})
    plan = school.plan(content=LATER)
    assert [one.line.partition(" of tab ")[0] for one in plan.drift] == ["merged cells"]
    assert not any("merged" in line for line in plan.lines)
    assert any("merged" in line for line in school.plan(restore=True).lines)


def test_a_text_that_stood_elsewhere_for_a_while_is_not_forgotten(school: School) -> None:
    span = {"sheetId": TAB, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    school.ask_sheet(insertDimension={"range": span})
    assert school.apply(school.plan(content=LATER)).ok
    school.ask_sheet(deleteDimension={"range": span})
    school.type("A1", "Ons eigen bord")
    assert school.apply(school.plan()).ok
    assert school.seen("A1") == [["Ons eigen bord"]]
