"""Commands about the local Workspace: `workspace` keeps one running, `demo` fills one."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Annotated, Literal

import typer

from jobs.console import FAILED, Voice
from jobs.demo.walk import Walk, example_schools, live, plan_walk, set_up
from sync.local.server import Options, Running, serve, start

DATA = Path(".ritmiek/workspace")
Data = Annotated[Path, typer.Option(help="The folder that holds everything of this Workspace.")]
Port = Annotated[int, typer.Option(help="The port on this machine; 0 takes any free one.")]


def workspace(
    *,
    data: Data = DATA,
    port: Port = 8765,
    quota: Annotated[
        Literal["google", "off"], typer.Option(help="Refuse what exceeds Google's quotas, or not.")
    ] = "off",
    faults: Annotated[
        Path | None, typer.Option(help="A file of faults to inject.", show_default=False)
    ] = None,
) -> None:
    """Keep the local Workspace running until you stop it with Ctrl-C."""
    options = Options(directory=data, port=port, quota=quota, faults=faults)
    voice = Voice()
    serve(options, lambda address: _welcome(voice, address))


def _welcome(voice: Voice, address: str) -> None:
    voice.say(f"The local Workspace answers at {address}")
    voice.say(f"People sign in at {address}/aanmelden; their links stand on the front page.")


def demo(
    *,
    data: Data = DATA,
    port: Port = 8765,
    leave: Annotated[
        bool, typer.Option("--exit", help="End when everything is done instead of serving.")
    ] = False,
) -> None:
    """Show the whole main line: two example schools, six invented weeks, on this machine."""
    voice = Voice()
    running = start(Options(directory=data, port=port))
    try:
        failures = _demonstrate(voice, running, data)
        if failures:
            raise typer.Exit(FAILED)
        if not leave:
            voice.say("Serving until you press Ctrl-C.")
            _wait()
    finally:
        running.stop()


def _wait() -> None:
    try:
        while True:
            sleep(3600)
    except KeyboardInterrupt:
        return


def _demonstrate(voice: Voice, running: Running, data: Path) -> list[str]:
    walk = plan_walk(example_schools(running, data.absolute()))
    with voice.progress("demo", walk.steps) as step:
        outcomes = set_up(walk, running, step)
        failures = [one.line for outcome in outcomes for one in outcome.failures]
        # Without its forms a school has nothing to live through.
        answers, runs = (0, ()) if failures else live(walk, running, step)
    failures += [failure for run in runs for failure in run.failures]
    changes = sum(len(outcome.done) for outcome in outcomes)
    voice.say(f"Set-up of {len(walk.schools)} schools made {changes} changes.")
    voice.say(f"{answers} invented answers were filled in on the form pages.")
    sent = sum(letter.result == "sent" for run in runs for letter in run.delivered)
    voice.say(f"{sent} mails were sent to the outbox.")
    for failure in failures:
        voice.complain(failure)
    if failures:
        return failures
    voice.say()
    voice.say("Open these in a browser:")
    for what, address in _addresses(walk, running):
        voice.say(f"  {what:<34} {address}")
    return failures


def _addresses(walk: Walk, running: Running) -> Iterator[tuple[str, str]]:
    """What a newcomer wants to open first: the front page, a form, the sheets and the mail."""
    yield "Everything that is here", f"{running.base_url}/"
    yield "The mails that were sent", f"{running.base_url}/mail"
    sheets = {
        school.address(desired.key): desired.spreadsheet
        for school in walk.schools
        for desired in school.desired.spreadsheets()
    }
    for address, sheet in sheets.items():
        yield sheet.title, address
    school = walk.schools[0]
    for form in school.forms_of(school.configuration.teams[0]).values():
        yield form.form.document_title, school.address(form.key)
