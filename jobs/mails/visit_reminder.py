"""The school day before a visit: a letter to visitor and host, with an .ics for their calendars."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from jobs.mails.invitation import hour_of, invitation, visit_uid
from jobs.mails.letter import addresses, contact, render_letter, words_of
from jobs.programme.dutch_dates import long_date
from jobs.programme.rota.model import Visit
from jobs.school.calendar import DAY, Calendar
from jobs.school.model import Configuration, Team
from sync.outbox import Letter


def visit_reminder(
    configuration: Configuration,
    team: Team,
    calendar: Calendar,
    visit: Visit,
    links: Mapping[str, str],
    now: datetime,
    key: str,
) -> Letter:
    """The reminder of one visit, to nobody but the pair; `links` has the form ("lesbezoek")."""
    words, hour = words_of(configuration, team), hour_of(visit, calendar)
    sender = configuration.mail.sender
    uid = visit_uid(configuration.school.key, team.key, visit, sender.rsplit("@", 1)[-1])
    form = links.get("lesbezoek", "")
    letter = render_letter(
        "visit_reminder",
        key=key,
        to=addresses([visit.visitor, visit.host]),
        subject=(
            f"{_day(visit, calendar, now)} {words['lesbezoek']}: {visit.visitor.name} bij "
            f"{visit.host.name}"
        ),
        values={
            "team": team.name,
            "school": configuration.school.name,
            "words": words,
            "visit": visit,
            "when": f"{long_date(visit.on)}, {visit.hour.number}e uur, {hour.start:%H:%M}",
            "day": _day(visit, calendar, now),
            "links": links,
            "contact": contact(configuration),
        },
    )
    return replace(letter, attachments=(invitation(visit, hour, uid, words, form, now),))


def _day(visit: Visit, calendar: Calendar, now: datetime) -> str:
    """The day as one says it: Morgen, or Maandag 9 november."""
    today = calendar.local_date(now)
    if visit.on == today:
        return "Vandaag"
    return "Morgen" if visit.on == today + DAY else long_date(visit.on).capitalize()
