"""The Forms methods for a form itself: make it, read it, change it, publish it."""

import sync.local.forms.responses_api
import sync.local.forms.watches_api  # noqa: F401 - both register the methods beside these
from sync.local.call import Call, Json, carries
from sync.local.files.making import create_file
from sync.local.files.records import FORM
from sync.local.forms.changes import apply
from sync.local.forms.contents import StoredForm, new_form, open_form
from sync.local.forms.items import check_title
from sync.local.forms.rebasing import Rebase
from sync.local.forms.refusals import (
    AcceptingUnpublishedError,
    InvalidRequestError,
    MalformedValueError,
    OnlyTitleError,
    StaleRevisionError,
    StaleTargetError,
)
from sync.local.forms.revisions import recalled


@carries("forms.forms.create")
def create(call: Call) -> Json:
    """A form with a title and nothing else; since 30 June 2026 unpublished unless asked."""
    info = call.body.get("info", {})
    if _said(call.body) - {"info"} or _said(info) - {"title", "documentTitle"}:
        raise OnlyTitleError
    title = info.get("title", "")
    check_title(title, "info.title")
    # Without a document title, Drive shows Google's own name for a nameless form.
    file = create_file(call, name=info.get("documentTitle") or "Untitled form", mime_type=FORM)
    new_form(call, file, title)
    form = open_form(call, file.id)
    if call.params.get("unpublished") is False:
        form.publish(call, published=True, accepting=True)
    return form.resource(call.base_url)


def _said(message: Json) -> set[str]:
    # Many clients send every field, also those that hold nothing.
    return {name for name, value in message.items() if value}


@carries("forms.forms.get")
def get(call: Call) -> Json:
    """The form as it is."""
    return open_form(call, call.params["formId"]).resource(call.base_url)


@carries("forms.forms.batchUpdate")
def batch_update(call: Call) -> Json:
    """All changes of the batch, or none."""
    form = open_form(call, call.params["formId"], write=True)
    requests = call.body.get("requests", [])
    replies = apply(form, requests, _rebase(call, form))
    form.save(call)
    answer: Json = {"replies": replies, "writeControl": {"requiredRevisionId": form.revision}}
    if call.body.get("includeFormInResponse"):
        answer["form"] = form.resource(call.base_url)
    return answer


@carries("forms.forms.setPublishSettings")
def set_publish_settings(call: Call) -> Json:
    """Publish the form or not, and let it accept answers or not."""
    form = open_form(call, call.params["formId"], write=True)
    mask = call.body.get("updateMask") or "*"
    if mask not in ("*", "publishState", "publish_state"):
        raise MalformedValueError("update_mask", mask, "use publish_state or *")
    state = call.body.get("publishSettings", {}).get("publishState", {})
    if set(state) != {"isPublished", "isAcceptingResponses"}:
        raise InvalidRequestError(
            "publishSettings.publishState", "is_published and is_accepting_responses are required"
        )
    if state["isAcceptingResponses"] and not state["isPublished"]:
        raise AcceptingUnpublishedError
    form.publish(call, published=state["isPublished"], accepting=state["isAcceptingResponses"])
    return {"formId": form.file, "publishSettings": form.publish_settings()}


def _rebase(call: Call, form: StoredForm) -> Rebase | None:
    """What brings locations to the form as it is, when they are those of an earlier revision."""
    control = call.body.get("writeControl", {})
    required, target = control.get("requiredRevisionId"), control.get("targetRevisionId")
    if required and target:
        raise InvalidRequestError(
            "writeControl", "requiredRevisionId or targetRevisionId, not both"
        )
    if required and required != form.revision:
        raise StaleRevisionError(required)
    if not target or target == form.revision:
        return None
    items = recalled(call, form.file, target)
    if items is None:
        raise StaleTargetError(target)
    return Rebase(items)
