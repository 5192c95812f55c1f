"""Every form that Ritmiek asks, by key."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.definition import (
    DefinitionError,
    Language,
    Problem,
    UnknownDefinitionError,
    in_language,
    line_of,
    read_definition,
)
from forms.model import ChoiceQuestion, Form, Question, RatingQuestion, ScaleQuestion

__all__ = [
    "FORM_KEYS",
    "ORGANISER_FORMS",
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
ORGANISER_FORMS = ("aanmelding",)
"""What an organiser asks schools that want to take part."""

FORM_KEYS = (*TEAM_FORMS, "stem_onderbouw", *SCHOOL_FORMS, *ORGANISER_FORMS)
_COUNTED = (ChoiceQuestion, RatingQuestion, ScaleQuestion)
_OURS = Path(__file__).parent / "definitions"
_ASKS_ELSE = "a question that asks something else has a version of its own"
OPTION_LISTS = tuple(sorted(path.stem for path in _OURS.glob("_*.yaml")))
"""What several of our forms take in from a file of its own."""


def load_form(
    key: str,
    *,
    words: Mapping[str, str],
    context: Mapping[str, object],
    folders: Sequence[Path] = (),
    language: Language = "nl",
) -> Form:
    """The form with this key, in the words of a team; `forms/KEY.yaml` in a folder wins over ours.

    `words` and `context` are what the definition may use: `{{ leerlingen }}`, `{{ team_name }}`.
    Raises DefinitionError, also when a closed question of ours was changed and kept its version:
    its answers would be counted together with those to what it asked before.
    """
    ours = in_language(_OURS, language)
    theirs = [folder / "forms" for folder in folders]
    values = {**words, **context}
    form = read_definition(key, [*theirs, ours], Form, values)
    if (ours / f"{key}.yaml").is_file() and any(place.is_dir() for place in theirs):
        known = read_definition(key, [ours], Form, values)
        _check_versions(theirs, form, known)
        _check_counted(theirs, form, known)
    return form


def _check_versions(theirs: Sequence[Path], form: Form, ours: Form) -> None:
    asked = {one.key: one for one in ours.items() if isinstance(one, _COUNTED)}
    changed = [
        one
        for one in form.items()
        if isinstance(one, _COUNTED)
        and (known := asked.get(one.key))
        and one.version == known.version
        and _meaning(one) != _meaning(known)
    ]
    if changed:
        files = [place / f"{ours.key}.yaml" for place in theirs]
        own = next((file for file in files if file.is_file()), None)
        problems = [_same_version(one, own) for one in changed] if own else [_other_list(changed)]
        raise DefinitionError(own or files[0], problems)


def _check_counted(theirs: Sequence[Path], form: Form, ours: Form) -> None:
    """Figures that are made of words must find those words, however an option is put."""
    counted = {one.key: words for one in ours.items() if (words := _counted_words(one))}
    missing = [
        (one.key, option.text, counted[one.key])
        for one in form.items()
        if isinstance(one, ChoiceQuestion) and one.key in counted
        for option in one.options
        if not option.blank and option.counts_as not in counted[one.key]
    ]
    if missing:
        file = next(file for place in theirs if (file := place / f"{ours.key}.yaml").is_file())
        raise DefinitionError(file, [_uncounted(file, *one) for one in missing])


def _counted_words(item: object) -> tuple[str, ...]:
    options = item.options if isinstance(item, ChoiceQuestion) else ()
    return tuple(option.counts_as for option in options if option.counts_as)


def _uncounted(file: Path, key: str, text: str, words: Sequence[str]) -> Problem:
    return Problem(
        line_of(file, key),
        "an answer that figures are made of says what it counts as",
        f"option '{text}' at '{key}'",
        f"Write counts_as: and one of {', '.join(words)} beside it.",
    )


def _same_version(question: Question, file: Path) -> Problem:
    return Problem(
        line_of(file, question.key),
        _ASKS_ELSE,
        f"other words or answers at '{question.key}', still version {question.version}",
        f"Write version: {question.version + 1} at '{question.key}'; its trend starts anew.",
    )


def _other_list(questions: Sequence[Question]) -> Problem:
    """The form is ours still, and takes in a list of options of the school's own."""
    keys = ", ".join(f"'{question.key}'" for question in questions)
    return Problem(
        None,
        _ASKS_ELSE,
        f"other options, in a list of your own, at {keys}, all still in their version",
        "Copy our form to this file and write a next version at each, such as version: 2.",
    )


def _meaning(question: Question) -> object:
    """What an answer depends on; help texts, order and whether it is required may change."""
    return question.model_dump(exclude={"help", "required", "shuffle"})
