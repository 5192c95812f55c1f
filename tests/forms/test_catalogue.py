import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.catalogue import FORM_KEYS, DefinitionError, UnknownDefinitionError, load_form
from forms.model import ChoiceQuestion, Form, TextQuestion
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary, load_words
from tests.forms.cast import CONTEXT, form, texts, write_definition

ENGLISH = re.compile(r"\b(the|and|your|please|submit|question|answer|lesson|team's)\b", re.I)
NAMES = st.text(min_size=1) | st.sampled_from(
    ['"Onderbouw"', "{{ x }}", "{% if %}", "a: b", "- a\nb: c", "# x", "&a *b", "!!int 5", "\ud800"]
)


def load(folder: Path, text: str) -> Form:
    write_definition(folder, text)
    return load_form("barometer", words=load_words("teachers"), context=CONTEXT, folders=[folder])


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_form_is_dutch_in_both_vocabularies(key: str, vocabulary: Vocabulary) -> None:
    read = texts(form(key, vocabulary))
    assert not ENGLISH.findall(read)
    assert "{{" not in read


@pytest.mark.parametrize("key", FORM_KEYS)
def test_support_staff_never_read_the_words_of_teachers(key: str) -> None:
    read = texts(form(key, "support")).lower()
    assert not re.findall(r"leerling|lesbezoek|lesontwerp|\bles(sen|uur)?\b|lera(ar|ren)", read)


def test_support_staff_read_their_own_words() -> None:
    assert "Gebruikers van ons werk merken iets van onze verbetering." in texts(
        form("barometer", "support")
    )
    assert form("lesbezoek", "support").document_title == "Werkbezoek – Onderbouw"


def test_the_barometer_is_anonymous_and_its_closed_questions_are_required() -> None:
    barometer = form("barometer")
    closed = [item for item in barometer.items() if isinstance(item, ChoiceQuestion)]
    assert barometer.anonymous
    assert [item.required for item in closed] == [True] * 8


def test_what_asks_for_an_opinion_is_anonymous_and_nothing_else() -> None:
    anonymous = [key for key in FORM_KEYS if form(key).anonymous]
    assert anonymous == ["barometer", "stem", "meting", "stem_onderbouw"]


@pytest.mark.parametrize("key", ["stem", "stem_onderbouw"])
def test_pupils_are_asked_nothing_personal(key: str) -> None:
    asked = {question.key for question in form(key).questions()}
    assert asked <= {"groep", "les", "wist", "uitleg", "durfde", "nadenken", "hulp"} | {
        "blijven",
        "veranderen",
    }


@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_open_question_of_an_anonymous_form_warns_against_names(key: str) -> None:
    if form(key).anonymous:
        open_ones = [item for item in form(key).items() if isinstance(item, TextQuestion)]
        assert all("geen namen" in item.help for item in open_ones)


@pytest.mark.parametrize(
    ("key", "required"),
    [
        ("lesbezoek", {"datum", "kijkvraag", "nagesprek_zelfde_dag"}),
        ("lesontwerp", {"datum", "lesdoel"}),
        ("bordsessie", {"datum", "aanwezig", "groen", "oranje", "rood"}),
    ],
)
def test_only_what_we_count_on_is_required(key: str, required: set[str]) -> None:
    assert {question.key for question in form(key).questions() if question.required} == required


@given(name=NAMES)
def test_no_name_of_a_team_can_break_a_definition(name: str) -> None:
    hostile, plain = form("barometer", team_name=name), form("barometer", team_name="Onderbouw")
    assert hostile.sections == plain.sections
    assert len(hostile.title) == len("Barometer ") + len(name)
    assert "\n" not in hostile.title


def test_a_name_reaches_the_form_as_it_is_written() -> None:
    name = 'Team "Zuid": {{ 5 }} – groep 1 & 2 #1 🍕'
    assert form("barometer", team_name=name).title == f"Barometer {name}"


def test_a_form_of_the_school_itself_wins(tmp_path: Path) -> None:
    ours = form("barometer")
    title = 'title: "Weer {{ team_name }}"'
    own = load(tmp_path, f"key: barometer\n{title}\ndocument_title: Weer\n{MINIMAL}")
    assert (own.title, ours.title) == ("Weer Onderbouw", "Barometer Onderbouw")


def test_an_own_form_may_use_our_lists_of_options(tmp_path: Path) -> None:
    own = load(tmp_path, f'{HEAD}    options: {{% include "_eens.yaml" %}}\n')
    [question] = own.items()
    assert isinstance(question, ChoiceQuestion)
    assert len(question.options) == 6


