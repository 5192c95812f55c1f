"""What people do in a form of ours, on Google's own page for editing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
MIME_TYPE = "application/vnd.google-apps.form"
LEAST_OF_OURS = 1 << 14
"""What people make has a lower id in these tests: Google's own are anywhere, which is chance."""


@dataclass(frozen=True)
class Asked:
    """Where somebody is in a form: an item, another place, and a number of its own."""

    items: Sequence[Json]
    at: int
    to: int
    number: int


Edit = Callable[[Asked], Json | None]
FORM_ACTS: dict[str, Edit] = {}


def is_of_people(item: Json) -> bool:
    """Whether people made an item."""
    return int(item["itemId"], 16) < LEAST_OF_OURS


def edit(build: Edit) -> Edit:
    """Something that people do in a form, by the name of its function."""
    FORM_ACTS[build.__name__] = build
    return build


def _kinds(number: int) -> Sequence[Json]:
    question = {"questionId": f"{number:08x}", "required": number % 2 == 0}
    choice = {"type": "RADIO", "options": [{"value": f"mens {number}"}, {"isOther": True}]}
    picture = {"sourceUri": "https://es.example/bord.png", "altText": f"mens {number}"}
    return (
        {"questionItem": {"question": question | {"textQuestion": {"paragraph": True}}}},
        {"questionItem": {"question": question | {"choiceQuestion": choice}}},
        {"textItem": {}},
        {"pageBreakItem": {}},
        {"imageItem": {"image": picture}},
    )


@edit
def ask_something(asked: Asked) -> Json:
    """A question of their own, or a text, a section or a picture, somewhere in a form."""
    number, kinds = asked.number, _kinds(asked.number)
    item = {"itemId": f"{number:08x}", "title": f"mens {number}", "description": "van ons"}
    return {
        "createItem": {"item": item | kinds[number % len(kinds)], "location": {"index": asked.at}}
    }


@edit
def move_a_question(asked: Asked) -> Json:
    """A question or text dragged up or down, whosever it is."""
    places = {"originalLocation": {"index": asked.at}, "newLocation": {"index": asked.to}}
    return {"moveItem": places}


@edit
def rename_a_question(asked: Asked) -> Json:
    """Other words for a question or text, whosever it is."""
    item = {"title": f"anders {asked.number}"}
    return {"updateItem": {"item": item, "location": {"index": asked.at}, "updateMask": "title"}}


@edit
def turn_their_question(asked: Asked) -> Json | None:
    """A question of their own that becomes another kind of question."""
    own = [
        at for at, item in enumerate(asked.items) if is_of_people(item) and "questionItem" in item
    ]
    if not own:
        return None
    at = own[asked.at % len(own)]
    identity = asked.items[at]["questionItem"]["question"]["questionId"]
    scale = {"low": 1, "high": 5, "highLabel": f"mens {asked.number}"}
    question = {"questionId": identity, "required": True, "scaleQuestion": scale}
    item = asked.items[at] | {"questionItem": {"question": question}}
    return {"updateItem": {"item": item, "location": {"index": at}, "updateMask": "*"}}


@edit
def take_a_question_away(asked: Asked) -> Json:
    """A question or text gone, whosever it is."""
    return {"deleteItem": {"location": {"index": asked.at}}}
