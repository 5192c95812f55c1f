"""The way through a form's sections: where an answer leads, and which sections were passed."""

from collections.abc import Sequence

from sync.local.forms.answering import Fields, given
from sync.local.forms.sections import END, Option, Question, Section


def next_section(sections: Sequence[Section], at: int, fields: Fields) -> int:
    """The section after this one, or END; the last question that branches decides."""
    following = at + 1 if at + 1 < len(sections) else END
    for question in reversed(sections[at].questions()):
        option = _chosen(question, fields)
        if option is None or not (option.action or option.section):
            continue
        if option.section:
            return next(i for i, section in enumerate(sections) if section.id == option.section)
        return {"SUBMIT_FORM": END, "RESTART_FORM": 0}.get(option.action, following)
    return following


def passed(sections: Sequence[Section], fields: Fields) -> tuple[list[int], bool]:
    """The sections from first to last with these answers, and whether they reach the end.

    Answers that lead back to a section that was passed before do not reach it.
    """
    trail = [0]
    while (following := next_section(sections, trail[-1], fields)) != END:
        if following in trail:
            return [*trail, following], False
        trail.append(following)
    return trail, True


def _chosen(question: Question, fields: Fields) -> Option | None:
    answer = given(question, fields)
    if not answer.values:
        return None
    for option in question.options:
        if option.text == answer.values[0] and not option.other:
            return option
    return next((option for option in question.options if option.other), None)
