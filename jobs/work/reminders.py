"""Reminders: a barometer that is still open, and a visit of the next school day."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from jobs.delivery_keys import barometer_key, visits_key
from jobs.mails.barometer_reminder import barometer_reminder
from jobs.mails.invitation import hour_of
from jobs.mails.visit_reminder import visit_reminder
from jobs.programme.rota.model import Visit
from jobs.programme.rota.rows import rota_from_rows
from jobs.programme.rota.wish_rows import wishes_from_rows
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork
from jobs.work.sheet_reading import read_sheet, tab_links
from sheets_templates.model import Row
from sync.outbox import Letter

ROTA, WAVES = "bezoeken.rooster", "barometer.golven"


def barometer_mail(school: SchoolAtWork, team: Team, monday: date) -> Letter | None:
    """The reminder of a week's barometer to the whole team; none when everybody answered."""
    forms, desired = school.forms_of(team), school.team_spreadsheet(team)
    return barometer_reminder(
        school.configuration,
        team,
        monday,
        read_sheet(school, desired, (WAVES,)),
        {"barometer": school.address(forms["barometer"].key)},
        barometer_key(school.configuration, team.key, monday),
    )


def visit_mails(school: SchoolAtWork, team: Team, on: date) -> tuple[Letter, ...]:
    """The reminders of a day's visits that did not begin yet, each to its own pair."""
    forms, desired = school.forms_of(team), school.team_spreadsheet(team)
    rows = read_sheet(school, desired, (ROTA,))[ROTA]
    links = {
        "lesbezoek": school.address(forms["lesbezoek"].key),
        **tab_links(school, desired),
    }
    return tuple(
        visit_reminder(
            school.configuration,
            team,
            school.calendar,
            visit,
            links,
            school.now,
            f"{visits_key(school.configuration, team.key, on)}/{_mark(visit)}",
        )
        for visit in _visits(school, team, rows)
        if visit.on == on and hour_of(visit, school.calendar).start > school.now
    )


def _visits(school: SchoolAtWork, team: Team, rows: Sequence[Row]) -> Iterator[Visit]:
    """The visits of the rota between members of now; one that people want otherwise is not sure."""
    wishes, _ = wishes_from_rows(rows, team)
    wanted = {(wish.monday, wish.visitor.casefold()): wish for wish in wishes}
    members = {member.email for member in team.members}
    hours = school.configuration.calendar.lesson_hours
    for visit in rota_from_rows(rows, team, hours).visits:
        if not {visit.visitor.email, visit.host.email} <= members:
            continue
        wish = wanted.get((visit.monday, visit.visitor.email.casefold()))
        if wish is None or (
            not wish.cancelled
            and wish.on in (None, visit.on)
            and wish.hour in (None, visit.hour.number)
            and wish.host in (None, visit.host.email)
        ):
            yield visit


def _mark(visit: Visit) -> str:
    """What tells a visit from the others of its day; a visit that moves is told again."""
    words = f"{visit.visitor.email}/{visit.host.email}/{visit.hour.number}"
    return hashlib.sha256(words.casefold().encode()).hexdigest()[:12]
