"""Update masks: which fields of a message a write names, and putting just those in place."""

import copy
import json
import re
from functools import cache
from pathlib import Path

import googleapiclient

from sync.local.call import Json
from sync.local.forms.refusals import InvalidRequestError


def masked(old: Json, new: Json, mask: str, *, schema: str, where: str) -> Json:
    """The old message with the fields that the mask names taken from the new one.

    Args:
        schema: the message's name in Google's description of the API, against which paths are
            checked.
        where: the request, for the refusal.
    """
    if not mask:
        raise InvalidRequestError(where, "update_mask is required and must name a field")
    found = copy.deepcopy(old)
    for path in paths(mask, schema=schema, where=where):
        _place(found, new, path)
    return found


def paths(mask: str, *, schema: str, where: str) -> list[list[str]]:
    """The paths of a mask, in camel case; `*` names every field of the message."""
    if mask.strip() == "*":
        return [[name] for name in _schemas()[schema]["properties"]]
    found = [[_camel(part) for part in path.strip().split(".")] for path in mask.split(",")]
    for path in found:
        if not _exists(path, schema):
            raise InvalidRequestError(where, f"Invalid field in update_mask: {'.'.join(path)}")
    return found


def _place(target: Json, source: Json, path: list[str]) -> None:
    *parents, last = path
    for part in parents:
        target = target.setdefault(part, {})
        source = source.get(part) or {}
    if last in source:
        target[last] = copy.deepcopy(source[last])
    else:
        target.pop(last, None)


def _exists(path: list[str], schema: str) -> bool:
    at: str | None = schema
    for part in path:
        described = _schemas()[at]["properties"].get(part) if at else None
        if described is None:
            return False
        at = described.get("$ref")
    return True


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


@cache
def _schemas() -> Json:
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    described: Json = json.loads((folder / "forms.v1.json").read_text(encoding="utf-8"))
    schemas: Json = described["schemas"]
    return schemas
