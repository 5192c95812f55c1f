"""The command line: what a schoolcoach, an ICT administrator or cron types.

Exit codes: 0 done; 1 something failed (said what, where and what to do); 2 wrong use; 3 nothing
failed, but there is drift, or a mail that did not leave.
"""

import gc
import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

import structlog
import typer

from jobs.adopting.source import (
    NotAGoogleSheetError,
    NotASheetAddressError,
    OwnSheetError,
)
from jobs.adopting.wishes import (
    NoSuchHeaderError,
    TwoForOneError,
    UnclearMappingError,
    UnknownAdoptedTableError,
)
from jobs.commands.adopt import NobodyToAskError, adopt
from jobs.commands.doctor import doctor
from jobs.commands.erase import erase
from jobs.commands.errand import FORESEEN
from jobs.commands.export import export
from jobs.commands.files import UnwritableError
from jobs.commands.following import following
from jobs.commands.init import init
from jobs.commands.local import demo, workspace
from jobs.commands.login import NobodyToSignInError, login, logout
from jobs.commands.mails import NothingToSettleError, UnknownTeamError, mail, settle
from jobs.commands.one_school import NotConfirmedError, NotOneSchoolError
from jobs.commands.person import person
from jobs.commands.rights import rights
from jobs.commands.schools import check, exit_code
from jobs.commands.setting_up import plan, setup
from jobs.commands.signup import signup
from jobs.commands.visits import rota
from jobs.commands.work import collect, run
from jobs.console import FAILED, WRONG_USE, Voice
from jobs.demo.people import BoardRefusedError, FormPageRefusedError
from jobs.demo.walk import ExamplesMissingError
from jobs.doctor.mail import NotOneselfError
from jobs.leaving.folder import PlaceTakenError
from jobs.leaving.whose import NamesakesError
from jobs.planning.keeping import PlanNotAloneError, UnreadablePlanError
from jobs.school.init import SchoolFileExistsError, UnfitAnswerError
from jobs.school.problems import ConfigurationError, NoConfigurationError
from sync.local.claims import (
    AddressError,
    AlreadyServedError,
    DirectoryError,
    PortTakenError,
)
from sync.local.limits.faults import FaultsFileError
from sync.local.server import START_ERRORS

app = typer.Typer(
    help="Keeps a school's leerKRACHT rhythm going with Google Sheets, Forms and quiet mails.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    init,
    check,
    doctor,
    plan,
    setup,
    rights,
    collect,
    rota,
    mail,
    settle,
    run,
    login,
    logout,
    adopt,
    signup,
    export,
    erase,
    person,
    workspace,
    demo,
):
    app.command()(command)
app.command("next")(following)

WRONG = (
    AddressError,
    AlreadyServedError,
    DirectoryError,
    FaultsFileError,
    NoConfigurationError,
    NoSuchHeaderError,
    NamesakesError,
    NobodyToAskError,
    NobodyToSignInError,
    NotASheetAddressError,
    NotConfirmedError,
    NotOneSchoolError,
    NotOneselfError,
    NothingToSettleError,
    PlanNotAloneError,
    PlaceTakenError,
    PortTakenError,
    SchoolFileExistsError,
    TwoForOneError,
    UnclearMappingError,
    UnfitAnswerError,
    UnknownAdoptedTableError,
    UnknownTeamError,
    UnreadablePlanError,
    UnwritableError,
)
EXPECTED = (
    *FORESEEN,
    *START_ERRORS,
    BoardRefusedError,
    ExamplesMissingError,
    FormPageRefusedError,
    NotAGoogleSheetError,
    OwnSheetError,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; whatever was foreseen ends in one sentence and an exit code."""
    _quiet_logs()
    # A sheet is very many small objects that all stay: looking for rubbish among them at Python's
    # own rate takes an eighth of a set-up.
    gc.set_threshold(200_000, 20, 100)
    try:
        app(arguments)
    except ConfigurationError as error:
        _stop(error, exit_code(error.problems))
    except WRONG as error:
        _stop(error, WRONG_USE)
    except EXPECTED as error:
        _stop(error, FAILED)


def _stop(error: Exception, code: int) -> NoReturn:
    Voice().complain(str(error))
    sys.exit(code)


def _quiet_logs() -> None:
    """Keep logs to errors: what failed is said by the command itself, in a line for people."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
