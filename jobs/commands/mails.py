"""Commands about letters: `mail` sends or shows one, `settle` says what became of one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.files import writing
from jobs.commands.options import DryRun, Json, Now, Schools, opened
from jobs.console import Voice
from jobs.moments import days_to_announce, wave_to_remind_of
from jobs.school.model import Team
from jobs.school.problems import did_you_mean
from jobs.work.delivery import deliver, open_outbox
from jobs.work.mail import overview_mail, week_mail
from jobs.work.pizza_mail import agreements_mail, inbreng_mail, pizzasessie_mail
from jobs.work.reminders import barometer_mail, visit_mails
from jobs.work.school import SchoolAtWork
from sync.outbox import Letter


class Kind(StrEnum):
    """The letters that can be asked for."""

    week = "week"
    overview = "overview"
    pizzasessie = "pizzasessie"
    inbreng = "inbreng"
    agreements = "agreements"
    reminders = "reminders"


class UnknownTeamError(Exception):
    """A team was named that none of these schools has."""

    def __init__(self, team: str, known: Sequence[str]) -> None:
        super().__init__(f"team '{team}' is unknown; {did_you_mean(team, known)}")


class NothingToSettleError(Exception):
    """No mail with this key waits for somebody to say what became of it."""

    def __init__(self, key: str, waiting: Sequence[str]) -> None:
        keys = f"these do: {', '.join(waiting)}" if waiting else "no mail does"
        super().__init__(f"'{key}' does not wait for anybody to settle it; {keys}")


@dataclass(frozen=True)
class Way:
    """What to do with a letter: send it, write it to a folder, or only say that it would go."""

    out: Path | None = None
    dry_run: bool = False


def mail(
    kind: Annotated[Kind, typer.Argument(help="Which letter.", show_default=False)],
    schools: Schools = None,
    *,
    team: Annotated[
        str | None,
        typer.Option(help="Only this team's week mail or reminders.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write the letters to this folder instead of sending them."),
    ] = None,
    dry_run: DryRun = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Send a letter once; a letter that went before does not go again."""
    errand = Errand(Voice(as_json))
    found = list(opened(schools, now))
    if team and not any(team in _team_keys(school) for school in found):
        raise UnknownTeamError(team, [key for school in found for key in _team_keys(school)])
    way = Way(out=out, dry_run=dry_run)
    for school in found:
        for name, make in _letters(school, kind, team):
            with errand.at(name):
                for letter in make():
                    _handle(errand, school, letter, way)
    errand.end()


def _team_keys(school: SchoolAtWork) -> list[str]:
    return [team.key for team in school.configuration.teams]


def _letters(
    school: SchoolAtWork, kind: Kind, team: str | None
) -> Iterator[tuple[str, Callable[[], Sequence[Letter]]]]:
    """Whom letters are for, and what makes them."""
    if kind in OF_THE_SCHOOL:
        yield school.name, lambda: (OF_THE_SCHOOL[kind](school),)
        return
    make = _reminders if kind is Kind.reminders else _week
    for one in school.configuration.teams:
        if team in (None, one.key):
            yield f"{school.name}, {one.name}", partial(make, school, one)


OF_THE_SCHOOL: Mapping[Kind, Callable[[SchoolAtWork], Letter]] = {
    Kind.overview: overview_mail,
    Kind.inbreng: inbreng_mail,
    Kind.pizzasessie: pizzasessie_mail,
    Kind.agreements: agreements_mail,
}


def _week(school: SchoolAtWork, team: Team) -> Sequence[Letter]:
    return (week_mail(school, team),)


def _reminders(school: SchoolAtWork, team: Team) -> Sequence[Letter]:
    """The reminders that fit today, whatever the time: of this week's wave, and of visits."""
    letters: list[Letter] = []
    if monday := wave_to_remind_of(school.calendar, team, school.here):
        letter = barometer_mail(school, team, monday)
        letters += [letter] if letter else []
    for on in days_to_announce(school.calendar, school.here.date()):
        letters += visit_mails(school, team, on)
    return letters


def _handle(errand: Errand, school: SchoolAtWork, letter: Letter, way: Way) -> None:
    voice = errand.voice
    if way.dry_run:
        voice.say(f"{letter.key}: would go to {len(letter.to)} people: {letter.subject}")
        voice.report(letter.key, "would go")
    elif way.out:
        _write(way.out, letter)
        voice.say(f"{letter.key}: written to {way.out}")
        voice.report(letter.key, "written")
    else:
        delivered = deliver(school, open_outbox(school.configuration), letter)
        voice.say(f"{letter.key}: {delivered.result}")
        voice.report(letter.key, delivered.result)
        if delivered.message:
            voice.complain(delivered.message)
        errand.failed = errand.failed or delivered.result == "not sent"
        errand.unfinished = errand.unfinished or delivered.result == "unknown"


def _write(folder: Path, letter: Letter) -> None:
    name = letter.key.replace("/", "-")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_text(letter.html, encoding="utf-8")
        (folder / f"{name}.txt").write_text(letter.text, encoding="utf-8")
        for attachment in letter.attachments:
            (folder / f"{name}-{attachment.name}").write_bytes(attachment.content)


def settle(
    key: Annotated[str, typer.Argument(help="The mail's key, as run says it.")],
    schools: Schools = None,
    *,
    left: Annotated[
        bool,
        typer.Option(
            "--left/--not-left",
            help="It stands in the sender's mailbox; or it does not, and goes again.",
            show_default=False,
        ),
    ],
) -> None:
    """Say of a mail that may have left whether it did."""
    now = datetime.now(UTC)
    found = list(opened(schools, None))
    settled = [school for school in found if school.ledger.settle(key, left=left, now=now)]
    if not settled:
        raise NothingToSettleError(key, [one for school in found for one in _waiting(school)])
    Voice().say(f"{key}: noted as sent" if left else f"{key}: it goes again at the next run")


def _waiting(school: SchoolAtWork) -> list[str]:
    return [one.key for one in school.ledger.undelivered() if one.status == "claimed"]
