"""Everything of a school in one folder: complete, readable by others, and anonymous."""

import json
import stat
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # publishes no types
import pytest
import requests
import structlog

from forms.ids import question_id
from forms.model import ChoiceQuestion
from jobs.cli import main
from jobs.leaving.answers_out import form_out
from jobs.leaving.exporting import files_to_export
from jobs.programme.visits import ROOSTER
from jobs.work.school import SchoolAtWork
from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm, at, fill_in, rows
from tests.jobs.command import Command
from tests.leaving.conftest import NOW, file_of

BAROMETER = "formulieren/essen-barometer.json"
BORD = "formulieren/essen-bordsessie.json"


@pytest.fixture(scope="module")
def exported(answered: SchoolAtWork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a whole school, made by the command itself."""
    folder = tmp_path_factory.mktemp("export")
    with pytest.raises(SystemExit) as ended:
        main(["export", str(file_of(answered)), "--to", str(folder), *NOW])
    assert not ended.value.code
    structlog.reset_defaults()
    return folder / "ritmiek-vol-2026-11-05"


def stem(school: SchoolAtWork, stays: str) -> dict[str, str]:
    """The answers of a pupil who chooses the first of every question."""
    form = next(one.form for one in school.desired.forms() if one.key.endswith("/stem"))
    chosen = {
        item.key: item.options[0].text for item in form.items() if isinstance(item, ChoiceQuestion)
    }
    return chosen | {"groep": "5A", "blijven": stays}


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_every_sheet_and_form_is_in_the_export_and_in_its_index(exported: Path) -> None:
    sheets = {path.stem for path in (exported / "bladen").iterdir()}
    forms = {path.stem for path in (exported / "formulieren").iterdir()}
    assert sheets == {"essen-team", "overzicht", "beheer", "vol-bomen-pizzasessie"}
    assert len(forms) == 12
    for index in ("index.md", "index.html"):
        text = (exported / index).read_text(encoding="utf-8")
        assert all(name in text for name in (*sheets, *forms, "boekhouding", "school.yaml"))
        assert "Wordt gedeeld met andere scholen" in text


def test_a_workbook_opens_and_holds_the_tabs_of_the_sheet(exported: Path) -> None:
    book = openpyxl.load_workbook(BytesIO((exported / "bladen/essen-team.xlsx").read_bytes()))
    told = read(exported, "bladen/essen-team.json")
    assert book.sheetnames == [tab["title"] for tab in told["tabs"]]
    assert "Bord" in book.sheetnames


def test_the_tables_of_a_sheet_come_back_by_the_keys_of_their_columns(
    answered: SchoolAtWork, exported: Path
) -> None:
    table = read(exported, "bladen/essen-team.json")["tables"][ROOSTER]
    known = [
        {key: value if value is None else str(value) for key, value in row.items()}
        for row in rows(answered, "essen/team", ROOSTER)
    ]
    assert known
    assert [{k: v if v is None else str(v) for k, v in row.items()} for row in table] == known


def test_answers_that_bear_no_secret_are_whole_with_their_questions(exported: Path) -> None:
    form = read(exported, BORD)
    [answer] = form["answers"]
    assert answer["answers"]["successen"] == ["Lid 1 las voor"]
    assert datetime.fromisoformat(answer["created"]).year == 2026
    assert "successen" in {question["key"] for question in form["questions"]}


def test_what_two_colleagues_talked_about_after_a_visit_stays_theirs(exported: Path) -> None:
    [visit] = read(exported, "formulieren/essen-lesbezoek.json")["answers"]
    assert visit["answers"]["naar_het_bord"] == ["Voor iedereen"]
    everything = b"".join(path.read_bytes() for path in exported.rglob("*.json"))
    assert b"Van de twee" not in everything


def test_of_an_anonymous_form_nothing_leaves_that_fewer_than_five_answered(exported: Path) -> None:
    form = read(exported, BAROMETER)
    told = form["answers_by_question"]
    assert (form["answered"], form["not_included"]) == (6, 1)
    assert sorted(told["succes"]) == [f"Eerste week {number}" for number in range(5)]
    everything = b"".join(path.read_bytes() for path in exported.rglob("*.json"))
    assert b"Tweede week" not in everything


def test_anonymous_answers_leave_without_a_date_an_id_or_the_order_of_arrival(
    exported: Path,
) -> None:
    text = (exported / BAROMETER).read_text(encoding="utf-8")
    assert "response" not in text
    assert "2026-" not in text
    shown = json.loads(text)["answers_by_question"]["succes"]
    assert shown != sorted(shown)


def test_two_exports_around_one_answer_do_not_show_that_answer(
    workspace: LocalWorkspace, answered: SchoolAtWork
) -> None:
    file = next(one for one in files_to_export(answered) if one.key == "vol/essen/stem")
    for _ in range(5):
        fill_in(workspace, answered, "essen/stem", stem(answered, "De kring"), at(29, 9))
    before = form_out(answered, file).content
    fill_in(workspace, answered, "essen/stem", stem(answered, "Alleen ik"), at(5, 11, 9))
    after = form_out(answered, file).content
    assert before["answers_by_question"]["blijven"] == ("De kring",) * 5
    assert after["answers_by_question"] == before["answers_by_question"]
    assert after["answered"] == before["answered"] + 1


def meting(school: SchoolAtWork, wish: str) -> dict[str, str]:
    """The answers of a colleague who chooses the first of every question."""
    form = next(one.form for one in school.desired.forms() if one.key.endswith("/meting"))
    chosen = {
        item.key: item.options[0].text for item in form.items() if isinstance(item, ChoiceQuestion)
    }
    return chosen | {"straks_anders": wish}


def starting(school: SchoolAtWork, block_start: date) -> SchoolAtWork:
    """The same school after somebody moved the block of its team."""
    team = school.configuration.teams[0].model_copy(update={"block_start": block_start})
    configuration = school.configuration.model_copy(update={"teams": (team,)})
    return SchoolAtWork(configuration, school.ledger, school.now)


def test_two_exports_around_a_block_that_moved_do_not_show_one_answer(
    workspace: LocalWorkspace, answered: SchoolAtWork
) -> None:
    file = next(one for one in files_to_export(answered) if one.key == "vol/essen/meting")
    for _ in range(5):
        fill_in(workspace, answered, "essen/meting", meting(answered, "Rust"), at(29, 9))
    fill_in(workspace, answered, "essen/meting", meting(answered, "Alleen ik"), at(13, 10))
    before = form_out(answered, file).content
    after = form_out(starting(answered, date(2026, 9, 28)), file).content
    assert before["answers_by_question"]["straks_anders"] == ("Rust",) * 5
    assert after == before


def test_what_people_asked_themselves_leaves_apart_from_what_we_no_longer_ask(
    answered: SchoolAtWork, workspace: LocalWorkspace
) -> None:
    [file] = [one for one in files_to_export(answered) if one.key == "vol/essen/lesontwerp"]
    left, own = question_id("lesontwerp", "weg"), "0000beef"
    for identifier, title in ((left, "Vroeger?"), (own, "Van ons?")):
        asked = {"question": {"questionId": identifier, "textQuestion": {}}}
        made = {"item": {"title": title, "questionItem": asked}, "location": {"index": 0}}
        with workspace.session() as owner:
            body = {"requests": [{"createItem": made}]}
            assert owner.post(f"/v1/forms/{file.id}:batchUpdate", json=body).ok
    known = {question_id("lesontwerp", "datum"): "2026-10-05"}
    known |= {question_id("lesontwerp", "lesdoel"): "Voorbeeld"}
    said = {f"entry.{int(one, 16)}": text for one, text in (known | {left: "a", own: "b"}).items()}
    address = answered.address(file.key).replace("/viewform", "/formResponse")
    assert "Bedankt" in requests.post(address, data=said, timeout=30).text
    told = form_out(answered, file).content
    assert (told["retired"], told["of_people"]) == ({left: "Vroeger?"}, {own: "Van ons?"})


def test_only_its_owner_can_read_the_export(exported: Path) -> None:
    everything = [exported, *exported.rglob("*")]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in everything if path.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in everything if path.is_file()} == {0o600}


def test_the_ledger_leaves_without_a_name_at_a_mail(exported: Path) -> None:
    told = read(exported, "ritmiek/boekhouding.json")
    assert "@" not in json.dumps(told["deliveries"])
    assert {row["key"] for row in told["files"]} >= {"vol/essen/team", "vol/beheer"}


def test_an_export_is_never_written_over(
    ritmiek: Command, answered: SchoolAtWork, exported: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in exported.rglob("*")}
    again = ritmiek("export", file_of(answered), "--to", exported.parent, *NOW)
    assert again.code == 2
    assert "never written over" in again.err
    assert {path: path.stat().st_mtime_ns for path in exported.rglob("*")} == before


def test_an_export_that_breaks_off_leaves_nothing_behind(
    ritmiek: Command, faulty: LocalWorkspace, answered: SchoolAtWork, tmp_path: Path
) -> None:
    arm(faulty, {"method": "drive.files.export", "kind": "403:forbidden", "times": 1})
    said = ritmiek("export", file_of(answered), "--to", tmp_path, *NOW)
    assert said.code == 1
    assert list(tmp_path.iterdir()) == []
