import json
from contextlib import suppress
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from sync.local.errors import GoogleError
from sync.local.protocol.bodies import MalformedJsonError, read_json
from sync.local.protocol.discovery import find_method
from sync.local.protocol.parameters import check_parameters
from sync.local.protocol.validation import check_body
from sync.local.protocol.violations import Violations
from tests.conftest import LocalWorkspace, OwnerSession, WorkspaceFactory

BATCH_UPDATE = ("POST", "/v4/spreadsheets/x:batchUpdate")
UPDATE_VALUES = ("PUT", "/v4/spreadsheets/x/values/A1")
CREATE_FILE = ("POST", "/drive/v3/files")


def checked(address: tuple[str, str], body: object) -> dict[str, Any]:
    match = find_method(*address)
    assert match is not None
    violations = Violations()
    found = check_body(match.method, body, violations)
    violations.raise_if_any()
    return found


def refusal(address: tuple[str, str], body: object) -> GoogleError:
    with pytest.raises(GoogleError) as caught:
        checked(address, body)
    assert caught.value.code == 400
    return caught.value


def parameters(address: tuple[str, str], query: str) -> dict[str, Any]:
    match = find_method(*address)
    assert match is not None
    violations = Violations()
    found = check_parameters(match, query, violations)
    violations.raise_if_any()
    return found


def test_an_unknown_field_is_named_with_its_place() -> None:
    body = {"requests": [{"addSheet": {"properties": {"titel": "Bord"}}}]}
    assert refusal(BATCH_UPDATE, body).message == (
        'Invalid JSON payload received. Unknown name "titel" at '
        "'requests[0].add_sheet.properties': Cannot find field."
    )


def test_a_wrong_type_is_named_with_its_place_and_value() -> None:
    body = {"requests": [{"addSheet": {"properties": {"index": "twee"}}}]}
    assert refusal(BATCH_UPDATE, body).message == (
        "Invalid value at 'requests[0].add_sheet.properties.index' (TYPE_INT32), \"twee\""
    )


def test_an_unknown_enum_value_is_refused() -> None:
    body = {"requests": [{"addSheet": {"properties": {"sheetType": "RASTER"}}}]}
    message = refusal(BATCH_UPDATE, body).message
    assert "requests[0].add_sheet.properties.sheet_type" in message
    assert '"RASTER"' in message


def test_all_violations_are_told_at_once() -> None:
    body = {"requests": [{"niets": 1}, {"addSheet": 3}], "ook": 2, "responseIncludeGridData": "ja"}
    [details] = refusal(BATCH_UPDATE, body).details
    fields = [violation.get("field") for violation in details["fieldViolations"]]
    assert fields == ["requests[0]", "requests[1].add_sheet", None, "response_include_grid_data"]


@pytest.mark.parametrize("body", [[], "tekst", 3, None])
def test_a_body_that_is_no_object_is_refused(body: object) -> None:
    assert "Root element must be a message." in refusal(BATCH_UPDATE, body).message


def test_cells_may_hold_anything() -> None:
    body = {"values": [["a", 1, 2.5, True, None]]}
    assert checked(UPDATE_VALUES, body) == body


def test_maps_take_any_name_but_only_their_kind_of_value() -> None:
    assert checked(CREATE_FILE, {"appProperties": {"sleutel": "x"}})
    assert (
        "app_properties[sleutel]" in refusal(CREATE_FILE, {"appProperties": {"sleutel": 1}}).message
    )


def test_names_and_numbers_are_tidied_as_google_does() -> None:
    properties = {"sheet_id": "7", "title": None, "hidden": "true"}
    found = checked(BATCH_UPDATE, {"requests": [{"add_sheet": {"properties": properties}}]})
    assert found == {"requests": [{"addSheet": {"properties": {"sheetId": 7, "hidden": True}}}]}


def test_what_gspread_sends_too_much_when_it_shares_is_let_pass() -> None:
    body = {"role": "writer", "type": "user", "emailAddress": "eva@school.example"}
    address = ("POST", "/drive/v3/files/x/permissions")
    assert checked(address, {**body, "withLink": True}) == body


def test_query_parameters_get_their_documented_types() -> None:
    found = parameters(("GET", "/v4/spreadsheets/x"), "includeGridData=True&ranges=A1&ranges=B2")
    assert found == {"spreadsheetId": "x", "includeGridData": True, "ranges": ["A1", "B2"]}


def test_an_unknown_query_parameter_is_refused() -> None:
    with pytest.raises(GoogleError, match='Unknown name "kleur": Cannot bind query parameter'):
        parameters(("GET", "/v4/spreadsheets/x"), "kleur=rood")


def test_the_parameters_of_every_method_are_taken() -> None:
    query = (
        "alt=json&key=k&prettyPrint=false&quotaUser=u&callback=c&%24.xgafv=1&upload_protocol=raw"
    )
    assert parameters(("GET", "/v4/spreadsheets/x"), query)["prettyPrint"] is False


