"""Made-up requests around the documented calls: uploads, batches, pages, posts, broken bodies."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from sync.local.protocol.discovery import Method, documented_methods
from tests.local.fuzz_calls import TEXTS, Fuzz

Made = tuple[str, str, dict[str, Any]]
"""The verb, the path and what `requests` is told besides."""

BYTES = (
    *(b"", b"{", b"{}", b"[]", b"null", b'{"name": "x"}', b'{"requests": [{}]}', b"[" * 300),
    *(b"\xff\xfe\x00", b"\xef\xbb\xbf{}", b'{"a": NaN}', b'{"a": 1e999}', b"{'name': 'x',}"),
    *(b'"\\ud800"', b'{"name": "\\u0000\\r\\nX-Kwaad: 1"}', b"a,b\n1,2\n", b"PK\x03\x04" * 9),
    *(b"From: x\r\n\r\nx", b"--x\r\n\r\n--x--\r\n", b"=1+1;\t'" * 50, b"%PDF-1.4", b"name=x&y=%zz"),
)
TYPES = (
    *("application/json", "application/json; charset=utf-16", "text/plain", "text/csv", "", "x"),
    *("message/rfc822", "multipart/related", "multipart/related; boundary=x", "multipart/mixed"),
    *("application/x-www-form-urlencoded", "application/vnd.google-apps.spreadsheet"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
ODD_HEADERS: tuple[Mapping[str, str], ...] = (
    *({"Content-Encoding": "gzip"}, {"Content-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0"}),
    *(
        {"X-HTTP-Method-Override": "GET"},
        {"X-HTTP-Method-Override": "PATCH"},
        {"Range": "bytes=9-1"},
    ),
    *({"Content-Range": "bytes 0-1/2"}, {"Content-Range": "bytes */9"}, {"Content-Range": "x"}),
    *({"Origin": "https://kwaad.example"}, {"Authorization": "Basic eDp4"}, {"If-Match": "*"}),
    *({"X-Goog-FieldMask": "a(b"}, {"Accept": "text/html"}, {"X-Upload-Content-Length": "-1"}),
    *({"Accept-Language": "é".encode().decode("latin-1")}, {"Cookie": "zitting=x; ="}),
)
PAGES = (
    *("/", "/mail", "/mail/{id}", "/mail/{id}/html", "/mail/{id}/bron", "/mail/{id}/bijlagen/{n}"),
    *("/spreadsheets/d/{id}", "/spreadsheets/d/{id}/edit", "/spreadsheets/d/{id}/export"),
    *("/forms/d/e/{id}/viewform", "/forms/d/e/{id}/formResponse", "/bestanden/{id}", "/aanmelden"),
    *(
        "/activiteit",
        "/static/{id}",
        "/{id}",
        "/discovery/v1/apis",
        "/discovery/v1/apis/{id}/v1/rest",
    ),
    *(
        "/$discovery/rest",
        "/oauth2/v3/certs",
        "/o/oauth2/v2/auth",
        "/token",
        "/v4/{id}",
        "/healthz",
    ),
)
QUERY = (
    *("gid", "range", "zoek", "als", "als_wie", "format", "sheet", "usp", "entry.1", "page", "q"),
    *("status", "method", "version", "name", "client_id", "redirect_uri", "scope", "alt", "fields"),
)
POSTS = ("/forms/d/e/{id}/formResponse", "/aanmelden", "/afmelden", "/token", "/revoke")
GRANTS = (
    "authorization_code",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
)


def made_up(fuzz: Fuzz) -> Made:
    """One request of any of these kinds."""
    kind: Callable[[Fuzz], Made] = fuzz.chance.choice([_upload, _batch, _page, _post, _broken])
    verb, path, told = kind(fuzz)
    headers = dict(told.get("headers", {}))
    if fuzz.chance.random() < 0.3:
        headers |= fuzz.chance.choice(ODD_HEADERS)
    return verb, path, {**told, "headers": headers}


def _upload(fuzz: Fuzz) -> Made:
    method = fuzz.chance.choice([each for each in documented_methods() if each.upload_templates])
    path = _filled(fuzz, method, fuzz.chance.choice(method.upload_templates))
    kind = fuzz.chance.choice(["media", "multipart", "resumable", "x", ""])
    query = {"uploadType": kind} if kind else {}
    if fuzz.chance.random() < 0.2:
        query["upload_id"] = fuzz.chance.choice(TEXTS)
    body, content_type = fuzz.chance.choice(BYTES), fuzz.chance.choice(TYPES)
    if kind == "multipart" and fuzz.chance.random() < 0.8:
        content_type, body = "multipart/related; boundary=x", _parts(fuzz)
    headers = {"Content-Type": content_type}
    return method.verb, path, {"params": query, "data": body, "headers": headers}


def _parts(fuzz: Fuzz) -> bytes:
    metadata = {"name": fuzz.chance.choice(TEXTS), "mimeType": fuzz.chance.choice(TYPES)}
    first = (
        json.dumps(metadata).encode() if fuzz.chance.random() < 0.8 else fuzz.chance.choice(BYTES)
    )
    second = fuzz.chance.choice(TYPES).encode(), fuzz.chance.choice(BYTES)
    head = b"--x\r\nContent-Type: application/json\r\n\r\n" + first
    return head + b"\r\n--x\r\nContent-Type: %s\r\n\r\n%s\r\n--x--\r\n" % second


def _batch(fuzz: Fuzz) -> Made:
    calls = []
    for number in range(fuzz.chance.choice((0, 1, 2, 5))):
        method = fuzz.chance.choice(documented_methods())
        path, query, body = fuzz.call(method)
        words = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
        text = json.dumps(body) if body is not None else fuzz.chance.choice(TEXTS)
        head = f"Content-Type: application/http\r\nContent-ID: <{number}>\r\n\r\n"
        line = f"{method.verb} {path}?{words} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"
        calls.append(f"--x\r\n{head}{line}{text}\r\n")
    place = fuzz.chance.choice(["", "/drive/v3", "/drive/v2", "/gmail/v1", "/sheets/v4", "/x/v1"])
    data = "".join([*calls, "--x--\r\n"]).encode()
    headers = {"Content-Type": "multipart/mixed; boundary=x"}
    return "POST", f"/batch{place}", {"data": data, "headers": headers}


def _page(fuzz: Fuzz) -> Made:
    names = fuzz.chance.sample(QUERY, fuzz.chance.choice((0, 1, 2, 3)))
    query = {name: fuzz.chance.choice([*TEXTS, "0", "csv", "xlsx", "tsv", "pdf"]) for name in names}
    verb = fuzz.chance.choice(["GET", "GET", "GET", "HEAD", "POST", "DELETE", "PROPFIND"])
    headers = {"Accept": fuzz.chance.choice(["text/html", "*/*"])}
    path = _address(fuzz, fuzz.chance.choice(PAGES))
    return verb, path, {"params": query, "headers": headers, "allow_redirects": False}


def _post(fuzz: Fuzz) -> Made:
    names = [
        *fuzz.ids.get("entry", []),
        "pageHistory",
        "emailAddress",
        "adres",
        "x",
        "entry.",
        "doel",
    ]
    names += ["grant_type", "assertion", "code", "refresh_token", "client_id", "token"]
    some = fuzz.chance.sample(names, fuzz.chance.choice((0, 1, 3, 6)))
    fields = [(name, fuzz.chance.choice([*TEXTS, *GRANTS])) for name in some for _ in range(2)]
    path = _address(fuzz, fuzz.chance.choice([POSTS[0], POSTS[0], *POSTS]))
    told: dict[str, Any] = {"data": fields, "allow_redirects": False}
    if fuzz.chance.random() < 0.2:
        told["data"] = fuzz.chance.choice(BYTES)
        told["headers"] = {"Content-Type": fuzz.chance.choice(TYPES)}
    return "POST", path, told


def _broken(fuzz: Fuzz) -> Made:
    method = fuzz.chance.choice(documented_methods())
    headers = {"Content-Type": fuzz.chance.choice(["application/json", *TYPES])}
    path = _filled(fuzz, method, method.template)
    return method.verb, path, {"data": fuzz.chance.choice(BYTES), "headers": headers}


def _filled(fuzz: Fuzz, method: Method, template: str) -> str:
    path = template
    for name in method.path.groupindex:
        known = fuzz.ids.get(name, TEXTS) if fuzz.chance.random() < 0.8 else TEXTS
        text = quote(str(fuzz.chance.choice(known)), safe="")
        path = path.replace(f"{{+{name}}}", text).replace(f"{{{name}}}", text)
    return path


def _address(fuzz: Fuzz, template: str) -> str:
    known = [one for ids in fuzz.ids.values() for one in ids]
    one = fuzz.chance.choice(known if fuzz.chance.random() < 0.8 else TEXTS)
    return template.replace("{id}", quote(str(one), safe="")).replace("{n}", "0")
