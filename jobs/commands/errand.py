"""A command's errand along the schools: what failed is said, and never stops what comes next."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import typer

from forms.answers import IncompleteResponseError
from forms.definition import DefinitionError, UnknownDefinitionError
from jobs.console import FAILED, UNFINISHED, Voice
from jobs.ledger import LedgerUnusableError
from jobs.school.calendar import UnknownSchoolYearError
from jobs.signup.at_work import NoListYetError
from jobs.turns import SetUpBusyError
from jobs.work.beheer import BeheerUnusableError
from jobs.work.pizza_mail import (
    NoPizzaGroupError,
    NoPizzasessieAheadError,
    NoPizzasessieHeldError,
)
from jobs.work.school import NotSetUpError
from sync.errors import SyncError
from sync.wire.tally import TOTAL, Tally

FORESEEN = (
    BeheerUnusableError,
    DefinitionError,
    IncompleteResponseError,
    LedgerUnusableError,
    NoListYetError,
    NoPizzaGroupError,
    NoPizzasessieAheadError,
    NoPizzasessieHeldError,
    NotSetUpError,
    SetUpBusyError,
    SyncError,
    UnknownDefinitionError,
    UnknownSchoolYearError,
)
"""What can go wrong at one school; each says in one sentence what to do."""


@dataclass
class Errand:
    """What came of it so far: whether anything failed, and whether anything is left undone."""

    voice: Voice
    failed: bool = False
    unfinished: bool = False
    _before: Tally = field(default_factory=TOTAL.copy)

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """Do something for this school or letter; a foreseen failure is said and noted."""
        try:
            yield
        except FORESEEN as error:
            self.fail(name, str(error))

    def fail(self, name: str, why: str) -> None:
        """Say what failed for a school, and why."""
        self.voice.complain(f"{name}: {why}")
        self.failed = True

    def end(self, *, told: bool = False) -> None:
        """Print the report with what was asked of Google, and end with the exit code that fits.

        With `told` the report was given in another form already.
        """
        if not told:
            say_calls(self.voice, TOTAL.since(self._before))
            self.voice.finish()
        if self.failed or self.unfinished:
            raise typer.Exit(FAILED if self.failed else UNFINISHED)


def say_calls(voice: Voice, tally: Tally) -> None:
    """Say how often each API was called and how long was waited, when anything was asked."""
    if tally.calls:
        voice.say(tally.line)
        voice.report("google", tally.figures)
