import time
from pathlib import Path
from typing import Any

import pytest
import requests

from sync.local.limits.faults import Fault, Faults, FaultsFileError, load_faults
from tests.conftest import OwnerSession, WorkspaceFactory

LIST = "/drive/v3/files?fields=files(name)"


def struck(faults: Faults, calls: int, method: str = "drive.files.list") -> list[int]:
    """Which of so many calls are struck, counted from 1."""
    return [number for number in range(1, calls + 1) if faults.struck(method)]


@pytest.fixture
def faulty(fresh_workspace: WorkspaceFactory) -> OwnerSession:
    """The owner of a Workspace in which faults may be armed."""
    return fresh_workspace().session()


def arm(owner: OwnerSession, **fault: Any) -> None:
    assert owner.put("/local/faults", json=[fault]).status_code == 200


def test_a_fault_strikes_the_first_calls_then_stops() -> None:
    assert struck(Faults([Fault(kind="503", times=2)]), 5) == [1, 2]


def test_a_fault_strikes_every_so_many_calls() -> None:
    assert struck(Faults([Fault(kind="503", every=3)]), 7) == [3, 6]


def test_chance_repeats_itself_with_the_same_seed() -> None:
    fault = Fault(kind="503", chance=0.5, seed=7)
    first = struck(Faults([fault]), 20)
    assert first == struck(Faults([fault]), 20)
    assert 0 < len(first) < 20


def test_a_fault_strikes_only_the_methods_of_its_pattern() -> None:
    faults = Faults([Fault(method="sheets.*", kind="503", times=9)])
    assert not faults.struck("drive.files.list")
    assert faults.struck("sheets.spreadsheets.get")


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("503", 503)])
def test_a_fault_answers_as_google_would(faulty: OwnerSession, kind: str, status: int) -> None:
    arm(faulty, kind=kind, times=1)
    answer = faulty.get(LIST)
    assert answer.json()["error"]["code"] == answer.status_code == status
    assert faulty.get(LIST).status_code == 200


def test_a_502_comes_in_html(faulty: OwnerSession) -> None:
    arm(faulty, kind="502html", times=1)
    answer = faulty.get(LIST)
    assert answer.status_code == 502
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_403_comes_with_its_reason(faulty: OwnerSession) -> None:
    arm(faulty, kind="403:sharingRateLimitExceeded", times=1)
    error = faulty.get(LIST).json()["error"]
    assert error["errors"][0]["reason"] == "sharingRateLimitExceeded"


def test_a_slow_call_takes_its_time(faulty: OwnerSession) -> None:
    arm(faulty, kind="slow", times=1, seconds=0.3)
    began = time.monotonic()
    assert faulty.get(LIST).status_code == 200
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize(("kind", "made"), [("cut_before", []), ("cut_after", [{"name": "Map"}])])
def test_a_cut_connection_gives_no_answer(
    faulty: OwnerSession, kind: str, made: list[dict[str, str]]
) -> None:
    arm(faulty, method="drive.files.create", kind=kind, times=1)
    with pytest.raises(requests.ConnectionError):
        faulty.post("/drive/v3/files", json={"name": "Map"})
    assert faulty.get(LIST, params={"q": "name = 'Map'"}).json()["files"] == made


def test_signing_in_can_fail_too(faulty: OwnerSession) -> None:
    arm(faulty, method="token", kind="503", times=1)
    assert faulty.post("/token", data={}).status_code == 503
    assert faulty.post("/token", data={}).status_code == 400


def test_faults_come_from_a_file(fresh_workspace: WorkspaceFactory, tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text("- {method: drive.*, kind: 503, times: 1}\n", encoding="utf-8")
    with fresh_workspace(faults=file).session() as owner:
        assert [owner.get(LIST).status_code for _ in range(2)] == [503, 200]


@pytest.mark.parametrize(
    "text",
    ["kind: 503", "- {kind: 418, times: 1}", "- {kind: 503}", "- {kind: 503, times: 1, x: 2}", "["],
)
def test_a_wrong_file_of_faults_says_where_and_what(tmp_path: Path, text: str) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsFileError, match=r"faults\.yaml: .*Write a list of faults"):
        load_faults(file)


def test_only_the_owner_arms_faults(faulty: OwnerSession) -> None:
    answer = faulty.put("/local/faults", json=[], headers={"Authorization": "Bearer x"})
    assert answer.status_code == 401


@pytest.mark.parametrize(("when", "made"), [("before", []), ("after", [{"name": "Map"}])])
def test_a_fault_before_the_effect_is_another_than_one_after_it(
    faulty: OwnerSession, when: str, made: list[dict[str, str]]
) -> None:
    arm(faulty, method="drive.files.create", kind="503", when=when, times=1)
    assert faulty.post("/drive/v3/files", json={"name": "Map"}).status_code == 503
    assert faulty.get(LIST, params={"q": "name = 'Map'"}).json()["files"] == made


