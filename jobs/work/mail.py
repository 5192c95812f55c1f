"""The letters: a team's week, the schoolleiding's overview, the overview before a pizzasessie."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from jobs.due import overview_key, pizzasessie_key, week_key
from jobs.mails.overview import overview_letter
from jobs.mails.pizzasessie import pizzasessie_letter
from jobs.mails.week import week_letter
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Content
from sync.collect import read_tables
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


TEAM_TABLES = (
    "bord.sessies",
    "bord.acties",
    "bord.ontwerpen",
    "bezoeken.rooster",
    "bezoeken.gehouden",
    "barometer.golven",
    "barometer.uitslag",
    "barometer.acties",
    "barometer.woorden",
)
SCHOOL_TABLES = ("overzicht.ritme", "overzicht.barometer")
PIZZA_TABLES = ("agenda.onderdelen", "inbreng.scholen")


def week_mail(school: SchoolAtWork, team: Team) -> Letter:
    """This week's letter to a team, from one read of its sheet."""
    monday = school.here.date() - timedelta(days=school.here.weekday())
    desired = school.team_spreadsheet(team)
    links = {key: school.address(form.key) for key, form in school.forms_of(team).items()}
    return week_letter(
        school.configuration,
        team,
        school.calendar,
        _read(school, desired, TEAM_TABLES),
        links | {"team": school.address(desired.key)},
        school.now,
        week_key(school.configuration, team.key, monday),
        complete_until=school.ledger.last_finished("collect team", team.key),
    )


def overview_mail(school: SchoolAtWork) -> Letter:
    """This month's overview for the schoolleiding, from one read of the school's sheet."""
    desired = school.spreadsheet(f"{school.key}/overzicht")
    return overview_letter(
        school.configuration,
        _read(school, desired, SCHOOL_TABLES),
        {"overzicht": school.address(desired.key)},
        school.now,
        overview_key(school.configuration, school.here.date()),
        complete_until=_collected(school),
    )


def pizzasessie_mail(school: SchoolAtWork) -> Letter:
    """The overview of the next pizzasessie, from one read of the group's sheet.

    Raises NoPizzaGroupError or NoPizzasessieAheadError.
    """
    group = school.configuration.pizza_group
    if group is None:
        raise NoPizzaGroupError(school.name)
    on = min((on for on in group.dates if on >= school.here.date()), default=None)
    if on is None:
        raise NoPizzasessieAheadError(group.name)
    desired = school.spreadsheet(f"pizza/{group.key}/pizzasessie")
    return pizzasessie_letter(
        school.configuration,
        group,
        on,
        _read(school, desired, PIZZA_TABLES),
        {"pizzasessie": school.address(desired.key)},
        school.now,
        pizzasessie_key(school.configuration, on),
        complete_until=_collected(school),
    )


def _collected(school: SchoolAtWork) -> datetime | None:
    return school.ledger.last_finished("collect", school.key)


def _read(school: SchoolAtWork, desired: DesiredSpreadsheet, tables: Sequence[str]) -> Content:
    known = school.known(desired.key)
    return read_tables(school.google, known, desired.spreadsheet, tables)
