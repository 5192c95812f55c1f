"""A plan's words: what set-up would do, old and new, what is risky, and what stays as it is.

A change is the same in every language; `line` is its sentence for the command line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sync.desired import Kind

Verb = Literal[
    "create", "update", "rename", "share", "revoke", "open", "close", "restore", "bin", "confirm"
]
Risk = Literal["closes", "takes_access", "overwrites", "changes_asked", "excess_access"]
"""Closes a form; takes access away; overwrites a cell that is not blank; changes a question that
has answers; somebody may more than the configuration says."""
Subject = Literal[
    "file",
    "name",
    "access",
    "questions",
    "tab",
    "tab_title",
    "size",
    "cells",
    "merges",
    "column",
    "rows",
    "look",
    "objects",
    "property",
]
"""What of a file: its name, who may open it, its questions, or a part of a spreadsheet."""
Kept = Literal["tab", "column", "row", "title", "cell", "object", "question", "item", "access"]
"""What people added or changed and what stays as it is."""
About = Literal["unit_left", "form_left", "group_left", "key_changed", "definition_unused"]
"""What the configuration no longer has; a team that seems renamed; an own definition in vain."""
Scalar = str | int | float | bool
Values = tuple[tuple[Scalar, ...], ...]
"""The rows of a rectangle of cells; anything else is one row of one value, or nothing at all."""


@dataclass(frozen=True)
class Detail:
    """What stands somewhere and what would: cells of a tab (`Bord!B3:C8`), a question, a person.

    `where` is an A1 range with its tab, a question's key, an account, or a property's name.
    """

    where: str
    old: Values = ()
    new: Values = ()


@dataclass(frozen=True)
class Change:
    """One thing that set-up would do; `part` names what of the file, such as a tab's title.

    `name` is the file's own title for people, `unit` the team or school that it belongs to.
    """

    verb: Verb
    key: str
    line: str
    unit: str = ""
    kind: Kind | None = None
    name: str = ""
    part: str = ""
    subject: Subject = "file"
    details: tuple[Detail, ...] = ()
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Stay:
    """Something of people's that no plan touches: where it is, and what it says."""

    key: str
    kept: Kept
    where: str
    says: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Note:
    """What people have to know before they read a unit's changes; `old` and `new` are keys."""

    unit: str
    about: About
    old: str = ""
    new: str = ""


def one(value: Scalar | None) -> Values:
    """A single value as a detail holds it; none or blank is nothing."""
    return () if value is None or value == "" else ((value,),)


def joined(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Each risk once, in order."""
    return tuple(dict.fromkeys(risks))
