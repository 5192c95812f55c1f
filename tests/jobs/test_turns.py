"""Two set-ups of one school at once would make everything twice: the second one waits its turn."""

from pathlib import Path

import pytest

from jobs.turns import SetUpBusyError, turn
from tests.conftest import LocalWorkspace
from tests.jobs.cast import school_text
from tests.jobs.command import Command
from tests.jobs.test_commands import files_in


def test_a_second_set_up_of_a_school_makes_nothing_and_says_why(
    ritmiek: Command, tmp_path: Path, jobs_workspace: LocalWorkspace
) -> None:
    file = tmp_path / "school.yaml"
    file.write_text(school_text(jobs_workspace, "bezet", "essen"), encoding="utf-8")
    before = files_in(jobs_workspace)
    with turn(tmp_path / ".ritmiek" / "ledger.sqlite", "bezet"):
        said = ritmiek("setup", file)
    assert said.code == 1
    assert "is being set up by another command" in said.sentence
    assert files_in(jobs_workspace) == before


def test_another_school_and_a_later_command_need_not_wait(tmp_path: Path) -> None:
    ledger = tmp_path / "nog" / "ledger.sqlite"
    taken, free = turn(ledger, "de-es"), turn(ledger, "de-eik")
    with taken, free, pytest.raises(SetUpBusyError), turn(ledger, "de-es"):
        pass
    with turn(ledger, "de-es"):
        assert ledger.with_name("de-es.lock").exists()
