"""Do everything that is due now, once, and say what came of it: what cron calls."""

from collections.abc import Callable, Iterator
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
    failures = [f"{team}: {why}" for team, why in collected.failures.items()]
    letters = [one for one in due if one.job != "collect"]
    if not letters:
        return RunReport(due, collected, (), tuple(failures))
    outbox = open_outbox(school.configuration)
    delivered: list[Delivered] = []
    for one in _with_figures(letters, collected):
        on_step(one.key)
        outcome = send(school, outbox, one)
        if isinstance(outcome, Delivered):
            delivered.append(outcome)
        else:
            failures.append(outcome)
    return RunReport(due, collected, tuple(delivered), tuple(failures))


def _with_figures(letters: list[Due], collected: Collected) -> Iterator[Due]:
    """Letters whose figures are complete; the others stay due and are tried at the next run."""
    for one in letters:
        incomplete = one.team in collected.failures if one.team else bool(collected.failures)
        if not incomplete:
            yield one


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
