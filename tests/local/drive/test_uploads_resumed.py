from pathlib import Path

from requests import Response

from tests.conftest import OwnerSession, WorkspaceFactory


def opened(owner: OwnerSession) -> str:
    address = "/upload/drive/v3/files?uploadType=resumable"
    headers = {"X-Upload-Content-Type": "text/plain"}
    return owner.post(address, json={"name": "groot.txt"}, headers=headers).headers["Location"]


def send(owner: OwnerSession, address: str, content: bytes, where: str) -> Response:
    return owner.put(address, data=content, headers={"Content-Range": f"bytes {where}"})


def test_an_upload_goes_on_after_a_restart(
    fresh_workspace: WorkspaceFactory, tmp_path: Path
) -> None:
    first = fresh_workspace(tmp_path / "w")
    with first.session() as owner:
        address = opened(owner)
        assert send(owner, address, b"abc", "0-2/6").status_code == 308
    first.running.stop()
    second = fresh_workspace(tmp_path / "w")
    address = address.replace(first.base_url, second.base_url)
    with second.session() as owner:
        asked = send(owner, address, b"", "*/6")
        assert (asked.status_code, asked.headers["Range"]) == (308, "bytes=0-2")
        assert send(owner, address, b"def", "3-5/6").status_code == 200


def test_a_lost_answer_is_told_again(owner: OwnerSession) -> None:
    address = opened(owner)
    made = send(owner, address, b"abc", "0-2/3").json()["id"]
    assert send(owner, address, b"", "*/3").json()["id"] == made


def test_bytes_that_are_sent_twice_count_once(owner: OwnerSession) -> None:
    address = opened(owner)
    send(owner, address, b"abc", "0-2/*")
    made = send(owner, address, b"bcdef", "1-5/6").json()["id"]
    assert owner.get(f"/drive/v3/files/{made}?alt=media").content == b"abcdef"
    other = opened(owner)
    assert send(owner, other, b"def", "3-5/6").status_code == 400


def test_a_piece_of_a_file_is_downloaded(owner: OwnerSession) -> None:
    address = opened(owner)
    made = send(owner, address, b"abcdef", "0-5/6").json()["id"]
    where = f"/drive/v3/files/{made}?alt=media"
    part = owner.get(where, headers={"Range": "bytes=2-3"})
    assert (part.status_code, part.content) == (206, b"cd")
    assert part.headers["Content-Range"] == "bytes 2-3/6"
    assert owner.get(where, headers={"Range": "bytes=6-"}).status_code == 416
    assert owner.get(where, headers={"Range": "bytes=-2"}).content == b"ef"
