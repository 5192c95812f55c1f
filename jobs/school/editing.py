"""Changing a few values in a school's file, and leaving every other character of it alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

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
    """An edit is for a part that the file does not have."""

    def __init__(self, path: Location) -> None:
        where = ".".join(str(part) for part in path)
        super().__init__(f"there is no place for '{where}' in this file; write it there yourself")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with these values; comments, order and layout of all else stay as they are."""
    for edit in edits:
        text = _edited(text, edit)
    return text


def _edited(text: str, edit: Edit) -> str:
    *above, name = edit.path
    parent = _at(YAML().compose(text), above, edit)
    if not isinstance(parent, MappingNode):
        raise NoPlaceError(edit.path)
    entries = {key.value: (key, value) for key, value in parent.value}
    if name in entries:
        node = entries[name][1]
        return text[: node.start_mark.index] + edit.value + text[_end(node) :]
    if edit.after not in entries:
        raise NoPlaceError(edit.path)
    key, sibling = entries[edit.after]
    return _inserted(text, parent, key, sibling, f"{name}: {edit.value}")


def _inserted(text: str, parent: MappingNode, key: Node, sibling: Node, entry: str) -> str:
    """A new entry after a sibling: on a line of its own, or after a comma between braces."""
    end = _end(sibling)
    if parent.flow_style:
        return f"{text[:end]}, {entry}{text[end:]}"
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return f"{text[:line_end]}\n{' ' * key.start_mark.column}{entry}{text[line_end:]}"


def _at(node: Node | None, path: Sequence[str | int], edit: Edit) -> Node:
    for part in path:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            node = None
    if node is None:
        raise NoPlaceError(edit.path)
    return node


def _end(node: Node) -> int:
    """Where a value ends; the mark of a block lies beyond the blank lines and comments after it."""
    if isinstance(node, SequenceNode | MappingNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
