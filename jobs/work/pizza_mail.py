"""The letters around a pizzasessie: asking for input, the overview, and what was agreed."""

from datetime import date
from functools import partial
from itertools import count

from jobs.delivery_keys import agreements_key, inbreng_key, late_agreements_key, pizzasessie_key
from jobs.mails.agreements import agreements_letter, late_agreements_letter
from jobs.mails.inbreng import inbreng_letter
from jobs.mails.pizzasessie import ASKED, BROUGHT, RHYTHM, pizzasessie_letter
from jobs.school.model import PizzaGroup
from jobs.work.news import is_carried
from jobs.work.school import SchoolAtWork
from jobs.work.sheet_reading import read_sheet
from sync.desired import DesiredSpreadsheet
from sync.outbox import Letter


class NoPizzaGroupError(Exception):
    """A pizzasessie mail was asked for a school that is in no pizza group."""

    def __init__(self, school: str) -> None:
        super().__init__(
            f"{school} is in no pizza group; add 'pizza_group:' with its key, name and dates to "
            "the school's file"
        )


class NoPizzasessieAheadError(Exception):
    """A pizzasessie mail was asked for, and no date lies ahead."""

    def __init__(self, group: str) -> None:
        super().__init__(
            f"the pizza group '{group}' has no date ahead; add the next one under "
            "pizza_group.dates in the school's file"
        )


class NoPizzasessieHeldError(Exception):
    """The agreements of a pizzasessie were asked for, and none was held yet."""

    def __init__(self, group: str) -> None:
        super().__init__(
            f"the pizza group '{group}' has no date behind it; its agreements can be mailed from "
            "the day of a pizzasessie on"
        )


AGREEMENTS = "afspraken.afspraken"


def inbreng_mail(school: SchoolAtWork, on: date | None = None) -> Letter:
    """The question what the school brings to a pizzasessie, the next one unless it is named.

    Raises NoPizzaGroupError or NoPizzasessieAheadError.
    """
    group = _group(school)
    on, shared = on or _next(school, group), _shared(school, group)
    links = {
        "inbreng": school.address(school.school_forms()["inbreng"].key),
        "pizzasessie": school.address(shared.key),
    }
    content = read_sheet(school, shared, (BROUGHT, ASKED))
    key = inbreng_key(school.configuration, on)
    return inbreng_letter(school.configuration, group, on, content, links, key)


def pizzasessie_mail(school: SchoolAtWork, on: date | None = None) -> Letter:
    """The overview of a pizzasessie, the next one unless it is named.

    Raises NoPizzaGroupError or NoPizzasessieAheadError.
    """
    group = _group(school)
    on, shared = on or _next(school, group), _shared(school, group)
    return pizzasessie_letter(
        school.configuration,
        group,
        on,
        read_sheet(school, shared, ("agenda.onderdelen", BROUGHT, ASKED, RHYTHM)),
        {"pizzasessie": school.address(shared.key)},
        school.now,
        pizzasessie_key(school.configuration, on),
        complete_until=school.ledger.last_finished("collect", school.key),
    )


def agreements_mail(school: SchoolAtWork, on: date | None = None) -> Letter:
    """What was agreed in a pizzasessie, the last one unless it is named.

    Raises NoPizzaGroupError or NoPizzasessieHeldError.
    """
    group = _group(school)
    on, shared = on or _last(school, group), _shared(school, group)
    links = {"pizzasessie": school.address(shared.key)}
    content = read_sheet(school, shared, (AGREEMENTS,))
    key = agreements_key(school.configuration, on)
    return agreements_letter(school.configuration, group, on, content, links, key)


def late_agreements_mail(school: SchoolAtWork, on: date) -> Letter | None:
    """What was written down since the letter after a pizzasessie; none when that is nothing.

    Raises NoPizzaGroupError.
    """
    group = _group(school)
    shared = _shared(school, group)
    return late_agreements_letter(
        school.configuration,
        group,
        on,
        read_sheet(school, shared, (AGREEMENTS,)),
        {"pizzasessie": school.address(shared.key)},
        _next_key(school, late_agreements_key(school.configuration, on)),
        went=partial(is_carried, school.ledger),
    )


def _next_key(school: SchoolAtWork, prefix: str) -> str:
    """The first numbered key of a letter that did not go yet."""
    keys = (f"{prefix}/{number}" for number in count(1))
    deliveries = ((key, school.ledger.delivery(key)) for key in keys)
    return next(key for key, one in deliveries if one is None or one.status == "failed")


def _group(school: SchoolAtWork) -> PizzaGroup:
    if school.configuration.pizza_group is None:
        raise NoPizzaGroupError(school.name)
    return school.configuration.pizza_group


def _next(school: SchoolAtWork, group: PizzaGroup) -> date:
    ahead = [on for on in group.dates if on >= school.here.date()]
    if not ahead:
        raise NoPizzasessieAheadError(group.name)
    return min(ahead)


def _last(school: SchoolAtWork, group: PizzaGroup) -> date:
    held = [on for on in group.dates if on <= school.here.date()]
    if not held:
        raise NoPizzasessieHeldError(group.name)
    return max(held)


def _shared(school: SchoolAtWork, group: PizzaGroup) -> DesiredSpreadsheet:
    return school.spreadsheet(f"pizza/{group.key}/pizzasessie")
