"""Where a sign-in is kept: a file that is nobody else's, or the keyring where there is one."""

import os
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sync.wire.signing_in.private_files import exposed, readable_by_others, write_private
from sync.wire.signing_in.refused import KeyringAbsentError, TokenUnwritableError
from sync.wire.signing_in.tokens import TokenPlace, UserToken

TOKEN = UserToken("client", "1//0geheim", ("drive.file",), date(2026, 11, 2))
KEYRING = """
import json
from pathlib import Path

KEPT = Path(__file__).with_name("kept.json")


def _all():
    return json.loads(KEPT.read_text()) if KEPT.exists() else {}


def get_password(service, name):
    if (Path(__file__).with_name("locked")).exists():
        raise RuntimeError("the keyring is locked: 1//0geheim")
    return _all().get(f"{service} {name}")


def set_password(service, name, password):
    KEPT.write_text(json.dumps(_all() | {f"{service} {name}": password}))


def delete_password(service, name):
    kept = _all()
    del kept[f"{service} {name}"]
    KEPT.write_text(json.dumps(kept))
"""


def test_a_token_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    place = TokenPlace(tmp_path / "a" / "b" / "token.json")
    assert place.read() is None
    place.keep(TOKEN)
    assert place.read() == TOKEN
    place.forget()
    place.forget()
    assert place.read() is None


def test_a_file_that_was_open_to_others_is_closed_when_written_again(tmp_path: Path) -> None:
    file = tmp_path / "token.json"
    file.write_text("{}", encoding="utf-8")
    file.chmod(0o644)
    assert readable_by_others(file)
    assert f"chmod 600 {file}" in exposed(file)
    write_private(file, "nieuw")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not readable_by_others(file)


def test_a_file_that_is_not_there_is_read_by_nobody(tmp_path: Path) -> None:
    assert not readable_by_others(tmp_path / "weg.json")


def test_the_mode_does_not_depend_on_how_the_machine_is_set(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "map" / "token.json", "x")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted(tmp_path.rglob("*"))]
    assert modes == [0o700, 0o600]


def test_a_write_that_fails_leaves_the_earlier_one_and_no_draft(tmp_path: Path) -> None:
    folder = tmp_path / "token.json"
    folder.mkdir()
    (folder / "iets").touch()
    with pytest.raises(TokenUnwritableError, match=r"workspace\.token") as raised:
        TokenPlace(folder).keep(TOKEN)
    assert TOKEN.refresh_token not in str(raised.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["token.json"]


def test_a_keyring_that_is_not_installed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python's own way to say that there is no such module, whatever this machine has.
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(KeyringAbsentError, match=r"not installed.*token_store: file"):
        TokenPlace(tmp_path / "token.json", keyring=True).read()


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring that is installed, with its own store."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "keyring.py").write_text(KEYRING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("keyring", None)


def test_a_token_is_kept_in_the_keyring_and_in_no_file(keyring: Path, tmp_path: Path) -> None:
    place = TokenPlace(tmp_path / "token.json", keyring=True)
    assert place.read() is None
    place.keep(TOKEN)
    assert place.read() == TOKEN
    assert not place.file.exists()
    place.forget()
    place.forget()
    assert place.read() is None


def test_a_keyring_that_is_locked_repeats_nothing(keyring: Path, tmp_path: Path) -> None:
    (keyring / "locked").touch()
    with pytest.raises(KeyringAbsentError, match="RuntimeError") as raised:
        TokenPlace(tmp_path / "token.json", keyring=True).read()
    assert TOKEN.refresh_token not in str(raised.value)
    assert raised.value.__suppress_context__
