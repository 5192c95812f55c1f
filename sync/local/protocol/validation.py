"""Checks the body of a call against the discovery document.

A checked body is also a tidied one: snake_case names become camelCase, numbers and booleans that
came as text become what they are, and `null` fields are left out, as Google's own parser does. In
a PATCH a `null` clears its field: texts and truths become empty, and the rest stays `None`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sync.local.call import Json
from sync.local.protocol.discovery import Document, Method, Schema
from sync.local.protocol.scalars import WrongScalarError, read_scalar
from sync.local.protocol.tidiness import is_tidy
from sync.local.protocol.violations import Violations, humps, snake

# Drive passes over names that it does not know, such as those of its second version; clients count
# on it. The other services refuse them.
LENIENT = {"drive"}
Path = tuple["Path", str | int] | None
"""Where in a body something stands: below what, and the name, key or index there."""
EMPTY: Json = {"string": "", "boolean": False}


def check_body(method: Method, body: object, violations: Violations) -> Json:
    """The body of a call, checked and tidied."""
    if not isinstance(body, dict):
        violations.add(
            "", 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
        )
        return {}
    if method.request and is_tidy(method.document, method.request, body):
        return body
    schema: Schema = method.document.schemas[method.request] if method.request else {}
    clears = method.verb == "PATCH"
    return _Body(method.document, violations, clears).message(schema, body, None)


def _emptied(schema: Schema) -> Any:
    """What a PATCH leaves of a field that it clears: texts and truths become empty ones."""
    return EMPTY.get(schema.get("type", "")) if _is_free(schema) else None


@dataclass(frozen=True)
class _Body:
    """Walks one body along its schema."""

    document: Document
    violations: Violations
    clears: bool

    def message(self, schema: Schema, body: Mapping[str, Any], path: Path) -> Json:
        properties = schema.get("properties", {})
        found: Json = {}
        for given, value in body.items():
            name = given if given in properties else humps(given)
            if name not in properties:
                if self.document.name not in LENIENT:
                    self.violations.add_name(_written(path), given, "Cannot find field.")
            elif value is not None or properties[name].get("type") == "any":
                found[name] = self.value(properties[name], value, (path, name), name)
            elif self.clears:
                found[name] = _emptied(properties[name])
        return found

    def value(self, schema: Schema, value: Any, path: Path, name: str) -> Any:
        kind = schema.get("type")
        if kind == "any" or (kind == "string" and type(value) is str and _is_free(schema)):
            return value
        if kind == "array":
            return self._array(schema["items"], value, path, name)
        if isinstance(value, list):
            why = "Proto field is not repeating, cannot start list."
            self.violations.add_name(_written(path and path[0]), name, why)
            return None
        if "$ref" in schema or kind == "object":
            return self._object(schema, value, path, name)
        return self._scalar(schema, value, path, name)

    def _array(self, items: Schema, value: Any, path: Path, name: str) -> Any:
        if isinstance(value, dict) and "$ref" in items:
            value = [value]  # Google takes one message for a list of one.
        if not isinstance(value, list):
            listed = items if items.get("type") != "any" else {"type": "array"}
            self.violations.add_value(_written(path), self._kind(listed, name), value)
            return []
        if "$ref" in items:
            value = list(_flat(value))
        if items.get("type") == "any":
            return value
        return [self.value(items, each, (path, index), name) for index, each in enumerate(value)]

    def _object(self, schema: Schema, value: Any, path: Path, name: str) -> Any:
        if not isinstance(value, dict):
            self.violations.add_value(_written(path), self._kind(schema, name), value)
            return {}
        if "$ref" in schema:
            return self.message(self.document.schemas[schema["$ref"]], value, path)
        if "additionalProperties" not in schema:
            return self.message(schema, value, path)
        inner = schema["additionalProperties"]
        # A null in a map is kept: Drive takes it for "remove this key".
        return {
            key: None if each is None else self.value(inner, each, (path, f"[{key}]"), name)
            for key, each in value.items()
        }

    def _scalar(self, schema: Schema, value: Any, path: Path, name: str) -> Any:
        try:
            return read_scalar(schema, value)
        except WrongScalarError as fault:
            kind = self._kind(schema, name) if "enum" in schema else fault.kind
            self.violations.add_value(_written(path), kind, value)
            return None

    def _kind(self, schema: Schema, name: str) -> str:
        """The type as Google names it in its messages."""
        if "$ref" in schema:
            return f"type.googleapis.com/{self.document.package}.{schema['$ref']}"
        if "enum" in schema:
            return enum_kind(self.document, name)
        wrapped = {"array": "ListValue", "object": "Struct", "any": "Value"}.get(schema["type"])
        return f"type.googleapis.com/google.protobuf.{wrapped}" if wrapped else "TYPE_STRING"


def _written(path: Path) -> str:
    """A place as Google's messages write it; few bodies are wrong, so it is written only then."""
    if path is None:
        return ""
    above, step = _written(path[0]), path[1]
    if isinstance(step, int):
        return f"{above}[{step}]"
    if step.startswith("["):
        return above + step
    return f"{above}.{snake(step)}" if above else snake(step)


def _is_free(schema: Schema) -> bool:
    """Whether any text will do."""
    return "enum" not in schema and "format" not in schema


def _flat(value: list[Any]) -> Iterator[Any]:
    """Lists within a list of messages are one list to Google; gspread-formatting relies on it."""
    for each in value:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def enum_kind(document: Document, name: str) -> str:
    """The type of an enumeration, which the documents do not name: after its field."""
    return f"type.googleapis.com/{document.package}.{name[:1].upper()}{name[1:]}"
