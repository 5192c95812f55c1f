"""What is due at a school with two teams and two pizzasessies, at any moment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from jobs.due import Due, due_now
from jobs.ledger import Ledger
from jobs.school.calendar import make_calendar
from jobs.school.model import Configuration, PizzaGroup
from tests.programme.cast import DIENSTEN, ONDERBOUW, a_configuration

ZONE = ZoneInfo("Europe/Amsterdam")


# The first school day after the Christmas vacation is Monday 4 January.
DATES = (date(2026, 11, 12), date(2027, 1, 4))


SCHOOL = a_configuration(ONDERBOUW, DIENSTEN).model_copy(
    update={"pizza_group": PizzaGroup(key="bomen", name="Bomen", dates=DATES)}
)


CALENDAR = make_calendar(SCHOOL)


def due(ledger: Ledger, moment: datetime, school: Configuration = SCHOOL) -> tuple[Due, ...]:
    return due_now(school, CALENDAR, ledger, moment)


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def is_letter(one: Due) -> bool:
    return one.job not in ("collect", "circulate", "rota", "drift") and one.reminder != "visits"
