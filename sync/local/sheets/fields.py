"""Field masks in request bodies: which fields of an object an update replaces."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

from sync.local.call import Json
from sync.local.sheets.refusals import NoFieldsError, UnknownFieldError

Mask = Mapping[str, "Mask"]
ALL = "*"
_NOTHING: Json = {}
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[*.,()/]")


@lru_cache(maxsize=256)  # a batch of hundreds names a handful of masks
def parse_mask(text: str | None, schema: str) -> Mask:
    """The mask as a tree, checked against an object of the Sheets discovery document."""
    if not text or not text.strip():
        raise NoFieldsError
    compact = re.sub(r"\s", "", text)
    tokens: list[str] = _TOKEN.findall(compact)
    if "".join(tokens) != compact:
        raise UnknownFieldError(text)
    mask, rest = _group(tokens)
    if rest:
        raise UnknownFieldError(text)
    _check(mask, {"$ref": schema}, "")
    return mask


def _group(tokens: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Paths up to the closing bracket that ends this group."""
    mask: dict[str, Any] = {}
    here = mask
    while tokens:
        part, *tokens = tokens
        if part == ")":
            return mask, [")", *tokens]
        if part == ",":
            here = mask
        elif part == "(":
            inner, tokens = _group(tokens)
            here.update(inner)
            tokens = tokens[1:]
        elif part not in {".", "/"}:
            here = here.setdefault(_camel(part), {})
    return mask, []


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _check(mask: Mask, schema: Json, path: str) -> None:
    properties = _properties(schema)
    for name, inner in mask.items():
        if name == ALL:
            continue
        if name not in properties:
            raise UnknownFieldError(path + name)
        _check(inner, properties[name], f"{path}{name}.")


def _properties(schema: Json) -> Json:
    schema = schema.get("items", schema)
    if "$ref" in schema:
        schema = schemas()[schema["$ref"]]
    found: Json = schema.get("properties", {})
    return found


@lru_cache(maxsize=1)
def schemas() -> Json:
    """The object descriptions of the shipped Sheets discovery document."""
    document: Json = json.loads(get_static_doc("sheets", "v4"))
    found: Json = document["schemas"]
    return found


def merged(target: Json, source: Json, mask: Mask) -> Json:
    """The target with the masked fields of the source; a masked field it lacks is removed."""
    if not mask or ALL in mask:
        return dict(source)
    result = dict(target)
    for name, inner in mask.items():
        value = source.get(name, _NOTHING) if inner else source.get(name)
        if inner and isinstance(value, dict) and not isinstance(result.get(name), list):
            value = merged(result.get(name, _NOTHING), value, inner)
        if value is None or value is _NOTHING or (inner and value == {}):
            result.pop(name, None)
        else:
            result[name] = value
    return result
