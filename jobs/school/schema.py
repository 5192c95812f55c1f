"""The JSON Schema of a school's file, for editors that check and complete while one types."""

import json
from importlib.resources import files
from typing import Any

from jobs.school.model import Configuration

TIME = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
SHIPPED = files("jobs.school") / "school.schema.json"


def configuration_schema() -> dict[str, Any]:
    """The schema as the model has it now."""
    schema = Configuration.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_with_times(schema)}


def _with_times(part: Any) -> Any:
    """To JSON Schema a `time` has seconds and a zone; a lesson hour starts at 08:30."""
    if isinstance(part, list):
        return [_with_times(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "time":
        rest = {key: value for key, value in part.items() if key != "format"}
        return {**rest, "pattern": TIME}
    return {key: _with_times(value) for key, value in part.items()}


def schema_text() -> str:
    """The schema as it is shipped and printed."""
    return json.dumps(configuration_schema(), indent=2, ensure_ascii=False) + "\n"
