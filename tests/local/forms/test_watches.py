import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote

import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.local.forms_cast import Json, TheForm, create, google_client, make_form, text


class Listener(HTTPServer):
    """An address on this machine that takes events, after refusing the first so many."""

    def __init__(self, refusals: int = 0) -> None:
        self.heard: list[Json] = []
        self.refusals = refusals
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append(json.loads(body))
                listener.refusals -= 1
                self.send_response(503 if listener.refusals >= 0 else 204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing on the terminal."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def topic(self) -> str:
        address = f"http://127.0.0.1:{self.server_address[1]}/hook"
        return f"projects/local/topics/{quote(address, safe='')}"

    def wait_for(self, number: int) -> list[Json]:
        """What was heard, once there are so many."""
        patience = time.monotonic() + 5
        while len(self.heard) < number and time.monotonic() < patience:
            time.sleep(0.01)
        return self.heard


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def watch(form: TheForm, topic: str, event: str = "RESPONSES", **more: str) -> Json:
    """A new watch on a form."""
    wanted = {"target": {"topic": {"topicName": topic}}, "eventType": event}
    made: Json = (
        form.forms.watches().create(formId=form.id, body={"watch": wanted} | more).execute()
    )
    return made


def watches(form: TheForm) -> list[Json]:
    """The watches of a form."""
    found: list[Json] = form.forms.watches().list(formId=form.id).execute().get("watches", [])
    return found


def test_an_answer_is_told_as_pubsub_pushes_it(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    form = make_form(workspace, text())
    made = watch(form, listener.topic, watchId="mijn-wacht")
    assert (made["id"], made["state"]) == ("mijn-wacht", "ACTIVE")
    form.send({"entry.10": "geheim"})
    [event] = listener.wait_for(1)
    assert event["message"]["attributes"] == {
        "formId": form.id,
        "watchId": "mijn-wacht",
        "eventType": "RESPONSES",
    }
    assert event["message"]["messageId"] == event["message"]["message_id"]
    assert "geheim" not in json.dumps(event)


def test_a_change_of_the_form_is_a_schema_event(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    form = make_form(workspace)
    watch(form, listener.topic, "SCHEMA")
    form.change(create(text()))
    [event] = listener.wait_for(1)
    assert event["message"]["attributes"]["eventType"] == "SCHEMA"


def test_an_event_that_was_not_taken_is_told_again(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    listener.refusals = 1
    form = make_form(workspace, text())
    watch(form, listener.topic)
    form.send({"entry.10": "x"})
    first, second = listener.wait_for(2)
    assert first == second


def test_one_watch_per_event_and_every_id_once(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    form = make_form(workspace)
    watch(form, listener.topic, watchId="eerste")
    with pytest.raises(HttpError, match="already exists: a watch for RESPONSES"):
        watch(form, listener.topic)
    with pytest.raises(HttpError, match="already exists: watch eerste"):
        watch(form, listener.topic, "SCHEMA", watchId="eerste")
    watch(form, listener.topic, "SCHEMA")
    assert [found["eventType"] for found in watches(form)] == ["RESPONSES", "SCHEMA"]


def test_a_watch_belongs_to_the_project_that_made_it(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    form = make_form(workspace)
    made = watch(form, listener.topic)
    theirs = workspace.session().get(f"/v1/forms/{form.id}/watches").json()
    assert theirs == {}
    form.forms.watches().delete(formId=form.id, watchId=made["id"]).execute()
    assert watches(form) == []


def test_a_watch_lives_seven_days_unless_it_is_renewed(
    fresh_workspace: WorkspaceFactory, listener: Listener
) -> None:
    local = fresh_workspace()
    owner = local.session()
    owner.put("/local/clock", json={"now": "2026-11-02T07:00:00Z"})
    form = make_form(local)
    made = watch(form, listener.topic)
    assert made["expireTime"].startswith("2026-11-09T07:00:0")
    owner.put("/local/clock", json={"now": "2026-11-08T07:00:00Z"})
    form.forms.watches().renew(formId=form.id, watchId=made["id"], body={}).execute()
    owner.put("/local/clock", json={"now": "2026-11-14T07:00:00Z"})
    assert len(watches(form)) == 1
    owner.put("/local/clock", json={"now": "2026-11-16T07:00:00Z"})
    with pytest.raises(HttpError, match="not found"):
        form.forms.watches().renew(formId=form.id, watchId=made["id"], body={}).execute()


@pytest.mark.parametrize(
    "topic", ["", "topics/x", f"projects/local/topics/{quote('http://school.example/x', safe='')}"]
)
def test_a_topic_must_be_one_and_stay_on_this_machine(
    workspace: LocalWorkspace, topic: str
) -> None:
    with pytest.raises(HttpError, match="Invalid topicName"):
        watch(make_form(workspace), topic)


def test_a_topic_behind_which_nothing_listens_is_refused(workspace: LocalWorkspace) -> None:
    with pytest.raises(HttpError, match="does not exist: no address") as refused:
        watch(make_form(workspace), "projects/school/topics/niemand")
    assert refused.value.status_code == 400


def test_a_topic_that_loses_its_address_suspends_its_watch_until_it_has_one(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    topics, topic = workspace.directory / "topics.json", "projects/school/topics/antwoorden"
    settings = json.dumps({topic: f"http://127.0.0.1:{listener.server_address[1]}/"})
    topics.write_text(settings, encoding="utf-8")
    form = make_form(workspace, text())
    made = watch(form, topic)
    topics.unlink()
    form.send({"entry.10": "x"})
    patience = time.monotonic() + 5
    while watches(form)[0]["state"] == "ACTIVE" and time.monotonic() < patience:
        time.sleep(0.01)
    assert watches(form)[0]["errorType"] == "PROJECT_NOT_AUTHORIZED"
    renew = form.forms.watches().renew(formId=form.id, watchId=made["id"], body={})
    with pytest.raises(HttpError, match="cannot be renewed"):
        renew.execute()
    topics.write_text(settings, encoding="utf-8")
    assert renew.execute()["state"] == "ACTIVE"
    form.send({"entry.10": "y"})
    assert len(listener.wait_for(1)) == 1


def test_who_may_only_read_a_form_may_not_watch_its_answers(
    workspace: LocalWorkspace, listener: Listener
) -> None:
    form = make_form(workspace)
    body = {"role": "reader", "type": "user", "emailAddress": "lezer@school.example"}
    form.drive.permissions().create(fileId=form.id, body=body, supportsAllDrives=True).execute()
    forms = google_client(workspace, "forms.v1.json", user="lezer@school.example").forms()
    reader = TheForm(form.id, forms, form.drive, form.address)
    assert watch(reader, listener.topic, "SCHEMA")["state"] == "ACTIVE"
    with pytest.raises(HttpError, match="permission"):
        watch(reader, listener.topic, "RESPONSES")
