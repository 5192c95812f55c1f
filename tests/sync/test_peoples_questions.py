"""What people put in a form of ours stays as it is, where it stands, whatever becomes of ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.ids import item_id, question_id
from forms.model import Form, GridQuestion, GridRow, Note, Section, TextQuestion
from sync.changes import Stay
from sync.desired import FilesInMemory
from sync.files.form_items import items_of
from sync.files.google_forms import compare_form, read_form
from sync.files.wanted_items import wanted_items
from sync.setup.applying import apply
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import ENERGIE, GEHAALD, SLOT, WOORD, Cast, barometer, connect

Json = dict[str, Any]
RETIRED = "Vervallen vragen"
SHORTER = barometer(ENERGIE, WOORD)
TURNED = barometer(WOORD, GEHAALD, ENERGIE)
ROWS = tuple(GridRow(key=f"rij_{key}", title=key, required=True) for key in ("een", "twee", "drie"))
GRID = GridQuestion(kind="grid", key="rooster", title="Rooster", columns=("ja", "nee"), rows=ROWS)


def asking(title: str, **more: Any) -> Json:
    question = {"required": True, "textQuestion": {"paragraph": True}, **more}
    return {"title": title, "questionItem": {"question": question}}


@dataclass
class Team:
    """A team whose form was set up, and somebody who edits it on Google's own page."""

    google: Google
    cast: Cast
    files: FilesInMemory = field(default_factory=FilesInMemory)

    def plan(self, form: Form | None = None, *, deep: bool = True, restore: bool = False) -> Plan:
        desired = (replace(self.cast, form=form) if form else self.cast).desired()
        units = tuple(replace(unit, spreadsheets=()) for unit in desired.units)
        asked = replace(desired, units=units)
        return make_plan(self.google, asked, self.files, deep=deep, restore=restore)

    def set_up(self, form: Form | None = None, *, restore: bool = False) -> Plan:
        plan = self.plan(form, restore=restore)
        assert apply(self.google, plan, self.files).failures == ()
        return plan

    @property
    def id(self) -> str:
        known = self.files.find(self.cast.key("onderbouw/barometer"))
        assert known is not None
        return known.id

    def ask(self, **request: Any) -> None:
        body = {"requests": [request]}
        self.google.forms.forms().batchUpdate(formId=self.id, body=body).execute()

    def puts(self, item: Json, behind: str = "") -> Json:
        """Put an item behind the one with this title; as Google then has it."""
        at = self.titles().index(behind) + 1 if behind else 0
        self.ask(createItem={"item": item, "location": {"index": at}})
        return self.items()[at]

    def items(self) -> list[Json]:
        found: list[Json] = read_form(self.google, self.id)["items"]
        return found

    def titles(self) -> list[str]:
        return [item.get("title", "") for item in self.items()]


@pytest.fixture
def team(workspace: LocalWorkspace) -> Team:
    """A team of the test's own."""
    made = Team(connect(workspace), Cast(f"e{uuid4().hex[:12]}", ("onderbouw",)))
    made.set_up()
    return made


THEIRS = (
    asking("Eigen vraag"),
    {"title": "Eigen tekst", "description": "Lees dit", "textItem": {}},
    {"title": "Eigen sectie", "pageBreakItem": {}},
    {
        "title": "Eigen beeld",
        "imageItem": {"image": {"sourceUri": "https://school.example/bord.png"}},
    },
)
TITLES = [item["title"] for item in THEIRS]


@pytest.mark.parametrize("form", [None, SHORTER, TURNED], ids=["same", "shorter", "turned"])
def test_what_people_put_in_a_form_stays_behind_what_it_stands_behind(
    team: Team, form: Form | None
) -> None:
    put = [team.puts(item, behind="Wat lukte?") for item in reversed(THEIRS)]
    team.set_up(form, restore=True)
    assert all(item in team.items() for item in put)
    at = team.titles().index("Wat lukte?") + 1
    assert team.titles()[at : at + len(TITLES)] == TITLES
    assert team.plan(form).empty
    assert team.plan(form).drift == ()


