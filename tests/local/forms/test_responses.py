import pytest
from googleapiclient.errors import HttpError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import TheForm, asking, choice, google_client, make_form, text

LONG_AGO = "2026-11-09T06:00:00Z"


@pytest.fixture(scope="module")
def form(workspace: LocalWorkspace) -> TheForm:
    return make_form(workspace, text())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    typed=st.text(
        st.characters(categories=("L", "M", "N", "P", "S", "Zs")) | st.sampled_from("\n\t"),
        max_size=300,
    )
)
def test_any_text_that_a_person_types_arrives_unchanged(form: TheForm, typed: str) -> None:
    form.send({"entry.10": "begin " + typed})
    assert {"0000000a": ["begin " + typed]} in form.answers()


def test_a_response_has_the_shape_of_googles(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    form.send({"entry.10": "We begonnen samen."})
    [response] = form.responses()
    answer = {
        "questionId": "0000000a",
        "textAnswers": {"answers": [{"value": "We begonnen samen."}]},
    }
    assert response["answers"] == {"0000000a": answer}
    assert response["createTime"] == response["lastSubmittedTime"]
    assert set(response) == {"responseId", "createTime", "lastSubmittedTime", "answers"}
    one = form.forms.responses().get(formId=form.id, responseId=response["responseId"]).execute()
    assert one == response | {"formId": form.id}


def test_values_have_googles_formats(workspace: LocalWorkspace) -> None:
    columns = {"columns": choice("CHECKBOX", "vaak", "soms")}
    row = {"questionId": "0000000f", "rowQuestion": {"title": "Uitleg"}}
    form = make_form(
        workspace,
        asking("0000000a", dateQuestion={"includeYear": True}),
        asking("0000000b", dateQuestion={"includeYear": True, "includeTime": True}),
        asking("0000000c", timeQuestion={}),
        asking("0000000d", timeQuestion={"duration": True}),
        asking("0000000e", scaleQuestion={"low": 0, "high": 5}),
        {"questionGroupItem": {"questions": [row], "grid": columns}},
        asking("00000010", dateQuestion={}),
    )
    sent = {"entry.10": "2026-11-09", "entry.11": "2026-11-09T08:30", "entry.12": "08:30"}
    duration = {"entry.13_hour": "1", "entry.13_minute": "5", "entry.13_second": ""}
    day = {"entry.16_day": "29", "entry.16_month": "2"}
    form.send(sent | duration | day | {"entry.14": "0", "entry.15": ["vaak", "soms"]})
    assert form.answers() == [
        {
            "0000000a": ["2026-11-09"],
            "0000000b": ["2026-11-09 08:30"],
            "0000000c": ["08:30"],
            "0000000d": ["01:05:00"],
            "0000000e": ["0"],
            "0000000f": ["vaak", "soms"],
            "00000010": ["02-29"],
        }
    ]


def test_dates_and_times_arrive_in_the_parts_that_googles_page_sends(
    workspace: LocalWorkspace,
) -> None:
    form = make_form(
        workspace,
        asking("0000000a", dateQuestion={"includeYear": True}),
        asking("0000000b", dateQuestion={"includeYear": True, "includeTime": True}),
        asking("0000000c", timeQuestion={}),
        asking("0000000d", dateQuestion={"includeTime": True}),
    )
    day = {"_year": "2026", "_month": "2", "_day": "9"}
    clock = {"_hour": "8", "_minute": "05"}
    sent = {f"entry.10{part}": value for part, value in day.items()}
    sent |= {f"entry.11{part}": value for part, value in (day | clock).items()}
    sent |= {f"entry.12{part}": value for part, value in clock.items()}
    sent |= {f"entry.13{part}": value for part, value in (day | clock).items()}
    assert "2026-02-09" in form.browser.get(form.address, params=sent, timeout=10).text
    form.send(sent)
    values = ["2026-02-09", "2026-02-09 08:05", "08:05", "02-09 08:05"]
    assert [value for [value] in form.answers()[0].values()] == values
    assert "Dit is geen datum" in form.send({"entry.10_year": "2026", "entry.10_month": "13"}).text


def test_answers_come_in_pages_without_a_gap(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    for number in range(5):
        form.send({"entry.10": f"antwoord {number}"})
    listing = form.forms.responses()
    first = listing.list(formId=form.id, pageSize=3).execute()
    token = first["nextPageToken"]
    second = listing.list(formId=form.id, pageSize=3, pageToken=token).execute()
    assert "nextPageToken" not in second
    found = {each["responseId"] for each in first["responses"] + second["responses"]}
    assert len(found) == 5


def test_a_page_token_belongs_to_its_filter(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    form.send({"entry.10": "een"})
    form.send({"entry.10": "twee"})
    token = form.forms.responses().list(formId=form.id, pageSize=1).execute()["nextPageToken"]
    with pytest.raises(HttpError, match="page_token"):
        form.responses(pageToken=token, filter=f"timestamp > {LONG_AGO}")


def test_the_filter_lets_through_at_or_after_a_moment(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    form.send({"entry.10": "nu"})
    moment = form.responses()[0]["createTime"]
    assert len(form.responses(filter=f"timestamp >= {moment}")) == 1
    assert form.responses(filter=f"timestamp > {moment}") == []
    finer = moment.replace("Z", "000001Z")
    assert form.responses(filter=f"timestamp >= {finer}") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "timestamp < 2026-11-09T06:00:00Z",
        "timestamp > 2026-11-09",
        "timestamp > 2026-13-09T06:00:00Z",
        "email = 'x'",
    ],
)
def test_any_other_filter_is_refused(form: TheForm, wrong: str) -> None:
    with pytest.raises(HttpError, match="filter"):
        form.responses(filter=wrong)


def test_one_showing_of_the_page_sent_twice_counts_once(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    for _ in range(2):
        form.send({"entry.10": "Samen begonnen", "fbzx": "hetzelfde"})
    assert len(form.responses()) == 1


def test_an_address_is_kept_only_when_the_form_asks_for_it(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    sent = {"entry.10": "x", "emailAddress": "noor@school.example"}
    form.send(sent)
    assert "respondentEmail" not in form.responses()[0]
    settings = {"emailCollectionType": "RESPONDER_INPUT"}
    form.change({"updateSettings": {"settings": settings, "updateMask": "*"}})
    form.send(sent)
    assert [r["respondentEmail"] for r in form.responses() if "respondentEmail" in r] == [
        "noor@school.example"
    ]
    assert "Vul je e-mailadres in" in form.send({"entry.10": "x"}).text


def test_who_may_only_read_the_form_may_not_read_the_answers(workspace: LocalWorkspace) -> None:
    form = make_form(workspace, text())
    reader = {"type": "user", "role": "reader", "emailAddress": "noor@school.example"}
    form.drive.permissions().create(fileId=form.id, body=reader, supportsAllDrives=True).execute()
    forms = google_client(workspace, "forms.v1.json", user="noor@school.example").forms()
    assert forms.get(formId=form.id).execute()["formId"] == form.id
    with pytest.raises(HttpError) as refusal:
        forms.responses().list(formId=form.id).execute()
    assert refusal.value.resp.status == 403
