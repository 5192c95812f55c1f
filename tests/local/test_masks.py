from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.local.errors import GoogleError
from sync.local.protocol.discovery import find_method
from sync.local.protocol.masks import apply_mask, read_mask
from tests.conftest import OwnerSession

FILES = {
    "kind": "drive#fileList",
    "files": [
        {
            "id": "1",
            "name": "Team A",
            "appProperties": {"sleutel": "a"},
            "owners": [{"emailAddress": "eva@school.example", "me": True}],
        },
        {"id": "2", "name": "Team B"},
    ],
}


def masked(fields: str) -> Any:
    match = find_method("GET", "/drive/v3/files")
    assert match is not None
    return apply_mask(read_mask(match.method, fields), FILES)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("*", FILES),
        ("kind", {"kind": "drive#fileList"}),
        ("files(id)", {"files": [{"id": "1"}, {"id": "2"}]}),
        ("files/id", {"files": [{"id": "1"}, {"id": "2"}]}),
        ("files.id", {"files": [{"id": "1"}, {"id": "2"}]}),
        ("files(id, name),kind", None),
        ("files/appProperties/sleutel", {"files": [{"appProperties": {"sleutel": "a"}}, {}]}),
        ("files(owners/me)", {"files": [{"owners": [{"me": True}]}, {}]}),
        ("files/owners(*)", {"files": [{"owners": FILES["files"][0]["owners"]}, {}]}),  # type: ignore[index]
        ("files/*/me", {"files": [{"appProperties": {}, "owners": [{"me": True}]}, {}]}),
        ("nextPageToken", {}),
    ],
)
def test_only_the_selected_fields_are_answered(fields: str, kept: object) -> None:
    if kept is not None:
        assert masked(fields) == kept
    else:
        assert masked(fields)["files"][1] == {"id": "2", "name": "Team B"}


@pytest.mark.parametrize(
    "fields", ["naam", "files(id,naam)", "files/naam", "files(id", "a,,b", "("]
)
def test_a_selection_of_what_is_not_there_is_refused(fields: str) -> None:
    with pytest.raises(GoogleError, match="Invalid field selection"):
        masked(fields)


def test_a_wrong_selection_leaves_nothing_behind(owner: OwnerSession) -> None:
    name = "Wordt niet gemaakt"
    refused = owner.post("/drive/v3/files?fields=naam", json={"name": name})
    assert refused.status_code == 400
    assert owner.get("/drive/v3/files", params={"q": f"name = '{name}'"}).json()["files"] == []


@given(st.text("files(),/*.id ", max_size=30))
def test_no_selection_breaks_the_reading(fields: str) -> None:
    with suppress(GoogleError):
        assert set(masked(fields)) <= set(FILES)
