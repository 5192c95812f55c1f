"""What the documents tell people to type works, and what they link to exists."""

import re
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jobs.cli import app
from tests.conftest import LocalWorkspace, WorkspaceFactory

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *ROOT.glob("jobs/**/*.md")])
ANSWERS = "Basisschool De Proef\npo\nmidden\nproef.example\nOnderbouw, Bovenbouw\n\n\n\n\n"


def commands_in(document: Path) -> list[list[str]]:
    """The lines that people type, without the place of the command."""
    blocks = re.findall(r"```console\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    typed = [line[2:].split() for line in lines if line.startswith("$ ")]
    return [[Path(words[0]).name, *words[1:]] for words in typed]


def run(words: list[str], folder: Path) -> Result:
    with chdir(folder):
        return CliRunner().invoke(app, words[1:], input=ANSWERS)


def local(text: str, workspace: LocalWorkspace) -> str:
    """A school's file that points at the Workspace of this test."""
    credentials = re.sub(r"credentials: .*", f"credentials: {workspace.credentials}", text)
    return re.sub(
        r"kind: local( *#.*)?\n(  address: .*\n)?",
        f"kind: local\n  address: {workspace.base_url}\n",
        credentials,
    )


def test_the_commands_of_the_handleiding_work_in_their_order(
    tmp_path: Path, fresh_workspace: WorkspaceFactory
) -> None:
    workspace = fresh_workspace()
    for words in commands_in(ROOT / "docs" / "handleiding.md"):
        done = run(words, tmp_path)
        expected = 3 if words[1:] == ["plan", "school.yaml"] else 0
        assert done.exit_code == expected, (words, done.output)
        file = tmp_path / "school.yaml"
        file.write_text(local(file.read_text(encoding="utf-8"), workspace), encoding="utf-8")


def test_the_commands_of_the_readme_work_on_the_examples(
    tmp_path: Path, fresh_workspace: WorkspaceFactory
) -> None:
    workspace = fresh_workspace()
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for file in (tmp_path / "examples").glob("*.yaml"):
        file.write_text(local(file.read_text(encoding="utf-8"), workspace), encoding="utf-8")
    run(["ritmiek", "setup", "examples"], tmp_path)
    typed = [words for words in commands_in(ROOT / "README.md") if words[0] == "ritmiek"]
    assert len(typed) >= 4
    for words in typed:
        done = run(words, tmp_path)
        assert done.exit_code == 0, (words, done.output)


@pytest.mark.parametrize("target", ["demo", "test", "bench", "install"])
def test_the_makefile_has_what_the_readme_names(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_every_command_is_named_in_a_document() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    names = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    assert [name for name in names if f"ritmiek {name}" not in text] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_readme_stays_under_six_hundred_words() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.split()) < 600
