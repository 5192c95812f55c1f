"""A school that works in English gets the same forms, in English."""

import pytest

from forms.answers import read_answers
from forms.catalogue import ORGANISER_FORMS, SCHOOL_FORMS, TEAM_FORMS
from forms.ids import question_id
from forms.other_words import with_options_of
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary, load_words
from tests.forms.cast import DUTCH, form, structure, texts

KEYS = (*TEAM_FORMS, "stem_onderbouw", *SCHOOL_FORMS, *ORGANISER_FORMS)
KEPT = ("bordsessie", "lesbezoek", "barometer", "pizzasessie", "schoolleiding")


@pytest.mark.parametrize("key", KEYS)
def test_an_english_form_asks_the_same_in_the_same_order(key: str) -> None:
    dutch, english = (form(key, language=language).model_dump() for language in ("nl", "en"))
    assert structure(english) == structure(dutch)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", KEYS)
def test_an_english_form_holds_no_dutch(key: str, vocabulary: Vocabulary) -> None:
    context = {"school_name": "Willow School", "team_name": "Juniors"}
    read = texts(form(key, vocabulary, "en", **context))
    assert not DUTCH.findall(read)
    assert "{{" not in read


@pytest.mark.parametrize("key", KEYS)
def test_every_text_of_a_form_is_put_into_english(key: str) -> None:
    dutch, english = form(key), form(key, language="en")
    untold = [
        item.title
        for item, ours in zip(english.items(), dutch.items(), strict=True)
        if item.title == ours.title or bool(item.help) != bool(ours.help)
    ]
    assert untold == []


def test_the_nouns_of_the_method_stay() -> None:
    read = "\n".join(texts(form(key, language="en")).lower() for key in KEYS)
    assert [noun for noun in KEPT if noun not in read] == []


@pytest.mark.parametrize(("chosen", "counted"), [("yes", "ja"), ("I had none", "ik had er geen")])
def test_an_english_answer_counts_as_the_dutch_one(chosen: str, counted: str) -> None:
    identity = question_id("barometer", "actie_gelukt")
    answer = {"questionId": identity, "textAnswers": {"answers": [{"value": chosen}]}}
    response = {"responseId": "r", "createTime": "2026-11-09T08:00:00Z"}
    answers = read_answers(
        form("barometer", language="en"), [{**response, "answers": {identity: answer}}]
    )
    assert answers.rows[0].values["actie_gelukt"] == counted


@pytest.mark.parametrize(("given", "number"), [("4 – eens", 4), ("4 – agree", 4), ("7", None)])
def test_a_form_that_changed_its_language_keeps_its_answers(given: str, number: int | None) -> None:
    identity = question_id("barometer", "energie")
    answer = {"questionId": identity, "textAnswers": {"answers": [{"value": given}]}}
    response = {"responseId": "r", "createTime": "2026-11-09T08:00:00Z"}
    both = with_options_of(form("barometer", language="en"), form("barometer"))
    (row,) = read_answers(both, [{**response, "answers": {identity: answer}}]).rows
    assert row.values["energie"] == number


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_the_english_words_are_those_of_the_dutch_vocabulary(vocabulary: Vocabulary) -> None:
    english = load_words(vocabulary, language="en")
    assert english.keys() == load_words(vocabulary).keys()
    assert not DUTCH.findall("\n".join(english.values()))
