"""Single values as Google's JSON parser takes them: by type and format of the document."""

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

RANGES = {
    "int32": (-(2**31), 2**31 - 1),
    "uint32": (0, 2**32 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint64": (0, 2**64 - 1),
}
TRUTHS = {"true": True, "1": True, "false": False, "0": False}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")


class WrongScalarError(Exception):
    """A value that is not of the type the document asks for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"not a {kind}")
        self.kind = kind


def read_scalar(schema: Mapping[str, Any], value: object) -> Any:
    """A value of a JSON body; `WrongScalarError` when it is of another type."""
    if "enum" in schema:
        return _named(schema["enum"], value)
    kind, form = schema.get("type"), schema.get("format")
    if kind == "boolean":
        return _boolean(value)
    if kind == "integer":
        return _whole(value, form or "int32")
    if kind == "number":
        return _number(value, form or "double")
    if form in RANGES:
        return str(_whole(value, form))
    return _text(value, form)


def read_text(schema: Mapping[str, Any], text: str) -> Any:
    """A value of a path or query, where everything comes as text."""
    if schema.get("type") == "boolean":
        return _boolean(text.lower())
    return read_scalar(schema, text)


def _named(names: Sequence[str], value: object) -> str:
    """A name of an enumeration: capitals do not count, and its number will do."""
    if value in names:
        return str(value)
    if isinstance(value, str):
        like = [name for name in names if name.upper() == value.upper().replace("-", "_")]
        if like:
            return like[0]
    # Only where nought is listed do the numbers follow from the order.
    counted = "UNSPECIFIED" in names[0].upper()
    number = int(str(value)) if re.fullmatch(r"\d{1,3}", str(value), re.ASCII) else len(names)
    if not counted or number >= len(names):
        raise WrongScalarError("TYPE_ENUM")
    return names[number]


def _boolean(value: object) -> bool:
    found = TRUTHS.get(value) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise WrongScalarError("TYPE_BOOL")
    return found


def _whole(value: object, form: str) -> int:
    low, high = RANGES[form]
    found = value
    if isinstance(value, str):
        found = int(value) if re.fullmatch(r"-?\d{1,20}", value, re.ASCII) else None
    elif isinstance(value, float):
        found = int(value) if value.is_integer() else None
    if not isinstance(found, int) or isinstance(found, bool):
        raise WrongScalarError(f"TYPE_{form.upper()}")
    if not low <= found <= high:
        raise WrongScalarError(f"TYPE_{form.upper()}")
    return found


def _number(value: object, form: str) -> float | int:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        found = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise WrongScalarError(f"TYPE_{form.upper()}")
    return found


def _text(value: object, form: str | None) -> str:
    if not isinstance(value, str):
        raise WrongScalarError("TYPE_BYTES" if form == "byte" else "TYPE_STRING")
    check = _FORMATS.get(form or "")
    if check:
        check(value)
    return value


def _check_moment(value: str) -> None:
    try:
        if RFC3339.fullmatch(value):
            datetime.fromisoformat(re.sub(r"\.\d+", "", value.upper()))
            return
    except ValueError:
        pass
    raise WrongScalarError("type.googleapis.com/google.protobuf.Timestamp")


def _check_date(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as fault:
        raise WrongScalarError("TYPE_STRING") from fault


def _check_bytes(value: str) -> None:
    plain = value.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise WrongScalarError("TYPE_BYTES") from fault


_FORMATS: dict[str, Callable[[str], None]] = {
    "date-time": _check_moment,
    "google-datetime": _check_moment,
    "date": _check_date,
    "byte": _check_bytes,
}
