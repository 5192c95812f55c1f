"""A plan in a file: its reader's alone, and compared with how things are when it is applied."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from jobs.planning.model import PlanDocument, PlannedSchool
from sync.changes import Change
from sync.wire.signing_in.private_files import write_private

_DOCUMENT = TypeAdapter(PlanDocument)


class UnreadablePlanError(Exception):
    """A file that says that it is a plan, and cannot be read as one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: this is no plan that this Ritmiek can read; make it again with:"
            f" ritmiek plan --out {path}"
        )


class PlanNotAloneError(Exception):
    """A saved plan was given together with other files."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: this is a saved plan; give it alone, it names its own schools")


def plan_data(document: PlanDocument) -> Any:
    """A plan as JSON has it, whole."""
    return _DOCUMENT.dump_python(document, mode="json")


def plan_json(document: PlanDocument) -> str:
    """The text of a plan's file."""
    return json.dumps(plan_data(document), ensure_ascii=False, indent=2) + "\n"


def save_plan(path: Path, document: PlanDocument) -> None:
    """Write a plan whole or not at all, readable for its owner only; raises OSError."""
    write_private(path, plan_json(document))


def saved_plan(path: Path) -> PlanDocument | None:
    """The plan in a file; none when it is no plan at all; raises UnreadablePlanError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("format") != "ritmiek-plan":
        return None
    try:
        return _DOCUMENT.validate_python(data)
    except ValidationError as error:
        raise UnreadablePlanError(path) from error


def moved_since(saved: PlannedSchool, now: PlannedSchool) -> Iterator[str]:
    """What is otherwise than when the plan was saved, a sentence each; no values of people."""
    for key in sorted({*saved.files, *now.files}):
        before, after = saved.files.get(key), now.files.get(key)
        if before is None or after is None or before == after:
            continue
        if before.id != after.id:
            yield f"{key}: another file stands at Google than when the plan was saved"
        elif before.wanted != after.wanted:
            yield f"{key}: the configuration asks something else than when the plan was saved"
        else:
            yield f"{key}: a set-up changed it after the plan was saved"
    for change in _only_in(saved.changes, now.changes):
        yield f"no longer so: {change.line}"
    for change in _only_in(now.changes, saved.changes):
        yield f"not in the plan: {change.line}"


def _only_in(some: tuple[Change, ...], others: tuple[Change, ...]) -> Iterator[Change]:
    return (Counter(some) - Counter(others)).elements()