def test_the_first_folder_that_has_a_form_wins(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        text = f"key: barometer\ntitle: {name}\ndocument_title: {name}\n{MINIMAL}"
        write_definition(tmp_path / name, text)
    folders = [tmp_path / "a", tmp_path / "b"]
    words = load_words("teachers")
    found = load_form("barometer", words=words, context=CONTEXT, folders=folders)
    assert found.title == "a"


def test_a_form_that_does_not_exist_gets_a_suggestion() -> None:
    with pytest.raises(UnknownDefinitionError, match="Did you mean 'barometer'"):
        form("barometre")


MINIMAL = """\
anonymous: true
sections:
- key: een
"""
HEAD = (
    "key: barometer\ntitle: Weer\ndocument_title: Weer\n"
    + MINIMAL
    + "  items:\n  - key: zon\n    kind: radio\n    title: Schijnt de zon?\n"
)
WHOLE = HEAD + "    options: [{text: ja}]\n"


@pytest.mark.parametrize(
    ("line_12", "message"),
    [
        ("    option: ja", "a field must be known; found 'option'. Did you mean 'options'?"),
        ("    shuffle: misschien", "'shuffle'; found 'misschien'. Input should be"),
        ("    help: {{ team_naam }}", "the values that a definition gets; found 'team_naam'"),
        ("    help: {{ team_name }", "must be valid Jinja2; found unexpected '}'"),
        ("    help: {% include '_eeens.yaml' %}", "must be there; found '_eeens.yaml'. Put it in"),
        ("    kind: text", "must be valid YAML; found found duplicate key"),
        ("    help: 'open", "must be valid YAML"),
        ("  - {key: wind, kind: radoi}", "a kind must be known; found 'radoi'. Did you"),
        ("  - {key: wind, kind: rating, icon: stars}", "one of its choices; found 'stars'. Did"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, line_12: str, message: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, f"{WHOLE}{line_12}\n")
    assert "barometer.yaml: line 12: " in str(caught.value)
    assert message in str(caught.value)


def test_a_field_that_is_missing_is_told_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"line 8: a field is required.* Add 'options'"):
        load(tmp_path, HEAD)


def test_two_questions_with_one_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"agree with itself; .*more than once: zon"):
        load(tmp_path, f"{WHOLE}  - {{key: zon, kind: text}}\n")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, "key: barometer\ntitel: Weer\nsections: []\nanonymous: ja\n")
    rules = [(problem.line, problem.found) for problem in caught.value.problems]
    assert rules == [(1, "nothing"), (1, "nothing"), (4, "'ja'"), (3, "[]"), (2, "'titel'")]


def test_a_file_that_is_no_definition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="must hold fields"):
        load(tmp_path, "zomaar tekst")
    write_definition(tmp_path, "x").write_bytes(b"title: \xff\xfe")
    with pytest.raises(DefinitionError, match="UTF-8"):
        load_form("barometer", words={}, context={}, folders=[tmp_path])


def test_a_definition_runs_no_code(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError):
        load(tmp_path, "key: {{ ''.__class__.__mro__[1].__subclasses__() }}")


OURS = Path("forms/definitions/barometer.yaml").read_text("utf-8")


def test_a_closed_question_in_other_words_must_have_a_new_version(tmp_path: Path) -> None:
    text = OURS.replace("met energie naar mijn werk", "met plezier naar school")
    with pytest.raises(DefinitionError, match=r"'energie', still version 1.*Write version: 2"):
        load(tmp_path, text)


def test_with_a_new_version_the_other_words_are_taken(tmp_path: Path) -> None:
    text = OURS.replace("met energie naar mijn werk", "met plezier naar school").replace(
        "- key: energie", "- key: energie\n        version: 2"
    )
    changed = load(tmp_path, text)
    assert "Ik ging deze week met plezier naar school." in texts(changed)


def test_an_open_question_or_a_help_text_may_be_put_in_other_words(tmp_path: Path) -> None:
    text = OURS.replace("Wat was een succes?", "Waar werd je blij van?")
    assert "Waar werd je blij van?" in texts(load(tmp_path, text))


def test_the_line_of_a_question_that_kept_its_version_is_told(tmp_path: Path) -> None:
    text = OURS.replace("met energie naar mijn werk", "met plezier naar school")
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text)
    [problem] = caught.value.problems
    assert "key: energie" in text.splitlines()[(problem.line or 0) - 1]


def test_a_list_of_options_of_the_school_itself_asks_for_new_versions(tmp_path: Path) -> None:
    write_definition(tmp_path, "[{text: ja, value: 5}, {text: nee, value: 1}]", "_eens")
    with pytest.raises(DefinitionError, match=r"list of your own, at 'energie', .*Copy our form"):
        load_form("barometer", words=load_words("teachers"), context=CONTEXT, folders=[tmp_path])


def test_with_new_versions_a_list_of_the_school_itself_is_taken(tmp_path: Path) -> None:
    write_definition(tmp_path, "[{text: ja, value: 5}, {text: nee, value: 1}]", "_eens")
    asks = '{% include "_eens.yaml" %}'
    own = load(tmp_path, OURS.replace(f"options: {asks}", f"options: {asks}\n        version: 2"))
    assert {item.version for item in own.items() if isinstance(item, ChoiceQuestion)} == {1, 2}


@pytest.mark.parametrize("word", ["", ", counts_as: jazeker"])
def test_an_answer_that_is_counted_in_words_says_what_it_counts_as(
    tmp_path: Path, word: str
) -> None:
    text = OURS.replace("{text: ja, counts_as: ja}", f"{{text: jazeker{word}}}").replace(
        "- key: actie_gelukt", "- key: actie_gelukt\n        version: 2"
    )
    with pytest.raises(DefinitionError, match=r"'jazeker' at 'actie_gelukt'.*one of ja, deels"):
        load(tmp_path, text)


def test_an_answer_in_other_words_counts_as_ours(tmp_path: Path) -> None:
    text = OURS.replace("{text: ja, counts_as: ja}", "{text: jazeker, counts_as: ja}").replace(
        "- key: actie_gelukt", "- key: actie_gelukt\n        version: 2"
    )
    assert "jazeker" in texts(load(tmp_path, text))
