"""The organiser as its file describes it: who takes in schools, and where the list lives."""

import json
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError

from forms.definition import Language
from jobs.school.config import UnreadableFileError, located, text_of
from jobs.school.connections import Workspace
from jobs.school.document import BrokenYamlError, Document, read_document
from jobs.school.draft import draft_of
from jobs.school.explanations import findings_of
from jobs.school.model import Person
from jobs.school.problems import ConfigurationError, Finding, Problem
from jobs.school.rules import check_workspace
from jobs.school.values import Frozen, Key

DEFAULT = Path("organiser.yaml")
EXAMPLE = "examples/organiser/stichting.yaml"


class Identity(Frozen):
    """Who the organiser is: a foundation or a board; `language` is that of its form and list."""

    key: Key = Field(examples=["stichting"])
    name: str = Field(min_length=1, examples=["Stichting Samen Leren"])
    language: Language = "nl"


class Organiser(Frozen):
    """An organiser, whole: what its YAML file holds. Paths are relative to that file.

    `people` may read and write the list of schools; nobody but Ritmiek opens the form itself.
    """

    organiser: Identity = Field(examples=["{key: stichting, name: Stichting Samen Leren}"])
    people: tuple[Person, ...] = Field(
        min_length=1, examples=["[{name: Voornaam Achternaam, email: naam@stichting.example}]"]
    )
    workspace: Workspace
    definitions: Path | None = None
    ledger: Path = Path(".ritmiek/organiser.sqlite")

    def relative_to(self, folder: Path) -> Self:
        """The same organiser with its paths made absolute from a folder."""
        changes: dict[str, object] = {
            "workspace": self.workspace.relative_to(folder),
            "ledger": (folder / self.ledger).resolve(),
        }
        if self.definitions is not None:
            changes["definitions"] = (folder / self.definitions).resolve()
        return self.model_copy(update=changes)


def load_organiser(path: Path) -> Organiser:
    """The organiser in a file; ConfigurationError with every problem when it has any."""
    try:
        text = text_of(path, usual=DEFAULT, remedy=f"copy {EXAMPLE} and change it")
        document = read_document(text)
    except UnreadableFileError as error:
        raise _refused(path, "unreadable", error.message) from error
    except BrokenYamlError as error:
        line, column = (error.place.line, error.place.column) if error.place else (None, None)
        raise _refused(path, "broken-yaml", error.message, line, column) from error
    organiser, findings = _check(document)
    if findings or organiser is None:
        raise ConfigurationError(located(path, document, findings))
    return organiser.relative_to(path.absolute().parent)


def _refused(
    path: Path, rule: str, message: str, line: int | None = None, column: int | None = None
) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, column, rule, message)])


def _check(document: Document) -> tuple[Organiser | None, list[Finding]]:
    data: Any = document.data
    if not isinstance(data, dict):
        message = f"this holds no keys such as 'organiser:' and 'people:'; look at {EXAMPLE}"
        return None, [Finding((), "wrong-type", message)]
    findings = list(document.findings)
    organiser = None
    try:
        organiser = Organiser.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        findings += findings_of(error, Organiser)
    if workspace := draft_of(data).workspace:
        findings += check_workspace(workspace)
    return organiser, findings
