"""Set-up against the local Workspace: apply, read back, compare again, and nothing is left."""

from datetime import date

from sync.changes import Detail
from sync.collect import read_tables
from sync.desired import KnownFile
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import BORD, TEAM, Cast, connect, total
from tests.sync.setting_up import Files, known, set_up


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
