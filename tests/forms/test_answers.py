from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answers, IncompleteResponseError, read_answers
from forms.ids import question_id
from forms.model import Choice, ChoiceQuestion, Form
from tests.forms.cast import form

FORM = Form.model_validate_json("""{
  "key": "proef", "title": "Proef", "document_title": "Proef", "anonymous": true,
  "sections": [{"key": "een", "items": [
    {"key": "kort", "kind": "text"},
    {"key": "lang", "kind": "paragraph"},
    {"key": "keuze", "kind": "radio",
     "options": [{"text": "ja"}, {"text": "n.v.t.", "blank": true}]},
    {"key": "telt", "kind": "drop_down", "options": [{"text": "een", "value": 1}]},
    {"key": "anders", "kind": "radio", "options": [{"text": "een", "value": 1}, {"other": true}]},
    {"key": "meer", "kind": "checkbox", "options": [{"text": "a"}, {"text": "b"}]},
    {"key": "schaal", "kind": "scale"},
    {"key": "sterren", "kind": "rating", "levels": 3},
    {"key": "dag", "kind": "date"},
    {"key": "verjaardag", "kind": "date", "include_year": false},
    {"key": "moment", "kind": "date", "include_time": true},
    {"key": "tijd", "kind": "time"},
    {"key": "duur", "kind": "duration"},
    {"key": "bestand", "kind": "file_upload"},
    {"key": "rooster", "kind": "grid", "columns": ["x", "y"],
     "rows": [{"key": "rij", "title": "Rij"}]},
    {"key": "vinken", "kind": "checkbox_grid", "columns": ["x", "y"],
     "rows": [{"key": "vak", "title": "Vak"}]}
  ]}]
}""")


