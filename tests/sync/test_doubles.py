"""Two files with one key: the used one stays, and the other goes to the bin when it is empty."""

from dataclasses import replace

from sync.desired import Desired, FilesInMemory, Kind, KnownFile
from sync.files.drive import WrongKindError, find_every
from sync.files.making import NewFile, make_files
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect

TEAM = ("onderbouw",)
LATE = {"method": "drive.files.list", "kind": "late_search", "since": 1, "seconds": 3600}


def set_up(google: Google, cast: Cast, files: FilesInMemory) -> KnownFile:
    assert apply(google, make_plan(google, cast.desired(), files), files).ok
    found = files.find(cast.key("onderbouw/team"))
    assert found is not None
    return found


def make_second(google: Google, cast: Cast) -> str:
    """A spreadsheet with the team's key, as a create leaves it whose answer was lost."""
    key = cast.key("onderbouw/team")
    (folder,) = find_every(google, cast.school)[cast.key("onderbouw")]
    made = make_files(google, [NewFile(key, "spreadsheet", "Team", folder.id)])[key]
    assert not isinstance(made, Exception)
    return made.id


def ids(google: Google, cast: Cast) -> list[str]:
    return [file.id for file in find_every(google, cast.school)[cast.key("onderbouw/team")]]


def test_an_empty_second_file_goes_to_the_bin_and_the_plan_says_so(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-leeg", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    make_second(google, cast)
    plan = make_plan(google, cast.desired(), files)
    assert plan.lines == ("move the empty second spreadsheet Team to the bin",)
    assert apply(google, plan, files).ok
    assert ids(google, cast) == [used.id]
    assert make_plan(google, cast.desired(), files).empty


def test_a_second_file_in_which_somebody_wrote_is_told_and_stays(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-vol", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    second = make_second(google, cast)
    written = {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["van ons"]]}]}
    google.sheets.values_batch_update(second, written)
    plan = make_plan(google, cast.desired(), files)
    assert [change.line for change in plan.drift] == [
        "the second spreadsheet Team is not used; put it in the bin when nobody wrote in it"
    ]
    apply(google, plan, files)
    assert ids(google, cast) == [used.id, second]


def test_a_second_file_in_which_somebody_wrote_after_the_plan_stays(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-net-vol", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    second = make_second(google, cast)
    plan = make_plan(google, cast.desired(), files)
    written = {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["van ons"]]}]}
    google.sheets.values_batch_update(second, written)
    outcome = apply(google, plan, files)
    assert "somebody worked in it since it was read" in outcome.failures[0].line
    assert outcome.done == ()
    assert ids(google, cast) == [used.id, second]


def test_a_second_file_with_nothing_but_a_list_to_choose_from_stays(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-lijst", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    second = make_second(google, cast)
    place = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    rule = {"condition": {"type": "BOOLEAN"}}
    request = {"setDataValidation": {"range": {"sheetId": 0, **place}, "rule": rule}}
    google.sheets.batch_update(second, {"requests": [request]})
    assert apply(google, make_plan(google, cast.desired(), files), files).ok
    assert ids(google, cast) == [used.id, second]


def naming(google: Google, cast: Cast, kind: Kind) -> tuple[str, Desired]:
    """A file of this kind, and the school as it is when the configuration names that one."""
    made = make_files(google, [NewFile(f"elders/{cast.school}", kind, "Ander", None)])
    [named] = made.values()
    assert not isinstance(named, Exception)
    *units, team = cast.desired().units
    sheets = (replace(team.spreadsheets[0], file_id=named.id),)
    return named.id, replace(cast.desired(), units=(*units, replace(team, spreadsheets=sheets)))


def test_the_file_that_the_configuration_names_goes_before_one_with_the_key(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-genoemd", TEAM), FilesInMemory()
    set_up(google, cast, files)
    named, desired = naming(google, cast, "spreadsheet")
    plan = make_plan(google, desired, files)
    assert plan.found[cast.key("onderbouw/team")].id == named


def test_a_named_file_that_is_no_spreadsheet_stops_its_own_unit_only(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("genoemd-anders", TEAM), FilesInMemory()
    _, desired = naming(google, cast, "form")
    plan = make_plan(google, desired, files)
    failures = [unit.failure for unit in plan.units]
    assert [type(failure) for failure in failures] == [type(None), WrongKindError]


def test_the_file_that_was_set_up_is_used_although_another_is_older(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("dubbel-ouder", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    again = FilesInMemory()
    make_second(google, cast)
    assert set_up(google, cast, again).id == used.id


def test_what_the_ledger_knows_is_not_made_again_while_the_search_runs_behind(
    workspace: LocalWorkspace,
) -> None:
    google, cast, files = connect(workspace), Cast("zoekt-laat", TEAM), FilesInMemory()
    set_up(google, cast, files)
    with workspace.session() as owner:
        owner.put("/local/faults", json=[LATE])
        plan = make_plan(google, cast.desired(), files)
        owner.put("/local/faults", json=[])
    assert plan.empty


def test_what_people_put_in_the_bin_is_made_again(workspace: LocalWorkspace) -> None:
    google, cast, files = connect(workspace), Cast("weggegooid", TEAM), FilesInMemory()
    used = set_up(google, cast, files)
    binned = {"fileId": used.id, "body": {"trashed": True}, "supportsAllDrives": True}
    google.drive.files().update(**binned).execute()
    assert set_up(google, cast, files).id != used.id
