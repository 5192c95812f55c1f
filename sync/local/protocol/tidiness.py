"""Tells quickly whether a body is already as its schema says.

Most bodies are, and the check that names every mistake and tidies what it can costs several times
as much: it says of each value where it stands, and builds the body anew.
"""

from collections.abc import Callable
from typing import Any

from sync.local.protocol.discovery import Document, Schema
from sync.local.protocol.scalars import WrongScalarError, read_scalar

Fits = Callable[[Any], bool]
EXACT = {"string": str, "boolean": bool}
_known: dict[tuple[str, str], Fits] = {}


def is_tidy(document: Document, name: str, body: object) -> bool:
    """Whether nothing in the body would be refused, renamed, converted or left out."""
    return _message_named(document, name)(body)


def _message_named(document: Document, name: str) -> Fits:
    """The check of one schema, made when it is first met: schemas may hold themselves."""
    key = (document.package, name)
    if key not in _known:
        _known[key] = _message(document, document.schemas[name].get("properties", {}))
    return _known[key]


def _message(document: Document, properties: Schema) -> Fits:
    exact = {name: kind for name, schema in properties.items() if (kind := _exact(schema))}
    checks: dict[str, Fits] = {}

    def fits(value: Any) -> bool:
        if type(value) is not dict:
            return False
        for name, inner in value.items():
            # Free texts and truths are most of what bodies hold; they need no call.
            if exact.get(name) is type(inner):
                continue
            check = checks.get(name)
            if check is None:
                if name not in properties:
                    return False
                check = checks[name] = _check(document, properties[name])
            if not check(inner):
                return False
        return True

    return fits


def _exact(schema: Schema) -> type | None:
    """The type of which every value will do, if there is one."""
    return None if "enum" in schema or "format" in schema else EXACT.get(schema.get("type", ""))


def _check(document: Document, schema: Schema) -> Fits:
    if "$ref" in schema:
        return _message_named(document, schema["$ref"])
    kind = schema.get("type")
    if kind == "any":
        return lambda _: True
    if kind == "array" and schema["items"].get("type") == "any":
        return lambda value: type(value) is list  # A million values, and nothing to be checked.
    if kind == "array":
        return _array(_check(document, schema["items"]))
    if kind == "object":
        if "additionalProperties" in schema:
            return _map(_check(document, schema["additionalProperties"]))
        return _message(document, schema.get("properties", {}))
    return _scalar(schema)


def _array(fits: Fits) -> Fits:
    return lambda value: type(value) is list and all(map(fits, value))


def _map(fits: Fits) -> Fits:
    # A null in a map says "remove this key" and stays.
    return lambda value: (
        type(value) is dict and all(each is None or fits(each) for each in value.values())
    )


def _scalar(schema: Schema) -> Fits:
    if "enum" in schema:
        names = frozenset(schema["enum"])
        return lambda value: type(value) is str and value in names

    def fits(value: Any) -> bool:
        try:
            found = read_scalar(schema, value)
        except WrongScalarError:
            return False
        return type(found) is type(value) and bool(found == value)

    return fits
