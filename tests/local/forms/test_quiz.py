from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import Json, TheForm, asking, choice, create, make_form

QUIZ = {
    "updateSettings": {
        "settings": {"quizSettings": {"isQuiz": True}},
        "updateMask": "quizSettings.isQuiz",
    }
}


def key(*values: str, points: int = 2, **more: Any) -> Json:
    """A grading with an answer key."""
    answers = [{"value": value} for value in values]
    return {"pointValue": points, "correctAnswers": {"answers": answers}} | more


def quiz(workspace: LocalWorkspace, *items: Json) -> TheForm:
    """A quiz that is open to everyone."""
    form = make_form(workspace)
    form.change(QUIZ, *[create(item, at) for at, item in enumerate(items)])
    return form


def test_a_form_becomes_a_quiz_and_says_so(workspace: LocalWorkspace) -> None:
    assert quiz(workspace).now()["settings"]["quizSettings"] == {"isQuiz": True}


def test_a_form_that_is_no_quiz_takes_no_grading(workspace: LocalWorkspace) -> None:
    with pytest.raises(HttpError, match="Grading can only be set on a form that is a quiz"):
        make_form(workspace).change(create(asking("0000000a", textQuestion={}, grading=key("4"))))


def test_a_key_is_added_by_its_mask_alone(workspace: LocalWorkspace) -> None:
    form = quiz(workspace, asking("0000000a", choiceQuestion=choice("RADIO", "3", "4")))
    item = {"questionItem": {"question": {"grading": key("4")}}}
    change = {"item": item, "location": {"index": 0}, "updateMask": "questionItem.question.grading"}
    form.change({"updateItem": change})
    question = form.now()["items"][0]["questionItem"]["question"]
    assert question["grading"] == key("4")
    assert question["choiceQuestion"]["type"] == "RADIO"


@pytest.mark.parametrize(
    ("kind", "grading", "refusal"),
    [
        ({"choiceQuestion": choice("RADIO", "3", "4")}, key("5"), "must be one of the options"),
        ({"choiceQuestion": choice("RADIO", "3")}, key("3", points=-1), "must not be negative"),
        ({"textQuestion": {}}, key("3", whenRight={"text": "Ja"}), "needs a choice question"),
        ({"scaleQuestion": {"low": 1, "high": 5}}, key("3"), "cannot have correct answers"),
        (
            {"choiceQuestion": choice("RADIO", "3")},
            key("3", generalFeedback={"text": "Goed gelezen"}),
            "cannot be set on an automatically graded choice",
        ),
        ({"textQuestion": {}}, key("3", generalFeedback={}), "Feedback must have a text"),
    ],
)
def test_a_grading_that_google_refuses_is_refused(
    workspace: LocalWorkspace, kind: Json, grading: Json, refusal: str
) -> None:
    with pytest.raises(HttpError, match=refusal):
        quiz(workspace, asking("0000000a", grading=grading, **kind))


def test_answers_are_graded_by_their_key(workspace: LocalWorkspace) -> None:
    form = quiz(
        workspace,
        asking("0000000a", choiceQuestion=choice("RADIO", "3", "4"), grading=key("4")),
        asking("0000000b", choiceQuestion=choice("CHECKBOX", "a", "b", "c"), grading=key("a", "b")),
        asking("0000000c", textQuestion={}, grading=key("vier", "4", points=3)),
        asking("0000000d", textQuestion={"paragraph": True}, grading={"pointValue": 5}),
    )
    form.send({"entry.10": "4", "entry.11": ["a"], "entry.12": "vier", "entry.13": "met de hand"})
    [response] = form.responses()
    grades = {question: found.get("grade") for question, found in response["answers"].items()}
    assert grades == {
        "0000000a": {"correct": True, "score": 2},
        "0000000b": {},
        "0000000c": {"correct": True, "score": 3},
        "0000000d": None,
    }
    assert response["totalScore"] == 5


def test_feedback_goes_with_the_grade_and_on_the_page(workspace: LocalWorkspace) -> None:
    told: Json = {"whenRight": {"text": "Netjes"}, "whenWrong": {"text": "Kijk naar <b>4</b>"}}
    form = quiz(
        workspace,
        asking("0000000a", choiceQuestion=choice("RADIO", "3", "4"), grading=key("4", **told)),
    )
    page = form.send({"entry.10": "3"}).text
    assert "0 van de 2 punten" in page
    assert "Kijk naar &lt;b&gt;4&lt;/b&gt;" in page
    [response] = form.responses()
    assert response["answers"]["0000000a"]["grade"] == {"feedback": told["whenWrong"]}
    assert "totalScore" not in response


def test_a_form_that_stops_being_a_quiz_loses_its_gradings(workspace: LocalWorkspace) -> None:
    form = quiz(workspace, asking("0000000a", textQuestion={}, grading=key("4")))
    form.change({"updateSettings": {"settings": {}, "updateMask": "quizSettings"}})
    now = form.now()
    assert "quizSettings" not in now["settings"]
    assert "grading" not in now["items"][0]["questionItem"]["question"]
    form.send({"entry.10": "4"})
    assert "totalScore" not in form.responses()[0]
