"""Reads one definition: a YAML file rendered by Jinja2 and checked by a typed model.

This is the one thing that `sheets_templates` takes from `forms`: a definition is read the same
way whatever it defines, and two copies of this module would drift apart.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Literal, TypeVar

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from forms.rendering import Texts, capitalised, render

__all__ = [
    "DefinitionError",
    "Language",
    "Problem",
    "UnknownDefinitionError",
    "capitalised",
    "in_language",
    "line_of",
    "read_definition",
]

Language = Literal["nl", "en"]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which line, which rule, what was found and what to do."""

    line: int | None
    rule: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """The problem as one line."""
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.rule}; found {self.found}. {self.remedy}"


class DefinitionError(Exception):
    """A definition that cannot be used, with everything that is wrong in it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path}: {problem}" for problem in self.problems))


class UnknownDefinitionError(Exception):
    """A definition was asked for that does not exist."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(f"No definition is named '{key}'. {_instead(key, known)}")


def read_definition(
    key: str, places: Sequence[Path], model: type[Model], values: Mapping[str, object]
) -> Model:
    """A definition from the first folder that has it; DefinitionError tells all that is wrong."""
    path = _find(key, places)
    rendered, texts = _render(path, places, values)
    try:
        # Strict JSON takes lists for tuples, and nothing else for what it is not.
        data = json.dumps(texts.restore(_parse(path, rendered)), default=str)
        return model.model_validate_json(data)
    except ValidationError as error:
        problems = _problems(error, rendered, sorted(set(_field_names(model))))
        raise DefinitionError(path, problems) from None


def in_language(folder: Path, language: Language) -> Path:
    """Where the definitions of a language are: the Dutch ones in the folder itself."""
    return folder if language == "nl" else folder / language


def line_of(path: Path, key: str, after: int = 0) -> int | None:
    """The first line of a definition, below another one, on which a key is given."""
    given = re.compile(rf"\bkey: *[\"']?{re.escape(key)}\b")
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return next((line for line, text in lines if line > after and given.search(text)), None)


def _find(key: str, places: Sequence[Path]) -> Path:
    found = {path.stem: path for place in reversed(places) for path in place.glob("[a-z]*.yaml")}
    if key not in found:
        raise UnknownDefinitionError(key, sorted(found))
    return found[key]


def _render(path: Path, places: Sequence[Path], values: Mapping[str, object]) -> tuple[str, Texts]:
    try:
        return render(path.name, places, values)
    except TemplateSyntaxError as error:
        found, line = error.message or "a syntax error", error.lineno
        problem = Problem(line, "a definition must be valid Jinja2", found, "Correct the template.")
    except TemplateNotFound as error:
        rule, remedy = "what is included must be there", f"Put it in {path.parent}."
        problem = Problem(_template_line(error, path), rule, f"'{error.name}'", remedy)
    except TemplateError as error:
        rule = "an expression may only use the values that a definition gets"
        remedy = f"These are: {', '.join(sorted(values))}."
        problem = Problem(_template_line(error, path), rule, str(error), remedy)
    except UnicodeDecodeError as error:
        problem = Problem(None, "a definition must be UTF-8", error.reason, "Save it as UTF-8.")
    raise DefinitionError(path, [problem])


def _template_line(error: TemplateError, path: Path) -> int | None:
    lines = [
        line
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(path)
    ]
    return lines[-1] if lines else None


def _parse(path: Path, rendered: str) -> object:
    try:
        data = _yaml(rendered)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = Problem(
            mark.line + 1 if mark else None,
            "a definition must be valid YAML",
            " ".join(str(error.problem or error.context).split()),
            "Put texts with a colon or a quote in them between double quotes.",
        )
    except YAMLError as error:
        problem = Problem(None, "a definition must be valid YAML", str(error), "Correct the file.")
    else:
        if isinstance(data, dict):
            return data
        problem = Problem(None, "a definition must hold fields", "none", "Start with 'key: …'.")
    raise DefinitionError(path, [problem])


@lru_cache(maxsize=64)
def _yaml(rendered: str) -> object:
    """What a rendering holds. Names are marks here, so most teams share one parsing."""
    data: object = YAML(typ="safe").load(rendered)
    return data


def _problems(error: ValidationError, rendered: str, names: Sequence[str]) -> list[Problem]:
    tree = YAML(typ="safe", pure=True).compose(rendered)
    found = error.errors()
    # A list with a wrong part also counts as too short; its part says more.
    return [
        _problem(details, tree, names)
        for details in found
        if not any(_is_within(other["loc"], details["loc"]) for other in found)
    ]


def _is_within(place: Sequence[int | str], whole: Sequence[int | str]) -> bool:
    return len(place) > len(whole) and place[: len(whole)] == whole


def _problem(details: ErrorDetails, tree: Node, names: Sequence[str]) -> Problem:
    """What the model found, as a problem on the line where it stands."""
    place, context = details["loc"], details.get("ctx", {})
    line = _line(tree, place)
    last = str(place[-1]) if place else "the definition"
    match details["type"]:
        case "extra_forbidden":
            return Problem(line, "a field must be known", f"'{last}'", _instead(last, names))
        case "missing":
            return Problem(line, "a field is required", "nothing", f"Add '{last}'.")
        case "union_tag_invalid":
            kinds = _quoted_in(str(context["expected_tags"]))
            tag = str(context["tag"])
            return Problem(line, "a kind must be known", f"'{tag}'", _instead(tag, kinds))
        case "literal_error":
            choices, value = _quoted_in(str(context["expected"])), str(details["input"])
            rule = f"'{last}' must be one of its choices"
            return Problem(line, rule, _short(value), _instead(value, choices))
        case "value_error":
            return Problem(line, "a definition must agree with itself", str(context["error"]), "")
        case _:
            return Problem(line, f"'{last}'", _short(details["input"]), f"{details['msg']}.")


def _line(tree: Node, place: Sequence[int | str]) -> int:
    """The line of the deepest node on the way to a place."""
    node, line = tree, tree.start_mark.line
    for step in place:
        match node:
            case MappingNode():
                pairs = {key.value: (key, value) for key, value in node.value}
                # A step that is no field is the kind that the model chose by.
                key, node = pairs.get(step, (node, node))
                line = key.start_mark.line if isinstance(key, ScalarNode) else line
            case SequenceNode() if isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line
    return int(line) + 1


def _quoted_in(text: str) -> list[str]:
    return re.findall(r"'([^']*)'", text)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _instead(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Use one of: {', '.join(known)}."


def _field_names(model: type[BaseModel]) -> Iterator[str]:
    """The names of all fields that a definition can have, at any depth."""
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {})
