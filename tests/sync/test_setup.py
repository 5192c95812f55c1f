"""Set-up against the local Workspace: apply, read back, compare again, and nothing is left."""

from datetime import date
from typing import Any

import pytest
import requests

from forms.model import TextQuestion
from sync.changes import Detail
from sync.collect import read_tables
from sync.desired import FilesInMemory, KnownFile
from sync.files.drive import find_files
from sync.files.rights import list_permissions
from sync.setup.applying import Outcome, apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import BORD, TEAM, WOORD, Cast, barometer, connect, total

Files = FilesInMemory


def set_up(google: Google, cast: Cast, files: Files) -> Outcome:
    return apply(google, make_plan(google, cast.desired(), files), files)


def known(files: Files, key: str) -> KnownFile:
    found = files.find(key)
    assert found is not None
    return found


def test_after_setting_up_a_deep_plan_is_empty(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("diep")
    assert set_up(google, cast, files).failures == ()
    assert make_plan(google, cast.desired(), files, deep=True).lines == ()


def test_a_second_set_up_costs_one_call_and_writes_nothing(workspace: LocalWorkspace) -> None:
    files, cast = Files(), Cast("tweede")
    set_up(connect(workspace), cast, files)
    google = connect(workspace)
    plan = make_plan(google, cast.desired(), files)
    assert plan.empty
    assert apply(google, plan, files).ok
    assert total(google) == 1


def test_another_team_costs_no_more_calls_than_the_budget(workspace: LocalWorkspace) -> None:
    one, two = connect(workspace), connect(workspace)
    set_up(one, Cast("een-team", teams=("onderbouw",)), Files())
    set_up(two, Cast("twee-teams"), Files())
    # Twelve with four forms; each of the three forms left out saves a write and a publication.
    assert total(two) - total(one) <= 12 - 3 * 2


def test_a_lost_ledger_is_rebuilt_from_drive(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("kwijt")
    set_up(google, cast, files)
    again = Files()
    assert make_plan(google, cast.desired(), again).empty
    assert again.files == files.files


def test_a_plan_says_in_words_what_it_would_do(workspace: LocalWorkspace) -> None:
    plan = make_plan(connect(workspace), Cast("woorden").desired(), Files())
    assert "create form barometer for Team onderbouw" in plan.lines
    assert "share folder Team bovenbouw with 2 people (writer)" in plan.lines
    assert "let anyone with the link answer form barometer for Team bovenbouw" in plan.lines
    assert plan.counts["create"] == 2 + 2 * 3


def test_a_plan_writes_nothing(workspace: LocalWorkspace) -> None:
    google = connect(workspace)
    make_plan(google, Cast("niets").desired(), Files())
    assert set(google.calls) == {"drive.files.list"}


def test_what_people_write_survives_an_update(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("mensen")
    set_up(google, cast, files)
    sheet = known(files, cast.key("onderbouw/team"))
    people = [["Lezen met begrip", "open"], ["=IMPORTXML(1)", "gelukt"]]
    google.sheets.values_batch_update(
        sheet.id,
        {"valueInputOption": "RAW", "data": [{"range": "Bord!B12:C13", "values": people}]},
    )
    moved = {"bord.acties": [{"week": date(2026, 11, 23)}, {"week": date(2026, 11, 30)}]}
    changed = Cast("mensen", content=moved)
    plan = make_plan(google, changed.desired(), files)
    assert "update tab Bord: 2 cells of spreadsheet team for Team onderbouw" in plan.lines
    assert apply(google, plan, files).ok
    rows = read_tables(google, sheet, TEAM, ["bord.acties"])["bord.acties"]
    assert [[row["wat"], row["status"]] for row in rows] == people
    assert [row["week"] for row in rows] == [date(2026, 11, 23), date(2026, 11, 30)]


def test_rows_that_people_insert_are_followed(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("ingevoegd")
    set_up(google, cast, files)
    sheet = known(files, cast.key("onderbouw/team"))
    insert_rows(google, sheet, "Bord", 2, 3)
    google.sheets.values_batch_update(
        sheet.id,
        {"valueInputOption": "RAW", "data": [{"range": "Bord!A12", "values": [["van ons"]]}]},
    )
    content = {"bord.acties": [{"week": date(2026, 12, 7)}]}
    assert set_up(google, Cast("ingevoegd", content=content), files).failures == ()
    assert google.sheets.values_get(sheet.id, "Bord!A12")["values"] == [["van ons"]]
    rows = read_tables(google, sheet, TEAM, ["bord.acties"])["bord.acties"]
    assert rows == [{"week": date(2026, 12, 7), "wat": None, "status": None}]


def test_a_tick_or_note_that_people_add_elsewhere_is_no_drift(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("elders")
    set_up(google, cast, files)
    sheet = known(files, cast.key("onderbouw/team"))
    google.sheets.batch_update(sheet.id, {"requests": [{"addSheet": {"properties": {}}}]})
    data = [{"range": "Bord!D20", "values": [["aantekening"]]}]
    google.sheets.values_batch_update(sheet.id, {"valueInputOption": "RAW", "data": data})
    assert make_plan(google, cast.desired(), files, deep=True).empty


def test_a_deep_plan_sees_what_people_changed_in_what_is_ours(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("drift")
    set_up(google, cast, files)
    sheet = known(files, cast.key("bovenbouw/team"))
    data = [{"range": "Bord!A4", "values": [["Dag"]]}]
    google.sheets.values_batch_update(sheet.id, {"valueInputOption": "RAW", "data": data})
    assert make_plan(google, cast.desired(), files).empty
    plan = make_plan(google, cast.desired(), files, deep=True)
    (drift,) = plan.drift
    assert drift.line == "tab Bord: 1 cell of spreadsheet team for Team bovenbouw"
    assert drift.details == (Detail("Bord!A4", (("Dag",),), (("Datum",),)),)
    assert apply(google, plan, files).done == ()
    assert google.sheets.values_get(sheet.id, "Bord!A4")["values"] == [["Dag"]]


def test_what_people_changed_is_put_back_when_that_is_asked(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("terug")
    set_up(google, cast, files)
    sheet = known(files, cast.key("bovenbouw/team"))
    write(google, sheet, "Bord!A4", "Dag")
    plan = make_plan(google, cast.desired(), files, restore=True)
    assert plan.lines == ("restore tab Bord: 1 cell of spreadsheet team for Team bovenbouw",)
    assert plan.changes[0].risks == ("overwrites",)
    assert apply(google, plan, files).ok
    deep = make_plan(google, cast.desired(), files, deep=True)
    assert (deep.lines, deep.drift) == ((), ())


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


def test_a_member_who_joins_is_the_only_one_that_is_added(workspace: LocalWorkspace) -> None:
    google, files, cast = connect(workspace), Files(), Cast("nieuw", teams=("onderbouw",))
    set_up(google, cast, files)
    joined = Cast("nieuw", teams=("onderbouw",), members=(*cast.members, "cor@school.example"))
    plan = make_plan(google, joined.desired(), files)
    assert plan.lines == ("share folder Team onderbouw with 1 person (writer)",)
    assert apply(google, plan, files).ok
    assert make_plan(google, joined.desired(), files, deep=True).empty


def test_one_teams_failure_stops_no_other_team(workspace: LocalWorkspace) -> None:
    google, files = connect(workspace), Files()
    rows = [{"week": date(2026, 11, 9)}] * (BORD.tables[1].capacity + 1)
    good, bad = Cast("kapot").desired(), Cast("kapot", content={"bord.acties": rows}).desired()
    mixed = type(good)("kapot", (good.units[0], bad.units[1], good.units[2]))
    outcome = apply(google, make_plan(google, mixed, files), files)
    assert [failure.unit for failure in outcome.failures] == ["kapot/onderbouw"]
    assert "raise the table's capacity" in outcome.failures[0].line
    assert files.find("kapot/bovenbouw/team") is not None
    assert apply(google, make_plan(google, good, files), files).ok
    assert make_plan(google, good, files, deep=True).empty


def test_a_new_look_is_applied_and_widths_of_people_are_no_drift(
    workspace: LocalWorkspace,
) -> None:
    google, files, cast = connect(workspace), Files(), Cast("breed", teams=("onderbouw",))
    set_up(google, cast, files)
    wide = BORD.model_copy(update={"widths": (150, 60, 200, 100)})
    sheet = TEAM.model_copy(update={"tabs": (TEAM.tabs[0], wide)})
    changed = Cast("breed", teams=("onderbouw",), spreadsheet=sheet)
    plan = make_plan(google, changed.desired(), files)
    assert plan.lines == ("update look of spreadsheet team for Team onderbouw",)
    apply(google, plan, files)
    deep = make_plan(google, changed.desired(), files, deep=True)
    assert deep.empty


@pytest.mark.parametrize("calls", range(1, 13))
def test_a_crash_after_any_call_is_completed_by_the_next_run(
    workspace: LocalWorkspace, calls: int
) -> None:
    cast, files = Cast(f"crash-{calls}", teams=("onderbouw",)), Files()
    with pytest.raises(KeyboardInterrupt):
        set_up(crashing(workspace, calls), cast, files)
    google, fresh = connect(workspace), Files()
    assert set_up(google, cast, fresh).failures == ()
    assert make_plan(google, cast.desired(), fresh, deep=True).empty
    assert len(find_all(google, cast.school)) == 5


@pytest.mark.parametrize("calls", range(1, 13))
def test_a_lost_answer_to_any_call_makes_nothing_twice(
    workspace: LocalWorkspace, calls: int
) -> None:
    cast, files = Cast(f"verloren-{calls}", teams=("onderbouw",)), Files()
    google = losing(workspace, calls)
    assert set_up(google, cast, files).failures == ()
    assert make_plan(google, cast.desired(), files, deep=True).empty
    assert len(find_all(google, cast.school)) == 5


def losing(workspace: LocalWorkspace, calls: int) -> Google:
    """A connection on which one call has its effect and its answer never comes."""
    return breaking(workspace, calls, requests.ConnectionError("reset"))


def crashing(workspace: LocalWorkspace, calls: int) -> Google:
    """A connection on which the process dies right after a call had its effect."""
    return breaking(workspace, calls, KeyboardInterrupt())


def breaking(workspace: LocalWorkspace, calls: int, break_: BaseException) -> Google:
    google = connect(workspace)
    session = google.transport.session
    send, made = session.request, []

    def once(*args: Any, **kwargs: Any) -> Any:
        answer = send(*args, **kwargs)
        made.append(answer)
        if len(made) == calls:
            raise break_
        return answer

    session.request = once  # type: ignore[method-assign]
    return google


def find_all(google: Google, school: str) -> list[dict[str, Any]]:
    query = f"appProperties has {{ key='ritmiek_school' and value='{school}' }}"
    found = (
        google.drive.files()
        .list(
            q=query,
            corpora="drive",
            driveId=google.shared_drive,
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
        )
        .execute()
    )
    assert len(find_files(google, school)) == len(found["files"])
    files: list[dict[str, Any]] = found["files"]
    return files


def form_document(google: Google, files: Files, cast: Cast) -> dict[str, Any]:
    form = known(files, cast.key("onderbouw/barometer"))
    document: dict[str, Any] = google.forms.forms().get(formId=form.id).execute()
    return document


def write(google: Google, sheet: KnownFile, place: str, *values: object) -> None:
    data = [{"range": place, "values": [list(values)]}]
    google.sheets.values_batch_update(sheet.id, {"valueInputOption": "RAW", "data": data})


def insert_rows(google: Google, sheet: KnownFile, title: str, at: int, count: int) -> None:
    listed = google.sheets.spreadsheets_get(sheet.id, {"fields": "sheets.properties"})
    tab = next(
        entry["properties"]["sheetId"]
        for entry in listed["sheets"]
        if entry["properties"]["title"] == title
    )
    place = {"sheetId": tab, "dimension": "ROWS", "startIndex": at, "endIndex": at + count}
    request = {"insertDimension": {"range": place, "inheritFromBefore": False}}
    google.sheets.batch_update(sheet.id, {"requests": [request]})
