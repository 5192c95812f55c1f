"""The answers to forms; those of a time when the school had another language count as well."""

from collections.abc import Mapping

from forms.answers import Answers, read_answers
from forms.model import Form
from forms.other_words import with_options_of
from jobs.programme.kit_forms import school_forms, team_forms
from jobs.school.model import Team
from jobs.words.catalogue import LANGUAGES
from jobs.work.school import SchoolAtWork
from sync.collect import read_responses
from sync.desired import DesiredForm


def read_forms(
    school: SchoolAtWork, forms: Mapping[str, DesiredForm], team: Team | None = None
) -> dict[str, Answers]:
    """The answers to forms of a team, or of the school, by the form's own key; one call a form.

    An option that means nothing now is looked up in the other language of that form.
    """
    found: dict[str, Answers] = {}
    for key, form in forms.items():
        responses = read_responses(school.google, school.known(form.key).id)
        found[key] = read_answers(form.form, responses)
        if found[key].unreadable:
            found[key] = read_answers(_in_every_language(school, form, team), responses)
    return found


def _in_every_language(school: SchoolAtWork, desired: DesiredForm, team: Team | None) -> Form:
    form, own = desired.form, school.configuration.school
    for language in LANGUAGES:
        if language != own.language:
            spoken = own.model_copy(update={"language": language})
            other = school.configuration.model_copy(update={"school": spoken})
            forms = team_forms(other, team) if team else school_forms(other)
            for one in forms:
                if one.key == desired.key:
                    form = with_options_of(form, one.form)
    return form
