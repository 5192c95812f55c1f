"""Do everything that is due now, once, and say what came of it: what cron calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jobs.delivery_keys import late_agreements_key
from jobs.due import Due, Job, due_now
from jobs.work.circulate import Circulated, circulate_school
from jobs.work.collect import Collected, collect_school
from jobs.work.delivery import Delivered, deliver, open_outbox
from jobs.work.mail import overview_mail, week_mail
from jobs.work.nightly import Night, look_at_night
from jobs.work.pizza_mail import (
    agreements_mail,
    inbreng_mail,
    late_agreements_mail,
    pizzasessie_mail,
)
from jobs.work.reminders import barometer_mail, visit_mails
from jobs.work.school import NotSetUpError, SchoolAtWork
from jobs.work.visits import Renewed, renew_visits
from sync.errors import SyncError
from sync.outbox import Letter, Outbox

Step = Callable[[str], None]
ALL_DAY: tuple[Job, ...] = ("collect", "circulate", "rota")
"""What is done on school days without anything being mailed."""

NO_FIGURES: tuple[Job, ...] = ("inbreng", "agreements")
"""Letters in which nothing is counted: they go whatever could not be collected."""


@dataclass(frozen=True)
class RunReport:
    """What a run did for one school; `drift` is how much people changed of what is ours."""

    due: tuple[Due, ...]
    collected: Collected | None
    circulated: Circulated | None
    renewed: Renewed | None
    delivered: tuple[Delivered, ...]
    failures: tuple[str, ...]
    drift: int = 0

    @property
    def failed(self) -> bool:
        """Whether anything failed, a letter that was not taken included."""
        kept = any(letter.result == "not sent" for letter in self.delivered)
        return bool(self.failures) or kept


def run_due(
    school: SchoolAtWork, job: Job | None = None, on_step: Step = lambda _line: None
) -> RunReport:
    """Collect when it is due or when a letter needs fresh figures, then send what is due."""
    due = due_now(school.configuration, school.calendar, school.ledger, school.now)
    due = tuple(one for one in due if job in (None, one.job))
    if not due:
        return RunReport((), None, None, None, (), ())
    night = look_at_night(school) if _asks(due, "drift") else Night()
    by_day = tuple(one for one in due if one.job != "drift")
    report = _do(school, by_day, on_step) if by_day else RunReport((), None, None, None, (), ())
    return replace(
        report,
        due=due,
        delivered=(*night.delivered, *report.delivered),
        failures=(*night.failures, *report.failures),
        drift=night.drift,
    )


def _do(school: SchoolAtWork, due: tuple[Due, ...], on_step: Step) -> RunReport:
    """Collect, and send what is due."""
    collected = collect_school(school, on_step)
    circulated = circulate_school(school) if _asks(due, "circulate", "overview") else None
    # Before the letters: a week mail and a reminder tell of the visits as they are by now.
    renewed = renew_visits(school) if _asks(due, "rota") else None
    letters = [one for one in due if one.job not in ALL_DAY]
    delivered, kept = _send_all(school, _with_figures(letters, collected), on_step)
    failures = _failures(collected, circulated, renewed)
    return RunReport(due, collected, circulated, renewed, delivered, (*failures, *kept))


def _asks(due: Sequence[Due], *jobs: Job) -> bool:
    return any(one.job in jobs for one in due)


def _failures(
    collected: Collected, circulated: Circulated | None, renewed: Renewed | None
) -> list[str]:
    """One sentence for each team or sheet that failed, however many jobs it failed in."""
    said: dict[str, str] = {}
    for done in (renewed, circulated, collected):
        said |= done.failures if done else {}
    said |= collected.former.failures
    return [f"{what}: {why}" for what, why in said.items()]


def _send_all(
    school: SchoolAtWork, letters: Sequence[Due], on_step: Step
) -> tuple[tuple[Delivered, ...], tuple[str, ...]]:
    """What became of each letter, and a sentence for each that could not be made."""
    if not letters:
        return (), ()
    try:
        outbox = open_outbox(school.configuration)
    except SyncError as error:
        return (), (f"no mail was sent: {error}",)
    outcomes: list[Delivered | str] = []
    for one in letters:
        on_step(one.key)
        outcomes += send(school, outbox, one)
    return (
        tuple(one for one in outcomes if isinstance(one, Delivered)),
        tuple(one for one in outcomes if isinstance(one, str)),
    )


def _with_figures(letters: Sequence[Due], collected: Collected) -> list[Due]:
    """Letters whose figures are complete; the others stay due and are tried at the next run."""
    read = {done.team.key for done in collected.teams}
    return [
        one
        for one in letters
        if one.job in NO_FIGURES
        or one.reminder == "visits"
        or (one.team in read if one.team else not collected.failures)
    ]


def send(school: SchoolAtWork, outbox: Outbox, due: Due) -> list[Delivered | str]:
    """Make what is due and deliver it; a sentence when it could not be made."""
    try:
        letters = [one for one in _letters(school, due) if _did_not_go(school, one)]
        outcomes: list[Delivered | str] = [deliver(school, outbox, one) for one in letters]
    except (SyncError, NotSetUpError) as error:
        return [f"{due.key}: {error}"]
    sent = all(one.result == "sent" for one in outcomes if isinstance(one, Delivered))
    if due.reminder == "visits" or not letters or (_is_late(school, due) and sent):
        # Of a reminder that nobody needs, of a day's visits and of what was agreed later, the
        # ledger has no delivery under this key.
        school.ledger.finished(due.job, due.key, school.now)
    return outcomes


def _did_not_go(school: SchoolAtWork, letter: Letter) -> bool:
    delivery = school.ledger.delivery(letter.key)
    return delivery is None or delivery.status == "failed"


def _letters(school: SchoolAtWork, due: Due) -> Sequence[Letter]:
    """The letters that are due: one, and of reminders as many as there are people to remind."""
    if due.on is not None and _is_late(school, due):
        late = late_agreements_mail(school, due.on)
        return (late,) if late else ()
    if due.team is None or due.on is None:
        return (_letter(school, due),)
    team = school.configuration.team(due.team)
    if due.reminder == "visits":
        return visit_mails(school, team, due.on)
    letter = barometer_mail(school, team, due.on)
    return (letter,) if letter else ()


def _is_late(school: SchoolAtWork, due: Due) -> bool:
    """Whether it is about what was agreed after the letter of a pizzasessie."""
    on = due.on
    return on is not None and due.key == late_agreements_key(school.configuration, on)


def _letter(school: SchoolAtWork, due: Due) -> Letter:
    if due.job == "week" and due.team:
        return week_mail(school, school.configuration.team(due.team))
    if due.job == "inbreng":
        return inbreng_mail(school, due.on)
    if due.job == "agreements":
        return agreements_mail(school, due.on)
    return overview_mail(school) if due.job == "overview" else pizzasessie_mail(school, due.on)
