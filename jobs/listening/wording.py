"""The questions of a form in the words in which they are asked, and why one has no figures."""

from collections.abc import Collection

from forms.catalogue import load_form
from forms.definition import Language
from jobs.listening.scale import Scales
from jobs.programme.vocabulary import load_words
from jobs.school.definitions import Definitions
from jobs.school.model import Team
from jobs.words.catalogue import say


def asked(
    form: str, keys: Collection[str], definitions: Definitions, team: Team | None = None
) -> dict[str, str]:
    """The titles of these questions, in the order of the form.

    Without a team they are those for teams together, which speak as teachers do.
    """
    context = {
        "school_name": "",
        "team_name": team.name if team else "",
        "member_count": len(team.members) if team else 0,
    }
    folders, language = definitions.folders, definitions.language
    words = load_words(team.vocabulary if team else "teachers", folders, language)
    loaded = load_form(form, words=words, context=context, folders=folders, language=language)
    return {item.key: item.title for item in loaded.items() if item.key in keys}


def without_figures(scales: Scales, key: str, language: Language = "nl") -> str:
    """Why a question has no figures: it was asked in other words, or by too few answered."""
    other = scales.other_words(key)
    return say("figures.other_question" if other else "figures.not_shown", language)
