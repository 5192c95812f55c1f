"""The doctor on pacing: whether commands that run at once know of each other."""

from pathlib import Path

import pytest

from jobs.doctor.drive import quotas
from jobs.school.config import load_configuration
from jobs.work.school import account_of
from sync.wire.google import Google
from sync.wire.pacing import limits_by
from sync.wire.transport import Pace


def test_a_minute_that_cannot_be_shared_with_other_commands_is_told(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    google = Google.connect(account_of(load_configuration(ready)), pace=Pace())
    limits_by.cache_clear()
    assert quotas(google).result == "pass"
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    limits_by.cache_clear()
    told = quotas(google)
    limits_by.cache_clear()
    assert told.result == "warning"
    assert "other commands draw unseen" in told.told
