"""What the tests of forms ask for: a form in the words of a team."""

from pathlib import Path

from forms.catalogue import load_form
from forms.model import Form
from jobs.programme.vocabulary import Vocabulary, load_words

CONTEXT: dict[str, object] = {
    "school_name": "De Wilgen",
    "team_name": "Onderbouw",
    "member_count": 8,
}


def form(key: str, vocabulary: Vocabulary = "teachers", **context: object) -> Form:
    return load_form(key, words=load_words(vocabulary), context={**CONTEXT, **context})


def write_definition(folder: Path, text: str, key: str = "barometer") -> Path:
    path = folder / "forms" / f"{key}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def texts(form: Form) -> str:
    """Everything that people read on a form, one text a line."""
    lines = [form.title, form.document_title, form.description]
    for section in form.sections:
        lines += [section.title, section.help]
    for item in form.items():
        lines += [item.title, item.help]
        lines += [option.text for option in getattr(item, "options", ())]
    return "\n".join(lines)
