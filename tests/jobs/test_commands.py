"""The command line when all is well: exit codes, reports, and a second time that does nothing."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import LocalWorkspace
from tests.jobs.cast import arm, at, bordsessie, fill_in, opened, school_text, subjects
from tests.jobs.command import MONDAY, Command, nothing_was_made

NEW = ("--name", "De Es", "--type", "po", "--region", "midden", "--domain", "es.example")


# A new school


def test_a_new_file_is_good_at_once(ritmiek: Command) -> None:
    made = ritmiek("init", *NEW, "--teams", "Onderbouw, Bovenbouw")
    assert (made.code, made.err) == (0, "")
    assert ritmiek("check").out == "school.yaml: good\n"


def test_a_new_file_never_takes_the_place_of_another(ritmiek: Command, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    refused = ritmiek("init", file, *NEW, "--teams", "Onderbouw")
    assert refused.code == 2
    assert "exists already" in refused.sentence
    assert file.read_text(encoding="utf-8") == before


def test_a_new_file_can_be_looked_at_first(ritmiek: Command, tmp_path: Path) -> None:
    said = ritmiek("init", *NEW, "--teams", "Onderbouw", "--dry-run")
    assert 'name: "De Es"' in said.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("place", "why"), [("file/school.yaml", "file"), (".", "exists already")])
def test_a_new_file_that_cannot_be_made_says_so(ritmiek: Command, place: str, why: str) -> None:
    Path("file").write_text("", encoding="utf-8")
    refused = ritmiek("init", place, *NEW, "--teams", "Onderbouw")
    assert refused.code == 2
    assert why in refused.sentence


# Plan and set-up


def files_in(workspace: LocalWorkspace) -> int:
    return len(workspace.running.workspace.store.rows("SELECT id FROM files"))


def test_looking_at_a_set_up_writes_nothing(
    ritmiek: Command, file: Path, jobs_workspace: LocalWorkspace
) -> None:
    before = files_in(jobs_workspace)
    planned, looked = ritmiek("plan", file), ritmiek("setup", file, "--dry-run")
    assert (planned.code, looked.code) == (3, 0)
    assert planned.out == looked.out
    assert "formulier Barometer – Essen" in planned.out
    assert files_in(jobs_workspace) == before
    assert nothing_was_made(file.parent)


def test_after_a_set_up_nothing_changes(ritmiek: Command, ready: Path) -> None:
    for command in ("plan", "setup"):
        said = ritmiek(command, ready)
        assert (said.code, said.err) == (0, "")
        changes, calls = said.out.splitlines()
        assert changes == "Basisschool De Es: er verandert niets"
        assert calls.startswith("calls: drive ")
    assert ritmiek("plan", "--deep", ready).code == 0


def test_a_lost_ledger_is_found_again_in_drive(
    ritmiek: Command, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    file = tmp_path / "school.yaml"
    file.write_text(school_text(jobs_workspace, "kwijt", "essen"), encoding="utf-8")
    assert ritmiek("setup", file).code == 0
    before = files_in(jobs_workspace)
    shutil.rmtree(tmp_path / ".ritmiek")
    assert ritmiek("setup", file).code == 0
    assert files_in(jobs_workspace) == before
    assert ritmiek("collect", file).code == 0


def test_a_team_that_cannot_be_compared_is_a_failure(
    ritmiek: Command, ready: Path, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": "forms.forms.get", "kind": "403:forbidden", "times": 100})
    said = ritmiek("plan", "--deep", ready)
    assert said.code == 1
    assert "forms.forms.get was refused" in said.err
    assert "er verandert niets" not in said.out


# Collecting and mailing


def test_collecting_tells_how_much_it_read(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("collect", ready, *MONDAY)
    assert (said.code, said.err) == (0, "")
    assert "answers read" in said.out


def test_collecting_before_a_set_up_says_what_to_do_first(ritmiek: Command, file: Path) -> None:
    said = ritmiek("collect", file, *MONDAY)
    assert said.code == 1
    assert "Run 'ritmiek setup' first" in said.sentence
    assert nothing_was_made(file.parent)


def test_a_mail_goes_once(ritmiek: Command, ready: Path) -> None:
    assert (
        "week/klaar/essen/2026-10-26: sent"
        in ritmiek("mail", "week", ready, "--now", "2026-10-26T07:02").out
    )
    again = ritmiek("mail", "week", ready, "--now", "2026-10-26T09:00")
    assert again.code == 0
    assert again.out.splitlines()[0] == "week/klaar/essen/2026-10-26: already sent"


def test_a_mail_can_be_looked_at_without_sending_it(
    ritmiek: Command, ready: Path, tmp_path: Path
) -> None:
    assert "would go to 6 people" in ritmiek("mail", "week", ready, "--dry-run", *MONDAY).out
    ritmiek("mail", "week", ready, "--out", tmp_path / "brief", *MONDAY)
    kept = {path.name for path in (tmp_path / "brief").iterdir()}
    assert kept == {f"week-klaar-essen-2026-10-05.{kind}" for kind in ("html", "txt")}
    assert "sent" in ritmiek("mail", "week", ready, *MONDAY).out


def test_a_team_that_does_not_exist_is_wrong_use(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("mail", "week", ready, "--team", "esen", *MONDAY)
    assert said.code == 2
    assert said.sentence == "team 'esen' is unknown; did you mean 'essen'?"


def test_a_mail_that_may_have_left_is_left_over(
    ritmiek: Command, ready: Path, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": "gmail.users.messages.send", "kind": "cut_after", "times": 1})
    when = ("--now", "2026-11-16T07:02")
    assert ritmiek("run", ready, *when).code == 3
    again = ritmiek("run", ready, *when)
    assert again.code == 3
    assert "nobody knows whether this mail left" in again.sentence


def test_whoever_looked_says_whether_a_mail_left(
    ritmiek: Command, ready: Path, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": "gmail.users.messages.send", "kind": "cut_after", "times": 1})
    when = ("--now", "2026-11-23T07:02")
    key = "week/klaar/essen/2026-11-23"
    ritmiek("run", ready, *when)
    assert ritmiek("settle", key, ready, "--left").out.strip() == f"{key}: noted as sent"
    assert key not in ritmiek("run", ready, *when).err
    assert "does not wait for anybody" in ritmiek("settle", key, ready, "--left").sentence


def test_a_pizzasessie_without_a_date_ahead_says_what_to_do(ritmiek: Command, ready: Path) -> None:
    said = ritmiek("mail", "pizzasessie", ready, "--now", "2026-12-01T07:00")
    assert said.code == 1
    assert "has no date ahead" in said.sentence


def test_a_run_does_what_is_due_and_then_nothing(
    ritmiek: Command, ready: Path, jobs_workspace: LocalWorkspace
) -> None:
    school = opened(ready)
    when = ("--now", "2026-11-02T07:02")
    looked = ritmiek("run", ready, "--dry-run", *when)
    assert "would do week, week/klaar/essen/2026-11-02" in looked.out
    before = subjects(jobs_workspace, school)
    ritmiek("run", ready, *when)
    assert len(subjects(jobs_workspace, school)) == len(before) + 2
    assert "nothing is due" in ritmiek("run", ready, *when).out
    assert len(subjects(jobs_workspace, school)) == len(before) + 2


SHORT = """\
key: bordsessie
title: Bordsessie
document_title: Bordsessie
anonymous: false
sections:
  - key: bord
    title: Bord
    items: [{key: datum, kind: date, title: "Wanneer?", required: true}]
"""


def test_answers_to_a_question_that_is_no_more_are_said(
    ritmiek: Command, ready: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    (tmp_path / "eigen" / "forms").mkdir(parents=True)
    (tmp_path / "eigen" / "forms" / "bordsessie.yaml").write_text(SHORT, encoding="utf-8")
    file = ready.with_name("eigen.yml")
    own = f"definitions: {tmp_path / 'eigen'}\n"
    file.write_text(ready.read_text(encoding="utf-8") + own, encoding="utf-8")
    fill_in(jobs_workspace, opened(ready), "essen/bordsessie", bordsessie(at(2, 10)), at(2, 10))
    said = ritmiek("collect", file, *MONDAY)
    assert said.code == 0
    assert "4 answers are to questions that these forms no longer have" in said.out


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("plan",),
        ("setup",),
        ("collect", *MONDAY),
        ("mail", "week", "--dry-run", *MONDAY),
        ("run", *MONDAY),
        ("run", "--dry-run", *MONDAY),
    ],
    ids=" ".join,
)
def test_a_report_is_json_when_asked(
    ritmiek: Command, ready: Path, command: tuple[str, ...]
) -> None:
    said = ritmiek(*command, ready, "--json")
    assert said.code in (0, 3)
    assert json.loads(said.out)
