import pytest
from googleapiclient.errors import HttpError

from sync.local.signing_in.identity import OWNER
from tests.conftest import LocalWorkspace
from tests.local.forms_cast import (
    asking,
    choice,
    create,
    google_client,
    make_form,
    page_break,
    text,
)


def test_a_form_made_through_drive_is_unpublished_and_named_after_its_file(
    workspace: LocalWorkspace,
) -> None:
    form = make_form(workspace, answerable=False).now()
    assert form["info"]["documentTitle"] == "Barometer"
    assert form["publishSettings"] == {"publishState": {}}
    assert "items" not in form


def test_forms_create_takes_a_title_and_nothing_else(workspace: LocalWorkspace) -> None:
    forms = google_client(workspace, "forms.v1.json", user=OWNER).forms()
    made = forms.create(body={"info": {"title": "Nieuw", "documentTitle": "N"}}).execute()
    assert made["info"] == {"title": "Nieuw", "documentTitle": "N"}
    bare = forms.create(body={"info": {"description": ""}, "items": []}).execute()
    assert bare["info"] == {"documentTitle": "Untitled form"}
    with pytest.raises(HttpError, match=r"Only info\.title can be set when creating a form"):
        forms.create(body={"info": {"title": "Nieuw", "description": "x"}}).execute()


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ({}, {}),
        ({"unpublished": True}, {}),
        ({"unpublished": False}, {"isPublished": True, "isAcceptingResponses": True}),
    ],
)
def test_a_new_form_is_published_only_when_that_is_asked(
    workspace: LocalWorkspace, asked: dict[str, bool], state: dict[str, bool]
) -> None:
    forms = google_client(workspace, "forms.v1.json", user=OWNER).forms()
    made = forms.create(body={"info": {"title": "Nieuw"}}, **asked).execute()
    assert made["publishSettings"] == {"publishState": state}
    assert forms.get(formId=made["formId"]).execute()["publishSettings"] == {"publishState": state}


def test_a_service_account_has_no_room_for_a_form_of_its_own(workspace: LocalWorkspace) -> None:
    forms = google_client(workspace, "forms.v1.json").forms()
    with pytest.raises(HttpError, match="storage quota"):
        forms.create(body={"info": {"title": "Nieuw"}}).execute()