def test_a_lost_reply_leaves_its_effect(faulty: OwnerSession) -> None:
    arm(faulty, method="drive.files.create", kind="lost_reply", seconds=1, times=1)
    with pytest.raises(requests.Timeout):
        faulty.post("/drive/v3/files", json={"name": "Map"}, timeout=0.3)
    found = faulty.get(LIST, params={"q": "name = 'Map'"})
    assert found.json()["files"] == [{"name": "Map"}]


def test_a_duplicated_page_comes_twice_and_nothing_is_missed(faulty: OwnerSession) -> None:
    for number in range(3):
        faulty.post("/drive/v3/files", json={"name": f"Map {number}"})
    arm(faulty, kind="duplicated_page", times=1)
    names: list[str] = []
    query = {"q": "name contains 'Map'", "orderBy": "name", "pageSize": "1", "pageToken": ""}
    while True:
        page = faulty.get(
            "/drive/v3/files?fields=nextPageToken,files(name)",
            params={name: value for name, value in query.items() if value},
        ).json()
        names += [file["name"] for file in page["files"]]
        query["pageToken"] = page.get("nextPageToken", "")
        if not query["pageToken"]:
            break
    assert names == ["Map 0", "Map 0", "Map 1", "Map 2"]


def test_a_bounce_strikes_the_addresses_of_its_pattern() -> None:
    faults = Faults([Fault(kind="bounce", address="*@weg.example")])
    assert faults.bounces("Anna@WEG.example")
    assert not faults.bounces("anna@school.example")
    assert not faults.struck("gmail.users.messages.send")


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "bounce"},
        {"kind": "503", "address": "x@weg.example", "times": 1},
        {"kind": "cut_before", "when": "after", "times": 1},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    faulty: OwnerSession, fault: dict[str, Any]
) -> None:
    assert faulty.put("/local/faults", json=[fault]).status_code == 400


def seen(owner: OwnerSession, name: str) -> int:
    """The status of an answer, or nought when there is none."""
    try:
        answer = owner.post("/drive/v3/files", json={"name": name}, timeout=0.5)
    except requests.RequestException:
        return 0
    return answer.status_code


REFUSALS = {"429": 429, "500": 500, "502html": 502, "503": 503, "403:rateLimitExceeded": 403}


@pytest.mark.parametrize("when", ["before", "after"])
def test_every_refusal_repeats_itself_by_its_seed(faulty: OwnerSession, when: str) -> None:
    for kind, status in REFUSALS.items():
        runs, made = [], []
        for name in (f"Eerste{status}", f"Tweede{status}"):
            arm(faulty, method="drive.files.create", kind=kind, when=when, chance=0.5, seed=3)
            runs.append([seen(faulty, f"{name} {number}") for number in range(6)])
            query = {"q": f"name contains '{name}'"}
            made.append(len(faulty.get(LIST, params=query).json()["files"]))
        assert runs[0] == runs[1]
        assert set(runs[0]) == {200, status}
        assert made == [6 if when == "after" else runs[0].count(200)] * 2


def test_every_silence_repeats_itself_by_its_seed(faulty: OwnerSession) -> None:
    for kind in ("cut_before", "cut_after", "lost_reply"):
        runs = []
        for name in (f"Eerste{kind}", f"Tweede{kind}"):
            fault = {"method": "drive.files.create", "kind": kind, "seconds": 0.1}
            arm(faulty, **fault, chance=0.5, seed=3)
            runs.append([seen(faulty, f"{name} {number}") for number in range(4)])
        assert runs[0] == runs[1]
        assert set(runs[0]) == {0, 200}
        query = {"q": f"name contains 'Eerste{kind}'"}
        files = faulty.get(LIST, params=query).json()["files"]
        assert len(files) == (4 if kind != "cut_before" else runs[0].count(200))


def test_a_fault_strikes_one_call_by_its_number_or_all_since() -> None:
    assert struck(Faults([Fault(kind="503", at=3)]), 5) == [3]
    assert struck(Faults([Fault(kind="503", since=3)]), 5) == [3, 4, 5]


def test_a_short_page_holds_one_entry_and_says_that_more_follows(faulty: OwnerSession) -> None:
    for number in range(3):
        faulty.post("/drive/v3/files", json={"name": f"Kort {number}"})
    arm(faulty, method="drive.files.list", kind="short_page", since=1)
    query = {"q": "name contains 'Kort'", "pageSize": "10"}
    page = faulty.get("/drive/v3/files?fields=nextPageToken,files(name)", params=query).json()
    assert len(page["files"]) == 1
    assert page["nextPageToken"]


def test_a_late_search_does_not_show_what_is_new_and_its_id_does(faulty: OwnerSession) -> None:
    made = faulty.post("/drive/v3/files", json={"name": "Laat"}).json()
    arm(faulty, method="drive.files.list", kind="late_search", at=1, seconds=600)
    query = {"q": "name = 'Laat'"}
    assert faulty.get(f"/drive/v3/files/{made['id']}").status_code == 200
    assert faulty.get(LIST, params=query).json()["files"] == []
    assert faulty.get(LIST, params=query).json()["files"] == [{"name": "Laat"}]
