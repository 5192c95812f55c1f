"""Checks the parameters in path and query of a call against the discovery document."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.protocol.discovery import Match, Method, Schema, documented_methods
from sync.local.protocol.scalars import WrongScalarError, read_text
from sync.local.protocol.validation import enum_kind
from sync.local.protocol.violations import Violations, humps, snake

# What every method took before the documents were written anew, and still takes.
OLDER_PARAMETERS: dict[str, Schema] = {
    "bearer_token": {"type": "string"},
    "pp": {"type": "boolean"},
    "strict": {"type": "boolean"},
    "trace": {"type": "string"},
    "userIp": {"type": "string"},
}
RENAMED = {"pp": "prettyPrint"}


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
    known = _known(method)
    for given, values in _pairs(query).items():
        name = given if given in known else humps(given)
        if name in known:
            bare = RENAMED.get(name, name.removeprefix("$"))
            found[bare] = _values(method, bare, known[name], values, violations)
        elif not (match.upload and given == "upload_id") and not _passed_over(method, name):
            missing = f"Field '{given}' could not be found in request message."
            violations.add_name("", given, f"Cannot bind query parameter. {missing}")
    for name, text in match.path_params.items():
        found[name] = _value(method, name, method.parameters[name], text, violations)
    for name, schema in method.parameters.items():
        if schema.get("required") and name not in found:
            raise MissingParameterError(name)
    return found


def _passed_over(method: Method, name: str) -> bool:
    """Whether Drive knows the parameter from another method: clients send it, and it ignores it."""
    return method.service == "drive" and name in _drive_parameters()


@cache
def _drive_parameters() -> frozenset[str]:
    methods = [each for each in documented_methods() if each.service == "drive"]
    return frozenset(
        name
        for each in methods
        for name, schema in each.parameters.items()
        if schema.get("location") == "query"
    )


def _pairs(query: str) -> Mapping[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        pairs.setdefault(name, []).append(value)
    return pairs


@cache
def _known(method: Method) -> dict[str, Schema]:
    """What the query may say; the parameters that all methods share may stand behind a dollar."""
    shared = {**OLDER_PARAMETERS, **method.document.parameters}
    own = {name: it for name, it in method.parameters.items() if it.get("location") == "query"}
    return {**{f"${name}": it for name, it in shared.items()}, **shared, **own}


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
        kind = enum_kind(method.document, name) if "enum" in schema else fault.kind
        violations.add_value(snake(name), kind, text)
        return None
    if isinstance(value, int) and "minimum" in schema and "maximum" in schema:
        low, high = int(schema["minimum"]), int(schema["maximum"])
        if not low <= value <= high:
            raise OutOfRangeError(value, low, high)
    return value
