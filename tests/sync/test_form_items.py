"""Every kind of item goes to Google Forms and comes back as the same."""

from typing import Any

import pytest

from forms.model import (
    AnyItem,
    Choice,
    ChoiceQuestion,
    DateQuestion,
    FileUploadQuestion,
    Form,
    GridQuestion,
    GridRow,
    Note,
    RatingQuestion,
    ScaleQuestion,
    Section,
    TextQuestion,
    TimeQuestion,
    Video,
)
from sync.desired import FilesInMemory
from sync.files.form_items import UploadNotCreatableError, items_of
from sync.files.google_forms import compare_form, new_form_change
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, barometer, connect

OPTIONS = (Choice(text="ja"), Choice(text="nee"))
GRID = GridQuestion(
    kind="grid",
    key="rooster",
    columns=("goed", "matig"),
    rows=(GridRow(key="rij_een", title="Rij 1", required=True), GridRow(key="rij_twee", title="2")),
)
EVERY_KIND = (
    TextQuestion(kind="text", key="kort", title="Kort", help="Eén zin"),
    ChoiceQuestion(kind="checkbox", key="vinkjes", options=(*OPTIONS, Choice(other=True))),
    ChoiceQuestion(kind="drop_down", key="lijst", options=OPTIONS, required=True),
    ChoiceQuestion(kind="radio", key="keuze", options=OPTIONS, shuffle=True),
    ScaleQuestion(kind="scale", key="schaal", low=0, high=10, low_label="laag", high_label="hoog"),
    RatingQuestion(kind="rating", key="sterren", icon="heart"),
    DateQuestion(kind="date", key="dag"),
    DateQuestion(kind="date", key="moment", include_year=False, include_time=True),
    TimeQuestion(kind="time", key="tijd"),
    TimeQuestion(kind="duration", key="duur"),
    GRID,
    GRID.model_copy(
        update={
            "kind": "checkbox_grid",
            "key": "vinkrooster",
            "rows": (GridRow(key="rij_drie", title="3"),),
        }
    ),
    Note(kind="note", key="noot", title="Let op"),
    Video(kind="video", key="film", address="https://www.youtube.com/watch?v=abc", caption="Film"),
)


def test_every_kind_of_item_reads_back_as_it_was_written(workspace: LocalWorkspace) -> None:
    google, files = connect(workspace), FilesInMemory()
    cast = Cast("soorten", teams=("onderbouw",), form=barometer(*EVERY_KIND))
    assert apply(google, make_plan(google, cast.desired(), files), files).failures == ()
    assert make_plan(google, cast.desired(), files, deep=True).lines == ()


def test_a_question_that_asks_for_a_file_cannot_be_made() -> None:
    upload = FileUploadQuestion(kind="file_upload", key="bestand", title="Bestand")
    with pytest.raises(UploadNotCreatableError, match="add it by hand"):
        items_of(barometer(upload))


def test_a_form_is_never_left_to_the_accounts_default_about_addresses() -> None:
    requests = new_form_change(barometer()).requests
    settings = [one["updateSettings"] for one in requests if "updateSettings" in one]
    assert settings == [
        {
            "settings": {"emailCollectionType": "DO_NOT_COLLECT"},
            "updateMask": "emailCollectionType",
        }
    ]


def test_sections_come_before_the_options_that_go_to_them() -> None:
    requests = new_form_change(barometer()).requests
    created = [one["createItem"]["item"] for one in requests if "createItem" in one]
    assert "pageBreakItem" in created[0]


def test_a_new_version_of_a_question_leaves_the_old_one_with_its_answers() -> None:
    old = TextQuestion(kind="text", key="vraag", title="Oud", required=True)
    new = old.model_copy(update={"title": "Nieuw", "version": 2})
    needed = changes(old, new)
    assert [change for change in needed if "deleteItem" in change] == []
    kept = needed[-1]["updateItem"]["item"]
    assert kept["title"] == "Oud"
    assert "required" not in kept["questionItem"]["question"]


def test_a_row_that_left_a_grid_is_kept_and_no_longer_required() -> None:
    fewer = GRID.model_copy(update={"rows": GRID.rows[1:]})
    (change,) = changes(GRID, fewer)
    rows = change["updateItem"]["item"]["questionGroupItem"]["questions"]
    assert [row["rowQuestion"]["title"] for row in rows] == ["2", "Rij 1"]
    assert "required" not in rows[1]


def changes(before: AnyItem, after: AnyItem) -> list[dict[str, Any]]:
    """What a form with the one question needs to become a form with the other."""
    form = one_question(after)
    there = {
        "info": {"title": "F"},
        "settings": {"emailCollectionType": "DO_NOT_COLLECT"},
        "items": items_of(one_question(before)),
        "publishSettings": {"publishState": {"isPublished": True}},
    }
    return list(compare_form(form, there).requests)


def one_question(item: AnyItem) -> Form:
    return Form.model_construct(
        key="f",
        title="F",
        document_title="F",
        description="",
        anonymous=True,
        sections=(Section.model_construct(key="s", title="", help="", items=(item,)),),
    )
