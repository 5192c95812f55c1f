"""Where the definitions of a school come from: our own in its language, and its own before them."""

from dataclasses import dataclass
from pathlib import Path

from forms.definition import Language
from jobs.school.model import Configuration


@dataclass(frozen=True)
class Definitions:
    """The language of a school's forms and sheets, and the folders of its own that go first."""

    language: Language = "nl"
    folders: tuple[Path, ...] = ()


def definitions_of(configuration: Configuration) -> Definitions:
    """Where the definitions of this school come from."""
    folders = (configuration.definitions,) if configuration.definitions else ()
    return Definitions(configuration.school.language, folders)
