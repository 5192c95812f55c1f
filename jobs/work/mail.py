"""The letters of every week and month: a team's week, and the overview for the schoolleiding."""

from datetime import timedelta

from jobs.delivery_keys import overview_key, week_key
from jobs.mails.overview import overview_letter
from jobs.mails.week import week_letter
from jobs.school.model import Team
from jobs.work.news import is_new
from jobs.work.school import SchoolAtWork
from jobs.work.sheet_reading import read_sheet, tab_links
from sync.outbox import Letter

TEAM_TABLES = (
    "weekplanning.weken",
    "bord.sessies",
    "bord.acties",
    "bord.ontwerpen",
    "bord.belemmeringen",
    "bezoeken.rooster",
    "kijken.gehouden",
    "kijken.paren",
    "kijken.wijzigingen",
    "barometer.golven",
    "barometer.uitslag",
    "barometer.acties",
    "barometer.woorden",
    "stem.rondes",
    "stem.uitslag",
    "metingen.deelname",
)
SCHOOL_TABLES = (
    "overzicht.ritme",
    "overzicht.barometer",
    "ambitie.ambitie",
    "belemmeringen.lijst",
    "doelen.doelen",
    "coachbezoeken.stand",
    "tijd.teams",
    "metingen.cultuur",
)


def week_mail(school: SchoolAtWork, team: Team) -> Letter:
    """This week's letter to a team, from one read of its sheet."""
    monday = school.here.date() - timedelta(days=school.here.weekday())
    desired = school.team_spreadsheet(team)
    links = {key: school.address(form.key) for key, form in school.forms_of(team).items()}
    links |= {"team": school.address(desired.key), **tab_links(school, desired)}
    return week_letter(
        school.configuration,
        team,
        school.calendar,
        read_sheet(school, desired, TEAM_TABLES),
        links,
        school.now,
        week_key(school.configuration, team.key, monday),
        complete_until=school.ledger.last_finished("collect team", school.team_subject(team.key)),
        is_new=is_new(school.ledger, monday),
    )


def overview_mail(school: SchoolAtWork) -> Letter:
    """This month's overview for the schoolleiding, from one read of the school's sheet."""
    desired = school.school_spreadsheet()
    return overview_letter(
        school.configuration,
        read_sheet(school, desired, SCHOOL_TABLES),
        {"overzicht": school.address(desired.key), **tab_links(school, desired)},
        school.now,
        overview_key(school.configuration, school.here.date()),
        complete_until=school.ledger.last_finished("collect", school.key),
    )
