"""The Forms methods for watches: make, list, renew and delete them."""

import re
import secrets

from sync.local.call import Call, Json, carries, rfc3339
from sync.local.errors import GoogleError
from sync.local.forms.contents import StoredForm, open_form
from sync.local.forms.refusals import MalformedValueError
from sync.local.forms.topics import address_of, check_topic
from sync.local.forms.watches import LIFETIME, Watch, add, remove, renew, watches_of

WATCH_ID = re.compile(r"[a-z-]{4,63}")
EVENTS = ("SCHEMA", "RESPONSES")


class WatchExistsError(GoogleError):
    """The id is taken, or the project watches this form for this event already."""

    def __init__(self, what: str) -> None:
        super().__init__(409, f"Requested entity already exists: {what}.")


class StillSuspendedError(GoogleError):
    """A watch is renewed while what suspended it has not been mended."""

    def __init__(self, error: str) -> None:
        super().__init__(
            400, f"The watch cannot be renewed: {error} still holds.", status="FAILED_PRECONDITION"
        )


@carries("forms.forms.watches.create")
def create_watch(call: Call) -> Json:
    """A watch for seven days; a project has one per form and kind of event."""
    asked = call.body.get("watch", {})
    event = asked.get("eventType", "")
    if event not in EVENTS:
        raise MalformedValueError("watch.eventType", event, "use SCHEMA or RESPONSES")
    if asked.get("id"):
        raise MalformedValueError("watch.id", asked["id"], "set watchId instead")
    topic = asked.get("target", {}).get("topic", {}).get("topicName", "")
    check_topic(topic, call.store.directory)
    # Who may not edit a form may not know when people answer it either.
    form = open_form(call, call.params["formId"], write=event == "RESPONSES")
    watch = Watch(
        form.file,
        _free_id(call, form, event),
        call.caller.client,
        event,
        topic,
        call.caller.email,
        call.timestamp,
        rfc3339(call.now + LIFETIME),
    )
    add(call.store, watch)
    return watch.resource()


@carries("forms.forms.watches.list")
def list_watches(call: Call) -> Json:
    """The watches of the project that asks."""
    form = open_form(call, call.params["formId"])
    found = [watch.resource() for watch in _own(call, form)]
    return {"watches": found} if found else {}


@carries("forms.forms.watches.renew")
def renew_watch(call: Call) -> Json:
    """Seven days from now, active again if nothing is wrong any more."""
    watch = _found(call)
    if watch.error and address_of(watch.topic, call.store.directory) is None:
        raise StillSuspendedError(watch.error)
    renew(call.store, watch, call.now)
    return _found(call).resource()


@carries("forms.forms.watches.delete")
def delete_watch(call: Call) -> Json:
    """No more events for this watch."""
    remove(call.store, _found(call))
    return {}


def _free_id(call: Call, form: StoredForm, event: str) -> str:
    wanted = call.body.get("watchId", "")
    if wanted and not WATCH_ID.fullmatch(wanted):
        raise MalformedValueError("watch_id", wanted, "use 4 to 63 characters of a-z and -")
    watches = watches_of(call.store, form.file, call.now)
    if wanted in {watch.id for watch in watches}:
        raise WatchExistsError(f"watch {wanted}")
    if any(watch.event == event and watch.project == call.caller.client for watch in watches):
        raise WatchExistsError(f"a watch for {event} events on this form")
    return wanted or str(secrets.token_hex(16)).translate(str.maketrans("0123456789", "ghijklmnop"))


def _own(call: Call, form: StoredForm) -> list[Watch]:
    found = watches_of(call.store, form.file, call.now)
    return [watch for watch in found if watch.project == call.caller.client]


def _found(call: Call) -> Watch:
    form = open_form(call, call.params["formId"])
    for watch in _own(call, form):
        if watch.id == call.params["watchId"]:
            return watch
    raise GoogleError(404, "Requested entity was not found.")
