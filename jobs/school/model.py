"""The school as its configuration describes it: typed, frozen, checked when it is loaded."""

from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=30)]
Email = Annotated[str, Field(pattern=r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$")]
Day = Literal["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
DAYS: tuple[Day, ...] = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


class Frozen(BaseModel):
    """A value that never changes and knows no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(Frozen):
    """Somebody with a role in the school."""

    name: str = Field(min_length=1)
    email: Email


class Schoolcoach(Person):
    """A colleague who keeps the teams going, for a part of the week."""

    fte: float = Field(default=0.2, ge=0.2, le=0.6)


class Member(Person):
    """A colleague in a team; `free_hours` are lesson hours such as `ma3` (Monday, third)."""

    free_hours: tuple[Annotated[str, Field(pattern=r"^(ma|di|wo|do|vr)([1-9]|1[0-2])$")], ...] = ()


class School(Frozen):
    """Who the school is and where it stands."""

    key: Key
    name: str = Field(min_length=1)
    type: Literal["po", "vo", "mbo", "hbo"]
    region: Literal["noord", "midden", "zuid"]
    time_zone: str = "Europe/Amsterdam"
    locale: Literal["nl_NL", "en_US"] = "nl_NL"


class People(Frozen):
    """Those who lead and coach."""

    schoolleiding: tuple[Person, ...] = Field(min_length=1)
    schoolcoaches: tuple[Schoolcoach, ...] = ()
    expertcoach: Person | None = None


class PizzaGroup(Frozen):
    """The schools that meet each month; the key is what they share.

    `spreadsheet` names an existing shared sheet when the schools use different Google accounts.
    """

    key: Key
    name: str = Field(min_length=1)
    dates: tuple[date, ...] = ()
    spreadsheet: str | None = None


class Vacation(Frozen):
    """A vacation of the school's own; it replaces the national one of the same name and year."""

    name: str = Field(min_length=1)
    start: date
    end: date


class LessonHour(Frozen):
    """One lesson hour of the timetable."""

    number: int = Field(ge=1, le=12)
    start: time
    end: time


class BordMoment(Frozen):
    """A bordsessie on another moment than the weekly one, for one team or for all."""

    on: date
    at: time
    team: Key | None = None


class SchoolCalendar(Frozen):
    """What the school's year has of its own."""

    vacations: tuple[Vacation, ...] = ()
    study_days: tuple[date, ...] = ()
    bord_moments: tuple[BordMoment, ...] = ()
    lesson_hours: tuple[LessonHour, ...] = Field(min_length=1)


class Bordsessie(Frozen):
    """The weekly moment at the board."""

    day: Day
    time: time


class Team(Frozen):
    """A team of two to twelve, with its own goals and its own board."""

    key: Key
    name: str = Field(min_length=1)
    vocabulary: Literal["teachers", "support"] = "teachers"
    members: tuple[Member, ...] = Field(min_length=2, max_length=12)
    bordsessie: Bordsessie
    block_start: date


class Workspace(Frozen):
    """Where the forms and sheets live: the local Workspace, or Google.

    `shared_drive` is the id of the shared drive that the service account is a member of;
    `subject` the account it acts for when the administrator allowed domain-wide delegation.
    `responders` says who may fill in a form: anyone with the link, or accounts of `domain`.
    """

    kind: Literal["local", "google"]
    address: str = "http://127.0.0.1:8765"
    credentials: Path
    shared_drive: str | None = None
    subject: Email | None = None
    responders: Literal["anyone", "domain"] = "anyone"
    domain: str | None = None


class Smtp(Frozen):
    """The school's own mail server; the password stands in the named environment variable."""

    host: str
    port: int = 587
    user: str | None = None
    password_variable: str = "RITMIEK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
    security: Literal["starttls", "tls", "none"] = "starttls"


class Mail(Frozen):
    """How mail leaves: kept in a folder (outbox), by Gmail, or by SMTP; and to whom it may go."""

    transport: Literal["outbox", "gmail", "smtp"]
    sender: Email
    sender_name: str = "Ritmiek"
    domains: tuple[str, ...] = Field(min_length=1)
    outbox: Path = Path("outbox")
    smtp: Smtp | None = None


class Configuration(Frozen):
    """One school, whole: what one YAML file holds. Paths are relative to that file.

    `staff` may list who works at the school; whoever is listed must be in a team.
    """

    school: School
    people: People
    pizza_group: PizzaGroup | None = None
    calendar: SchoolCalendar
    teams: tuple[Team, ...] = Field(min_length=1)
    staff: tuple[Person, ...] = ()
    workspace: Workspace
    mail: Mail
    definitions: Path | None = None
    ledger: Path = Path(".ritmiek/ledger.sqlite")

    def team(self, key: str) -> Team:
        """The team with this key; KeyError when there is none."""
        for team in self.teams:
            if team.key == key:
                return team
        raise KeyError(key)

    def relative_to(self, folder: Path) -> Self:
        """The same configuration with its paths made absolute from a folder."""
        mail = self.mail.model_copy(update={"outbox": (folder / self.mail.outbox).resolve()})
        workspace = self.workspace.model_copy(
            update={"credentials": (folder / self.workspace.credentials).resolve()}
        )
        changes: dict[str, object] = {
            "mail": mail,
            "workspace": workspace,
            "ledger": (folder / self.ledger).resolve(),
        }
        if self.definitions is not None:
            changes["definitions"] = (folder / self.definitions).resolve()
        return self.model_copy(update=changes)
