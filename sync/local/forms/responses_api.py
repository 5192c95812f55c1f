"""The Forms methods for answers: list them, get one."""

import base64
import binascii
import json
import re
from datetime import datetime

from sync.local.call import Call, Json, Raw, carries
from sync.local.errors import GoogleError
from sync.local.forms.contents import open_form
from sync.local.forms.refusals import MalformedValueError
from sync.local.forms.responses import find_response, instant, page_of, resource, written
from sync.local.store import dump
from sync.local.wire import JSON_TYPE

MOST_PER_PAGE = 5000
FILTER = re.compile(r"\s*timestamp\s*(>=|>)\s*(\S+)\s*")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z")


@carries("forms.forms.responses.list")
def list_responses(call: Call) -> Json | Raw:
    """A page of answers; reading them takes the right to edit the form."""
    form = open_form(call, call.params["formId"], write=True)
    asked = call.params.get("filter", "")
    size = call.params.get("pageSize") or MOST_PER_PAGE
    if size < 0:
        raise MalformedValueError("page_size", str(size), "must not be negative")
    after = _read_token(call.params.get("pageToken", ""), form.file, asked)
    found, last = page_of(
        call.store,
        form.file,
        after=after,
        since=_since(asked),
        size=min(size, MOST_PER_PAGE),
    )
    rest: Json = {"nextPageToken": _token(form.file, asked, last)} if last else {}
    if call.params.get("fields") or call.params.get("prettyPrint"):
        return ({"responses": [resource(row) for row in found]} if found else {}) | rest
    # All of it as it is kept: thousands of answers are not taken apart to be put together again.
    parts = [b'"responses":[%b]' % b",".join(map(written, found))] if found else []
    parts += [b'"nextPageToken":' + dump(rest["nextPageToken"]).encode()] if rest else []
    return Raw(b"{%b}" % b",".join(parts), JSON_TYPE)


@carries("forms.forms.responses.get")
def get_response(call: Call) -> Json:
    """One answer, with the id of its form."""
    form = open_form(call, call.params["formId"], write=True)
    found = find_response(call.store, form.file, call.params["responseId"])
    if found is None:
        raise GoogleError(404, "Requested entity was not found.")
    return {"formId": form.file} | found


def _since(asked: str) -> int:
    """The first instant (in microseconds) that a filter lets through."""
    if not asked:
        return 0
    match = FILTER.fullmatch(asked)
    moment = MOMENT.fullmatch(match[2]) if match else None
    if match is None or moment is None:
        raise MalformedValueError(
            "filter", asked, "use 'timestamp > N' or 'timestamp >= N' with N in RFC3339 UTC"
        )
    fraction = (moment[2] or "").ljust(9, "0")
    try:
        start = instant(datetime.fromisoformat(f"{moment[1]}+00:00")) + int(fraction[:6])
    except ValueError as error:
        raise MalformedValueError("filter", asked, "there is no such moment") from error
    # What is kept has whole microseconds: anything finer lies before the next one.
    return start + (1 if match[1] == ">" or int(fraction[6:]) else 0)


def _token(form: str, asked: str, last: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([form, asked, last]).encode()).decode()


def _read_token(token: str, form: str, asked: str) -> str:
    if not token:
        return ""
    try:
        of_form, of_filter, last = json.loads(base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError) as error:
        raise MalformedValueError(
            "page_token", token, "it was not returned by this list"
        ) from error
    if (of_form, of_filter) != (form, asked):
        raise MalformedValueError(
            "page_token", token, "form and filter must be those of the first page"
        )
    return str(last)
