"""Everything of one school to the bin and back, and nothing of anybody else."""

from collections.abc import Mapping
from typing import Any

import pytest

from jobs.leaving.erasing import bring_back, erase, plan_erasure, plan_return
from jobs.leaving.ledger_rows import rows_of
from jobs.work.school import SchoolAtWork
from sync.files.removal import OurFile, our_files
from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm, opened
from tests.jobs.command import Command
from tests.leaving.conftest import TODAY, MakeSchool, file_of

NAME = ("--confirm", "Basisschool De Es")
SHEET = "application/vnd.google-apps.spreadsheet"


def there(school: SchoolAtWork) -> set[str]:
    return {file.key for file in our_files(school.google, school.key) if not file.in_bin}


def seeing_all(school: SchoolAtWork) -> SchoolAtWork:
    """The school with an account to which everybody's files show, by its own file."""
    file = file_of(school)
    text = file.read_text(encoding="utf-8")
    more = "workspace: {extra_scopes: [drive.metadata.readonly], "
    file.write_text(text.replace("workspace: {", more), encoding="utf-8")
    return opened(file, TODAY)


def put_by_people(workspace: LocalWorkspace, folder: OurFile, name: str = "Notulen") -> str:
    """Make a file in a folder as somebody of the school does; its id."""
    body = {"name": name, "mimeType": SHEET, "parents": [folder.id]}
    with workspace.session() as owner:
        made = owner.post("/drive/v3/files?supportsAllDrives=true", json=body)
    assert made.ok, made.text
    return str(made.json()["id"])


def drive_file(workspace: LocalWorkspace, file_id: str) -> Mapping[str, Any]:
    with workspace.session() as owner:
        path = f"/drive/v3/files/{file_id}?supportsAllDrives=true&fields=trashed,name"
        found: Mapping[str, Any] = owner.get(path).json()
    return found


def folder(school: SchoolAtWork, key: str) -> OurFile:
    files = our_files(school.google, school.key)
    return next(file for file in files if file.key == f"{school.key}/{key}")


def test_the_plan_says_what_would_go_and_what_would_stay(
    ritmiek: Command, answered: SchoolAtWork
) -> None:
    said = ritmiek("erase", file_of(answered), "--dry-run")
    assert said.code == 0, said.err
    assert "to Drive's bin would go: 12 forms, 3 spreadsheets" in said.out
    assert "form Bordsessie – Essen, with 1 answer\n" in said.out
    assert "stays: folder Essen, for this account sees only files of Ritmiek" in said.out
    assert "for other schools use it" in said.out
    assert "vol/essen/team" in there(answered)


def test_another_name_takes_nothing_away(ritmiek: Command, make_school: MakeSchool) -> None:
    school = make_school("andere-naam")
    said = ritmiek("erase", file_of(school), "--confirm", "Basisschool de Es")
    assert said.code == 2
    assert "nothing was changed" in said.err
    assert len(there(school)) == 5


def test_what_is_erased_is_in_the_bin_and_the_file_of_the_school_stays(
    ritmiek: Command, make_school: MakeSchool
) -> None:
    school = make_school("weg")
    text = file_of(school).read_bytes()
    said = ritmiek("erase", file_of(school), *NAME)
    assert said.code == 0, said.err
    assert "3 files are in Drive's bin" in said.out
    assert "ritmiek erase SCHOOL --undo" in said.out
    assert {file.kind for file in our_files(school.google, "weg") if not file.in_bin} == {"folder"}
    assert not any(rows_of(school.ledger, school.configuration).values())
    assert file_of(school).read_bytes() == text


def test_where_folders_stay_the_plan_and_the_end_say_why_and_what_to_do(
    ritmiek: Command, make_school: MakeSchool
) -> None:
    school = make_school("mappen")
    planned = ritmiek("erase", file_of(school), "--dry-run")
    done = ritmiek("erase", file_of(school), *NAME)
    for said, times in ((planned, 1), (done, 2)):
        assert said.out.count("2 keer blijft een map staan. Dit account ziet alleen") == times
        assert said.out.count("zet bij workspace.extra_scopes drive.metadata.readonly") == times
    # After it comes only the line of calls.
    assert "een map staan" in done.out.strip().splitlines()[-2]
    once_more = ritmiek("erase", file_of(school), *NAME)
    assert "is left to take away but its folders" in once_more.out
    again = ritmiek("erase", file_of(seeing_all(school)), *NAME)
    assert (again.code, "map staan" in again.out, there(school)) == (0, False, set())


