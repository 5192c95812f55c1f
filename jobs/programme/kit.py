"""The kit of a school: every folder, form and spreadsheet that it should have."""

from collections.abc import Mapping
from dataclasses import replace

from forms.catalogue import ORGANISER_FORMS
from jobs.programme.beheer_sheet import beheer_sheet_key, desired_beheer
from jobs.programme.kit_forms import forms_folder, school_forms, team_forms
from jobs.programme.kit_sheets import (
    pizza_spreadsheet,
    school_spreadsheet,
    team_spreadsheet,
)
from jobs.programme.rights import former_team_shares, pizza_shares, school_shares, team_shares
from jobs.programme.visits import make_visits
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, PizzaGroup, Team
from jobs.words.catalogue import say
from sheets_templates.model import Content
from sync.desired import Desired, DesiredFolder, Former, Unit


def desired_school(
    configuration: Configuration,
    calendar: Calendar,
    visits: Mapping[str, Content] | None = None,
    carried: Mapping[str, Content] | None = None,
) -> Desired:
    """What a school should have; it follows from what is given alone, not from today.

    `visits` holds, by team key, the visits of teams that had a rota before; without them they are
    made anew. `carried` is what a team takes along from its sheet of an earlier year.
    """
    units = [_school_unit(configuration, calendar), _beheer_unit(configuration)]
    units += [
        _team_unit(
            configuration,
            team,
            calendar,
            (visits or {}).get(team.key) or make_visits(configuration, team, calendar).content(),
            (carried or {}).get(team.key, {}),
        )
        for team in configuration.teams
    ]
    if configuration.pizza_group:
        units.append(_pizza_unit(configuration, configuration.pizza_group))
    return Desired(configuration.school.key, tuple(units), _former(configuration))


def _former(configuration: Configuration) -> Former:
    """Coaches keep the folder of a former team; an organiser of the same key keeps its own."""
    beside = tuple(f"{configuration.school.key}/{form}" for form in ORGANISER_FORMS)
    return Former(former_team_shares(configuration), beside)


def _school_unit(configuration: Configuration, calendar: Calendar) -> Unit:
    """The school's folders and its overview."""
    school = configuration.school
    top = f"{school.key}/top"
    schoolleiding = f"{school.key}/schoolleiding"
    return Unit(
        key=school.key,
        name=school.name,
        folders=(
            DesiredFolder(top, f"Ritmiek – {school.name}"),
            DesiredFolder(forms_folder(configuration), say("cells.forms", school.language), top),
            DesiredFolder(schoolleiding, "Schoolleiding", top, school_shares(configuration)),
        ),
        forms=school_forms(configuration),
        spreadsheets=(school_spreadsheet(configuration, calendar, schoolleiding),),
    )


def _beheer_unit(configuration: Configuration) -> Unit:
    """The Beheer sheet by itself: what people did to it never stops the rest."""
    key = beheer_sheet_key(configuration)
    sheet = desired_beheer(configuration, f"{configuration.school.key}/schoolleiding")
    return Unit(key, "Beheer", spreadsheets=(sheet,))


def _team_unit(
    configuration: Configuration, team: Team, calendar: Calendar, visits: Content, carried: Content
) -> Unit:
    """A team's folder with its spreadsheet; its forms live where only Ritmiek comes."""
    key = f"{configuration.school.key}/{team.key}"
    spreadsheet = team_spreadsheet(configuration, team, calendar, visits)
    top = f"{configuration.school.key}/top"
    folder = DesiredFolder(key, team.name, top, team_shares(configuration, team))
    return Unit(
        key=key,
        name=team.name,
        folders=(folder,),
        forms=team_forms(configuration, team),
        spreadsheets=(replace(spreadsheet, initial=carried),),
    )


def _pizza_unit(configuration: Configuration, group: PizzaGroup) -> Unit:
    """The folder and spreadsheet that the schools of a pizza group share."""
    key = f"pizza/{group.key}"
    shares = pizza_shares(configuration, group)
    return Unit(
        key=key,
        name=group.name,
        folders=(DesiredFolder(key, f"Pizzasessie – {group.name}", shares=shares),),
        spreadsheets=(pizza_spreadsheet(configuration, group),),
    )
