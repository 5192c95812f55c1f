"""A YAML text as plain values, with the line and column of every key and value."""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jobs.school.problems import Finding, Location, Place

TAG = "tag:yaml.org,2002:"


class BrokenYamlError(Exception):
    """A text that is no YAML; it says where reading stopped and why."""

    def __init__(self, message: str, place: Place | None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


@dataclass
class Document:
    """The values of a YAML text and where each one stands."""

    data: Any = None
    findings: list[Finding] = field(default_factory=list)
    _keys: dict[Location, Place] = field(default_factory=dict)
    _values: dict[Location, Place] = field(default_factory=dict)

    def place(self, path: Location, *, at_key: bool = False) -> Place:
        """Where a value stands, or its key; what is not there, where it should have been."""
        places = (self._keys, self._values) if at_key else (self._values, self._keys)
        for end in range(len(path), 0, -1):
            for known in places:
                if found := known.get(path[:end]):
                    return found
        return Place(1, 1)

    def read(self, node: Node, path: Location = (), above: tuple[Node, ...] = ()) -> Any:
        """Take in a node and all beneath it."""
        if node in above:
            raise BrokenYamlError("this refers to itself; write it out", _place(node))
        if path:
            self._values.setdefault(path, _place(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path, (*above, node))
        if isinstance(node, SequenceNode):
            parts = enumerate(node.value)
            return [self.read(part, (*path, i), (*above, node)) for i, part in parts]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Location, above: tuple[Node, ...]) -> Any:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            here = (*path, key)
            if key in values:
                self._twice(here, key, key_node)
                continue
            self._keys[here] = _place(key_node)
            values[key] = self.read(value_node, here, above)
        return values

    def _twice(self, first: Location, key: str, node: Node) -> None:
        again = (*first, "", len(self.findings))
        self._keys[again] = _place(node)
        message = f"key '{key}' stands here again, after line {{line}}; keep one of the two"
        self.findings.append(Finding(again, "duplicate-key", message, at_key=True, see=first))


def read_document(text: str) -> Document:
    """Read a YAML text; BrokenYamlError when it is none."""
    document = Document()
    try:
        node = YAML().compose(text)
    except MarkedYAMLError as error:
        raise _broken(error, text) from error
    except (YAMLError, AssertionError, ValueError, RecursionError) as error:
        raise BrokenYamlError(
            "this is no YAML text; save it as plain text, in UTF-8, from a text editor", None
        ) from error
    if node is not None:
        document.data = document.read(node)
    return document


def _broken(error: MarkedYAMLError, text: str) -> BrokenYamlError:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else None
    reason = str(error.problem or error.context)
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    if "'\\t'" in reason or line[: len(line) - len(line.lstrip())].count("\t"):
        return BrokenYamlError("this line is indented with a tab; use spaces instead", place)
    if "another document" in reason:
        return BrokenYamlError("a second document starts here; keep one school per file", place)
    return BrokenYamlError(f"this is no YAML: {reason}; {_advice(reason)}", place)


def _advice(reason: str) -> str:
    if "mapping values" in reason:
        return "put a text that holds a colon in quotes, and close every quote above"
    if "undefined alias" in reason:
        return "put a text that starts with * in quotes"
    if "end of stream" in reason or "stream end" in reason:
        return "close the quote or bracket that is still open"
    return "check the indentation, the quotes and the brackets here and on the line before"


def _scalar(node: Node) -> Any:
    """A scalar's value; dates and times stay text, for the model reads those itself."""
    text = str(node.value)
    kind = str(node.tag).removeprefix(TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.casefold() == "true"
    if kind not in ("int", "float"):
        return text
    try:
        return int(text) if kind == "int" else float(text)
    except ValueError:
        return text


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
