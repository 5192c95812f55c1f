"""What schools write with folders that they share fits in what Drive keeps of an app."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.desired import Desired, DesiredFolder, FilesInMemory, Share, Unit
from sync.files.drive import KEY, LONGEST_PROPERTY, SCHOOL, FoundFile, find_keys, stamp_request
from sync.files.given import MOST_PROPERTIES, given_of, stamps_that_fit
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.setup.shared import MOST_NOTES, note_requests, note_stamps, noted_keys
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import connect

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,29}", fullmatch=True)
MARKS = st.integers(0, 16**6).map(lambda number: f"{number:08x}")
SCHOOLS = st.dictionaries(KEYS, st.sets(MARKS, max_size=40), min_size=1, max_size=40)


def after(before: Mapping[str, str], changed: Mapping[str, str | None]) -> dict[str, str]:
    """What Drive keeps after a change, if it takes it."""
    found = {name: text for name, text in {**before, **changed}.items() if text is not None}
    assert len(found) <= MOST_PROPERTIES
    assert all(len(f"{name}{text}".encode()) <= LONGEST_PROPERTY for name, text in found.items())
    return found


@settings(max_examples=40)
@given(KEYS, SCHOOLS)
def test_however_many_schools_share_a_folder_their_stamps_fit(
    group: str, schools: dict[str, set[str]]
) -> None:
    stamps = {SCHOOL: "pizza", KEY: f"pizza/{group}"}
    kept = []
    for school, marks in schools.items():
        stamp = {f"ritmiek_print_{school}": "0123456789abcdef"}
        stamps = after(stamps, stamps_that_fit(school, stamps, stamp, marks))
        file = FoundFile(f"pizza/{group}", "folder", "1id", "Map", None, "", stamps)
        read = given_of(school, file, FilesInMemory())
        assert read.ours in (frozenset(), marks)
        kept.append(read.ours == marks and stamp.items() <= stamps.items())
    # Two stamps of the folder's own, and two of each school whose people fit in one.
    assert all(kept[:4])


@settings(max_examples=40)
@given(st.sets(KEYS, max_size=60), st.sets(KEYS, max_size=60))
def test_the_notes_of_where_a_school_is_fit_and_are_read_back(
    before: set[str], now: set[str]
) -> None:
    stamps = {SCHOOL: "berk", KEY: "berk/top"}
    for groups in (before, now):
        keys = sorted(f"pizza/{group}" for group in groups)
        stamps = after(stamps, note_stamps(stamps, keys))
        home = FoundFile("berk/top", "folder", "1id", "School", None, "", stamps)
        read = noted_keys(in_group("berk"), {home.key: home}, FilesInMemory())
        # Three of the longest keys fit in one stamp.
        assert read == set(keys) if len(keys) <= 3 * MOST_NOTES else read <= set(keys)


def in_group(school: str, group: str = "") -> Desired:
    """A school with its own folder, alone or in a group whose folder others share."""
    units = [Unit(school, "De school", (DesiredFolder(f"{school}/top", "School"),))]
    if group:
        shares = (Share(f"leiding@{school}.example", "writer"),)
        folder = DesiredFolder(f"pizza/{group}", "Pizzasessie", shares=shares)
        units.append(Unit(folder.key, group, (folder,)))
    return Desired(school, tuple(units))


def test_a_school_that_comes_last_in_a_full_folder_is_set_up_and_stays_so(
    workspace: LocalWorkspace,
) -> None:
    google, group = connect(workspace), f"vol-{uuid4().hex[:8]}"
    one, last = (f"{name}-{group}" for name in ("een", "laatste"))
    set_up(google, in_group(one, group), FilesInMemory())
    files = FilesInMemory()
    fill(google, group)
    set_up(google, in_group(last, group), files)
    assert make_plan(google, in_group(last, group), files).lines == ()
    set_up(google, in_group(last, group), files)
    assert len(stamps_of(google, group)) == MOST_PROPERTIES


def set_up(google: Google, desired: Desired, files: FilesInMemory) -> None:
    assert apply(google, make_plan(google, desired, files), files).failures == ()


def fill(google: Google, group: str) -> None:
    """Let other schools take every place that Drive has for stamps with the folder."""
    stamps: dict[str, str | None] = {
        f"ritmiek_given_school-{number}_1": "12345678"
        for number in range(MOST_PROPERTIES - len(stamps_of(google, group)))
    }
    [[file]] = find_keys(google, [f"pizza/{group}"]).values()
    stamp_request(google, file.id, stamps).execute()


def stamps_of(google: Google, group: str) -> Mapping[str, Any]:
    [[file]] = find_keys(google, [f"pizza/{group}"]).values()
    return file.stamps


def test_a_school_that_came_in_very_many_groups_is_noted_in_all(workspace: LocalWorkspace) -> None:
    google, school = connect(workspace), f"veel-{uuid4().hex[:8]}"
    desired, files = in_group(school), FilesInMemory()
    set_up(google, desired, files)
    found = make_plan(google, desired, files).found
    groups = [f"pizza/groep-met-een-lange-sleutel-{number:02}"[:36] for number in range(10)]
    [request] = note_requests(google, desired, dict(found), FilesInMemory(), coming=groups)
    request.execute()
    again = make_plan(google, desired, files).found
    assert noted_keys(desired, again, FilesInMemory()) == set(groups)
