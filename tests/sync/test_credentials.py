"""Signing in, and the sentence for every way in which it can fail."""

import json
from pathlib import Path

import pytest

from sync.errors import ScopeLackingError, WorkspaceNotRunningError
from sync.files.drive import find_files
from sync.wire.credentials import (
    GMAIL_SEND,
    Account,
    CredentialsAbsentError,
    CredentialsUnreadableError,
    NotAServiceAccountKeyError,
    SignInRefusedError,
)
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import account


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsAbsentError, match=r"credentials\.json: the credentials file"):
        Google.connect(Account(tmp_path / "credentials.json"))


def test_an_unreadable_file_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(CredentialsUnreadableError, match="IsADirectoryError"):
        Google.connect(Account(tmp_path))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"type": "authorized_user"}'])
def test_another_file_is_no_key(tmp_path: Path, text: str) -> None:
    file = tmp_path / "key.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotAServiceAccountKeyError, match="not the key of a service account"):
        Google.connect(Account(file))


def test_a_key_without_its_private_part_is_no_key(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text('{"type": "service_account"}', encoding="utf-8")
    with pytest.raises(NotAServiceAccountKeyError):
        Google.connect(Account(file))


def test_a_key_of_another_account_is_refused(workspace: LocalWorkspace, tmp_path: Path) -> None:
    key = json.loads(workspace.credentials.read_text(encoding="utf-8"))
    file = tmp_path / "key.json"
    file.write_text(json.dumps(key | {"client_email": "ander@elders.example"}), encoding="utf-8")
    google = Google.connect(Account(file, workspace.base_url))
    with pytest.raises(SignInRefusedError, match="machine's clock"):
        find_files(google, "school")


def test_a_lacking_scope_is_named(workspace: LocalWorkspace) -> None:
    google = Google.connect(account(workspace), scopes=(GMAIL_SEND,))
    with pytest.raises(ScopeLackingError, match=r"drive\.file"):
        find_files(google, "school")


def test_a_workspace_that_stopped_says_how_to_start_it(workspace: LocalWorkspace) -> None:
    gone = Account(workspace.credentials, "http://127.0.0.1:9")
    google = Google.connect(gone)
    with pytest.raises(WorkspaceNotRunningError, match=r"127\.0\.0\.1:9"):
        find_files(google, "school")
