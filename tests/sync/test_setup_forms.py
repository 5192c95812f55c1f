"""What set-up makes of forms: their questions, who may answer, and the way to them."""

from forms.model import TextQuestion
from sync.files.rights import list_permissions
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import WOORD, Cast, barometer, connect
from tests.sync.setting_up import Files, form_document, known, set_up


def test_a_question_that_left_is_kept_and_no_longer_required(workspace: LocalWorkspace) -> None:
    google, files = connect(workspace), Files()
    set_up(google, Cast("vraag", teams=("onderbouw",)), files)
    fewer = Cast("vraag", teams=("onderbouw",), form=barometer(WOORD, title="Korter"))
    set_up(google, fewer, files)
    document = form_document(google, files, fewer)
    titles = [item.get("title") for item in document["items"]]
    assert titles == ["Wat lukte?", "Slot", "Dank u wel", "Vervallen vragen", "Energie", "Gehaald?"]
    kept = document["items"][4]["questionItem"]["question"]
    assert not kept.get("required", False)
    assert make_plan(google, fewer.desired(), files, deep=True).empty


def test_a_question_that_comes_in_the_middle_stands_there(workspace: LocalWorkspace) -> None:
    google, files = connect(workspace), Files()
    set_up(google, Cast("midden", teams=("onderbouw",)), files)
    first, *rest = barometer().sections[0].items
    extra = TextQuestion(kind="text", key="extra", title="Extra")
    more = Cast("midden", teams=("onderbouw",), form=barometer(first, extra, *rest))
    plan = make_plan(google, more.desired(), files)
    assert len(plan.changes) == 1
    assert apply(google, plan, files).ok
    titles = [item.get("title") for item in form_document(google, files, more)["items"]]
    assert titles[:3] == ["Energie", "Extra", "Gehaald?"]


def test_a_form_is_published_anonymous_and_open_to_anyone(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("open", teams=("onderbouw",))
    set_up(google, cast, files)
    document = form_document(google, files, cast)
    assert document["settings"]["emailCollectionType"] == "DO_NOT_COLLECT"
    assert document["publishSettings"]["publishState"]["isPublished"]
    form = known(files, cast.key("onderbouw/barometer"))
    assert form.address == document["responderUri"]
    permissions = list_permissions(google, [form.id])[form.id]
    assert isinstance(permissions, list)
    published = [entry for entry in permissions if entry.get("view") == "published"]
    assert [(entry["type"], entry["role"]) for entry in published] == [("anyone", "reader")]


def test_links_lead_to_the_teams_own_form_and_tab(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("links", teams=("onderbouw",))
    set_up(google, cast, files)
    sheet = known(files, cast.key("onderbouw/team"))
    fields = "sheets(data(rowData(values(hyperlink))))"
    found = google.sheets.spreadsheets_get(sheet.id, {"ranges": ["Bord!A2:B2"], "fields": fields})
    cells = found["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert cells[0]["hyperlink"] == known(files, cast.key("onderbouw/barometer")).address
    assert cells[1]["hyperlink"].startswith("#gid=")
