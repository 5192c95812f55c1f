"""The forms of a team and of its school, under their keys."""

from collections.abc import Mapping

from forms.catalogue import PUPIL_FORMS, SCHOOL_FORMS, TEAM_FORMS, load_form
from jobs.programme.kit_sheets import team_context
from jobs.programme.kit_words import folders_of, words_of
from jobs.school.model import Configuration, Team
from sync.desired import DesiredForm


def team_forms(configuration: Configuration, team: Team) -> tuple[DesiredForm, ...]:
    """The forms of a team, in its own words."""
    place = f"{configuration.school.key}/{team.key}"
    words = words_of(configuration, team.vocabulary)
    context = team_context(configuration, team)
    return tuple(
        desired_form(configuration, place, key, form_definition(team, key), words, context)
        for key in TEAM_FORMS
    )


def school_forms(configuration: Configuration) -> tuple[DesiredForm, ...]:
    """The forms of the school as a whole, in the words of teachers."""
    words = words_of(configuration, "teachers")
    context = {"school_name": configuration.school.name}
    return tuple(
        desired_form(configuration, configuration.school.key, key, key, words, context)
        for key in SCHOOL_FORMS
    )


def form_definition(team: Team, key: str) -> str:
    """Which definition a team's form follows; the youngest pupils answer another `stem`."""
    return PUPIL_FORMS[team.pupils] if key == "stem" and team.pupils else key


def desired_form(
    configuration: Configuration,
    place: str,
    key: str,
    definition: str,
    words: Mapping[str, str],
    context: Mapping[str, object],
) -> DesiredForm:
    """A form of a team or of the school; pupils have no account of the school to sign in with."""
    workspace = configuration.workspace
    limited = workspace.responders == "domain" and key != "stem"
    return DesiredForm(
        key=f"{place}/{key}",
        form=load_form(
            definition,
            words=words,
            context=context,
            folders=folders_of(configuration),
            language=configuration.school.language,
        ),
        folder=forms_folder(configuration),
        domain=workspace.domain if limited else None,
    )


def forms_folder(configuration: Configuration) -> str:
    """The key of the folder in which only Ritmiek comes."""
    return f"{configuration.school.key}/formulieren"
