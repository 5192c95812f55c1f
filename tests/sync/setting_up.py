"""Setting up a small school, and what it has then."""

from typing import Any

from sync.desired import FilesInMemory, KnownFile
from sync.files.drive import find_files
from sync.setup.applying import Outcome, apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.sync.cast import Cast

Files = FilesInMemory


def set_up(google: Google, cast: Cast, files: Files) -> Outcome:
    return apply(google, make_plan(google, cast.desired(), files), files)


def known(files: Files, key: str) -> KnownFile:
    found = files.find(key)
    assert found is not None
    return found


def find_all(google: Google, school: str) -> list[dict[str, Any]]:
    query = f"appProperties has {{ key='ritmiek_school' and value='{school}' }}"
    found = (
        google.drive.files()
        .list(
            q=query,
            corpora="drive",
            driveId=google.shared_drive,
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
        )
        .execute()
    )
    assert len(find_files(google, school)) == len(found["files"])
    files: list[dict[str, Any]] = found["files"]
    return files


def form_document(google: Google, files: Files, cast: Cast) -> dict[str, Any]:
    form = known(files, cast.key("onderbouw/barometer"))
    document: dict[str, Any] = google.forms.forms().get(formId=form.id).execute()
    return document
