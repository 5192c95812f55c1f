"""The spreadsheets of a school, of its teams and of its pizza group, under their keys."""

from collections.abc import Mapping
from dataclasses import replace

from jobs.programme.kit_words import folders_of, words_of
from jobs.programme.rows import pizzasessie_rows, school_rows, team_rows
from jobs.school.calendar import Calendar
from jobs.school.model import Configuration, PizzaGroup, Team
from sheets_templates.catalogue import load_spreadsheet
from sheets_templates.model import Content, Spreadsheet
from sync.desired import DesiredSpreadsheet


def team_sheet_key(configuration: Configuration, team: Team) -> str:
    """The key of a team's spreadsheet; each school year that is named has one of its own."""
    return f"{configuration.school.key}/{team.key}/team{_year_suffix(configuration)}"


def school_sheet_key(configuration: Configuration) -> str:
    """The key of the school's own spreadsheet, one for each school year that is named."""
    return f"{configuration.school.key}/overzicht{_year_suffix(configuration)}"


def _year_suffix(configuration: Configuration) -> str:
    return f"-{configuration.school_year}" if configuration.school_year else ""


def _year_title(configuration: Configuration) -> str:
    year = configuration.school_year
    return f" {year}-{year + 1}" if year else ""


def team_context(configuration: Configuration, team: Team) -> dict[str, object]:
    """What the definitions of a team's forms and spreadsheet may name."""
    return {
        "school_name": configuration.school.name,
        "team_name": team.name,
        "member_count": len(team.members),
        "year_title": _year_title(configuration),
    }


def team_definition(configuration: Configuration, team: Team) -> Spreadsheet:
    """A team's spreadsheet as its definition describes it, in the team's own words."""
    return load_spreadsheet(
        "team",
        words=words_of(configuration, team.vocabulary),
        context=team_context(configuration, team),
        folders=folders_of(configuration),
        language=configuration.school.language,
    )


def team_spreadsheet(
    configuration: Configuration, team: Team, calendar: Calendar, visits: Content
) -> DesiredSpreadsheet:
    """A team's spreadsheet with what set-up writes in it, its visits included."""
    folder = f"{configuration.school.key}/{team.key}"
    words = words_of(configuration, team.vocabulary)
    return _spreadsheet(
        configuration,
        "team",
        key=team_sheet_key(configuration, team),
        folder=folder,
        content={**team_rows(configuration, team, calendar, words), **visits},
        context=team_context(configuration, team),
        words=words,
    )


def school_spreadsheet(
    configuration: Configuration, calendar: Calendar, folder: str
) -> DesiredSpreadsheet:
    """The spreadsheet that the schoolleiding reads, in a folder."""
    return _spreadsheet(
        configuration,
        "school",
        key=school_sheet_key(configuration),
        folder=folder,
        content=school_rows(configuration, calendar),
        context={
            "school_name": configuration.school.name,
            "year_title": _year_title(configuration),
            "team_count": len(configuration.teams),
            "coach_count": len(configuration.people.schoolcoaches),
        },
    )


def pizza_spreadsheet(configuration: Configuration, group: PizzaGroup) -> DesiredSpreadsheet:
    """The spreadsheet that the schools of a pizza group share, by our definition."""
    # Every school that shares it must want the same, or they would change it back and forth.
    school = configuration.school.model_copy(update={"language": group.language})
    spreadsheet = _spreadsheet(
        configuration.model_copy(update={"school": school, "definitions": None}),
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
    return DesiredSpreadsheet(
        key=key,
        spreadsheet=load_spreadsheet(
            definition,
            words=words or words_of(configuration, "teachers"),
            context=context,
            folders=folders_of(configuration),
            language=configuration.school.language,
        ),
        content=content,
        folder=folder,
        locale=configuration.school.locale,
        time_zone=configuration.school.time_zone,
    )
