"""Partial answers: the `fields` parameter, checked against the answer's schema and applied."""

import re
from dataclasses import dataclass, field
from typing import Any

from sync.local.errors import GoogleError
from sync.local.protocol.discovery import Document, Method, Schema

DEEPEST = 50


@dataclass
class Mask:
    """The fields to keep, by name; no fields below means all of them."""

    below: dict[str, "Mask"] = field(default_factory=dict)
    whole: bool = False


class FieldSelectionError(GoogleError):
    """A `fields` parameter that names what is not there, or cannot be read."""

    def __init__(self, selection: str) -> None:
        super().__init__(
            400,
            f"Invalid field selection {selection}",
            reason="invalidParameter",
            details=[
                {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [
                        {
                            "field": "fields",
                            "description": "Error expanding 'fields' parameter. Cannot find "
                            f"matching fields for path '{selection}'.",
                        }
                    ],
                }
            ],
        )


def read_mask(method: Method, text: str | None) -> Mask | None:
    """The mask of a call; none when everything is asked for."""
    if not text or not text.strip():
        return None
    mask = _Reader(text).read()
    if method.response:
        _check(method.document, method.document.schemas[method.response], mask, "")
    return mask


def apply_mask(mask: Mask | None, value: Any) -> Any:
    """The answer with only the fields of the mask."""
    if mask is None or mask.whole or not mask.below:
        return value
    if isinstance(value, list):
        return [apply_mask(mask, each) for each in value]
    if not isinstance(value, dict):
        return value
    every = mask.below.get("*")
    if every and every.whole:
        return value
    chosen = {name: mask.below.get(name, every) for name in value}
    return {
        name: apply_mask(part, value[name])
        for name, part in chosen.items()
        if part and (part.whole or isinstance(value[name], dict | list))
    }


def _check(document: Document, schema: Schema, mask: Mask, path: str) -> None:
    schema = _resolve(document, schema)
    for name, part in mask.below.items():
        here = f"{path}/{name}" if path else name
        if name == "*":
            below = list(schema.get("properties", {}).values())
            if part.below and not below:
                raise FieldSelectionError(here)
            _check_every(document, below, part, here)
        elif name in schema.get("properties", {}):
            _check(document, schema["properties"][name], part, here)
        elif "additionalProperties" in schema:
            _check(document, schema["additionalProperties"], part, here)
        elif schema.get("type") != "any":
            raise FieldSelectionError(name if not path else here)


def _check_every(document: Document, schemas: list[Schema], mask: Mask, path: str) -> None:
    """A field below a wildcard must be in at least one of the fields that it stands for."""
    for name, part in mask.below.items():
        alone = Mask({name: part})
        if not any(_fits(document, schema, alone) for schema in schemas):
            raise FieldSelectionError(f"{path}/{name}")


def _fits(document: Document, schema: Schema, mask: Mask) -> bool:
    try:
        _check(document, schema, mask, "")
    except FieldSelectionError:
        return False
    return True


def _resolve(document: Document, schema: Schema) -> Schema:
    while "$ref" in schema or schema.get("type") == "array":
        schema = document.schemas[schema["$ref"]] if "$ref" in schema else schema["items"]
    return schema


class _Reader:
    """Reads `a,b(c,d/e),f/*`; a dot separates like a slash."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = re.findall(r"[A-Za-z_$@][\w$@:-]*|[*,()/.]|\S", text)
        self._at = 0

    def read(self) -> Mask:
        mask = Mask()
        self._list_into(mask, depth=0)
        if self._at != len(self._tokens):
            raise FieldSelectionError(self._text)
        return mask

    def _list_into(self, target: Mask, depth: int) -> None:
        if depth > DEEPEST:
            raise FieldSelectionError(self._text)
        self._path_into(target, depth)
        while self._peek() == ",":
            self._at += 1
            self._path_into(target, depth)

    def _path_into(self, target: Mask, depth: int) -> None:
        name = self._peek()
        if not (name == "*" or re.match(r"[A-Za-z_$@]", name)):
            raise FieldSelectionError(self._text)
        self._at += 1
        child = target.below.setdefault(name, Mask())
        if self._peek() in {"/", "."}:
            self._at += 1
            self._path_into(child, depth)
        elif self._peek() == "(":
            self._at += 1
            self._list_into(child, depth + 1)
            if self._peek() != ")":
                raise FieldSelectionError(self._text)
            self._at += 1
        else:
            child.whole = True

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""
