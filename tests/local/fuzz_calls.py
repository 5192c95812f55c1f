"""Calls made up from Google's own documents: some sound, most nearly so, some hopeless."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sync.local.protocol.discovery import Method, Schema

TEXTS = (
    *("", "A1", "A1:B2", "Sheet1!A1:C3", "Sheet1", "A:A", "1:1", "R1C1", "x", "0", "-1", "true"),
    *("=1+1", "=A1", "=SUM(A1:B9)", "='", "=(((", "=1/0", "*", "title", "name", "fields(x"),
    *("<script>alert(1)</script>", "../../etc/passwd", "a\u0000b", "\u202e", "🏫", "é" * 300),
    *("2026-11-09", "2026-11-09T07:00:00Z", "9999-12-31T23:59:59Z", "1e400", "ZZZ99999999"),
    *("anna@school.example", "me", "root", "nl_NL", "Europe/Amsterdam", "#0F5C5C", "YQ=="),
    *("name contains 'x'", "trashed = true", "not (", "timestamp > 2026-01-01T00:00:00Z"),
    *("text/plain", "text/csv", "application/vnd.google-apps.folder", "application/pdf"),
)
NUMBERS = (0, 0, 0, 1, 1, 2, 3, 5, 26, 1000, -1, 2**31 - 1, -(2**31), 2**31)
DECIMALS = (0, 1, 0.5, -1, 46000.25, 1e15, 1e308, -0.0)
FORMATS = {
    "date-time": "2026-11-09T07:00:00Z",
    "google-datetime": "2026-11-09T07:00:00Z",
    "date": "2026-11-09",
    "byte": "YQ==",
}
WRONG: tuple[Any, ...] = (None, [], {}, [[]], {"x": 1}, "tekst", 7, True, 1.5)
LIKELY: Mapping[str, tuple[Any, ...]] = {
    "sheetId": (0, 0, 0, 1, 7),
    "startIndex": (0, 0, 1),
    "endIndex": (1, 2, 5),
    "startRowIndex": (0, 0, 1),
    "endRowIndex": (1, 2, 5),
    "startColumnIndex": (0, 0, 1),
    "endColumnIndex": (1, 2, 5),
    "index": (0, 0, 1),
    "fields": ("*", "*", "title", "userEnteredValue"),
    "updateMask": ("*", "*", "title"),
    "range": ("A1:B2", "Sheet1!A1", "A:A"),
    "userId": ("me",),
}


@dataclass
class Fuzz:
    """Makes calls, the same ones for the same seed."""

    seed: int
    ids: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.sound = True

    def call(self, method: Method) -> tuple[str, dict[str, Any], Any]:
        """The path, the query and the body of one call."""
        self.sound = self.chance.random() < 0.6
        path, query = method.template, {}
        for name, schema in method.parameters.items():
            if schema.get("location") == "path":
                text = quote(str(self._named(name, schema, method)), safe="")
                path = path.replace(f"{{+{name}}}", text).replace(f"{{{name}}}", text)
            elif schema.get("required") or self.chance.random() < (0.04 if self.sound else 0.15):
                query[name] = self._flat(self._named(name, schema, method))
        if self.chance.random() < (0.02 if self.sound else 0.1):
            query["fields"] = self.chance.choice(TEXTS)
        body = None
        if method.request:
            body = self._message(method.document.schemas[method.request], method, 0)
        return path, query, body

    def _named(self, name: str, schema: Schema, method: Method) -> Any:
        known = self.ids.get(name)
        if known and self.chance.random() < 0.95:
            return self.chance.choice(known)
        return self._value(name, schema, method, 3)

    def _value(self, name: str, schema: Schema, method: Method, depth: int) -> Any:
        if not self.sound and self.chance.random() < 0.03:
            return self.chance.choice(WRONG)
        if name in LIKELY and self.chance.random() < 0.85:
            return self.chance.choice(LIKELY[name])
        if "$ref" in schema:
            return self._message(method.document.schemas[schema["$ref"]], method, depth + 1)
        if schema.get("type") == "array":
            items = schema["items"]
            return [self._value(name, items, method, depth) for _ in range(self._few())]
        if schema.get("type") == "object":
            return self._message(schema, method, depth + 1)
        return self._scalar(schema)

    def _message(self, schema: Schema, method: Method, depth: int) -> dict[str, Any]:
        properties = dict(schema.get("properties", {}))
        if "additionalProperties" in schema:
            inner = schema["additionalProperties"]
            return {
                key: self._value(key, inner, method, depth) for key in ("a", "b")[: self._few()]
            }
        names = list(properties)
        if schema.get("id") == "Request" or depth > 3:
            names = self.chance.sample(names, min(1, len(names)))
        share = 0.9 if depth == 0 else 0.5
        chosen = [each for each in names if len(names) == 1 or self.chance.random() < share]
        found = {name: self._value(name, properties[name], method, depth) for name in chosen}
        stray = not self.sound and self.chance.random() < 0.02
        return found | ({"onbekend": 1} if stray else {})

    def _scalar(self, schema: Schema) -> Any:
        kind = schema.get("type")
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        if kind == "boolean":
            return self.chance.random() < 0.5
        if schema.get("format") in FORMATS and self.sound:
            return FORMATS[schema["format"]]
        if kind == "integer" or schema.get("format") in {"int64", "uint64"}:
            return self.chance.choice(NUMBERS)
        if kind == "number":
            return self.chance.choice(DECIMALS)
        if kind == "any":
            return self.chance.choice([*TEXTS, *NUMBERS, *DECIMALS, True, None])
        return self.chance.choice(TEXTS)

    def _few(self) -> int:
        return self.chance.choice((0, 1, 1, 2))

    def _flat(self, value: Any) -> Any:
        if isinstance(value, bool):
            return str(value).lower()
        return json.dumps(value) if isinstance(value, dict) else value
