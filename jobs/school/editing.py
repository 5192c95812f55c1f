"""Changing a few values in a school's file, and leaving every other character of it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jobs.school.problems import Location


@dataclass(frozen=True)
class Edit:
    """A value, written as YAML on one line, at a place in the file.

    A key that is not there yet comes right after its sibling `after`.
    """

    path: Location
    value: str
    after: str | None = None


class NoPlaceError(Exception):
    """An edit is for a part that the file does not have, or that cannot be changed by itself."""

    def __init__(self, edit: Edit) -> None:
        where = ".".join(str(part) for part in edit.path)
        super().__init__(
            f"there is no place for '{where}' in this file, or not without changing more; "
            f"write {edit.value} there yourself"
        )


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with these values; comments, order and layout of all else stay as they are.

    Raises NoPlaceError, with nothing changed, when the file would say anything else by it.
    """
    changed = text
    for edit in edits:
        try:
            changed = _edited(changed, edit)
        except YAMLError as error:
            raise NoPlaceError(edit) from error
    if edits and not _says(changed, _expected(text, edits)):
        raise NoPlaceError(next((one for one in edits if not _does_alone(text, one)), edits[-1]))
    return changed


def _does_alone(text: str, edit: Edit) -> bool:
    try:
        return _says(_edited(text, edit), _expected(text, [edit]))
    except (YAMLError, NoPlaceError):
        return False


def _says(text: str, data: object) -> bool:
    try:
        return bool(_loaded(text) == data)
    except YAMLError:
        return False


def _loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _expected(text: str, edits: Sequence[Edit]) -> Any:
    """What the file should say after these edits."""
    data = _loaded(text)
    for edit in edits:
        *above, name = edit.path
        place = data
        for part in above:
            place = place[part]
        place[name] = _loaded(edit.value)
    return data


def _edited(text: str, edit: Edit) -> str:
    *above, name = edit.path
    parent = _at(YAML().compose(text), above, edit)
    if not isinstance(parent, MappingNode):
        raise NoPlaceError(edit)
    entries = {key.value: (key, value) for key, value in parent.value}
    if name in entries:
        return _replaced(text, *entries[name], edit.value)
    if edit.after not in entries:
        raise NoPlaceError(edit)
    key, sibling = entries[edit.after]
    return _inserted(text, parent, key, sibling, f"{name}: {edit.value}")


def _replaced(text: str, key: Node, node: Node, value: str) -> str:
    """Another value for a key; a list that only grows keeps its own lines, and their comments."""
    new = YAML().compose(value)
    block = isinstance(node, SequenceNode) and not node.flow_style
    if isinstance(node, SequenceNode) and block and isinstance(new, SequenceNode):
        old, added = _items(node), _items(new)
        if old and len(added) > len(old) and added[: len(old)] == old:
            return _lengthened(text, node, added[len(old) :])
    start, end = node.start_mark.index, _end(text, node)
    empty = start == end
    if block or empty:
        colon = text.index(":", key.end_mark.index) + 1
        return f"{text[:colon]} {value}{text[colon if empty else end :]}"
    return text[:start] + value + text[end:]


def _items(node: SequenceNode) -> list[Any]:
    return [item.value for item in node.value]


def _lengthened(text: str, node: SequenceNode, values: Sequence[str]) -> str:
    """The list with more values, each on a line of its own below the last."""
    last = node.value[-1]
    line = text.rfind("\n", 0, last.start_mark.index) + 1
    before = text[line : last.start_mark.index]
    added = "".join(f"{_newline(text)}{before}{value}" for value in values)
    end = _line_end(text, _end(text, last))
    return text[:end] + added + text[end:]


def _inserted(text: str, parent: MappingNode, key: Node, sibling: Node, entry: str) -> str:
    """A new entry after a sibling: on a line of its own, or after a comma between braces."""
    end = _end(text, sibling)
    if parent.flow_style:
        return f"{text[:end]}, {entry}{text[end:]}"
    line_end = _line_end(text, end)
    return f"{text[:line_end]}{_newline(text)}{' ' * key.start_mark.column}{entry}{text[line_end:]}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, place: int) -> int:
    found = text.find(_newline(text), place)
    return len(text) if found < 0 else found


def _at(node: Node | None, path: Sequence[str | int], edit: Edit) -> Node:
    for part in path:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            node = None
    if node is None:
        raise NoPlaceError(edit)
    return node


def _end(text: str, node: Node) -> int:
    """Where a value ends; the mark of a block lies beyond the blank lines and comments after it."""
    if isinstance(node, SequenceNode | MappingNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return int(start) + len(text[start:end].rstrip())
    return end
