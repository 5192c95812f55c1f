"""Do everything that is due now, once, and say what came of it: what cron calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jobs.due import Due, Job, due_now
from jobs.work.collect import Collected, collect_school
from jobs.work.delivery import Delivered, deliver, open_outbox
from jobs.work.mail import overview_mail, pizzasessie_mail, week_mail
from jobs.work.school import NotSetUpError, SchoolAtWork
from sync.errors import SyncError
from sync.outbox import Letter, Outbox

Step = Callable[[str], None]


@dataclass(frozen=True)
class RunReport:
    """What a run did for one school."""

    due: tuple[Due, ...]
    collected: Collected | None
    delivered: tuple[Delivered, ...]
    failures: tuple[str, ...]

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
        return RunReport((), None, (), ())
    collected = collect_school(school, on_step)
    failures = [f"{what}: {why}" for what, why in collected.failures.items()]
    letters = [one for one in due if one.job != "collect"]
    delivered, kept = _send_all(school, _with_figures(letters, collected), on_step)
    return RunReport(due, collected, delivered, (*failures, *kept))


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
    outcomes = []
    for one in letters:
        on_step(one.key)
        outcomes.append(send(school, outbox, one))
    return (
        tuple(one for one in outcomes if isinstance(one, Delivered)),
        tuple(one for one in outcomes if isinstance(one, str)),
    )


def _with_figures(letters: Sequence[Due], collected: Collected) -> list[Due]:
    """Letters whose figures are complete; the others stay due and are tried at the next run."""
    failed = collected.failures
    return [one for one in letters if not (one.team in failed if one.team else failed)]


def send(school: SchoolAtWork, outbox: Outbox, due: Due) -> Delivered | str:
    """Make one letter and deliver it; a sentence when it could not be made."""
    try:
        letter = _letter(school, due)
        return deliver(school, outbox, letter)
    except (SyncError, NotSetUpError) as error:
        return f"{due.key}: {error}"


def _letter(school: SchoolAtWork, due: Due) -> Letter:
    if due.job == "week" and due.team:
        return week_mail(school, school.configuration.team(due.team))
    return overview_mail(school) if due.job == "overview" else pizzasessie_mail(school)