def test_an_english_school_reads_which_folders_stay_in_english(
    ritmiek: Command, workspace: LocalWorkspace, make_school: MakeSchool
) -> None:
    school = make_school("mappen-engels")
    file = file_of(school)
    text = file.read_text(encoding="utf-8").replace(
        "region: midden", "region: midden, language: en"
    )
    file.write_text(text, encoding="utf-8")
    put_by_people(workspace, folder(school, "essen"))
    assert "2 times a folder stays. This account" in ritmiek("erase", file, "--dry-run").out
    seeing_all(school)
    said = ritmiek("erase", file, "--dry-run").out
    assert "2 times a folder stays, because files are in it that Ritmiek did not make" in said


def test_another_school_keeps_everything_and_the_pizza_sheet_they_share(
    ritmiek: Command, make_school: MakeSchool
) -> None:
    leaving, staying = make_school("gaat", group="samen"), make_school("blijft", group="samen")
    before = there(staying)
    assert ritmiek("erase", file_of(leaving), *NAME).code == 0
    assert there(staying) == before
    shared = staying.google.drive.files().get(
        fileId=leaving.known("pizza/samen/pizzasessie").id,
        supportsAllDrives=True,
        fields="trashed",
    )
    assert shared.execute()["trashed"] is False


@pytest.mark.parametrize("all_seen", [False, True])
def test_a_file_that_people_put_in_our_folder_stays_where_it_is(
    workspace: LocalWorkspace, make_school: MakeSchool, all_seen: bool
) -> None:
    school = make_school(f"notulen-{int(all_seen)}")
    notes = put_by_people(workspace, folder(school, "essen"))
    erase(school, plan_erasure(seeing_all(school) if all_seen else school))
    assert drive_file(workspace, notes) == {"trashed": False, "name": "Notulen"}
    # The folder around it stays too, and so does every folder above that one.
    stay = {key.removeprefix(f"{school.key}/") for key in there(school)}
    assert stay == {"essen", "top"}


def test_folders_go_too_when_nothing_of_others_is_in_them(
    ritmiek: Command, make_school: MakeSchool
) -> None:
    school = seeing_all(make_school("alles-weg"))
    said = ritmiek("erase", file_of(school), *NAME)
    assert "5 files are in Drive's bin" in said.out
    assert there(school) == set()


def test_an_erasure_that_broke_off_is_finished_by_doing_it_again(
    faulty: LocalWorkspace, make_school: MakeSchool
) -> None:
    school = make_school("halverwege")
    arm(faulty, {"method": "drive.files.update", "kind": "403:forbidden", "every": 2})
    broken = erase(school, plan_erasure(school))
    assert broken.failures
    assert school.ledger.find("halverwege/essen/team")
    arm(faulty)
    again = erase(school, plan_erasure(school))
    assert not again.failures
    assert broken.files + again.files == 3
    assert school.ledger.find("halverwege/essen/team") is None


def test_after_a_kill_between_the_files_and_the_ledger_the_next_run_ends_it(
    make_school: MakeSchool,
) -> None:
    school = make_school("gedood")
    found = plan_erasure(school)
    kept = rows_of(school.ledger, school.configuration)
    erase(school, found)
    school.ledger.exchange({}, kept)
    again = plan_erasure(school)
    assert (again.files, again.rows > 0) == ((), True)
    erase(school, again)
    assert plan_erasure(school).empty


def test_what_was_erased_comes_back_and_no_mail_goes_twice(
    ritmiek: Command, make_school: MakeSchool
) -> None:
    school = seeing_all(make_school("terug"))
    before = there(school)
    school.ledger.claim("week/terug/essen/2026-11-02", TODAY)
    school.ledger.sent("week/terug/essen/2026-11-02", TODAY)
    ritmiek("erase", file_of(school), *NAME)
    assert school.ledger.delivery("week/terug/essen/2026-11-02") is None
    said = ritmiek("erase", file_of(school), "--undo")
    assert "5 files are back, and what is known of 1 mails" in said.out
    assert there(school) == before
    assert not school.ledger.claim("week/terug/essen/2026-11-02", TODAY)


def test_what_people_put_in_the_bin_themselves_does_not_come_back(
    make_school: MakeSchool,
) -> None:
    school = make_school("zelf-weg")
    thrown = school.known("zelf-weg/essen/stem").id
    body = {"trashed": True}
    school.google.drive.files().update(fileId=thrown, supportsAllDrives=True, body=body).execute()
    erase(school, plan_erasure(school))
    bring_back(school, plan_return(school))
    assert [file.id for file in our_files(school.google, school.key) if file.in_bin] == [thrown]
