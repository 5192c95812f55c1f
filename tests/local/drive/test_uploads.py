from tests.conftest import OwnerSession

NAME = "notitie.txt"


def content_of(owner: OwnerSession, file_id: str) -> bytes:
    return owner.get(f"/drive/v3/files/{file_id}?alt=media").content


def test_a_resumable_upload_arrives_in_pieces(owner: OwnerSession) -> None:
    opened = owner.post(
        "/upload/drive/v3/files?uploadType=resumable",
        json={"name": NAME},
        headers={"X-Upload-Content-Type": "text/plain"},
    )
    address = opened.headers["Location"]
    first = owner.put(address, data=b"abc", headers={"Content-Range": "bytes 0-2/6"})
    assert (first.status_code, first.headers["Range"]) == (308, "bytes=0-2")
    last = owner.put(address, data=b"def", headers={"Content-Range": "bytes 3-5/6"})
    assert last.status_code == 200
    assert content_of(owner, last.json()["id"]) == b"abcdef"


def test_metadata_and_media_arrive_in_one_body(owner: OwnerSession) -> None:
    body = (
        b'--x\r\nContent-Type: application/json\r\n\r\n{"name": "notitie.txt"}\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\nregel 1\r\n\xff\x00\n\r\n--x--"
    )
    headers = {"Content-Type": "multipart/related; boundary=x"}
    made = owner.post("/upload/drive/v3/files?uploadType=multipart", data=body, headers=headers)
    assert made.json()["name"] == NAME
    assert content_of(owner, made.json()["id"]) == b"regel 1\r\n\xff\x00\n"


def test_wrong_metadata_is_refused_before_the_media_is_sent(owner: OwnerSession) -> None:
    opened = owner.post("/upload/drive/v3/files?uploadType=resumable", json={"name": [NAME]})
    assert opened.status_code == 400


def test_an_unknown_upload_type_or_session_is_refused(owner: OwnerSession) -> None:
    assert owner.post("/upload/drive/v3/files?uploadType=duif", json={}).status_code == 400
    unknown = owner.post("/upload/drive/v3/files?uploadType=resumable&upload_id=x", data=b"")
    assert unknown.status_code == 404
