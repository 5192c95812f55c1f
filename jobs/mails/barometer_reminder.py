"""Day two of a wave: how many answered the barometer, to the whole team and never by name."""

from collections.abc import Mapping
from datetime import date, timedelta

from jobs.mails.letter import addresses, contact, render_letter
from jobs.mails.reading import day, number, rows
from jobs.school.model import Configuration, Team
from jobs.words.catalogue import say
from sheets_templates.model import Content
from sync.outbox import Letter

SUNDAY = timedelta(days=6)


def barometer_reminder(
    configuration: Configuration,
    team: Team,
    monday: date,
    content: Content,
    links: Mapping[str, str],
    key: str,
) -> Letter | None:
    """The reminder of a week's barometer; none when everybody answered.

    Nobody knows who answered, so it goes to everybody. `content` is what the team's sheet shows,
    `links` the address of the form ("barometer").
    """
    answered, members = _answered(content, monday), len(team.members)
    if answered >= members:
        return None
    language = configuration.school.language
    return render_letter(
        "barometer_reminder",
        language=language,
        key=key,
        to=addresses(team.members),
        subject=say("mails.reminder_subject", language, team=team.name),
        values={
            "team": team.name,
            "school": configuration.school.name,
            "coverage": say("mails.answered", language, answered=answered, members=members),
            "until": monday + SUNDAY,
            "links": links,
            "contact": contact(configuration),
        },
    )


def _answered(content: Content, monday: date) -> int:
    for row in rows(content, "barometer.golven"):
        if day(row, "week") == monday:
            return number(row, "ingevuld")
    return 0