def test_a_query_enum_is_checked() -> None:
    with pytest.raises(GoogleError, match="value_input_option"):
        parameters(UPDATE_VALUES, "valueInputOption=RUW")


def test_a_number_out_of_bounds_is_refused() -> None:
    with pytest.raises(GoogleError, match=r"Values must be within the range: \[1, 1000\]"):
        parameters(("GET", "/drive/v3/files"), "pageSize=0")


@pytest.mark.parametrize(
    "body", ["{", "[1,]", '{"a": NaN}', "[" * 5000, '{"a": "\\ud800"}', "\ufeff{}", '{"a": 1e999}']
)
def test_what_is_no_json_is_a_bad_request(owner: OwnerSession, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = owner.post("/v1/forms", data=body.encode(), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"


def test_bytes_that_are_no_text_are_a_bad_request(owner: OwnerSession) -> None:
    headers = {"Content-Type": "application/json"}
    assert owner.post("/v1/forms", data=b'{"\xff": 1}', headers=headers).status_code == 400


def test_another_content_type_is_refused(owner: OwnerSession) -> None:
    answer = owner.post("/v1/forms", data="{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400
    assert "text/plain" in answer.json()["error"]["message"]


def test_a_body_that_is_too_large_is_refused(fresh_workspace: WorkspaceFactory) -> None:
    with fresh_workspace(largest_json=1000).session() as owner:
        answer = owner.post("/v1/forms", json={"info": {"title": "x" * 1000}})
    assert answer.status_code == 413
    assert "1000 bytes" in answer.json()["error"]["message"]


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
NAMES = st.sampled_from(["requests", "addSheet", "properties", "title", "rows", "values", "x"])
NESTED = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner))


@given(NESTED)
def test_no_body_breaks_the_checks(body: object) -> None:
    with suppress(GoogleError):
        assert set(checked(BATCH_UPDATE, body)) <= {"requests"}


@given(st.binary(max_size=40))
def test_no_bytes_break_the_reading(body: bytes) -> None:
    with suppress(MalformedJsonError):
        found = read_json(body)
        # What only Google lets pass is no JSON to anybody else.
        with suppress(json.JSONDecodeError):
            assert found == json.loads(body)


@pytest.mark.parametrize(
    ("address", "body", "told"),
    [
        (
            UPDATE_VALUES,
            {"values": [None]},
            "(type.googleapis.com/google.protobuf.ListValue), null",
        ),
        (UPDATE_VALUES, {"values": ["a"]}, '(type.googleapis.com/google.protobuf.ListValue), "a"'),
        (
            BATCH_UPDATE,
            {"requests": [None]},
            "(type.googleapis.com/google.apps.sheets.v4.Request), null",
        ),
        (
            ("POST", "/v4/spreadsheets/x/values:batchClear"),
            {"ranges": [None]},
            "(TYPE_STRING), null",
        ),
    ],
)
def test_a_list_holds_what_it_should_and_no_nulls(
    address: tuple[str, str], body: dict[str, Any], told: str
) -> None:
    assert refusal(address, body).message.endswith(told)


@pytest.mark.parametrize("given_", ["ROWS", "rows", "Rows", 1, "1"])
def test_an_enum_is_named_or_numbered(given_: object) -> None:
    assert checked(UPDATE_VALUES, {"majorDimension": given_}) == {"majorDimension": "ROWS"}


@pytest.mark.parametrize("given_", ["RAW", "raw", "1"])
def test_an_enum_in_the_address_is_named_or_numbered(given_: str) -> None:
    assert parameters(UPDATE_VALUES, f"valueInputOption={given_}")["valueInputOption"] == "RAW"


@pytest.mark.parametrize("given_", ["RIJEN", 3, "3", 1.5, True, [], -1])
def test_what_is_in_no_enum_is_refused(given_: object) -> None:
    refusal(UPDATE_VALUES, {"majorDimension": given_})


def test_a_null_clears_a_field_in_a_patch_and_counts_for_nothing_elsewhere() -> None:
    body = {"description": None, "modifiedTime": None, "contentHints": {"indexableText": None}}
    assert checked(CREATE_FILE, body) == {"contentHints": {}}
    assert checked(("PATCH", "/drive/v3/files/x"), body) == {
        "description": "",
        "modifiedTime": None,
        "contentHints": {"indexableText": ""},
    }


@pytest.mark.parametrize("word", ["userIp=10.0.0.1", "pp=1", "trace=x", "strict=true"])
def test_parameters_of_older_documents_are_taken(word: str) -> None:
    assert parameters(("GET", "/v4/spreadsheets/x"), word)
    assert parameters(("GET", "/v4/spreadsheets/x"), "pp=1")["prettyPrint"] is True


@pytest.mark.parametrize("name", ["access_token", "oauth_token", "bearer_token"])
def test_a_token_may_stand_in_the_address(workspace: LocalWorkspace, name: str) -> None:
    url = f"{workspace.base_url}/drive/v3/about?fields=kind&{name}={workspace.token}"
    assert requests.get(url, timeout=10).ok
