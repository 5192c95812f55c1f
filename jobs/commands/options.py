"""What several commands take: the schools, the moment, dry runs and JSON."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jobs.school.config import find_configurations, load_configurations
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


def opened(schools: Sequence[Path] | None, now: datetime | None) -> Iterator[SchoolAtWork]:
    """Each school, opened at the moment it is (or at the one that was asked for).

    Every file is read before the first school is opened, so that a mistake in the last one
    leaves nothing half done.
    """
    for configuration in load_configurations(find_configurations(schools or [])):
        school = open_school(configuration, datetime.now(UTC))
        if now:
            school.now = now.replace(tzinfo=school.here.tzinfo)
        yield school
