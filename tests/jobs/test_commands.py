"""The command line: exit codes, what is said when something is wrong, and nothing half-written."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from jobs.cli import main
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.jobs.cast import arm, at, bordsessie, fill_in, opened, school_text, subjects

NEW = ("--name", "De Es", "--type", "po", "--region", "midden", "--domain", "es.example")
MONDAY = ("--now", "2026-10-05T07:02")


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


class Command:
    """The command as somebody types it, in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Said:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = self._capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)


@pytest.fixture
def ritmiek(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield Command(capsys)
    structlog.reset_defaults()


@pytest.fixture
def file(tmp_path: Path, jobs_workspace: LocalWorkspace) -> Path:
    """The file of a school that was never set up."""
    path = tmp_path / "school.yaml"
    path.write_text(school_text(jobs_workspace, "nieuw", "essen"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ready(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The file of a school that is set up, by the command itself."""
    path = tmp_path_factory.mktemp("ready") / "school.yaml"
    path.write_text(school_text(jobs_workspace, "klaar", "essen"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["setup", str(path)])
    assert not ended.value.code
    yield path
    structlog.reset_defaults()


def nothing_was_made(folder: Path) -> bool:
    return not (folder / ".ritmiek").exists()


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


# Files that are wrong


@pytest.mark.parametrize("command", ["check", "plan", "setup", "collect", "run"])
def test_a_file_that_is_missing_is_wrong_use(ritmiek: Command, command: str) -> None:
    said = ritmiek(command, "elders.yaml")
    assert said.code == 2
    whole = said.out + said.err
    assert whole.count("\n") == 1
    assert "make one with: ritmiek init elders.yaml" in whole


def test_a_folder_without_a_file_is_wrong_use(ritmiek: Command, tmp_path: Path) -> None:
    said = ritmiek("plan", tmp_path)
    assert said.code == 2
    assert "holds no .yaml file" in said.sentence


def test_a_file_that_is_no_text_is_wrong_use(ritmiek: Command, file: Path) -> None:
    file.write_bytes("school: Dé Es".encode("utf-16"))
    said = ritmiek("plan", file)
    assert said.code == 2
    assert "no text in UTF-8" in said.sentence


WRONG = [
    ("region: midden", "region: midde", "did you mean 'midden'?"),
    ("essen1@es.example", "essen1.es.example", "no e-mail address"),
    ("block_start: 2026-09-21", "block_start: 2026-10-19", "a block cannot start on 2026-10-19"),
    ("teams:\n", "team:\n", "teams"),
    ("people:", "people: [", "YAML"),
]


@pytest.mark.parametrize(("good", "bad", "says"), WRONG)
def test_a_mistake_in_a_file_is_told_with_its_place_before_anything_is_done(
    ritmiek: Command, file: Path, good: str, bad: str, says: str
) -> None:
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")
    said = ritmiek("setup", file)
    assert said.code == 1
    assert says in said.err
    assert f"{file}:" in said.err
    assert nothing_was_made(file.parent)


def test_every_mistake_of_every_file_is_told_at_once(ritmiek: Command, file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("type: po", "type: basis")
    file.write_text(text.replace("region: midden", "region: oost"), encoding="utf-8")
    (file.parent / "tweede.yaml").write_text("school: 3\n", encoding="utf-8")
    said = ritmiek("check", file.parent)
    assert said.code == 1
    assert {"school.yaml", "tweede.yaml"} <= {Path(line.split(":")[0]).name for line in lines(said)}
    assert all(word in said.out for word in ("basis", "oost"))


def lines(said: Said) -> list[str]:
    return said.out.splitlines()


def test_two_schools_with_one_key_are_refused(ritmiek: Command, file: Path) -> None:
    (file.parent / "tweede.yaml").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    said = ritmiek("plan", file.parent)
    assert said.code == 1
    assert "school key 'nieuw' is that of" in said.err


def test_the_schema_of_a_file_is_published(ritmiek: Command) -> None:
    schema = json.loads(ritmiek("check", "--schema").out)
    assert {"school", "teams", "workspace", "mail"} <= schema["properties"].keys()


# The way to Google is closed


def with_credentials(file: Path, credentials: Path) -> Path:
    start, _, rest = file.read_text(encoding="utf-8").partition('credentials: "')
    text = f'{start}credentials: "{credentials}"{rest.partition(chr(34))[2]}'
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", ["plan", "setup", "collect", "run"])
def test_absent_credentials_are_one_sentence(
    ritmiek: Command, file: Path, tmp_path: Path, command: str
) -> None:
    more = MONDAY if command == "run" else ()
    said = ritmiek(command, with_credentials(file, tmp_path / "elders.json"), *more)
    assert said.code == 1
    assert "elders.json: the credentials file does not exist" in said.sentence
    assert nothing_was_made(tmp_path)


def test_credentials_that_are_something_else_are_one_sentence(
    ritmiek: Command, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "sleutel.json").write_text('{"installed": {}}', encoding="utf-8")
    said = ritmiek("setup", with_credentials(file, tmp_path / "sleutel.json"))
    assert said.code == 1
    assert "not the key of a service account" in said.sentence


def test_a_key_that_no_longer_opens_the_door_is_one_sentence(
    ritmiek: Command, file: Path, tmp_path: Path, fresh_workspace: WorkspaceFactory
) -> None:
    # The key of another Workspace: for this one it is a key that was taken back.
    other = json.loads(fresh_workspace(tmp_path / "ander").credentials.read_text(encoding="utf-8"))
    mine = json.loads(Path(credentials_of(file)).read_text(encoding="utf-8"))
    key = tmp_path / "oud.json"
    key.write_text(json.dumps(other | {"token_uri": mine["token_uri"]}), encoding="utf-8")
    said = ritmiek("setup", with_credentials(file, key))
    assert said.code == 1
    assert "Signing in was refused" in said.sentence
    assert "check that the key still exists" in said.sentence


def credentials_of(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition('credentials: "')[2].partition('"')[0]


@pytest.mark.parametrize("command", ["plan", "setup"])
def test_a_scope_that_is_lacking_is_named(
    ritmiek: Command, file: Path, faulty: LocalWorkspace, command: str
) -> None:
    arm(faulty, {"method": "drive.*", "kind": "403:insufficientPermissions", "times": 9})
    said = ritmiek(command, file)
    assert said.code == 1
    assert "https://www.googleapis.com/auth/drive.file" in said.sentence
    assert nothing_was_made(file.parent)


@pytest.mark.parametrize("command", ["plan", "setup"])
def test_a_workspace_that_does_not_run_is_one_sentence(
    ritmiek: Command, file: Path, free_port: int, jobs_workspace: LocalWorkspace, command: str
) -> None:
    address = f"http://127.0.0.1:{free_port}"
    text = file.read_text(encoding="utf-8").replace(jobs_workspace.base_url, address)
    file.write_text(text, encoding="utf-8")
    credentials = json.loads(jobs_workspace.credentials.read_text(encoding="utf-8"))
    key = file.parent / "key.json"
    key.write_text(json.dumps(credentials | {"token_uri": f"{address}/token"}), encoding="utf-8")
    said = ritmiek(command, with_credentials(file, key))
    assert said.code == 1
    assert f"The local Workspace at {address} does not answer" in said.sentence
    assert "start it with: ritmiek workspace" in said.sentence
    assert nothing_was_made(file.parent)


def test_a_workspace_that_stopped_is_said_once_when_collecting(
    ritmiek: Command, ready: Path, free_port: int, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:{free_port}"
    text = ready.read_text(encoding="utf-8").replace(jobs_workspace.base_url, address)
    moved = ready.with_name("moved.yml")
    moved.write_text(text, encoding="utf-8")
    assert "does not answer" in ritmiek("collect", moved).sentence
    assert "does not answer" in ritmiek("run", moved, *MONDAY).sentence


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.mark.parametrize("command", [("workspace",), ("demo", "--exit")])
def test_a_port_that_is_taken_is_one_sentence(
    ritmiek: Command, tmp_path: Path, jobs_workspace: LocalWorkspace, command: tuple[str, ...]
) -> None:
    port = jobs_workspace.base_url.rsplit(":", 1)[1]
    said = ritmiek(*command, "--data", tmp_path / "data", "--port", port)
    assert said.code == 2
    assert f"Port {port} on 127.0.0.1 is taken" in said.sentence
    assert not (tmp_path / "data" / "credentials.json").exists()


def test_a_folder_that_is_served_already_is_one_sentence(
    ritmiek: Command, jobs_workspace: LocalWorkspace
) -> None:
    said = ritmiek("workspace", "--data", jobs_workspace.directory, "--port", "0")
    assert said.code == 2
    assert jobs_workspace.base_url in said.sentence


def test_a_ledger_that_is_none_is_one_sentence(ritmiek: Command, file: Path) -> None:
    (file.parent / ".ritmiek").mkdir()
    (file.parent / ".ritmiek" / "ledger.sqlite").write_text("brief " * 200, encoding="utf-8")
    said = ritmiek("collect", file)
    assert said.code == 1
    assert "the ledger cannot be used" in said.sentence


def test_a_school_that_fails_never_stops_the_next(
    ritmiek: Command, file: Path, ready: Path, tmp_path: Path
) -> None:
    said = ritmiek("plan", with_credentials(file, tmp_path / "elders.json"), ready)
    assert said.code == 1
    assert "does not exist" in said.sentence
    assert "nothing changes" in said.out


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
    assert "create form barometer for Essen" in planned.out
    assert files_in(jobs_workspace) == before
    assert nothing_was_made(file.parent)


def test_after_a_set_up_nothing_changes(ritmiek: Command, ready: Path) -> None:
    assert ritmiek("plan", ready) == Said(0, "Basisschool De Es: nothing changes\n", "")
    assert ritmiek("setup", ready) == Said(0, "Basisschool De Es: nothing changes\n", "")
    assert ritmiek("plan", "--deep", ready).code == 0


def test_a_lost_ledger_is_found_again_in_drive(
    ritmiek: Command, ready: Path, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    before = files_in(jobs_workspace)
    again = tmp_path / "school.yaml"
    again.write_text(ready.read_text(encoding="utf-8"), encoding="utf-8")
    assert ritmiek("setup", again).code == 0
    assert files_in(jobs_workspace) == before
    assert ritmiek("collect", again).code == 0


def test_a_team_that_cannot_be_compared_is_a_failure(
    ritmiek: Command, ready: Path, faulty: LocalWorkspace
) -> None:
    arm(faulty, {"method": "forms.forms.get", "kind": "403:forbidden", "times": 1})
    said = ritmiek("plan", "--deep", ready)
    assert said.code == 1
    assert "Essen: forms.forms.get was refused" in said.sentence
    assert "nothing changes" not in said.out


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
    assert (again.code, again.out) == (0, "week/klaar/essen/2026-10-26: already sent\n")


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


def test_problems_are_json_when_asked(ritmiek: Command, file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("region: midden", "region: oost")
    file.write_text(text, encoding="utf-8")
    (problem,) = json.loads(ritmiek("check", file, "--json").out)["problems"]
    assert (problem["line"], problem["file"]) == (1, str(file))
    assert problem["rule"]
    assert "oost" in problem["message"]


def test_the_real_command_ends_in_one_sentence(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "jobs.cli", "plan", "elders.yaml"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "Traceback" not in said.stderr
