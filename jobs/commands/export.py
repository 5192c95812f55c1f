"""The command `export`: everything that Ritmiek made for a school, in one folder."""

from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.one_school import OneSchool, file_of
from jobs.commands.options import Json, Now, opened
from jobs.console import Voice
from jobs.leaving.exporting import export as write_export
from jobs.leaving.exporting import files_to_export, place_of
from jobs.leaving.folder import PlaceTakenError


def export(
    school: OneSchool,
    *,
    to: Annotated[
        Path, typer.Option(help="In which folder the export comes.", show_default="here")
    ] = Path(),
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Write every sheet and form of a school to a folder, with an index; nothing is changed."""
    errand, file = Errand(Voice(as_json)), file_of(school)
    [found] = opened([file], now)
    if (place := place_of(found, to)).exists():
        raise PlaceTakenError(place)
    with errand.at(found.name), writing(place):
        files = files_to_export(found)
        with errand.voice.progress("export", len(files)) as step:
            done = write_export(found, files, file, to, step)
        errand.voice.say(
            f"{found.name}: {done.spreadsheets} spreadsheets and {done.forms} forms in {done.path};"
            f" start at {done.path / 'index.html'}"
        )
        for name in done.unread:
            errand.voice.complain(
                f"{found.name}: the answers of '{name}' are not in it: no definition says whether"
                " they are anonymous; download them in Google Forms"
            )
            errand.unfinished = True
        errand.voice.report(
            found.key,
            {
                "folder": str(done.path),
                "spreadsheets": done.spreadsheets,
                "forms": done.forms,
                "unread": done.unread,
            },
        )
    errand.end()
