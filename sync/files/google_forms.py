"""Google Forms: what a form should become, as one `batchUpdate`, and what differs from what is.

What people put in a form is in no change; a plan only tells that it stays.
A form that somebody closed stays closed, whether they stopped its answers or unpublished it; only
one that set-up never finished is published, and one that set-up itself closed is opened again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.model import Form
from sync.changes import Detail, Risk, Stay
from sync.errors import RefusedError, SyncError, ThrottledError, UnavailableError
from sync.files.form_items import Json, comparable
from sync.files.form_words import (
    gone_details,
    info_details,
    item_details,
    item_risks,
    left_as_is,
    stays_of,
)
from sync.files.wanted_items import theirs_in, wanted_items
from sync.wire.google import Google

NO_ADDRESSES = "DO_NOT_COLLECT"
PUBLISH = "publish"
PUBLISHED = {"isPublished": True, "isAcceptingResponses": True}
CLOSED = {"isPublished": True, "isAcceptingResponses": False}


@dataclass(frozen=True)
class FormChange:
    """What has to be written to one form; `drift` is what people changed and what stays.

    `stays` is what people put in it, which no change touches. With `reopens` a form that set-up
    closed takes answers again. `revision` is the one that was read: what is written by places is
    written in that one or not at all.
    """

    requests: tuple[Json, ...]
    lines: tuple[str, ...]
    publish: bool
    reopens: bool = False
    drift: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    risks: tuple[Risk, ...] = ()
    revision: str = ""
    stays: tuple[Stay, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the form is as it should be."""
        return not (self.requests or self.publish or self.reopens)

    @property
    def restores(self) -> bool:
        """Whether anything but what is missing is written."""
        return any(not line.startswith(("add ", PUBLISH)) for line in self.lines)


def new_form_change(form: Form) -> FormChange:
    """What a form that was just made needs."""
    return compare_form(form, {})


def compare_form(
    form: Form,
    current: Json,
    *,
    leave: bool = False,
    reopen: bool = False,
    keep_closed: bool = False,
) -> FormChange:
    """What a form needs, given its document from `forms.get` ({} when it is empty).

    With `leave` only what is missing is made again, and what people changed stays as it is; with
    `reopen` a form that is closed is opened; with `keep_closed` one that is not published stays so.
    """
    requests: list[Json] = []
    lines: list[str] = []
    items = current.get("items", [])
    info = {} if leave else _info(form)
    _compare_info(info, current.get("info", {}), requests, lines)
    _compare_settings(current.get("settings", {}), requests, lines)
    wanted = wanted_items(form, items)
    _compare_items(left_as_is(items, wanted) if leave else wanted, items, requests, lines)
    unpublished = not _state(current).get("isPublished", False)
    publish = unpublished and not keep_closed
    lines += [PUBLISH] if publish else []
    drift: tuple[str, ...] = (PUBLISH,) if unpublished and keep_closed else ()
    if leave:
        drift = tuple(line for line in compare_form(form, current).lines if line not in lines)
    details = info_details(current.get("info", {}), _info(form)) if current else []
    details += [*item_details(items, wanted), *gone_details(items, wanted)] if current else []
    risks = () if leave else item_risks(items, wanted)
    reopens = reopen and not publish and not takes_answers(current)
    stays = stays_of(form, theirs_in(form, items))
    told = (drift, tuple(details), risks, current.get("revisionId", ""), stays)
    return FormChange(tuple(requests), tuple(lines), publish, reopens, *told)


def read_form(google: Google, file_id: str) -> Json:
    """The form's document."""
    document: Json = google.forms.forms().get(formId=file_id).execute()
    return document


def read_forms(google: Google, file_ids: Sequence[str]) -> dict[str, Json]:
    """The documents of forms by id, as far as batches give them; the others are read one by one.

    Forms names an address for batches, but Google's documentation does not promise that it takes
    any. Where it does not, one is tried over each connection and no more.
    """
    if len(file_ids) < 2 or not google.batches_forms:
        return {}
    requests = [google.forms.forms().get(formId=file_id) for file_id in file_ids]
    try:
        answers = google.batch(requests, api="forms")
    except ThrottledError:
        return {}
    except (RefusedError, UnavailableError):
        google.batches_forms = False
        return {}
    read = zip(file_ids, answers, strict=True)
    return {file_id: answer for file_id, answer in read if not isinstance(answer, SyncError)}


def write_form(google: Google, file_id: str, change: FormChange) -> str:
    """Write a change and publish; the address for responders, or nothing when only published."""
    address = ""
    if change.requests:
        body: Json = {"requests": list(change.requests), "includeFormInResponse": True}
        body |= {"writeControl": {"requiredRevisionId": change.revision}} if change.revision else {}
        answer = google.forms.forms().batchUpdate(formId=file_id, body=body).execute()
        address = str(answer.get("form", {}).get("responderUri", ""))
    if change.publish or change.reopens:
        _set_state(google, file_id, PUBLISHED)
    return address


def takes_answers(document: Json) -> bool:
    """Whether people can answer the form now."""
    state = _state(document)
    return bool(state.get("isPublished")) and bool(state.get("isAcceptingResponses"))


def close_form(google: Google, file_id: str) -> None:
    """Take no more answers; its page stays, and so do the answers."""
    _set_state(google, file_id, CLOSED)


def _set_state(google: Google, file_id: str, state: dict[str, bool]) -> None:
    # Google wants both halves of the state, also when only one changes.
    body = {"publishSettings": {"publishState": state}, "updateMask": "publishState"}
    google.forms.forms().setPublishSettings(formId=file_id, body=body).execute()


def _state(document: Json) -> Json:
    state: Json = document.get("publishSettings", {}).get("publishState", {})
    return state


def _info(form: Form) -> dict[str, str]:
    return {"title": form.title, "description": form.description}


def _compare_info(
    wanted: Mapping[str, str], info: Json, requests: list[Json], lines: list[str]
) -> None:
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
    wanted: Sequence[Json], current: Sequence[Json], requests: list[Json], lines: list[str]
) -> None:
    known = {item["itemId"]: item for item in current}
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