def test_own_ids_are_kept_and_answered(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    answer = form.change(create(text("00c0ffee") | {"itemId": "0000beef"}))
    assert answer["replies"] == [{"createItem": {"itemId": "0000beef", "questionId": ["00c0ffee"]}}]
    assert form.now()["items"][0]["itemId"] == "0000beef"


def test_missing_ids_are_made(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    item = {"title": "Vraag", "questionItem": {"question": {"textQuestion": {}}}}
    made = form.change(create(item))["replies"][0]["createItem"]
    assert int(made["itemId"], 16) < 2**31
    assert form.now()["items"][0]["questionItem"]["question"]["questionId"] == made["questionId"][0]


def test_a_question_id_that_is_taken_is_refused(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text("0000000a"))
    with pytest.raises(HttpError, match="Duplicate ID"):
        form.change(create(text("a")))


def test_what_is_false_or_empty_is_left_out_as_google_does(workspace: LocalWorkspace) -> None:
    item = text("0000000a") | {"description": ""}
    stored = make_form(workspace, item).now()["items"][0]
    assert "description" not in stored
    assert "required" not in stored["questionItem"]["question"]


def test_one_wrong_request_refuses_the_whole_batch(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    with pytest.raises(HttpError, match=r"requests\[1\]\.createItem") as refusal:
        form.change(create(text()), create(text("0000000b"), at=9))
    assert refusal.value.resp.status == 400
    assert "items" not in form.now()


def test_an_update_changes_only_what_its_mask_names(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(title="Oud", required=True) | {"description": "Uitleg"})
    new = {"title": "Nieuw", "description": "Anders"}
    location = {"index": 0}
    form.change({"updateItem": {"item": new, "location": location, "updateMask": "title"}})
    item = form.now()["items"][0]
    assert (item["title"], item["description"]) == ("Nieuw", "Uitleg")
    assert item["questionItem"]["question"]["questionId"] == "0000000a"


def test_an_update_may_change_the_kind_of_a_question(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    kind = asking("0000000a", choiceQuestion=choice("RADIO", "ja", "nee"))
    mask = "questionItem.question.choiceQuestion"
    form.change({"updateItem": {"item": kind, "location": {"index": 0}, "updateMask": mask}})
    question = form.now()["items"][0]["questionItem"]["question"]
    assert "textQuestion" not in question
    assert question["choiceQuestion"]["type"] == "RADIO"


def test_a_mask_with_an_unknown_field_is_refused(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    change = {"item": {"title": "x"}, "location": {"index": 0}, "updateMask": "titel"}
    with pytest.raises(HttpError, match="update_mask: titel"):
        form.change({"updateItem": change})


def test_items_move_and_go(workspace: LocalWorkspace) -> None:
    items = [text(f"0000000{letter}", title=letter) for letter in "abc"]
    form = make_form(workspace, *items)
    move = {"originalLocation": {"index": 2}, "newLocation": {"index": 0}}
    form.change({"moveItem": move}, {"deleteItem": {"location": {"index": 1}}})
    assert [item["title"] for item in form.now()["items"]] == ["c", "b"]


def test_title_description_and_settings_change(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    info = {"title": "Barometer", "description": "Twee minuten"}
    answer = form.change(
        {"updateFormInfo": {"info": info, "updateMask": "title,description"}},
        {
            "updateSettings": {
                "settings": {"emailCollectionType": "RESPONDER_INPUT"},
                "updateMask": "emailCollectionType",
            }
        },
        includeFormInResponse=True,
    )
    assert answer["form"]["info"] == info | {"documentTitle": "Barometer"}
    assert answer["form"]["settings"] == {"emailCollectionType": "RESPONDER_INPUT"}


def test_the_document_title_only_changes_in_drive(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    change = {"info": {"documentTitle": "x"}, "updateMask": "documentTitle"}
    with pytest.raises(HttpError, match="documentTitle"):
        form.change({"updateFormInfo": change})
    form.drive.files().update(
        fileId=form.id, body={"name": "Anders"}, supportsAllDrives=True
    ).execute()
    assert form.now()["info"]["documentTitle"] == "Anders"


def test_a_write_on_an_older_revision_is_refused(workspace: LocalWorkspace) -> None:
    form = make_form(workspace)
    revision = form.change(create(text()))["writeControl"]["requiredRevisionId"]
    form.change(create(text("0000000b")), writeControl={"requiredRevisionId": revision})
    with pytest.raises(HttpError, match="revision"):
        form.change(create(text("0000000c")), writeControl={"requiredRevisionId": revision})


def test_a_question_may_lead_to_a_section_made_later_in_the_batch(
    workspace: LocalWorkspace,
) -> None:
    leads = choice("RADIO", {"value": "ja", "goToSectionId": "0000beef"}, "nee")
    asks = asking("0000000a", choiceQuestion=leads)
    assert len(make_form(workspace, asks, page_break("0000beef")).now()["items"]) == 2
    with pytest.raises(HttpError, match="No section has the ID 0000beef"):
        make_form(workspace, asks)


REFUSED = {
    "branching on a checkbox": {
        "choiceQuestion": choice("CHECKBOX", {"value": "ja", "goToAction": "SUBMIT_FORM"})
    },
    "a file upload": {"fileUploadQuestion": {"folderId": "x"}},
    "a scale that is too long": {"scaleQuestion": {"low": 1, "high": 11}},
    "a scale from two": {"scaleQuestion": {"low": 2, "high": 5}},
    "no options": {"choiceQuestion": choice("RADIO")},
    "one option twice": {"choiceQuestion": choice("RADIO", "ja", "ja")},
    "other in a drop-down": {"choiceQuestion": choice("DROP_DOWN", "ja", {"isOther": True})},
    "a line end in an option": {"choiceQuestion": choice("RADIO", "ja\nnee")},
    "a rating of two": {"ratingQuestion": {"iconType": "STAR", "ratingScaleLevel": 2}},
    "a row outside a grid": {"rowQuestion": {"title": "x"}},
    "two kinds": {"textQuestion": {}, "dateQuestion": {}},
    "an id that is not hexadecimal": {"questionId": "barometer", "textQuestion": {}},
    "an id that is too large": {"questionId": "80000000", "textQuestion": {}},
}


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_what_google_refuses_is_refused(
    workspace: LocalWorkspace, question: dict[str, object]
) -> None:
    form = make_form(workspace, answerable=False)
    with pytest.raises(HttpError) as refusal:
        form.change(create({"questionItem": {"question": question}}))
    assert refusal.value.resp.status == 400


def test_a_form_cannot_accept_answers_while_it_is_unpublished(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, answerable=False)
    state = {"isPublished": False, "isAcceptingResponses": True}
    body = {"publishSettings": {"publishState": state}, "updateMask": "publishState"}
    with pytest.raises(HttpError, match="is_accepting_responses cannot be true"):
        form.forms.setPublishSettings(formId=form.id, body=body).execute()


def test_publishing_answers_the_new_state(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, answerable=False)
    state = {"isPublished": True, "isAcceptingResponses": True}
    assert form.publish() == {"formId": form.id, "publishSettings": {"publishState": state}}
    assert form.now()["publishSettings"] == {"publishState": state}


def test_publishing_is_no_change_of_what_the_form_says(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text(), answerable=False)
    before = form.now()["revisionId"]
    form.publish()
    control = {"requiredRevisionId": before}
    changed = form.change(create(text("0000000b")), writeControl=control)
    assert changed["writeControl"]["requiredRevisionId"] != before


def test_a_copy_has_the_questions_but_is_unpublished(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    form.send({"entry.10": "Samen begonnen"})
    copied = form.drive.files().copy(fileId=form.id, body={}, supportsAllDrives=True).execute()
    copy = form.forms.get(formId=copied["id"]).execute()
    assert copy["items"] == form.now()["items"]
    assert copy["publishSettings"] == {"publishState": {}}
    assert copy["responderUri"] != form.now()["responderUri"]
    assert form.forms.responses().list(formId=copied["id"]).execute() == {}


def test_an_unknown_form_is_not_found(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, answerable=False)
    with pytest.raises(HttpError) as refusal:
        form.forms.get(formId="1bestaatniet").execute()
    assert refusal.value.resp.status == 404
