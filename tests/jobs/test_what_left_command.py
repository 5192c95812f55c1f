"""A team that leaves a school, or seems to: what `plan`, `setup`, `rights` and `erase` say."""

from pathlib import Path

import pytest

from jobs.cli import main
from jobs.leaving.erasing import plan_erasure
from sync.files.google_forms import read_form, takes_answers
from tests.conftest import LocalWorkspace
from tests.jobs.cast import opened, school_text
from tests.jobs.command import Command

CLOSURES = "10 forms that close, and bounds.closures is 0; nothing was done"


@pytest.fixture(scope="module")
def two(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a school of two teams that is set up."""
    path = tmp_path_factory.mktemp("left") / "school.yaml"
    path.write_text(school_text(jobs_workspace, "vertrek", "essen", "eiken"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["setup", str(path)])
    assert not ended.value.code
    return path


@pytest.fixture
def one(two: Path, jobs_workspace: LocalWorkspace) -> Path:
    """The same school after one of its teams left its file."""
    two.write_text(school_text(jobs_workspace, "vertrek", "essen"), encoding="utf-8")
    return two


def open_forms(file: Path, team: str) -> int:
    school = opened(file)
    keys = [f"vertrek/{team}/{form}" for form in ("barometer", "stem", "ambitie")]
    documents = [read_form(school.google, school.known(key).id) for key in keys]
    return sum(map(takes_answers, documents))


def test_another_key_is_told_as_one_and_stopped_by_the_bound(
    ritmiek: Command, two: Path, jobs_workspace: LocalWorkspace
) -> None:
    text = school_text(jobs_workspace, "vertrek", "essen", "eiken")
    two.write_text(text.replace("key: eiken", "key: linden"), encoding="utf-8")
    told = ritmiek("plan", two).out
    assert "Dit team staat niet meer in school.yaml: de formulieren sluiten" in told
    assert "zet eiken terug en wijzig alleen de naam" in told
    refused = ritmiek("setup", two)
    assert (refused.code, CLOSURES in refused.err, "--force" in refused.err) == (1, True, True)
    assert open_forms(two, "eiken") == 3


def test_a_team_that_left_is_closed_with_force_alone_and_seen_afterwards(
    ritmiek: Command, one: Path
) -> None:
    before = ritmiek("rights", one)
    assert "Map Eiken (staat niet meer in de configuratie)" in before.out
    assert before.out.count("de volgende set-up neemt dit weg") == 6 + 10
    done = ritmiek("setup", one, "--force")
    assert (done.code, "hetzelfde team" in done.out) == (0, False)
    assert "    Sluiten (10)" in done.out
    assert open_forms(one, "eiken") == 0
    assert ritmiek("plan", one).code == 0
    after = ritmiek("rights", one)
    assert (after.code, after.out.count("neemt geen antwoorden meer aan")) == (0, 10)
    assert "eiken1@es.example" not in after.out


def test_what_left_is_erased_with_the_rest(one: Path) -> None:
    school = opened(one)
    found = plan_erasure(school)
    keys = {file.key for file in (*found.files, *found.folders, *found.left)}
    assert {"vertrek/eiken", "vertrek/eiken/barometer", "vertrek/eiken/team"} <= keys
    assert found.rows
