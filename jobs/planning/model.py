"""A plan as it is told and kept: what would be done at a school, and what stays as it is.

It holds no token; it does hold the addresses of who gains or loses access.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from forms.definition import Language
from jobs.programme.own_words import unused_definitions
from jobs.work.school import SchoolAtWork
from sync.changes import Change, Note, Stay
from sync.desired import Desired
from sync.files.fingerprints import folder_print, form_print, spreadsheet_print
from sync.setup.access_reading import print_name
from sync.setup.notes import notes_of
from sync.setup.plan import Plan


@dataclass(frozen=True)
class PlannedFile:
    """A file that changes: its id and stamp (none yet when it is to be made), and what it is to be.

    `wanted` is the fingerprint of what the configuration asks.
    """

    id: str
    stamp: str
    wanted: str


@dataclass(frozen=True)
class PlannedSchool:
    """What is planned for one school."""

    key: str
    name: str
    language: Language
    file: str
    changes: tuple[Change, ...] = ()
    drift: tuple[Change, ...] = ()
    stays: tuple[Stay, ...] = ()
    notes: tuple[Note, ...] = ()
    failures: tuple[str, ...] = ()
    files: Mapping[str, PlannedFile] = field(default_factory=dict)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to do, and nothing that people changed of what is ours."""
        return not (self.changes or self.drift or self.failures)


@dataclass(frozen=True)
class PlanDocument:
    """One plan for one or more schools, with the options that it was made with."""

    schools: tuple[PlannedSchool, ...]
    deep: bool = False
    restore: bool = False
    format: Literal["ritmiek-plan"] = "ritmiek-plan"
    version: Literal[1] = 1


def planned_school(school: SchoolAtWork, found: Plan, file: str) -> PlannedSchool:
    """A school's plan with all that tells it apart from another one."""
    return PlannedSchool(
        school.key,
        school.name,
        school.configuration.school.language,
        file,
        found.changes,
        found.drift,
        found.stays,
        (*notes_of(found), *_unused(school)),
        tuple(f"{unit.unit.name}: {unit.failure}" for unit in found.units if unit.failure),
        _files(found),
    )


def _unused(school: SchoolAtWork) -> Iterator[Note]:
    """The definitions of the school's own that are not used, with the sheet that they are about."""
    group = school.configuration.pizza_group
    for one in unused_definitions(school.configuration) if group else ():
        yield Note(group.name if group else "", "definition_unused", old=one.file.name)


def _files(found: Plan) -> dict[str, PlannedFile]:
    wanted = dict(_wanted(found.desired))
    files = {}
    for key in {change.key: None for change in found.changes}:
        file = found.found.get(key)
        stamp = file.stamps.get(print_name(found.desired.school, file), "") if file else ""
        files[key] = PlannedFile(file.id if file else "", stamp, wanted.get(key, ""))
    return files


def _wanted(desired: Desired) -> Iterator[tuple[str, str]]:
    for unit in desired.units:
        yield from ((folder.key, folder_print(folder)) for folder in unit.folders)
    yield from ((form.key, form_print(form)) for form in desired.forms())
    yield from ((sheet.key, spreadsheet_print(sheet, {})) for sheet in desired.spreadsheets())
