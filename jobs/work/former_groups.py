"""Pizza groups that the school left: its own rows go out of their sheets, others' rows stay.

Only what collecting wrote goes; what was brought and how it went can be read from the answers
again. The ledger keeps in which sheet and under which name the rows stand, because nothing else
says it once the school's file names another group, or the school otherwise.
"""

from collections.abc import Iterator
from dataclasses import replace

import structlog

from jobs.listening.pizzasessie import SHARED
from jobs.programme.kit_sheets import pizza_spreadsheet
from jobs.school.model import PizzaGroup
from jobs.school.values import Frozen
from jobs.work.school import SchoolAtWork
from sync.collect import read_tables, write_tables
from sync.desired import DesiredSpreadsheet, KnownFile
from sync.errors import NotThereError, RefusedError, SyncError
from sync.setup.plan import HOPELESS

log = structlog.get_logger()

GROUP = "pizza_group"


class KeptGroup(Frozen):
    """A group as the ledger keeps it, and the name under which the school's rows stand there."""

    group: PizzaGroup
    school: str


def keep_group(school: SchoolAtWork, group: PizzaGroup) -> None:
    """Keep where the school's rows are going to stand, for the day on which it leaves."""
    text = KeptGroup(group=group, school=school.name).model_dump_json()
    subject = _subject(school, group.key, school.name)
    if school.ledger.kept(GROUP, subject) != text:
        school.ledger.keep(GROUP, subject, text)


def leave_groups(school: SchoolAtWork) -> dict[str, str]:
    """Take the school's rows out of the sheets of groups it left; a sentence for each failure.

    A school that left none costs no call. A group is forgotten when its sheet was read without
    such a row: another school, writing at the same moment, may have put one back. A sheet that
    refuses this account is told once.
    """
    failures: dict[str, str] = {}
    for subject, kept in list(_former(school)):
        shared = pizza_spreadsheet(school.configuration, kept.group)
        known = school.ledger.find(shared.key)
        try:
            left = known is None or _is_out(school, kept, shared, known)
        except HOPELESS:
            raise
        except NotThereError:
            left = True
        except SyncError as error:
            log.warning("not left", what=shared.key, error=type(error).__name__)
            failures[shared.key] = str(error)
            left = isinstance(error, RefusedError)
        if left:
            school.ledger.forget(GROUP, subject)
    return failures


def _is_out(
    school: SchoolAtWork, kept: KeptGroup, shared: DesiredSpreadsheet, known: KnownFile
) -> bool:
    """Whether none of the school's rows is there; otherwise they are taken out now."""
    current = read_tables(school.google, known, shared.spreadsheet, SHARED)
    others = {
        address: [row for row in current[address] if row.get("school") != kept.school]
        for address in SHARED
    }
    if others == {address: list(current[address]) for address in SHARED}:
        return True
    # Whatever was collected here last: should the school come back, it is written again.
    bare = replace(known, collected="")
    write_tables(school.google, bare, shared.spreadsheet, others, school.ledger)
    school.ledger.remember(bare)
    return False


def _former(school: SchoolAtWork) -> Iterator[tuple[str, KeptGroup]]:
    group = school.configuration.pizza_group
    now = _subject(school, group.key, school.name) if group else None
    for subject, text in school.ledger.kept_under(GROUP).items():
        if subject != now and subject.startswith(school.team_subject("")):
            yield subject, KeptGroup.model_validate_json(text)


def _subject(school: SchoolAtWork, group: str, name: str) -> str:
    return school.team_subject(f"{group}/{name}")
