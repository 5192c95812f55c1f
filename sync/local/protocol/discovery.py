"""Google's own description of its APIs: which methods there are, where, and what they take.

The documents come with google-api-python-client, so that the clients and the local Workspace
read the same ones.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient

DOCUMENTS = ("sheets.v4", "drive.v3", "drive.v2", "forms.v1", "gmail.v1")
# An older version beside a newer one says so in its ids: `drive.v2.files.insert`.
OLDER = {"drive.v2"}

Schema = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Document:
    """One discovery document: the schemas and the parameters that all its methods share."""

    name: str
    version: str
    schemas: Mapping[str, Schema]
    parameters: Mapping[str, Schema]

    @property
    def package(self) -> str:
        """The protocol buffer package that Google's messages name."""
        return f"google.apps.{self.name}.{self.version}"


@dataclass(frozen=True, eq=False)
class Method:
    """One documented method."""

    id: str
    verb: str
    path: re.Pattern[str]
    document: Document
    parameters: Mapping[str, Schema]
    request: str | None
    response: str | None
    scopes: frozenset[str]
    template: str
    upload_templates: tuple[str, ...]
    upload_path: re.Pattern[str] | None
    media_download: bool
    rank: tuple[int, ...]

    @property
    def service(self) -> str:
        """The API that the method belongs to: `sheets`, `drive`, `forms` or `gmail`."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Match:
    """The method that an address leads to, and what the address says."""

    method: Method
    path_params: dict[str, str]
    upload: bool = False


def find_method(verb: str, path: str) -> Match | None:
    """The documented method at a path as it was sent (still percent-encoded), if any."""
    # Google takes a slash before the colon of a custom method, and one at the end.
    return _find_exactly(verb, path) or _find_exactly(verb, path.replace("/:", ":").rstrip("/"))


def _find_exactly(verb: str, path: str) -> Match | None:
    for method in _methods_at().get((verb, *_beginning(path)), ()):
        if found := method.path.fullmatch(path):
            return Match(method, _decode(found))
        if method.upload_path and (found := method.upload_path.fullmatch(path)):
            return Match(method, _decode(found), upload=True)
    return None


def find_session_method(path: str) -> Match | None:
    """The method whose resumable upload goes on at a path, whatever verb began it."""
    # `drafts/send` must be tried before `drafts/{id}` here as well.
    for method in sorted(documented_methods(), key=lambda method: method.rank):
        if method.upload_path and (found := method.upload_path.fullmatch(path)):
            return Match(method, _decode(found), upload=True)
    return None


@cache
def documented_methods() -> tuple[Method, ...]:
    """Every method of every document."""
    return tuple(method for name in DOCUMENTS for method in _read(name))


@cache
def documented_scopes() -> frozenset[str]:
    """Every scope that some method accepts."""
    return frozenset(scope for method in documented_methods() for scope in method.scopes)


@cache
def _methods_at() -> dict[tuple[str, str, str], list[Method]]:
    """The methods by verb and by how their path begins, so that few patterns are tried."""
    # `files/generateIds` must be tried before `files/{fileId}`.
    found: dict[tuple[str, str, str], list[Method]] = {}
    for method in sorted(documented_methods(), key=lambda method: method.rank):
        for beginning in {_beginning(path) for path in (method.template, *method.upload_templates)}:
            found.setdefault((method.verb, *beginning), []).append(method)
    return found


def _beginning(path: str) -> tuple[str, str]:
    """The first two segments of a path; a custom verb or a parameter in them counts for nothing."""
    first, _, rest = path[1:].partition("/")
    return first, re.split("[/:{]", rest, maxsplit=1)[0]


def _read(name: str) -> list[Method]:
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    document = Document(raw["name"], raw["version"], raw["schemas"], raw["parameters"])
    return [_method(document, raw["servicePath"], each) for each in _walk(raw)]


def _walk(resource: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(resource.get("methods", {}).values())
    for child in resource.get("resources", {}).values():
        found += _walk(child)
    return found


def _method(document: Document, service_path: str, raw: dict[str, Any]) -> Method:
    template = "/" + service_path + raw["path"]
    protocols = raw.get("mediaUpload", {}).get("protocols", {})
    uploads = tuple(sorted(each["path"] for each in protocols.values()))
    older = f"{document.name}.{document.version}" in OLDER
    return Method(
        id=raw["id"].replace(".", f".{document.version}.", 1) if older else raw["id"],
        verb=raw["httpMethod"],
        path=re.compile(_expression(template)),
        document=document,
        parameters=raw.get("parameters", {}),
        request=raw.get("request", {}).get("$ref"),
        response=raw.get("response", {}).get("$ref"),
        scopes=frozenset(raw.get("scopes", ())),
        template=template,
        upload_templates=uploads,
        # The resumable protocol has an address of its own beside the simple one.
        upload_path=re.compile("(?:/resumable)?" + _expression(uploads[-1])) if uploads else None,
        media_download=raw.get("supportsMediaDownload", False),
        rank=tuple(_openness(segment) for segment in template.split("/")),
    )


def _openness(segment: str) -> int:
    if "{" not in segment:
        return 0
    return 1 if not segment.endswith("}") else 2


def _expression(template: str) -> str:
    """A pattern for a path template; `{+name}` takes slashes too."""
    parts = re.split(r"\{(\+?\w+)\}", template)
    found = re.escape(parts[0])
    for name, literal in zip(parts[1::2], parts[2::2], strict=True):
        body = ".+" if name.startswith("+") else "[^/]+"
        found += f"(?P<{name.lstrip('+')}>{body}){re.escape(literal)}"
    return found


def _decode(found: re.Match[str]) -> dict[str, str]:
    return {name: unquote(value) for name, value in found.groupdict().items()}
