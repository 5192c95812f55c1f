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

DOCUMENTS = ("sheets.v4", "drive.v3", "forms.v1", "gmail.v1")

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """One discovery document: the schemas and the parameters that all its methods share."""

    name: str
    schemas: Mapping[str, Schema]
    parameters: Mapping[str, Schema]

    @property
    def package(self) -> str:
        """The protocol buffer package that Google's messages name."""
        return f"google.apps.{self.name}.{self.version}"

    @property
    def version(self) -> str:
        """The version, such as `v4`."""
        return next(name for name in DOCUMENTS if name.startswith(self.name)).partition(".")[2]


@dataclass(frozen=True)
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
    for method in _methods_by_verb().get(verb, ()):
        if found := method.path.fullmatch(path):
            return Match(method, _decode(found))
        if method.upload_path and (found := method.upload_path.fullmatch(path)):
            return Match(method, _decode(found), upload=True)
    return None


def find_session_method(path: str) -> Match | None:
    """The method whose resumable upload goes on at a path, whatever verb began it."""
    for method in documented_methods():
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
def _methods_by_verb() -> dict[str, list[Method]]:
    # `files/generateIds` must be tried before `files/{fileId}`.
    found: dict[str, list[Method]] = {}
    for method in sorted(documented_methods(), key=lambda method: method.rank):
        found.setdefault(method.verb, []).append(method)
    return found


def _read(name: str) -> list[Method]:
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    document = Document(raw["name"], raw["schemas"], raw["parameters"])
    return [_method(document, raw["servicePath"], each) for each in _walk(raw)]


def _walk(resource: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(resource.get("methods", {}).values())
    for child in resource.get("resources", {}).values():
        found += _walk(child)
    return found


def _method(document: Document, service_path: str, raw: dict[str, Any]) -> Method:
    template = "/" + service_path + raw["path"]
    upload = raw.get("mediaUpload", {}).get("protocols", {}).get("simple", {}).get("path")
    return Method(
        id=raw["id"],
        verb=raw["httpMethod"],
        path=_pattern(template),
        document=document,
        parameters=raw.get("parameters", {}),
        request=raw.get("request", {}).get("$ref"),
        response=raw.get("response", {}).get("$ref"),
        scopes=frozenset(raw.get("scopes", ())),
        upload_path=_pattern(upload) if upload else None,
        media_download=raw.get("supportsMediaDownload", False),
        rank=tuple(_openness(segment) for segment in template.split("/")),
    )


def _openness(segment: str) -> int:
    if "{" not in segment:
        return 0
    return 1 if not segment.endswith("}") else 2


def _pattern(template: str) -> re.Pattern[str]:
    """A pattern for a path template; `{+name}` takes slashes too."""
    parts = re.split(r"\{(\+?\w+)\}", template)
    found = re.escape(parts[0])
    for name, literal in zip(parts[1::2], parts[2::2], strict=True):
        body = ".+" if name.startswith("+") else "[^/]+"
        found += f"(?P<{name.lstrip('+')}>{body}){re.escape(literal)}"
    return re.compile(found)


def _decode(found: re.Match[str]) -> dict[str, str]:
    return {name: unquote(value) for name, value in found.groupdict().items()}
