"""What of a document is right by itself, so that rules between parts are checked all the same."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError

from jobs.school.calendar import Calendar, make_calendar_of
from jobs.school.connections import Mail, Workspace
from jobs.school.model import People, Person, School, SchoolCalendar, Team
from jobs.school.problems import Location

Part = TypeVar("Part", bound=BaseModel)


@dataclass(frozen=True)
class Draft:
    """The parts of a school's file that the model accepts; `team_keys` are of all teams.

    With `own_words` a block may be longer or shorter than ours.
    """

    school: School | None
    people: People | None
    own: SchoolCalendar | None
    teams: tuple[tuple[int, Team], ...]
    team_keys: tuple[tuple[Location, str], ...]
    staff: tuple[tuple[int, Person], ...]
    workspace: Workspace | None
    mail: Mail | None
    calendar: Calendar | None
    own_words: bool = False

    def persons(self) -> Iterator[tuple[Location, Person]]:
        """Everybody of the school itself, with their place; the expertcoach is from outside."""
        if self.people:
            for role in ("schoolleiding", "schoolcoaches"):
                for index, person in enumerate(getattr(self.people, role)):
                    yield ("people", role, index), person
        for team_index, team in self.teams:
            for index, member in enumerate(team.members):
                yield ("teams", team_index, "members", index), member
        for index, person in self.staff:
            yield ("staff", index), person


def draft_of(data: dict[str, Any]) -> Draft:
    """The right parts of a document."""
    school = _part(School, data.get("school"))
    own = _part(SchoolCalendar, data.get("calendar"))
    return Draft(
        school=school,
        people=_part(People, data.get("people")),
        own=own,
        teams=tuple(_parts(Team, data.get("teams"))),
        team_keys=tuple(_team_keys(data.get("teams"))),
        staff=tuple(_parts(Person, data.get("staff"))),
        workspace=_part(Workspace, data.get("workspace")),
        mail=_part(Mail, data.get("mail")),
        calendar=_calendar(school, own),
        own_words=bool(data.get("definitions")),
    )


def _calendar(school: School | None, own: SchoolCalendar | None) -> Calendar | None:
    if school is None or own is None or school.time_zone not in available_timezones():
        return None
    return make_calendar_of(school, own)


def _part(model: type[Part], value: object) -> Part | None:
    try:
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError:
        return None


def _parts(model: type[Part], values: object) -> Iterator[tuple[int, Part]]:
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if part := _part(model, value):
            yield index, part


def _team_keys(values: object) -> Iterator[tuple[Location, str]]:
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict) and isinstance(value.get("key"), str):
            yield ("teams", index, "key"), value["key"]
