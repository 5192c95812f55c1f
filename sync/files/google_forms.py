"""Google Forms: what a form should become, as one `batchUpdate`, and what differs from what is.

A question that left its definition is never removed, for it may have answers. Google cannot hide
one, so it is no longer required and moves to a last section, "Vervallen vragen". Only Ritmiek
edits these forms (their folder is shared with nobody), so whatever else is in one was once ours.
A form that somebody closed stays closed; only one that was never published is published.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from forms.model import Form, item_id
from sync.files.form_items import Json, comparable, items_of
from sync.wire.google import Google

RETIRED = "vervallen"
RETIRED_TITLE = "Vervallen vragen"
RETIRED_HELP = "Deze vragen stellen we niet meer. U kunt ze overslaan."
NO_ADDRESSES = "DO_NOT_COLLECT"
PUBLISHED = {"isPublished": True, "isAcceptingResponses": True}


@dataclass(frozen=True)
class FormChange:
    """What has to be written to one form."""

    requests: tuple[Json, ...]
    lines: tuple[str, ...]
    publish: bool

    @property
    def empty(self) -> bool:
        """Whether the form is as it should be."""
        return not self.requests and not self.publish


def new_form_change(form: Form) -> FormChange:
    """What a form that was just made needs."""
    return compare_form(form, {})


def compare_form(form: Form, current: Json) -> FormChange:
    """What a form needs, given its document from `forms.get` ({} when it is empty)."""
    requests: list[Json] = []
    lines: list[str] = []
    _compare_info(form, current.get("info", {}), requests, lines)
    _compare_settings(current.get("settings", {}), requests, lines)
    _compare_items(form, current.get("items", []), requests, lines)
    state = current.get("publishSettings", {}).get("publishState", {})
    publish = not state.get("isPublished", False)
    return FormChange(tuple(requests), (*lines, *(["publish"] if publish else [])), publish)


def read_form(google: Google, file_id: str) -> Json:
    """The form's document."""
    document: Json = google.forms.forms().get(formId=file_id).execute()
    return document


def write_form(google: Google, file_id: str, change: FormChange) -> str:
    """Write a change and publish; the address for responders, or nothing when only published."""
    address = ""
    if change.requests:
        body = {"requests": list(change.requests), "includeFormInResponse": True}
        answer = google.forms.forms().batchUpdate(formId=file_id, body=body).execute()
        address = str(answer.get("form", {}).get("responderUri", ""))
    if change.publish:
        body = {"publishSettings": {"publishState": PUBLISHED}, "updateMask": "publishState"}
        google.forms.forms().setPublishSettings(formId=file_id, body=body).execute()
    return address


def _compare_info(form: Form, info: Json, requests: list[Json], lines: list[str]) -> None:
    wanted = {"title": form.title, "description": form.description}
    differing = [name for name, value in wanted.items() if info.get(name, "") != value]
    if differing:
        update = {"info": {name: wanted[name] for name in differing}}
        requests.append({"updateFormInfo": update | {"updateMask": ",".join(differing)}})
        lines += differing


def _compare_settings(settings: Json, requests: list[Json], lines: list[str]) -> None:
    # Whether addresses are collected by default depends on the account, so it is always said.
    if settings.get("emailCollectionType") != NO_ADDRESSES:
        update = {"settings": {"emailCollectionType": NO_ADDRESSES}}
        requests.append({"updateSettings": update | {"updateMask": "emailCollectionType"}})
        lines.append("no e-mail addresses")


def _compare_items(
    form: Form, current: Sequence[Json], requests: list[Json], lines: list[str]
) -> None:
    known = {item["itemId"]: item for item in current}
    wanted = _with_retired(form, list(current))
    order = [item["itemId"] for item in current]
    breaks = [item for item in wanted if "pageBreakItem" in item and item["itemId"] not in known]
    # Page breaks come first: an option may only go to a section that exists.
    for item in breaks:
        requests.append(_create(item, len(order)))
        order.append(item["itemId"])
    for index, item in enumerate(wanted):
        _place(item, index, order, requests)
    for index, item in enumerate(wanted):
        before = known.get(item["itemId"])
        if before is None:
            lines.append(f"add '{item['itemId']}'")
        elif comparable(before) != comparable(item):
            update = {"item": item, "location": {"index": index}, "updateMask": "*"}
            requests.append({"updateItem": update})
            lines.append(f"change '{item['itemId']}'")
    # What is left stands at the end and asks nothing, so nothing is lost with it.
    for index in range(len(order) - 1, len(wanted) - 1, -1):
        requests.append({"deleteItem": {"location": {"index": index}}})
        lines.append(f"remove text or section '{order[index]}'")
    if [item["itemId"] for item in wanted if item["itemId"] in known] != list(known):
        lines.append("order of questions")


def _place(item: Json, index: int, order: list[str], requests: list[Json]) -> None:
    """Bring an item to its index; everything before it stands there already."""
    if item["itemId"] not in order:
        requests.append(_create(item, index))
        order.insert(index, item["itemId"])
        return
    here = order.index(item["itemId"])
    if here != index:
        places = {"originalLocation": {"index": here}, "newLocation": {"index": index}}
        requests.append({"moveItem": places})
        order.insert(index, order.pop(here))


def _create(item: Json, index: int) -> Json:
    return {"createItem": {"item": item, "location": {"index": index}}}


def _with_retired(form: Form, current: list[Json]) -> list[Json]:
    """The items that should be there: ours, then those that left the definition."""
    wanted = items_of(form)
    ours = {item["itemId"]: item for item in wanted}
    wanted = [_keeping_rows(item, current) for item in wanted]
    gone = [item for item in current if item["itemId"] not in ours]
    asked = [item for item in gone if _asks(item)]
    if not asked:
        return wanted
    last = {
        "itemId": item_id(form.key, RETIRED),
        "title": RETIRED_TITLE,
        "description": RETIRED_HELP,
        "pageBreakItem": {},
    }
    return [*wanted, last, *(_not_required(item) for item in asked)]


def _asks(item: Json) -> bool:
    return "questionItem" in item or "questionGroupItem" in item


def _not_required(item: Json) -> Json:
    kept = copy.deepcopy(item)
    for question in _questions(kept):
        question.pop("required", None)
        for option in question.get("choiceQuestion", {}).get("options", []):
            # Where it led may no longer exist.
            option.pop("goToSectionId", None)
            option.pop("goToAction", None)
    return kept


def _keeping_rows(item: Json, current: list[Json]) -> Json:
    """A grid with the rows that left its definition kept at the end, no longer required."""
    before = next((known for known in current if known["itemId"] == item["itemId"]), None)
    if before is None or "questionGroupItem" not in item:
        return item
    ids = {question["questionId"] for question in _questions(item)}
    gone = [row for row in _questions(_not_required(before)) if row["questionId"] not in ids]
    kept = copy.deepcopy(item)
    kept["questionGroupItem"]["questions"] += gone
    return kept


def _questions(item: Json) -> list[Json]:
    if "questionItem" in item:
        return [item["questionItem"]["question"]]
    return list(item.get("questionGroupItem", {}).get("questions", []))
