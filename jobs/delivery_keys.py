"""The delivery key of every letter: what the ledger knows it by, without a name or an address."""

from datetime import date

from jobs.school.model import Configuration


def week_key(configuration: Configuration, team: str, monday: date) -> str:
    """The delivery key of a team's week mail."""
    return f"week/{configuration.school.key}/{team}/{monday.isoformat()}"


def overview_key(configuration: Configuration, month: date) -> str:
    """The delivery key of a month's overview."""
    return f"overview/{configuration.school.key}/{month:%Y-%m}"


def inbreng_key(configuration: Configuration, on: date) -> str:
    """The delivery key of the question what a school brings to a pizzasessie."""
    return f"inbreng/{configuration.school.key}/{on.isoformat()}"


def pizzasessie_key(configuration: Configuration, on: date) -> str:
    """The delivery key of the overview before a pizzasessie."""
    return f"pizzasessie/{configuration.school.key}/{on.isoformat()}"


def agreements_key(configuration: Configuration, on: date) -> str:
    """The delivery key of what was agreed in a pizzasessie."""
    return f"agreements/{configuration.school.key}/{on.isoformat()}"


def late_agreements_key(configuration: Configuration, on: date) -> str:
    """What the letters with later agreements have in common: each adds a number of its own."""
    return f"{agreements_key(configuration, on)}/late"


def barometer_key(configuration: Configuration, team: str, monday: date) -> str:
    """The delivery key of the reminder of a wave."""
    return f"barometer/{configuration.school.key}/{team}/{monday.isoformat()}"


def excess_key(configuration: Configuration, since: str, mark: str) -> str:
    """The delivery key of the alarm that people may too much, by the day on which it was found."""
    return f"excess/{configuration.school.key}/{since}/{mark}"


def visits_key(configuration: Configuration, team: str, on: date) -> str:
    """What the reminders of a day's visits have in common: each adds a mark of its own."""
    return f"visit/{configuration.school.key}/{team}/{on.isoformat()}"