def response(by_key: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A response as Google gives it, from answers by question key."""
    given: dict[str, Any] = {}
    for key, value in by_key.items():
        texts = [{"value": one} for one in (value if isinstance(value, list) else [value])]
        identity = question_id("proef", key)
        given[identity] = {"questionId": identity, "textAnswers": {"answers": texts}}
    times = {"createTime": "2026-11-09T08:00:00Z", "lastSubmittedTime": "2026-11-09T08:00:00Z"}
    return {"responseId": "r1", **times, "answers": given, **fields}


def read(*responses: Mapping[str, Any]) -> Answers:
    return read_answers(FORM, responses)


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("kort", "=1+1", "=1+1"),
        ("lang", " een\ntwee ", " een\ntwee "),
        ("kort", "   ", None),
        ("keuze", "ja", "ja"),
        ("keuze", "n.v.t.", None),
        ("keuze", "vervallen keuze", "vervallen keuze"),
        ("telt", "een", 1),
        ("anders", "een", 1),
        ("anders", "iets eigens", "iets eigens"),
        ("meer", ["a", "b"], ("a", "b")),
        ("meer", [], ()),
        ("schaal", "4", 4),
        ("sterren", "3", 3),
        ("dag", "2026-11-09", date(2026, 11, 9)),
        ("verjaardag", "05-19", "05-19"),
        ("moment", "2026-11-09 14:51", datetime(2026, 11, 9, 14, 51)),  # noqa: DTZ001 - as typed
        ("tijd", "14:51", time(14, 51)),
        ("duur", "01:02:03", timedelta(hours=1, minutes=2, seconds=3)),
        ("duur", "26:30", timedelta(hours=26, minutes=30)),
        ("rij", "x", "x"),
        ("vak", ["x", "y"], ("x", "y")),
    ],
)
def test_every_kind_of_answer_gets_its_type(key: str, given: object, value: object) -> None:
    answers = read(response({key: given}))
    assert answers.rows[0].values[key] == value
    assert type(answers.rows[0].values[key]) is type(value)
    assert not answers.unreadable


def test_a_file_is_known_by_its_id() -> None:
    files = {question_id("proef", "bestand"): {"fileUploadAnswers": {"answers": [{"fileId": "f"}]}}}
    assert read(response({}, answers=files)).rows[0].values["bestand"] == ("f",)


def test_every_question_has_a_value_even_when_nothing_was_answered() -> None:
    [row] = read(response({})).rows
    assert list(row.values) == [question.key for question in FORM.questions()]
    assert set(row.values.values()) == {None, ()}


def test_an_option_that_counts_as_no_answer_is_told_from_silence() -> None:
    assert read(response({"keuze": "n.v.t."})).rows[0].blank == {"keuze"}
    assert read(response({})).rows[0].blank == frozenset()


@pytest.mark.parametrize(
    ("key", "given"),
    [("telt", "twee"), ("schaal", "6"), ("schaal", "veel"), ("dag", "9 nov"), ("duur", "lang")],
)
def test_an_answer_that_means_nothing_any_more_is_counted(key: str, given: str) -> None:
    answers = read(response({key: given}))
    assert answers.rows[0].values[key] is None
    assert answers.unreadable == {key: 1}


def test_an_answer_to_a_question_that_is_gone_is_counted() -> None:
    answers = read(response({"weg": "a"}), response({"weg": "b", "kort": "c"}, responseId="r2"))
    assert answers.unknown == {question_id("proef", "weg"): 2}
    assert answers.rows[1].values["kort"] == "c"


def test_an_answer_to_an_older_version_of_a_question_is_not_mixed_with_the_newer() -> None:
    sections = form("barometer").sections
    old = question_id("barometer", "energie", 1)
    newer = sections[0].items[0].model_copy(update={"version": 2})
    changed = sections[0].model_copy(update={"items": (newer, *sections[0].items[1:])})
    asked = form("barometer").model_copy(update={"sections": (changed, *sections[1:])})
    given = {old: {"textAnswers": {"answers": [{"value": "5 – helemaal eens"}]}}}
    answers = read_answers(asked, [response({}, answers=given)])
    assert answers.unknown == {}
    assert answers.rows[0].values["energie"] is None
    assert answers.rows[0].earlier == {"energie": (1, 5)}


def test_a_response_that_was_read_twice_counts_once_in_its_latest_form() -> None:
    first = response({"kort": "eerst"})
    later = response({"kort": "later"}, lastSubmittedTime="2026-11-09T09:00:00.123456789Z")
    [row] = read(first, later, first).rows
    assert row.values["kort"] == "later"
    assert row.created == datetime(2026, 11, 9, 8, tzinfo=UTC)
    assert row.submitted == datetime(2026, 11, 9, 9, 0, 0, 123456, tzinfo=UTC)


def test_responses_come_oldest_first_whatever_their_order() -> None:
    late = response({}, responseId="a", createTime="2026-11-10T08:00:00Z")
    assert [row.response_id for row in read(late, response({})).rows] == ["r1", "a"]


@pytest.mark.parametrize("field", ["responseId", "createTime", "lastSubmittedTime"])
@pytest.mark.parametrize("value", [None, "", 5])
def test_a_response_that_is_not_whole_stops_the_reading(field: str, value: object) -> None:
    with pytest.raises(IncompleteResponseError, match=field):
        read(response({"kort": "geheim"}, **{field: value}))


def test_the_barometers_options_count_from_five_to_one() -> None:
    barometer = form("barometer")
    energie = next(barometer.items())
    assert isinstance(energie, ChoiceQuestion)
    options: tuple[Choice, ...] = energie.options
    assert [option.value for option in options] == [5, 4, 3, 2, 1, None]
    assert options[-1].blank


@given(
    key=st.sampled_from([q.key for q in FORM.questions()]), given=st.lists(st.text(), max_size=3)
)
def test_whatever_people_type_can_be_read(key: str, given: list[str]) -> None:
    answers = read(response({key: given}))
    assert len(answers.rows) == 1
    assert set(answers.unreadable) <= {key}
