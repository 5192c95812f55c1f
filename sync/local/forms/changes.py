"""The requests of `forms.batchUpdate`, applied to a stored form one after another."""

from collections.abc import Callable

from sync.local.call import Json
from sync.local.forms.contents import StoredForm
from sync.local.forms.grading import check_grading, is_quiz, without_grading
from sync.local.forms.items import (
    ITEM_KINDS,
    QUESTION_KINDS,
    accepted,
    check_title,
    pruned,
    questions_in,
    section_ids,
    the_kind,
)
from sync.local.forms.rebasing import Rebase
from sync.local.forms.refusals import InvalidRequestError
from sync.local.forms.update_masks import masked, paths

MOST_ITEMS = 1000


def apply(form: StoredForm, requests: list[Json], rebase: Rebase | None = None) -> list[Json]:
    """Apply every request to the form, or refuse them all; one reply per request."""
    if not requests:
        raise InvalidRequestError("requests", "Must specify at least one request")
    replies = []
    for index, request in enumerate(requests):
        kind = the_kind(request, tuple(CHANGES), f"requests[{index}]", "request")
        where = f"requests[{index}].{kind}"
        given: Json | None = request[kind]
        if rebase is not None:
            given = rebase.brought(form, kind, request[kind], where)
        replies.append(CHANGES[kind](form, given, where) if given is not None else {})
        if rebase is not None:
            rebase.follow(form, kind, request[kind], given)
    _check_navigation(form)
    return replies


def _create_item(form: StoredForm, request: Json, where: str) -> Json:
    at = _index(request, "location", len(form.items) + 1, where)
    if len(form.items) >= MOST_ITEMS:
        raise InvalidRequestError(where, f"A form holds at most {MOST_ITEMS} items")
    item = accepted(request.get("item", {}), form.items, where)
    check_grading(item, where, quiz=is_quiz(form))
    form.items.insert(at, item)
    made: Json = {"itemId": item["itemId"]}
    questions = [question["questionId"] for question in questions_in(item)]
    return {"createItem": made | ({"questionId": questions} if questions else {})}


def _update_item(form: StoredForm, request: Json, where: str) -> Json:
    at = _index(request, "location", len(form.items), where)
    new = request.get("item", {})
    item = masked(form.items[at], new, request.get("updateMask", ""), schema="Item", where=where)
    _keep_one_kind(item, new, ITEM_KINDS)
    if "question" in item.get("questionItem", {}):
        asked = new.get("questionItem", {}).get("question", {})
        _keep_one_kind(item["questionItem"]["question"], asked, QUESTION_KINDS)
    others = form.items[:at] + form.items[at + 1 :]
    form.items[at] = accepted(item, others, where)
    check_grading(form.items[at], where, quiz=is_quiz(form))
    return {}


def _keep_one_kind(message: Json, new: Json, kinds: tuple[str, ...]) -> None:
    # Setting one kind clears the other, as in every message of Google's with a choice of kinds.
    if any(kind in new and kind in message for kind in kinds):
        for kind in kinds:
            if kind not in new:
                message.pop(kind, None)


def _delete_item(form: StoredForm, request: Json, where: str) -> Json:
    del form.items[_index(request, "location", len(form.items), where)]
    return {}


def _move_item(form: StoredForm, request: Json, where: str) -> Json:
    origin = _index(request, "originalLocation", len(form.items), where)
    target = _index(request, "newLocation", len(form.items), where)
    form.items.insert(target, form.items.pop(origin))
    return {}


def _update_form_info(form: StoredForm, request: Json, where: str) -> Json:
    mask = request.get("updateMask", "")
    named = paths(mask, schema="Info", where=where) if mask not in ("", "*") else []
    if ["documentTitle"] in named:
        raise InvalidRequestError(where, "documentTitle cannot be changed; use the Drive API")
    old = {"title": form.title, "description": form.description}
    info = masked(old, request.get("info", {}), mask, schema="Info", where=where)
    form.title = info.get("title", "")
    form.description = info.get("description", "")
    check_title(form.title, where)
    return {}


def _update_settings(form: StoredForm, request: Json, where: str) -> Json:
    settings = masked(
        form.settings,
        request.get("settings", {}),
        request.get("updateMask", ""),
        schema="FormSettings",
        where=where,
    )
    form.settings = {"emailCollectionType": "DO_NOT_COLLECT"} | pruned(settings)
    if not is_quiz(form):
        form.settings.pop("quizSettings", None)
        without_grading(form.items)
    return {}


def _index(request: Json, name: str, count: int, where: str) -> int:
    location: Json = request.get(name, {})
    if "index" not in location:
        raise InvalidRequestError(where, f"{name}.index is required")
    index = int(location["index"])
    if not 0 <= index < count:
        raise InvalidRequestError(where, f"{name}.index {index} must be in the range [0, {count})")
    return index


def _check_navigation(form: StoredForm) -> None:
    # A question may point at a section that a later request of the same batch makes.
    known = set(section_ids(form.items))
    for item in form.items:
        for question in questions_in(item):
            for option in question.get("choiceQuestion", {}).get("options", []):
                target = option.get("goToSectionId")
                if target is not None and target not in known:
                    raise InvalidRequestError("requests", f"No section has the ID {target}")


CHANGES: dict[str, Callable[[StoredForm, Json, str], Json]] = {
    "createItem": _create_item,
    "updateItem": _update_item,
    "deleteItem": _delete_item,
    "moveItem": _move_item,
    "updateFormInfo": _update_form_info,
    "updateSettings": _update_settings,
}
