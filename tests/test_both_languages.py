"""English says what Dutch says: the same sentences, gaps, templates and words that count."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from jinja2 import Environment

from jobs.mails.letter import TEMPLATES
from jobs.words.catalogue import sentences
from jobs.words.marks import ENGLISH, meant, shown


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_an_english_template_says_the_same_with_the_same_values(path: Path) -> None:
    if path.name.startswith("layout"):
        assert not (TEMPLATES / "en" / path.name).exists()
        return
    english = (TEMPLATES / "en" / path.name).read_text(encoding="utf-8")
    assert sorted(moves(english)) == sorted(moves(path.read_text(encoding="utf-8")))
    assert set(re.findall(r"<(\w+)", english)) == set(re.findall(r"<(\w+)", path.read_text()))


def moves(template: str) -> Iterable[str]:
    """What a template does: every statement and value in it, without the words."""
    for _, kind, text in Environment(autoescape=True).lex(template):
        if kind in ("name", "operator", "integer"):
            yield text


def test_both_languages_have_the_same_sentences_with_the_same_gaps() -> None:
    dutch, english = (
        {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in sentences(language).items()}
        for language in ("nl", "en")
    )
    assert english == dutch


def test_a_word_that_is_compared_counts_in_both_languages() -> None:
    assert len(set(ENGLISH.values())) == len(ENGLISH)
    for key in ENGLISH:
        assert meant(shown(key, "en")) == meant(key) == key
