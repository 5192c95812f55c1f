"""The school as its configuration describes it: typed, frozen, checked when it is loaded."""

from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field

from forms.definition import Language
from jobs.school.bounds import Bounds
from jobs.school.connections import Mail, Workspace
from jobs.school.values import Email, Frozen, Key

Day = Literal["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
SchoolType = Literal["po", "vo", "mbo", "hbo"]
Phase = Literal["voorbereiden", "starten", "uitbouwen"]
Pupils = Literal["onderbouw", "bovenbouw", "vo", "mbo"]
DAYS: tuple[Day, ...] = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


class Person(Frozen):
    """Somebody with a role in the school."""

    name: str = Field(min_length=1)
    email: Email


class Schoolcoach(Person):
    """A colleague who keeps the teams going, for a part of the week."""

    fte: float = Field(default=0.2, ge=0.2, le=0.6)


class Member(Person):
    """A colleague in a team; `free_hours` are lesson hours such as `ma3` (Monday, third).

    `timetable` names an .ics file with the lessons that the colleague teaches; it goes before
    `free_hours` and before the timetable of the team.
    """

    free_hours: tuple[Annotated[str, Field(pattern=r"^(ma|di|wo|do|vr)([1-9]|1[0-2])$")], ...] = ()
    timetable: Path | None = None


class School(Frozen):
    """Who the school is and where it stands; `language` is that of its forms and sheets."""

    key: Key
    name: str = Field(min_length=1)
    type: SchoolType
    region: Literal["noord", "midden", "zuid"]
    time_zone: str = "Europe/Amsterdam"
    locale: Literal["nl_NL", "en_US"] = "nl_NL"
    language: Language = "nl"


class Groups(Frozen):
    """Google Groups that hold these people: folders are shared with the group instead."""

    schoolleiding: Email | None = None
    schoolcoaches: Email | None = None


class People(Frozen):
    """Those who lead and coach."""

    schoolleiding: tuple[Person, ...] = Field(min_length=1)
    schoolcoaches: tuple[Schoolcoach, ...] = ()
    expertcoach: Person | None = None
    groups: Groups = Groups()


class PizzaGroup(Frozen):
    """The schools that meet each month; the key is what they share.

    `spreadsheet` names an existing shared sheet when the schools use different Google accounts.
    `language` is that of the shared sheet, whatever the school's own; all schools write the same.
    """

    key: Key
    name: str = Field(min_length=1)
    dates: tuple[date, ...] = ()
    spreadsheet: str | None = None
    language: Language = "nl"


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


class Visits(Frozen):
    """How a team visits: `reciprocal` when a visit is answered in the same or next visit week.

    `per_week` bounds how many visits one colleague takes part in, as visitor or as host;
    `team_per_week` how many visits the whole team has in a week.
    """

    reciprocal: bool = False
    per_week: int = Field(default=2, ge=1, le=6)
    team_per_week: int | None = Field(default=None, ge=1, le=24)


class Absence(Frozen):
    """Days on which a member is ill or on leave; without `until` it is not known how long."""

    member: Email
    start: date = Field(alias="from")
    until: date | None = None


class Team(Frozen):
    """A team of two to twelve, with its own goals and its own board.

    `group` is the Google Group of its members; its folder is shared with that instead of with each.
    `timetable` names a .csv file that says when the members are free and when they teach.
    `earlier_blocks` are the starts of this school year's blocks before `block_start`; without a
    `phase` the team's phase follows from its blocks.
    """

    key: Key
    name: str = Field(min_length=1)
    vocabulary: Literal["teachers", "support"] = "teachers"
    pupils: Pupils | None = None
    members: tuple[Member, ...] = Field(min_length=2, max_length=12)
    group: Email | None = None
    bordsessie: Bordsessie
    block_start: date
    earlier_blocks: tuple[date, ...] = ()
    phase: Phase | None = None
    visits: Visits = Visits()
    timetable: Path | None = None
    absences: tuple[Absence, ...] = ()

    def relative_to(self, folder: Path) -> Self:
        """The same team with the paths of its timetables made absolute from a folder."""
        members = tuple(
            member.model_copy(update={"timetable": (folder / member.timetable).resolve()})
            if member.timetable
            else member
            for member in self.members
        )
        timetable = (folder / self.timetable).resolve() if self.timetable else None
        return self.model_copy(update={"members": members, "timetable": timetable})


class Configuration(Frozen):
    """One school, whole: what one YAML file holds. Paths are relative to that file.

    `staff` may list who works at the school; all of them must be in a team. With a `school_year`
    (2027 for 2027-2028) its sheets are those of that year, beside earlier ones. With `source:
    beheer` people, calendar and teams are those of its Beheer sheet; the file keeps the rest.
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
    school_year: int | None = Field(default=None, ge=2020, le=2100)
    source: Literal["yaml", "beheer"] = "yaml"
    bounds: Bounds = Bounds()

    def team(self, key: str) -> Team:
        """The team with this key; KeyError when there is none."""
        return {team.key: team for team in self.teams}[key]

    def relative_to(self, folder: Path) -> Self:
        """The same configuration with its paths made absolute from a folder."""
        mail = self.mail.model_copy(update={"outbox": (folder / self.mail.outbox).resolve()})
        changes: dict[str, object] = {
            "mail": mail,
            "workspace": self.workspace.relative_to(folder),
            "ledger": (folder / self.ledger).resolve(),
            "teams": tuple(team.relative_to(folder) for team in self.teams),
        }
        if self.definitions is not None:
            changes["definitions"] = (folder / self.definitions).resolve()
        return self.model_copy(update=changes)
