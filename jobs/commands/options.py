"""What several commands take: the schools, the moment, dry runs and JSON."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jobs.console import Voice
from jobs.school.config import find_configurations, load_configurations
from jobs.school.model import Configuration
from jobs.work.beheer import followed
from jobs.work.school import SchoolAtWork, open_school

Schools = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files of schools, or folders of them; without any: school.yaml.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Report as JSON.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
]
Now = Annotated[
    datetime | None,
    typer.Option(
        help="Act as if it were this moment (the school's own time).",
        formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        show_default=False,
    ),
]


def opened(
    schools: Sequence[Path] | None, now: datetime | None, *, tell: bool = False
) -> Iterator[SchoolAtWork]:
    """Each school, opened at the moment it is (or at the one that was asked for).

    Every file and every Beheer sheet that a school follows is read before the first school is
    handed over, so that a mistake in the last one leaves nothing half done. With `tell`, mistakes
    in a Beheer sheet are also written in that sheet.
    """
    configurations = load_configurations(find_configurations(schools or []))
    known = [followed(_open(configuration, now), tell=tell) for configuration in configurations]
    for one in known:
        for warning in one.warnings:
            Voice().complain(warning)
        yield one.school


def _open(configuration: Configuration, now: datetime | None) -> SchoolAtWork:
    school = open_school(configuration, datetime.now(UTC))
    if now:
        school.now = now.replace(tzinfo=school.here.tzinfo)
    return school
