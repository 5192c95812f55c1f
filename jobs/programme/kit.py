"""The kit of a school: every folder, form and spreadsheet that it should have."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from forms.catalogue import FORM_KEYS, load_form
from jobs.programme.rows import pizzasessie_rows, team_rows
from jobs.programme.vocabulary import load_words
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, Person, PizzaGroup, Team
from sheets_templates.catalogue import load_spreadsheet
from sheets_templates.model import Content
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Role,
    Share,
    Unit,
)


def desired_school(configuration: Configuration, calendar: Calendar) -> Desired:
    """What a school should have; it follows from the configuration alone, not from today."""
    units = [_school_unit(configuration)]
    units += [_team_unit(configuration, team, calendar) for team in configuration.teams]
    if configuration.pizza_group:
        units.append(_pizza_unit(configuration, configuration.pizza_group))
    return Desired(configuration.school.key, tuple(units))


def _school_unit(configuration: Configuration) -> Unit:
    """The school's folders and its overview."""
    school = configuration.school
    people = configuration.people
    top = f"{school.key}/top"
    schoolleiding = f"{school.key}/schoolleiding"
    readers = [*people.schoolleiding, *([people.expertcoach] if people.expertcoach else [])]
    shares = _shares(("writer", people.schoolcoaches), ("reader", readers))
    return Unit(
        key=school.key,
        name=school.name,
        folders=(
            DesiredFolder(top, f"Ritmiek – {school.name}"),
            DesiredFolder(_forms_folder(configuration), "Formulieren", top),
            DesiredFolder(schoolleiding, "Schoolleiding", top, shares),
        ),
        spreadsheets=(_overview(configuration, schoolleiding),),
    )


def _team_unit(configuration: Configuration, team: Team, calendar: Calendar) -> Unit:
    """A team's folder with its spreadsheet; its forms live where only Ritmiek comes."""
    key = f"{configuration.school.key}/{team.key}"
    shares = _shares(("writer", [*team.members, *configuration.people.schoolcoaches]))
    folder = DesiredFolder(key, team.name, f"{configuration.school.key}/top", shares)
    return Unit(
        key=key,
        name=team.name,
        folders=(folder,),
        forms=_forms(configuration, team),
        spreadsheets=(_team_spreadsheet(configuration, team, calendar),),
    )


def _pizza_unit(configuration: Configuration, group: PizzaGroup) -> Unit:
    """The folder and spreadsheet that the schools of a pizza group share."""
    people = configuration.people
    coaches = [*people.schoolcoaches, *([people.expertcoach] if people.expertcoach else [])]
    key = f"pizza/{group.key}"
    shares = _shares(("writer", [*people.schoolleiding, *coaches]))
    return Unit(
        key=key,
        name=group.name,
        folders=(DesiredFolder(key, f"Pizzasessie – {group.name}", shares=shares),),
        spreadsheets=(_pizza_spreadsheet(configuration, group),),
    )


def team_context(configuration: Configuration, team: Team) -> dict[str, object]:
    """What the definitions of a team's forms and spreadsheet may name."""
    return {
        "school_name": configuration.school.name,
        "team_name": team.name,
        "member_count": len(team.members),
    }


def _forms(configuration: Configuration, team: Team) -> tuple[DesiredForm, ...]:
    folders = _definitions(configuration)
    words = load_words(team.vocabulary, folders)
    context = team_context(configuration, team)
    workspace = configuration.workspace
    return tuple(
        DesiredForm(
            key=f"{configuration.school.key}/{team.key}/{key}",
            form=load_form(key, words=words, context=context, folders=folders),
            folder=_forms_folder(configuration),
            domain=workspace.domain if workspace.responders == "domain" else None,
        )
        for key in FORM_KEYS
    )


def _team_spreadsheet(
    configuration: Configuration, team: Team, calendar: Calendar
) -> DesiredSpreadsheet:
    folder = f"{configuration.school.key}/{team.key}"
    words = load_words(team.vocabulary, _definitions(configuration))
    return _spreadsheet(
        configuration,
        "team",
        key=f"{folder}/team",
        folder=folder,
        content=team_rows(configuration, team, calendar, words),
        context=team_context(configuration, team),
        words=words,
    )


def _overview(configuration: Configuration, folder: str) -> DesiredSpreadsheet:
    return _spreadsheet(
        configuration,
        "school",
        key=f"{configuration.school.key}/overzicht",
        folder=folder,
        content={},
        context={"school_name": configuration.school.name},
    )


def _pizza_spreadsheet(configuration: Configuration, group: PizzaGroup) -> DesiredSpreadsheet:
    spreadsheet = _spreadsheet(
        configuration,
        "pizzasessie",
        key=f"pizza/{group.key}/pizzasessie",
        folder=f"pizza/{group.key}",
        content=pizzasessie_rows(group),
        context={"group_name": group.name},
    )
    return replace(spreadsheet, shared=True, file_id=group.spreadsheet)


def _spreadsheet(
    configuration: Configuration,
    definition: str,
    *,
    key: str,
    folder: str,
    content: Content,
    context: Mapping[str, object],
    words: Mapping[str, str] | None = None,
) -> DesiredSpreadsheet:
    """A spreadsheet in the school's locale; where teams meet, it speaks as teachers do."""
    folders = _definitions(configuration)
    return DesiredSpreadsheet(
        key=key,
        spreadsheet=load_spreadsheet(
            definition,
            words=words or load_words("teachers", folders),
            context=context,
            folders=folders,
        ),
        content=content,
        folder=folder,
        locale=configuration.school.locale,
        time_zone=configuration.school.time_zone,
    )


def _forms_folder(configuration: Configuration) -> str:
    return f"{configuration.school.key}/formulieren"


def _definitions(configuration: Configuration) -> Sequence[Path]:
    return (configuration.definitions,) if configuration.definitions else ()


def _shares(*grants: tuple[Role, Iterable[Person]]) -> tuple[Share, ...]:
    """Each address once, with the first role that it is given."""
    roles: dict[str, Role] = {}
    for role, people in grants:
        for person in people:
            roles.setdefault(person.email.casefold(), role)
    return tuple(Share(email, role) for email, role in roles.items())
