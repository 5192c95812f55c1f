"""The file of an accepted school: made from its sign-up, and right before it is written."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter

from jobs.school.config import SUFFIXES, read_configuration
from jobs.school.document import BrokenYamlError, read_document
from jobs.school.editing import Edit, edited
from jobs.school.init import Answers, new_school_text
from jobs.school.problems import Problem
from jobs.signup.signups import Signup

_ANSWERS = TypeAdapter(Answers)
_PLACES = {"schoolleider": "schoolleiding", "schoolcoach": "schoolcoaches"}


def school_text(signup: Signup, today: date) -> str:
    """The text of the school's file, in which the contact person has the role that they named.

    Its blocks start when the school wants to begin. Raises UnfitAnswerError, and
    UnknownSchoolYearError when the vacations of that time are not known yet.
    """
    answers = _ANSWERS.validate_python(
        {
            "name": signup.school,
            "type": signup.type,
            "region": signup.region,
            "domain": signup.domain,
            "teams": signup.teams,
        }
    )
    text = new_school_text(answers, today=max(today, signup.begin or today))
    return edited(text, list(_contact(signup)))


def _contact(signup: Signup) -> Iterator[Edit]:
    place = _PLACES.get(signup.role.casefold())
    if place and signup.contact:
        yield Edit(("people", place, 0, "name"), json.dumps(signup.contact, ensure_ascii=False))
        yield Edit(("people", place, 0, "email"), json.dumps(signup.email))


def problems_in(text: str, key: str) -> tuple[Problem, ...]:
    """What `ritmiek check` would say of a file with this text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{key}.yaml"
        path.write_text(text, encoding="utf-8")
        return read_configuration(path).problems


def school_keys(folder: Path) -> dict[str, Path]:
    """The schools that have a file in a folder, by key; a file that cannot be read has its name."""
    keys: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in SUFFIXES:
            keys.setdefault(path.stem, path)
            keys.setdefault(_key_in(path), path)
    return keys


def _key_in(path: Path) -> str:
    try:
        data: Any = read_document(path.read_text(encoding="utf-8-sig")).data
        return str(data["school"]["key"])
    except (BrokenYamlError, OSError, UnicodeDecodeError, KeyError, TypeError):
        return path.stem
