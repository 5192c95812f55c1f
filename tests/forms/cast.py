"""What the tests of forms ask for: a form in the words of a team."""

import re
from pathlib import Path

from forms.catalogue import load_form
from forms.definition import Language
from forms.model import Form
from jobs.programme.vocabulary import Vocabulary, load_words

CONTEXT: dict[str, object] = {
    "school_name": "De Wilgen",
    "team_name": "Onderbouw",
    "member_count": 8,
    "organiser_name": "Stichting Samen Leren",
}


DUTCH = re.compile(
    r"\b(de|het|een|en|van|voor|naar|bij|uit|op|niet|geen|wat|wie|wij|jullie|onze|zijn|hebben|"
    r"wordt|worden|welke|wanneer|hoe|hoeveel|ook|nog|les|lessen|leerlingen|vraag|doel)\b",
    re.IGNORECASE,
)
READ = {"title", "document_title", "description", "text", "header", "help", "note"}
"""The fields that people read; English ones have other texts and the same structure."""


def form(
    key: str, vocabulary: Vocabulary = "teachers", language: Language = "nl", **context: object
) -> Form:
    words = load_words(vocabulary, language=language)
    return load_form(key, words=words, context={**CONTEXT, **context}, language=language)


def structure(part: object) -> object:
    """A definition without what people read: its keys, kinds, versions, values and sizes."""
    match part:
        case dict():
            return {key: structure(value) for key, value in part.items() if key not in READ}
        case list() | tuple():
            return [structure(value) for value in part]
        case _:
            return part


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
