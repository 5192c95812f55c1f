"""The school day before a visit: a letter to visitor and host, with an .ics for their calendars."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from forms.definition import Language, capitalised
from jobs.mails.invitation import Hour, hour_of, invitation, visit_uid
from jobs.mails.letter import addresses, contact, render_letter, words_of
from jobs.programme.rota.model import Visit
from jobs.school.calendar import DAY, Calendar
from jobs.school.model import Configuration, Team
from jobs.words.catalogue import say
from jobs.words.dates import long_date
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
    language = configuration.school.language
    day = _day(visit, calendar, now, language)
    letter = render_letter(
        "visit_reminder",
        language=language,
        key=key,
        to=addresses([visit.visitor, visit.host]),
        subject=_subject(visit, day, words, language),
        values={
            "team": team.name,
            "school": configuration.school.name,
            "words": words,
            "visit": visit,
            "when": _when(visit, hour, language),
            "day": day,
            "links": links,
            "contact": contact(configuration),
        },
    )
    form, uid = links.get("lesbezoek", ""), _uid(configuration, team, visit)
    file = invitation(visit, hour, uid, words, form, now, language)
    return replace(letter, attachments=(file,))


def _subject(visit: Visit, day: str, words: Mapping[str, str], language: Language) -> str:
    return say(
        "mails.visit_subject",
        language,
        day=day,
        visit=words["lesbezoek"],
        visitor=visit.visitor.name,
        host=visit.host.name,
    )


def _when(visit: Visit, hour: Hour, language: Language) -> str:
    return say(
        "mails.visit_when",
        language,
        day=long_date(visit.on, language),
        number=visit.hour.number,
        time=f"{hour.start:%H:%M}",
    )


def _uid(configuration: Configuration, team: Team, visit: Visit) -> str:
    domain = configuration.mail.sender.rsplit("@", 1)[-1]
    return visit_uid(configuration.school.key, team.key, visit, domain)


def _day(visit: Visit, calendar: Calendar, now: datetime, language: Language) -> str:
    """The day as one says it: Morgen, or Maandag 9 november."""
    today = calendar.local_date(now)
    if visit.on == today:
        return say("mails.today", language)
    if visit.on == today + DAY:
        return say("mails.tomorrow", language)
    return capitalised(long_date(visit.on, language))
