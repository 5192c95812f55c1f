"""The command line: what a schoolcoach, an ICT administrator or cron types.

Exit codes: 0 done; 1 something failed (said what, where and what to do); 2 wrong use; 3 nothing
failed, but there is drift, or a mail that did not leave.
"""

import logging
import sys

import structlog
import typer

from jobs.commands.local import demo, workspace
from jobs.commands.mails import mail
from jobs.commands.schools import check, init
from jobs.commands.work import collect, plan, run, setup
from jobs.console import FAILED, WRONG_USE, Voice
from jobs.demo.walk import ExamplesMissingError, FormPageRefusedError
from jobs.school.calendar import UnknownSchoolYearError
from jobs.school.config import UnreadableFileError
from jobs.school.init import SchoolFileExistsError, UnfitAnswerError
from jobs.school.problems import ConfigurationError, NoConfigurationError
from jobs.work.mail import NoPizzaGroupError, NoPizzasessieAheadError
from jobs.work.school import NotSetUpError
from sync.errors import SyncError
from sync.local.claims import AlreadyServedError, PortTakenError

app = typer.Typer(
    help="Keeps a school's leerKRACHT rhythm going with Google Sheets, Forms and quiet mails.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (init, check, plan, setup, collect, mail, run, workspace, demo):
    app.command()(command)

WRONG = (
    NoConfigurationError,
    UnreadableFileError,
    SchoolFileExistsError,
    UnfitAnswerError,
    NoPizzaGroupError,
    PortTakenError,
    AlreadyServedError,
)
EXPECTED = (
    ConfigurationError,
    UnknownSchoolYearError,
    NotSetUpError,
    NoPizzasessieAheadError,
    ExamplesMissingError,
    FormPageRefusedError,
    SyncError,
)


def main() -> None:
    """Run the command; whatever was foreseen ends in one sentence and an exit code."""
    _quiet_logs()
    try:
        app()
    except WRONG as error:
        Voice().complain(str(error))
        sys.exit(WRONG_USE)
    except EXPECTED as error:
        Voice().complain(str(error))
        sys.exit(FAILED)


def _quiet_logs() -> None:
    """Write warnings and errors to standard error; people read the command's own lines."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
