"""What the model refuses, explained: from pydantic's errors to sentences that say what to write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from jobs.school.model import Configuration
from jobs.school.problems import Finding, Location, did_you_mean, near_miss
from jobs.school.sentences import EXPLANATIONS, as_the_model_says, example_of, name_of


def findings_of(
    error: ValidationError, whole: type[BaseModel] = Configuration
) -> Iterator[Finding]:
    """Every mistake in an error; a key left out because it is misspelt is one mistake, not two.

    `whole` is the model of the file.
    """
    details = error.errors()
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    explained: set[Location] = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            finding, meant = _unknown_key(detail["loc"], missing, whole)
            explained.add(meant)
            yield finding
    for detail in details:
        known = detail["type"] == "extra_forbidden" or detail["loc"] in explained
        if not known and not _merely_echoes(detail):
            yield _explain(detail, whole)


def _merely_echoes(detail: ErrorDetails) -> bool:
    """A list is called too short when its parts are wrong, however many there are."""
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and len(detail["input"]) >= least


def _unknown_key(
    path: Location, missing: Iterable[Location], whole: type[BaseModel]
) -> tuple[Finding, Location]:
    *parent, key = path
    fields = keys_at(tuple(parent), whole)
    left_out = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
    meant = near_miss(str(key), left_out) or near_miss(str(key), fields)
    advice = f"did you mean '{meant}'?" if meant else did_you_mean(str(key), fields)
    finding = Finding(path, "unknown-key", f"unknown key '{key}'; {advice}", at_key=True)
    return finding, (*parent, meant or "")


def _explain(detail: ErrorDetails, whole: type[BaseModel]) -> Finding:
    kind, path = detail["type"], detail["loc"]
    if kind == "missing":
        return _missing(path, whole)
    rule, sentence = EXPLANATIONS.get(kind, ("wrong-value", as_the_model_says))
    return Finding(path, rule, sentence(name_of(path), detail["input"], detail))


def _missing(path: Location, whole: type[BaseModel]) -> Finding:
    key = str(path[-1])
    examples = _fields_at(path[:-1], whole)[key].examples
    example = f"{key}: {examples[0] if examples else example_of(path)}"
    parent = name_of(path[:-1]) if len(path) > 1 else "the file"
    return Finding(
        path[:-1], "missing-key", f"{parent} has no '{key}'; add for example {example}", at_key=True
    )


def keys_at(path: Location, whole: type[BaseModel]) -> tuple[str, ...]:
    """The keys that may stand at a path of the document."""
    return tuple(_fields_at(path, whole))


def _fields_at(path: Location, whole: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields at a path of the document, by the key that people write."""
    model: Any = whole
    for part in path:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel]:
    """The model within `Model | None` or `tuple[Model, ...]`."""
    if get_origin(annotation) in (Union, UnionType, tuple):
        parts: Sequence[Any] = get_args(annotation)
        return next(_model_in(part) for part in parts if part not in (type(None), Ellipsis))
    model: type[BaseModel] = annotation
    return model
