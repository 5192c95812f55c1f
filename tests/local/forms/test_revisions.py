import pytest
from googleapiclient.errors import HttpError

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import Json, TheForm, create, make_form, text


def titles(form: TheForm) -> list[str]:
    """The items as they stand."""
    return [item["title"] for item in form.now()["items"]]


def at(index: int, **more: Json) -> Json:
    """A location, with what else a request says."""
    return {"location": {"index": index}} | more


def test_a_write_for_an_earlier_revision_finds_its_item(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text("0000000a", title="A"), text("0000000b", title="B"))
    seen = form.now()["revisionId"]
    form.change(create(text("0000000c", title="Nieuw"), 0))
    form.change(
        {"updateItem": at(1, item={"title": "B2"}) | {"updateMask": "title"}},
        create(text("0000000d", title="Na B"), 2),
        writeControl={"targetRevisionId": seen},
    )
    assert titles(form) == ["Nieuw", "A", "B2", "Na B"]


def test_a_write_to_what_was_deleted_since_changes_nothing(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text("0000000a", title="A"), text("0000000b", title="B"))
    seen = form.now()["revisionId"]
    form.change({"deleteItem": at(0)})
    form.change(
        {"updateItem": at(0, item={"title": "A2"}) | {"updateMask": "title"}},
        {"deleteItem": at(0)},
        {"updateItem": at(0, item={"title": "B2"}) | {"updateMask": "title"}},
        writeControl={"targetRevisionId": seen},
    )
    assert titles(form) == ["B2"]


def test_a_move_for_an_earlier_revision_keeps_its_neighbours(workspace: LocalWorkspace) -> None:
    form = make_form(
        workspace, *[text(f"0000000{name}", title=name.upper()) for name in ("a", "b", "c")]
    )
    seen = form.now()["revisionId"]
    form.change(create(text("0000000d", title="Nieuw"), 0))
    move = {"originalLocation": {"index": 0}, "newLocation": {"index": 2}}
    form.change({"moveItem": move}, writeControl={"targetRevisionId": seen})
    assert titles(form) == ["Nieuw", "B", "C", "A"]


def test_a_revision_that_never_was_is_refused(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    with pytest.raises(HttpError, match="too far behind"):
        form.change({"deleteItem": at(0)}, writeControl={"targetRevisionId": "00000000"})
    assert titles(form) == ["Vraag?"]