def test_a_plan_tells_what_people_put_in_a_form_and_changes_nothing_of_it(team: Team) -> None:
    team.puts(asking("Van ons"))
    team.puts({"title": "Lees dit", "textItem": {}}, behind="Slot")
    plan = team.plan()
    assert (plan.lines, plan.drift) == ((), ())
    key, where = team.cast.key("onderbouw/barometer"), "Barometer van het team"
    told = (("question", "Van ons"), ("item", "Lees dit"))
    assert [(one.key, one.kept, one.where) for one in plan.stays] == [
        (key, kept, f"{where}: {title}") for kept, title in told
    ]
    assert {stay.unit for stay in plan.stays} == {"Team onderbouw"}
    assert isinstance(plan.stays[0], Stay)


def test_behind_a_question_that_left_it_stays_in_its_own_section(team: Team) -> None:
    put = team.puts(asking("Van ons"), behind="Gehaald?")
    plan = team.set_up(SHORTER)
    assert "Van ons" not in str(plan.changes)
    assert team.items()[1] == put
    assert team.titles()[-2:] == [RETIRED, "Gehaald?"]


def test_at_the_end_of_a_form_it_stays_behind_the_questions_that_left(team: Team) -> None:
    team.set_up(SHORTER)
    put = team.puts(asking("Van ons"), behind="Gehaald?")
    assert team.plan(SHORTER).empty
    team.set_up(barometer(ENERGIE))
    assert team.titles()[-4:] == [RETIRED, "Wat lukte?", "Gehaald?", "Van ons"]
    assert team.items()[-1] == put


def test_a_question_that_left_long_ago_is_ours_after_the_ledger_was_lost(team: Team) -> None:
    team.set_up(SHORTER)
    team.files = FilesInMemory()
    team.set_up(SHORTER)
    assert team.plan(SHORTER).stays == ()
    team.set_up()
    assert RETIRED not in team.titles()


def test_an_earlier_version_of_a_question_is_ours(team: Team) -> None:
    newer = ENERGIE.model_copy(update={"title": "Hoeveel energie?", "version": 3})
    team.set_up(barometer(newer, GEHAALD, WOORD))
    assert team.titles()[-2:] == [RETIRED, "Energie"]


def test_a_copy_that_people_make_of_a_question_of_ours_is_theirs(team: Team) -> None:
    energie = team.items()[0]
    copied = {name: value for name, value in energie.items() if name != "itemId"}
    question = dict(energie["questionItem"]["question"])
    del question["questionId"]
    put = team.puts(copied | {"questionItem": {"question": question}}, behind="Energie")
    team.set_up(barometer(GEHAALD, WOORD))
    assert team.items()[0] == put
    assert team.titles()[-2:] == [RETIRED, "Energie"]


def test_their_question_keeps_leading_to_a_section_that_left(team: Team) -> None:
    slot = item_id("barometer", "slot")
    option = {"value": "klaar", "goToSectionId": slot}
    choice = {"type": "RADIO", "options": [option]}
    question = {"questionItem": {"question": {"choiceQuestion": choice}}}
    put = team.puts({"title": "Van ons"} | question, behind="Energie")
    other = SLOT.model_copy(update={"key": "einde", "title": "Einde", "items": ()})
    shorter = barometer(ENERGIE, WOORD)
    team.set_up(shorter.model_copy(update={"sections": (shorter.sections[0], other)}))
    assert put in team.items()
    assert slot in [item["itemId"] for item in team.items()]


def test_what_they_deleted_or_renamed_of_their_own_is_nobodys_business(team: Team) -> None:
    put = team.puts(asking("Van ons"), behind="Energie")
    renamed = put | {"title": "Toch anders"}
    change = {"item": renamed, "location": {"index": 1}, "updateMask": "*"}
    team.ask(updateItem=change)
    team.set_up(TURNED)
    assert renamed in team.items()
    team.ask(deleteItem={"location": {"index": team.titles().index("Toch anders")}})
    assert (team.plan(TURNED).lines, team.plan(TURNED).stays) == ((), ())


