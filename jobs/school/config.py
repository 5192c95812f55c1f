"""Reading a school's file: everything that is wrong with it at once, or the configuration."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jobs.school.document import BrokenYamlError, Document, read_document
from jobs.school.explanations import findings_of
from jobs.school.model import Configuration, PizzaGroup
from jobs.school.problems import (
    ConfigurationError,
    Finding,
    NoConfigurationError,
    Problem,
)
from jobs.school.rules import check_rules
from jobs.school.timetables import timetable_problems

DEFAULT = Path("school.yaml")
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: a configuration, or the reasons why there is none."""

    configuration: Configuration | None
    problems: tuple[Problem, ...] = ()


def load_configuration(path: Path) -> Configuration:
    """The configuration in a file; ConfigurationError with every problem when it has any."""
    reading = read_configuration(path)
    if reading.configuration is None:
        raise ConfigurationError(reading.problems)
    return reading.configuration


def load_configurations(paths: Sequence[Path]) -> tuple[Configuration, ...]:
    """Several schools; ConfigurationError with every problem of every file when there is any."""
    readings = read_configurations(paths)
    problems = [problem for reading in readings.values() for problem in reading.problems]
    if problems:
        raise ConfigurationError(problems)
    return tuple(one.configuration for one in readings.values() if one.configuration)


def read_configurations(paths: Sequence[Path]) -> dict[Path, Reading]:
    """Several schools by their file, with what is wrong between them at the later file."""
    readings = {path: read_configuration(path) for path in paths}
    for problem in [*same_keys(readings.items()), *unlike_groups(readings.items())]:
        known = readings[problem.file]
        readings[problem.file] = Reading(known.configuration, (*known.problems, problem))
    return readings


def same_keys(readings: Iterable[tuple[Path, Reading]]) -> Iterator[Problem]:
    """Schools that would take each other's files, for want of a key of their own."""
    seen: dict[str, Path] = {}
    for path, reading in readings:
        if reading.configuration is None:
            continue
        key = reading.configuration.school.key
        if key in seen:
            message = f"school key '{key}' is that of {seen[key]} too; give every school its own"
            yield Problem(path, None, None, "two-schools-one-key", message)
        seen.setdefault(key, path)


def unlike_groups(readings: Iterable[tuple[Path, Reading]]) -> Iterator[Problem]:
    """Schools of one pizza group that say different things of it: they share one sheet."""
    seen: dict[str, tuple[Path, PizzaGroup]] = {}
    for path, reading in readings:
        group = reading.configuration.pizza_group if reading.configuration else None
        if group is None:
            continue
        first, theirs = seen.setdefault(group.key, (path, group))
        for what in ("name", "dates"):
            if getattr(theirs, what) != getattr(group, what):
                message = (
                    f"pizza group '{group.key}' has other {what} here than in {first}; "
                    "the schools share one sheet, so write the same in both files"
                )
                yield Problem(path, None, None, "unlike-pizza-groups", message)


def read_configuration(path: Path) -> Reading:
    """Read a school's file; paths in the configuration are made absolute from its folder."""
    try:
        document = read_document(text_of(path))
    except UnreadableFileError as error:
        return Reading(None, (Problem(path, None, None, "unreadable", error.message),))
    except BrokenYamlError as error:
        line, column = (error.place.line, error.place.column) if error.place else (None, None)
        return Reading(None, (Problem(path, line, column, "broken-yaml", error.message),))
    configuration, findings = _check(document)
    if findings or configuration is None:
        return Reading(None, located(path, document, findings))
    configuration = configuration.relative_to(path.absolute().parent)
    if configuration.source == "beheer":
        return Reading(configuration)
    problems = tuple(timetable_problems(configuration))
    return Reading(None if problems else configuration, problems)


def find_configurations(paths: Sequence[Path]) -> list[Path]:
    """The schools' files that were named: files, folders of them, or else `school.yaml`."""
    found: list[Path] = []
    for path in paths or [DEFAULT]:
        found += _in_folder(path) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    if not files:
        raise NoConfigurationError(folder)
    return files


class UnreadableFileError(Exception):
    """A file that cannot be read as text."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def text_of(path: Path, *, usual: Path = DEFAULT, remedy: str = "") -> str:
    """The text of a file; `remedy` says what to do when there is none, or nothing in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        message = f"this file does not exist; {remedy or f'make one with: ritmiek init {path}'}"
        raise UnreadableFileError(message) from error
    except IsADirectoryError as error:
        message = f"this is a folder; name the file in it, such as {path / usual}"
        raise UnreadableFileError(message) from error
    except UnicodeDecodeError as error:
        message = "this is no text in UTF-8; save it again from a text editor, as UTF-8"
        raise UnreadableFileError(message) from error
    except OSError as error:
        message = f"this file cannot be read ({error.strerror}); give yourself the right to read it"
        raise UnreadableFileError(message) from error
    if not text.strip():
        init = f"make one with: ritmiek init, or copy {EXAMPLE}"
        message = f"this file is empty; {remedy or init}"
        raise UnreadableFileError(message)
    return text


EXAMPLE = "examples/de-wilgen.yaml"


def _check(document: Document) -> tuple[Configuration | None, list[Finding]]:
    data: Any = document.data
    if not isinstance(data, dict):
        message = f"this holds no keys such as 'school:' and 'teams:'; look at {EXAMPLE}"
        return None, [Finding((), "wrong-type", message)]
    configuration, findings = check_data(data)
    if data.get("source") == "beheer":
        # Who is in a team is for the Beheer sheet to say; it is judged together with this file.
        findings = [finding for finding in findings if finding.rule != "no-team"]
    return configuration, [*document.findings, *findings]


def check_data(data: dict[str, Any]) -> tuple[Configuration | None, list[Finding]]:
    """What the model makes of the values of a school's file, and all that is wrong with them."""
    findings: list[Finding] = []
    configuration = None
    try:
        # By way of JSON, because its strict reading refuses what Python's would guess at.
        configuration = Configuration.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        findings += findings_of(error)
    return configuration, [*findings, *check_rules(data)]


def located(path: Path, document: Document, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """The findings at their lines and columns, in the order of the file."""

    def each() -> Iterator[Problem]:
        for finding in findings:
            place = document.place(finding.path, at_key=finding.at_key)
            line = document.place(finding.see).line if finding.see else 0
            message = finding.message.replace("{line}", str(line))
            yield Problem(path, place.line, place.column, finding.rule, message)

    return tuple(sorted(each(), key=lambda problem: (problem.line or 0, problem.column or 0)))
