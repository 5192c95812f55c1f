"""What Ritmiek gave is marked with the file, without anybody's address."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.desired import FilesInMemory
from sync.files.drive import LONGEST_PROPERTY, FoundFile
from sync.files.given import given_of, given_stamps
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.rights_school import School, a_school


@pytest.fixture
def school(workspace: LocalWorkspace) -> School:
    """A school of the test's own, set up, without its spreadsheet."""
    return a_school(workspace, sheets=False)


def test_marks_of_given_access_hold_no_address(school: School) -> None:
    file = make_plan(school.google, school.desired(), school.files).found[
        school.cast.key("onderbouw")
    ]
    kept = [value for name, value in file.stamps.items() if name.startswith("ritmiek_given")]
    assert [len(value) for value in kept] == [16]
    assert "anna" not in str(file.stamps)


def marks(size: int) -> st.SearchStrategy[str]:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    return st.text(letters, min_size=size, max_size=size)


@given(
    st.from_regex(r"[a-z][a-z0-9-]{0,29}", fullmatch=True),
    st.sets(marks(8), max_size=60),
    st.sets(marks(8), max_size=60),
)
def test_marks_fit_with_a_file_and_are_read_back(
    school: str, before: Collection[str], now: Collection[str]
) -> None:
    first = {name: text for name, text in given_stamps(school, {}, before).items() if text}
    changed = given_stamps(school, first, now)
    after = {name: text for name, text in {**first, **changed}.items() if text is not None}
    assert all(len(f"{name}{text}".encode()) <= LONGEST_PROPERTY for name, text in after.items())
    file = FoundFile("sleutel", "folder", "1id", "Map", None, "", after)
    assert given_of(school, file, FilesInMemory()).ours == set(now)
    assert given_of(f"{school}-2", file, FilesInMemory()).theirs == set(now)
