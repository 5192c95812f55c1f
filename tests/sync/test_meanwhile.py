"""What people do between the plan and the writing: nothing of theirs is written over for it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from sheets_templates.model import Content, sheet_id
from sync.desired import FilesInMemory
from sync.files.google_forms import read_form, takes_answers
from sync.setup.applying import Outcome, apply
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import ENERGIE, GEHAALD, SLOT, WOORD, Cast, barometer, connect

TAB = sheet_id("team", "bord")
LATER: Content = {"bord.acties": [{"week": date(2026, 11, 9)}, {"week": date(2026, 11, 23)}]}
RENAMED = barometer(ENERGIE.model_copy(update={"title": "Hoeveel energie?"}), GEHAALD, WOORD)
SHORTER = barometer().model_copy(
    update={"sections": (barometer().sections[0], SLOT.model_copy(update={"items": ()}))}
)
CUT = {"method": "forms.forms.batchUpdate", "kind": "cut_after", "at": 1}


@dataclass
class School:
    """A school with one team that was set up, and people who work on."""

    google: Google
    cast: Cast
    files: FilesInMemory = field(default_factory=FilesInMemory)

    def plan(self, *, deep: bool = False, restore: bool = False, **changed: Any) -> Plan:
        desired = replace(self.cast, **changed).desired()
        return make_plan(self.google, desired, self.files, deep=deep, restore=restore)

    def apply(self, plan: Plan) -> Outcome:
        return apply(self.google, plan, self.files)

    def id(self, path: str) -> str:
        known = self.files.find(self.cast.key(f"onderbouw/{path}"))
        assert known is not None
        return known.id

    def ask_sheet(self, **request: Any) -> None:
        self.google.sheets.batch_update(self.id("team"), {"requests": [request]})

    def type(self, cell: str, value: str) -> None:
        data = [{"range": f"Bord!{cell}", "values": [[value]]}]
        body = {"valueInputOption": "RAW", "data": data}
        self.google.sheets.values_batch_update(self.id("team"), body)

    def seen(self, cells: str) -> list[list[Any]]:
        answer = self.google.sheets.values_get(self.id("team"), f"Bord!{cells}")
        found: list[list[Any]] = answer.get("values", [])
        return found

    def ask_form(self, **request: Any) -> None:
        forms, body = self.google.forms.forms(), {"requests": [request]}
        forms.batchUpdate(formId=self.id("barometer"), body=body).execute()

    def unpublish(self) -> None:
        state = {"isPublished": False, "isAcceptingResponses": False}
        body = {"publishSettings": {"publishState": state}, "updateMask": "publishState"}
        forms = self.google.forms.forms()
        forms.setPublishSettings(formId=self.id("barometer"), body=body).execute()

    def items(self) -> list[str]:
        document = read_form(self.google, self.id("barometer"))
        return [item.get("title", "") for item in document["items"]]

    def takes_answers(self) -> bool:
        return takes_answers(read_form(self.google, self.id("barometer")))


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up."""
    made = School(connect(workspace), Cast(f"m{uuid4().hex[:12]}", ("onderbouw",)))
    assert made.apply(made.plan()).ok
    return made


def test_a_sheet_that_was_rearranged_after_the_plan_is_not_written_in(school: School) -> None:
    plan = school.plan(content=LATER)
    span = {"sheetId": TAB, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    school.ask_sheet(insertDimension={"range": span})
    school.type("A13", "van ons")
    (failure,) = school.apply(plan).failures
    assert "somebody worked in it since it was read" in failure.line
    assert school.seen("A13:B13")[0][0] == "van ons"


def test_the_next_set_up_writes_it_beside_what_people_did(school: School) -> None:
    plan = school.plan(content=LATER)
    span = {"sheetId": TAB, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    school.ask_sheet(insertDimension={"range": span})
    school.type("A13", "van ons")
    school.apply(plan)
    assert school.apply(school.plan(content=LATER)).ok
    assert school.seen("A13:B13") == [["van ons", "23 nov 2026"]]


def test_what_people_type_in_their_own_cells_keeps_no_plan_from_being_done(school: School) -> None:
    plan = school.plan(content=LATER)
    school.type("B12", "Lezen met begrip")
    assert school.apply(plan).ok
    assert school.seen("B12") == [["Lezen met begrip"]]


def test_a_question_that_was_moved_after_the_plan_is_not_removed(school: School) -> None:
    plan = school.plan(form=SHORTER)
    end = len(school.items()) - 1
    places = {"originalLocation": {"index": 0}, "newLocation": {"index": end}}
    school.ask_form(moveItem=places)
    (failure,) = school.apply(plan).failures
    assert "somebody worked in it since it was read" in failure.line
    assert "Energie" in school.items()


def test_a_lost_answer_leaves_what_people_changed_in_a_form(
    school: School, workspace: LocalWorkspace
) -> None:
    school.ask_form(
        createItem={"item": {"title": "Van ons", "textItem": {}}, "location": {"index": 0}}
    )
    school.ask_form(deleteItem={"location": {"index": 3}})
    plan = school.plan(deep=True)
    with workspace.session() as owner:
        owner.put("/local/faults", json=[CUT])
        assert school.apply(plan).ok
        owner.put("/local/faults", json=[])
    assert {"Van ons", "Wat lukte?"} <= set(school.items())


def test_a_form_that_people_unpublished_stays_so_when_its_words_change(school: School) -> None:
    school.unpublish()
    plan = school.plan(form=RENAMED)
    assert [change.line.endswith(": publish") for change in plan.drift] == [True]
    assert school.apply(plan).ok
    assert "Hoeveel energie?" in school.items()
    assert not school.takes_answers()


def test_a_form_that_people_unpublished_is_published_when_that_is_asked(school: School) -> None:
    school.unpublish()
    assert school.plan(deep=True).lines == ()
    assert school.apply(school.plan(restore=True)).ok
    assert school.takes_answers()


def test_a_text_that_would_leave_a_form_is_named_in_the_plan_as_a_risk(school: School) -> None:
    change = {"item": {"title": "Met dank"}, "location": {"index": 4}, "updateMask": "title"}
    school.ask_form(updateItem=change)
    (planned,) = school.plan(form=SHORTER).changes
    assert "overwrites" in planned.risks
    assert ("Met dank", ()) in [(detail.where, detail.new) for detail in planned.details]