def test_a_row_that_people_add_to_a_grid_stays_where_it_is(workspace: LocalWorkspace) -> None:
    made = Cast(f"e{uuid4().hex[:12]}", ("onderbouw",), form=barometer(GRID))
    team = Team(connect(workspace), made)
    team.set_up()
    grid = team.items()[0]
    row = {"questionId": "0badcafe", "required": True, "rowQuestion": {"title": "van ons"}}
    grid["questionGroupItem"]["questions"].insert(1, row)
    team.ask(updateItem={"item": grid, "location": {"index": 0}, "updateMask": "*"})
    assert team.plan(restore=True).empty
    shorter = GRID.model_copy(update={"rows": ROWS[1:]})
    team.set_up(barometer(shorter))
    rows = team.items()[0]["questionGroupItem"]["questions"]
    assert [one["rowQuestion"]["title"] for one in rows] == ["van ons", "twee", "drie", "een"]
    assert [one.get("required", False) for one in rows] == [True, True, True, False]
    assert team.plan(barometer(shorter)).empty


NAMES = ("a", "b", "c", "d", "e")
NOTE = Note(kind="note", key="noot", title="noot")


def the_form(first: Sequence[str], second: Sequence[str]) -> Form:
    asked = [
        tuple(TextQuestion(kind="text", key=key, title=key) for key in keys)
        for keys in (first, second)
    ]
    sections = Section(key="een", items=asked[0]), Section(key="slot", items=(NOTE, *asked[1]))
    return Form(key="f", title="F", document_title="F", anonymous=True, sections=sections)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Some of the questions, in some order, over two sections."""
    keys = draw(st.permutations(NAMES))
    start, end = sorted((draw(st.integers(0, 5)), draw(st.integers(0, 5))))
    return the_form(keys[:start], keys[start:end])


def put_in(items: list[Json], theirs: Sequence[Json], data: st.DataObject) -> list[Json]:
    """The same with what is people's put anywhere."""
    items = [item for item in items if item not in theirs]
    for one in theirs:
        items.insert(data.draw(st.integers(0, len(items))), one)
    return items


def told_to_skip(items: Sequence[Json]) -> list[Json]:
    """What stands in the last section."""
    last = item_id("f", "vervallen")
    at = next((at for at, item in enumerate(items) if item["itemId"] == last), len(items))
    return list(items[at:])


@settings(max_examples=40)
@given(st.lists(forms(), min_size=1, max_size=4), st.data())
def test_whatever_becomes_of_our_questions_theirs_are_all_there_and_nothing_is_left_to_do(
    versions: list[Form], data: st.DataObject
) -> None:
    items: list[Json] = []
    theirs = [asking(f"van ons {n}", questionId=f"{n:08x}") for n in range(2)]
    theirs.append({"title": "van ons", "pageBreakItem": {}})
    theirs = [one | {"itemId": f"{n:08x}"} for n, one in enumerate(theirs)]
    for form in versions:
        before = put_in(wanted_items(form, items), theirs, data)
        items = wanted_items(form, before)
        assert all(item in items for item in (*theirs, *items_of(form)))
        assert len({item["itemId"] for item in items}) == len(items)
        skipped = [item for item in told_to_skip(items) if item in theirs]
        assert all(item in told_to_skip(before) for item in skipped)
        assert wanted_items(form, items) == items
        changed = compare_form(form, {"items": items}).lines
        assert changed == ("title", "no e-mail addresses", "publish")


def test_the_ids_of_a_question_of_theirs_pass_for_ours_only_together() -> None:
    form = the_form("a", "")
    left = asking("b", questionId=question_id("f", "b")) | {"itemId": item_id("f", "b")}
    half = asking("c", questionId="00c0ffee") | {"itemId": item_id("f", "c")}
    items = wanted_items(form, [left, half])
    assert [item.get("title") for item in items] == ["c", "a", None, "noot", RETIRED, "b"]
