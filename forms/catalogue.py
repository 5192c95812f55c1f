"""Every form that Ritmiek asks, by key."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.definition import DefinitionError, Problem, UnknownDefinitionError, read_definition
from forms.model import ChoiceQuestion, Form, Question, RatingQuestion, ScaleQuestion

__all__ = [
    "FORM_KEYS",
    "PUPIL_FORMS",
    "SCHOOL_FORMS",
    "TEAM_FORMS",
    "DefinitionError",
    "UnknownDefinitionError",
    "load_form",
]

TEAM_FORMS = (
    "bordsessie",
    "lesontwerp",
    "lesbezoek",
    "barometer",
    "stem",
    "leerlingarena",
    "meting",
    "retrospective",
    "ambitie",
    "belemmering",
)
"""What every team has; which definition its `stem` follows depends on its pupils."""

PUPIL_FORMS: Mapping[str, str] = {
    "onderbouw": "stem_onderbouw",
    "bovenbouw": "stem",
    "vo": "stem",
    "mbo": "stem",
}
"""The definition of `stem` for each kind of pupils: the youngest choose a smiley."""

SCHOOL_FORMS = ("schoolambitie", "inbreng")
FORM_KEYS = (*TEAM_FORMS, "stem_onderbouw", *SCHOOL_FORMS)
_COUNTED = (ChoiceQuestion, RatingQuestion, ScaleQuestion)
_OURS = Path(__file__).parent / "definitions"


def load_form(
    key: str,
    *,
    words: Mapping[str, str],
    context: Mapping[str, object],
    folders: Sequence[Path] = (),
) -> Form:
    """The form with this key, in the words of a team; `forms/KEY.yaml` in a folder wins over ours.

    `words` and `context` are what the definition may use: `{{ leerlingen }}`, `{{ team_name }}`.
    Raises DefinitionError, also when a closed question of ours was changed and kept its version:
    its answers would be counted together with those to what it asked before.
    """
    theirs = [folder / "forms" for folder in folders]
    values = {**words, **context}
    form = read_definition(key, [*theirs, _OURS], Form, values)
    changed = next((place for place in theirs if (place / f"{key}.yaml").is_file()), None)
    if changed is not None and (_OURS / f"{key}.yaml").is_file():
        _check_versions(changed / f"{key}.yaml", form, read_definition(key, [_OURS], Form, values))
    return form


def _check_versions(path: Path, form: Form, ours: Form) -> None:
    asked = {one.key: one for one in ours.items() if isinstance(one, _COUNTED)}
    problems = [
        Problem(
            None,
            "a question that asks something else has a version of its own",
            f"other words or answers at '{one.key}', still version {one.version}",
            f"Write version: {one.version + 1} at '{one.key}'; its trend then starts anew.",
        )
        for one in form.items()
        if isinstance(one, _COUNTED)
        and (known := asked.get(one.key))
        and one.version == known.version
        and _meaning(one) != _meaning(known)
    ]
    if problems:
        raise DefinitionError(path, problems)


def _meaning(question: Question) -> object:
    """What an answer depends on; help texts, order and whether it is required may change."""
    return question.model_dump(exclude={"help", "required", "shuffle"})
