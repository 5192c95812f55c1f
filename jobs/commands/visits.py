"""The command `rota`: repair the visit rota after what people wrote beside it."""

from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.mails import UnknownTeamError
from jobs.commands.options import DryRun, Json, Now, Schools, opened
from jobs.console import Voice
from jobs.work.visits import renew_visits


def rota(
    schools: Schools = None,
    *,
    team: Annotated[str | None, typer.Option(help="Only this team.", show_default=False)] = None,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Repair the visit rotas with as few changes as can be, and say what changed."""
    errand = Errand(Voice(as_json))
    everybody = list(opened(schools, now))
    known = [one.key for school in everybody for one in school.configuration.teams]
    if team is not None and team not in known:
        raise UnknownTeamError(team, known)
    for school in everybody:
        with errand.at(school.name):
            renewed = renew_visits(school, only=team, write=not dry_run)
            for key, sentences in renewed.changed.items():
                errand.voice.say(f"{school.name}, {school.configuration.team(key).name}:")
                for sentence in sentences:
                    errand.voice.say(f"  {sentence}")
            if not renewed.changed:
                errand.voice.say(f"{school.name}: no visit changes")
            for what, why in renewed.failures.items():
                errand.fail(f"{school.name}, {what}", why)
            errand.voice.report(school.key, {k: list(v) for k, v in renewed.changed.items()})
    errand.end()
