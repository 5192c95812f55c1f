"""Checks the parameters in path and query of a call against the discovery document."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from sync.local.call import Json
from sync.local.discovery import Match, Method, Schema
from sync.local.errors import GoogleError
from sync.local.scalars import WrongScalarError, read_text
from sync.local.validation import enum_kind
from sync.local.violations import Violations, humps, snake


class MissingParameterError(GoogleError):
    """A parameter that the method cannot do without."""

    def __init__(self, name: str) -> None:
        super().__init__(400, f"Required parameter: {name}", reason="required")


class OutOfRangeError(GoogleError):
    """A number outside the bounds that the document sets."""

    def __init__(self, value: int, low: int, high: int) -> None:
        super().__init__(
            400,
            f"Invalid value '{value}'. Values must be within the range: [{low}, {high}]",
            reason="invalidParameter",
        )


def check_parameters(match: Match, query: str, violations: Violations) -> Json:
    """The parameters of path and query, typed, under their documented names."""
    method, found = match.method, {}
    known = {**method.document.parameters, **_query_parameters(method)}
    for given, values in _pairs(query).items():
        name = given if given in known else humps(given)
        if name in known:
            found[name] = _values(method, name, known[name], values, violations)
        elif not (match.upload and given == "upload_id"):
            missing = f"Field '{given}' could not be found in request message."
            violations.add_name("", given, f"Cannot bind query parameter. {missing}")
    for name, text in match.path_params.items():
        found[name] = _value(method, name, method.parameters[name], text, violations)
    for name, schema in method.parameters.items():
        if schema.get("required") and name not in found:
            raise MissingParameterError(name)
    return found


def _pairs(query: str) -> Mapping[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        pairs.setdefault(name, []).append(value)
    return pairs


def _query_parameters(method: Method) -> dict[str, Schema]:
    return {
        name: schema
        for name, schema in method.parameters.items()
        if schema.get("location") == "query"
    }


def _values(
    method: Method, name: str, schema: Schema, values: Sequence[str], violations: Violations
) -> Any:
    if not schema.get("repeated") and len(values) > 1:
        violations.add_name("", name, "Proto field is not repeating, cannot start list.")
        return None
    typed = [_value(method, name, schema, value, violations) for value in values]
    return typed if schema.get("repeated") else typed[0]


def _value(method: Method, name: str, schema: Schema, text: str, violations: Violations) -> Any:
    try:
        value = read_text(schema, text)
    except WrongScalarError as fault:
        violations.add_value(snake(name), fault.kind, text)
        return None
    if "enum" in schema and value not in schema["enum"]:
        violations.add_value(snake(name), enum_kind(method.document, name), text)
    if isinstance(value, int) and "minimum" in schema and "maximum" in schema:
        low, high = int(schema["minimum"]), int(schema["maximum"])
        if not low <= value <= high:
            raise OutOfRangeError(value, low, high)
    return value
