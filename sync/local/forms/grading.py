"""Quizzes: which keys a question may have, and what an answer earns by its key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sync.local.call import Json
from sync.local.forms.contents import StoredForm
from sync.local.forms.items import VIDEO_HOSTS, questions_in
from sync.local.forms.refusals import InvalidRequestError

ON_CHOICES = ("whenRight", "whenWrong")


def is_quiz(form: StoredForm) -> bool:
    """Whether answers to the form are graded."""
    return bool(form.settings.get("quizSettings", {}).get("isQuiz"))


def check_grading(item: Json, where: str, *, quiz: bool) -> None:
    """Refuse a grading that Google refuses: outside a quiz, or one its question cannot have."""
    for question in questions_in(item):
        grading = question.get("grading")
        if grading is None:
            continue
        if not quiz:
            raise InvalidRequestError(where, "Grading can only be set on a form that is a quiz")
        if grading.get("pointValue", 0) < 0:
            raise InvalidRequestError(where, "grading.pointValue must not be negative")
        _check_key(question, _columns(item) or question.get("choiceQuestion"), where)
        for name in (*ON_CHOICES, "generalFeedback"):
            if name in grading:
                _check_feedback(grading[name], where)


def without_grading(items: list[Json]) -> None:
    """Take the grading from every question: what happens when a form stops being a quiz."""
    for item in items:
        for question in questions_in(item):
            question.pop("grading", None)


def questions_by_id(items: list[Json]) -> dict[str, Json]:
    """Every question of a form by its id."""
    return {question["questionId"]: question for item in items for question in questions_in(item)}


def grade(question: Json, values: Sequence[str]) -> Json | None:
    """What an answer earns; none for a question that has no key and is graded by hand."""
    grading = question.get("grading", {})
    key = key_of(question)
    if not key:
        return None
    several = question.get("choiceQuestion", {}).get("type") == "CHECKBOX"
    right = set(values) == set(key) if several else all(value in key for value in values)
    found: Json = {}
    if right:
        points = grading.get("pointValue", 0)
        found = {"correct": True} | ({"score": points} if points else {})
    feedback = grading.get("whenRight" if right else "whenWrong", grading.get("generalFeedback"))
    return found | ({"feedback": feedback} if feedback else {})


def key_of(question: Json) -> list[str]:
    """The right answers of a question."""
    answers = question.get("grading", {}).get("correctAnswers", {}).get("answers", [])
    return [answer.get("value", "") for answer in answers]


def total_score(answers: Json) -> float | None:
    """All points of a graded response together; none for one that was not graded."""
    grades = [answer["grade"] for answer in answers.values() if "grade" in answer]
    return sum(found.get("score", 0) for found in grades) if grades else None


@dataclass(frozen=True)
class Result:
    """What somebody who answered is told about one question."""

    title: str
    given: tuple[str, ...]
    correct: bool
    score: float
    most: int
    key: tuple[str, ...]
    feedback: Json


def results_of(form: StoredForm, answers: Json) -> list[Result]:
    """What a response to a quiz earned, question by question, in reading order."""
    return [
        _result(form.items, question, answers[identifier])
        for identifier, question in questions_by_id(form.items).items()
        if "grade" in answers.get(identifier, {})
    ]


def _result(items: list[Json], question: Json, answer: Json) -> Result:
    item = next(item for item in items if question in questions_in(item))
    found = answer["grade"]
    return Result(
        question.get("rowQuestion", {}).get("title") or item.get("title", ""),
        tuple(given["value"] for given in answer["textAnswers"]["answers"]),
        bool(found.get("correct")),
        found.get("score", 0),
        question["grading"].get("pointValue", 0),
        tuple(key_of(question)),
        found.get("feedback", {}),
    )


def most_points(items: list[Json]) -> int:
    """What a response without a fault earns."""
    questions = questions_by_id(items).values()
    return sum(int(question.get("grading", {}).get("pointValue", 0)) for question in questions)


def _columns(item: Json) -> Json | None:
    found: Json | None = item.get("questionGroupItem", {}).get("grid", {}).get("columns")
    return found


def _check_key(question: Json, choice: Json | None, where: str) -> None:
    grading, key = question["grading"], key_of(question)
    on_choices = [name for name in ON_CHOICES if name in grading]
    if on_choices and not (choice and key):
        raise InvalidRequestError(
            where, f"grading.{on_choices[0]} needs a choice question with correct answers"
        )
    if choice and key and "generalFeedback" in grading:
        raise InvalidRequestError(
            where, "grading.generalFeedback cannot be set on an automatically graded choice"
        )
    if key and not choice and "textQuestion" not in question:
        raise InvalidRequestError(where, "This kind of question cannot have correct answers")
    known = set(_values(choice)) if choice else set(key)
    if any(value not in known for value in key):
        raise InvalidRequestError(where, "A correct answer must be one of the options")


def _values(choice: Json) -> Iterator[str]:
    return (option["value"] for option in choice.get("options", []) if "value" in option)


def _check_feedback(feedback: Json, where: str) -> None:
    if not feedback.get("text"):
        raise InvalidRequestError(where, "Feedback must have a text")
    for material in feedback.get("material", []):
        if len(material) != 1:
            raise InvalidRequestError(where, "Material is one link or one video")
        (kind, shown), = material.items()  # fmt: skip
        address = urlsplit(shown.get("youtubeUri" if kind == "video" else "uri", ""))
        if not shown.get("displayText") or address.scheme not in ("http", "https"):
            raise InvalidRequestError(where, f"A {kind} needs a displayText and an address")
        if kind == "video" and address.hostname not in VIDEO_HOSTS:
            raise InvalidRequestError(where, "A video needs a youtubeUri on YouTube")
