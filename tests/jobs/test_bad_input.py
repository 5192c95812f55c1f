"""What the command says when something is wrong: one sentence, and nothing half-written."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.jobs.cast import arm
from tests.jobs.command import MONDAY, Command, Said, nothing_was_made

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
    assert "does not answer" in ritmiek("run", moved, "--now", "2027-02-09T12:00").sentence


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
    assert "er verandert niets" in said.out
