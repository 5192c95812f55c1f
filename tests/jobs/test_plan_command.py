"""`plan` and `setup` as a schoolcoach uses them: read it, keep it, apply exactly that."""

import json
import stat
from pathlib import Path

import pytest

from jobs.cli import main
from jobs.work.school import SchoolAtWork
from tests.conftest import LocalWorkspace
from tests.jobs.cast import opened, school_text
from tests.jobs.command import Command

KEPT = "plan.json"


@pytest.fixture
def school(tmp_path: Path, jobs_workspace: LocalWorkspace, request: pytest.FixtureRequest) -> Path:
    """The file of a school of this test's own that is set up."""
    key = f"plan-{abs(hash(request.node.name)) % 10**6}"
    path = tmp_path / "school.yaml"
    path.write_text(school_text(jobs_workspace, key, "essen"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["setup", str(path)])
    assert not ended.value.code
    return path


def type_in(school: SchoolAtWork, place: str, text: str) -> None:
    known = school.known(school.team_spreadsheet(school.configuration.teams[0]).key)
    data = [{"range": place, "values": [[text]]}]
    school.google.sheets.values_batch_update(known.id, {"valueInputOption": "RAW", "data": data})


def read(school: SchoolAtWork, place: str) -> str:
    known = school.known(school.team_spreadsheet(school.configuration.teams[0]).key)
    return str(school.google.sheets.values_get(known.id, place)["values"][0][0])


def renamed(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("name: Essen", "name: De Essen")
    file.write_text(text, encoding="utf-8")


def test_what_people_changed_is_told_and_left_until_it_is_asked_back(
    ritmiek: Command, school: Path
) -> None:
    type_in(opened(school), "Bord!A1", "Ons bord")
    told = ritmiek("plan", "--deep", school)
    assert told.code == 3
    assert "Bord!A1: Bord → Ons bord" in told.out
    left = ritmiek("setup", "--deep", school)
    assert (left.code, read(opened(school), "Bord!A1")) == (3, "Ons bord")
    assert ritmiek("setup", "--restore", school).code == 0
    assert read(opened(school), "Bord!A1") == "Bord"


def test_a_kept_plan_is_private_whole_and_applied_as_it_is(ritmiek: Command, school: Path) -> None:
    renamed(school)
    assert ritmiek("plan", school, "--out", KEPT).code == 3
    kept = Path(KEPT)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "token" not in kept.read_text(encoding="utf-8")
    assert json.loads(kept.read_text(encoding="utf-8"))["version"] == 1
    type_in(opened(school), "Bord!H40", "aantekening")
    applied = ritmiek("setup", KEPT)
    assert (applied.code, applied.err) == (0, "")
    assert ritmiek("plan", school).code == 0


def test_a_kept_plan_is_refused_when_the_school_moved_on(ritmiek: Command, school: Path) -> None:
    renamed(school)
    ritmiek("plan", school, "--out", KEPT)
    type_in(opened(school), "Start!A1", "Wij")
    refused = ritmiek("setup", KEPT)
    assert refused.code == 1
    assert "no longer so: update tab Start" in refused.err
    assert "make a new plan" in refused.err
    assert read(opened(school), "Start!A1") == "Wij"


def test_beyond_its_bounds_nothing_is_done_without_force(ritmiek: Command, school: Path) -> None:
    renamed(school)
    with school.open("a", encoding="utf-8") as file:
        file.write("bounds: {changes: 3}\n")
    refused = ritmiek("setup", school)
    assert refused.code == 1
    assert "bounds.changes is 3; nothing was done" in refused.sentence
    assert read(opened(school), "Start!A1") == "Essen"
    assert ritmiek("setup", school, "--force").code == 0
    assert read(opened(school), "Start!A1") == "De Essen"


def test_a_plan_is_told_in_english_as_markdown_or_whole_as_json(
    ritmiek: Command, file: Path
) -> None:
    told = ritmiek("plan", file, "--language", "en", "--format", "markdown")
    assert (told.code, told.err) == (3, "")
    assert told.out.startswith("# Basisschool De Es\n")
    assert "- form Barometer – Essen" in told.out
    whole = json.loads(ritmiek("plan", file, "--format", "json").out)
    lines = [change["line"] for change in whole["schools"][0]["changes"]]
    assert "create form barometer for Essen" in lines
    assert json.loads(ritmiek("plan", file, "--json").out)["nieuw"] == lines


@pytest.mark.parametrize("more", ["", ', "schools": 1', ', "schools": [], "version": 9'])
def test_a_file_that_is_no_whole_plan_is_refused(ritmiek: Command, more: str) -> None:
    Path(KEPT).write_text(f'{{"format": "ritmiek-plan"{more}}}', encoding="utf-8")
    refused = ritmiek("setup", KEPT)
    assert refused.code == 2
    assert "make it again with: ritmiek plan --out" in refused.sentence


def test_a_kept_plan_is_given_alone(ritmiek: Command, file: Path) -> None:
    ritmiek("plan", file, "--out", KEPT)
    refused = ritmiek("setup", KEPT, file)
    assert (refused.code, "give it alone" in refused.sentence) == (2, True)
