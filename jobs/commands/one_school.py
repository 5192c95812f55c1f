"""What the commands about one school take, and how somebody says that they mean it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jobs.school.config import find_configurations, load_configuration
from jobs.work.school import SchoolAtWork, open_school

OneSchool = Annotated[Path, typer.Argument(help="The file of the school.", show_default=False)]
Confirm = Annotated[
    str | None,
    typer.Option(
        help="The name, for a script that cannot be asked to type it.", show_default=False
    ),
]


class NotOneSchoolError(Exception):
    """A command about one school was given none, or several."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__(f"{path}: this holds {count} schools; name the file of one")


class NotConfirmedError(Exception):
    """The name that confirms was not typed, or is another one."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"nothing was changed: {what} was not typed exactly; type it as it stands above, or"
            ' give it with --confirm "NAME"'
        )


def file_of(path: Path) -> Path:
    """The file of the one school at a path."""
    found: Sequence[Path] = find_configurations([path])
    if len(found) != 1:
        raise NotOneSchoolError(path, len(found))
    return found[0]


def opened_as_filed(path: Path) -> SchoolAtWork:
    """The school as its file has it; its Beheer sheet is not asked, for it may be gone."""
    return open_school(load_configuration(file_of(path)), datetime.now(UTC))


def confirmed(name: str, given: str | None, *, what: str) -> None:
    """Go on only when somebody typed this name; raises NotConfirmedError."""
    try:
        typed = (
            given
            if given is not None
            else typer.prompt(f"Type {what}", default="", show_default=False, err=True)
        )
    except typer.Abort as error:
        raise NotConfirmedError(what) from error
    if " ".join(typed.split()) != " ".join(name.split()):
        raise NotConfirmedError(what)
