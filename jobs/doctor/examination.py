"""One school examined from top to bottom; whatever fails, what comes after it is looked at too."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from jobs.doctor.bookkeeping import BACK_UP, beheer, ledger, time_zone
from jobs.doctor.check import Check, Look, failed, not_looked_at, refused
from jobs.doctor.drive import quotas, rights, shared_drive, stamps, storage
from jobs.doctor.mail import mail, try_mail
from jobs.doctor.signing_in import clock, credentials, scopes, signing_in
from jobs.ledger import LedgerUnusableError
from jobs.work.school import SchoolAtWork, account_of
from sync.errors import SyncError

NEEDS_GOOGLE = ("scopes", "shared drive", "storage", "quotas", "files", "rights", "Beheer")


@dataclass(frozen=True)
class Asked:
    """What is asked beyond looking: a test mail, to somebody who asked for it."""

    test_mail_to: str | None = None


def examine(school: SchoolAtWork, asked: Asked) -> Iterator[Check]:
    """Every check in order, as it is done."""
    account = account_of(school.configuration)
    yield time_zone(school)
    yield clock(account)
    yield credentials(account)
    signed_in = signing_in(account)
    yield signed_in
    if signed_in.result == "fail":
        yield from map(not_looked_at, NEEDS_GOOGLE)
    else:
        looks = _at_google(school)
        yield from (_done(name, looks[name]) for name in NEEDS_GOOGLE)
    yield mail(school.configuration)
    if asked.test_mail_to:
        yield try_mail(school.configuration, asked.test_mail_to, school.here)
    yield ledger(school.configuration.ledger)


def _at_google(school: SchoolAtWork) -> dict[str, Look]:
    return {
        "scopes": lambda: scopes(school.google),
        "shared drive": partial(shared_drive, school),
        "storage": partial(storage, school),
        "quotas": lambda: quotas(school.google),
        "files": partial(stamps, school),
        "rights": partial(rights, school),
        "Beheer": partial(beheer, school),
    }


def _done(name: str, look: Look) -> Check:
    """What a look gives; a failure in passing is its result and stops nothing."""
    try:
        return look()
    except SyncError as error:
        return refused(name, error)
    except LedgerUnusableError as error:
        return failed(name, str(error), BACK_UP)
