"""Answers that people gave while their form spoke another language."""

from forms.model import ChoiceQuestion, Form, Section


def with_options_of(form: Form, other: Form) -> Form:
    """The form, for reading alone: an option of `other` counts as it did there.

    Where both have an option of the same text, the form itself decides what it counts as.
    """
    asked = {one.key: one for one in other.items() if isinstance(one, ChoiceQuestion)}
    sections = tuple(_section(section, asked) for section in form.sections)
    return form.model_copy(update={"sections": sections})


def _section(section: Section, asked: dict[str, ChoiceQuestion]) -> Section:
    items = tuple(
        _with_options(item, asked[item.key])
        if isinstance(item, ChoiceQuestion) and item.key in asked
        else item
        for item in section.items
    )
    return section.model_copy(update={"items": items})


def _with_options(question: ChoiceQuestion, other: ChoiceQuestion) -> ChoiceQuestion:
    if question.version != other.version:
        return question
    own = {option.text for option in question.options}
    more = tuple(option for option in other.options if option.text not in own)
    return question.model_copy(update={"options": (*question.options, *more)})
