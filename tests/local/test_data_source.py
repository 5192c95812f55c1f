"""A sheet as a data source of the Visualization API: queries, tables, and who may ask."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.conftest import LocalWorkspace, OwnerSession

Rows = list[list[Any]]
ROWS: Rows = [
    ["klas", "punten", "dag", "klaar"],
    ["2B", 3, "2026-09-02", "FALSE"],
    ["1A", 1, "2026-09-01", "TRUE"],
    ["2B", 5.5, "", "TRUE"],
    ["3C", 10, "2026-10-01", ""],
]
Asking = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def book(workspace: LocalWorkspace) -> str:
    """A spreadsheet with rows to query, and a second sheet with texts only."""
    with workspace.session() as owner:
        sheets = [{"properties": {"title": title}} for title in ("Rooster", "Namen")]
        body = {"properties": {"title": "bron"}, "sheets": sheets}
        file = str(owner.post("/v4/spreadsheets", json=body).json()["spreadsheetId"])
        data = [
            {"range": "Rooster!A1", "values": ROWS},
            {"range": "Namen!A1", "values": [["naam", "plaats"], ["Ada", 'Gent, "B"']]},
        ]
        written = {"valueInputOption": "USER_ENTERED", "data": data}
        owner.post(f"/v4/spreadsheets/{file}/values:batchUpdate", json=written)
    return file


@pytest.fixture
def ask(owner: OwnerSession, book: str) -> Asking:
    """Asks the data source of the spreadsheet."""

    def asked(tq: str = "", tqx: str = "", **more: str) -> requests.Response:
        return owner.get(f"/spreadsheets/d/{book}/gviz/tq", params={"tq": tq, "tqx": tqx, **more})

    return asked


@pytest.fixture
def rows(ask: Asking) -> Callable[..., list[list[str]]]:
    """The lines that a query comes to."""
    return lambda tq, **more: list(csv.reader(io.StringIO(ask(tq, "out:csv", **more).text)))


def told(answer: requests.Response) -> Any:
    """The JSON in a call of Google's own handler."""
    head, _, rest = answer.text.partition("google.visualization.Query.setResponse(")
    assert head == "/*O_o*/\n"
    return json.loads(rest.removesuffix(");"))


def detail(answer: requests.Response) -> str:
    """Why a query was refused."""
    assert answer.status_code == 200
    found = told(answer)
    assert found["status"] == "error"
    return str(found["errors"][0]["detailed_message"])


def test_a_sheet_is_a_table_with_typed_columns(ask: Asking) -> None:
    table = told(ask("limit 1"))["table"]
    assert [(c["id"], c["label"], c["type"]) for c in table["cols"]] == [
        ("A", "klas", "string"),
        ("B", "punten", "number"),
        ("C", "dag", "date"),
        ("D", "klaar", "boolean"),
    ]
    assert table["rows"][0]["c"] == [
        {"v": "2B"},
        {"v": 3.0, "f": "3"},
        {"v": "Date(2026,8,2)", "f": "2026-09-02"},
        {"v": False, "f": "FALSE"},
    ]
    assert table["parsedNumHeaders"] == 1


def test_an_empty_cell_is_null(ask: Asking) -> None:
    assert told(ask("select C, D offset 3"))["table"]["rows"][0]["c"][1] is None


def test_rows_are_grouped_in_the_order_of_their_group(rows: Any) -> None:
    found = rows("select A, sum(B), count(C) group by A")
    assert found[0] == ["klas", "sum punten", "count dag"]
    assert found[1:] == [["1A", "1", "1"], ["2B", "8.5", "1"], ["3C", "10", "1"]]


def test_a_pivot_makes_a_column_of_every_value(rows: Any) -> None:
    assert rows("select sum(B) pivot A") == [["1A", "2B", "3C"], ["1", "8.5", "10"]]
    assert rows("select A, max(B) where D is not null group by A pivot D") == [
        ["klas", "false", "true"],
        ["1A", "", "1"],
        ["2B", "3", "5.5"],
    ]


@pytest.mark.parametrize(
    ("condition", "classes"),
    [
        ("B > 1 and not A = '3C'", ["2B", "2B"]),
        ("A contains 'B' or A starts with '3'", ["2B", "2B", "3C"]),
        ("A matches '[12].' and A like '_A'", ["1A"]),
        ("A ends with 'C'", ["3C"]),
        ("C >= date '2026-09-02'", ["2B", "3C"]),
        ("C is null", ["2B"]),
        ("D = true", ["1A", "2B"]),
        ("D != true", ["2B"]),
        ("(B + 1) * 2 = 4", ["1A"]),
        ("month(C) = 8 and dayOfWeek(C) = 3", ["1A"]),
        ("B = '3'", []),
    ],
)
def test_conditions_choose_rows(rows: Any, condition: str, classes: list[str]) -> None:
    assert [row[0] for row in rows(f"select A where {condition}")[1:]] == classes


def test_rows_are_ordered_and_cut(rows: Any) -> None:
    assert rows("select A, B order by B desc limit 2 offset 1")[1:] == [["2B", "5.5"], ["2B", "3"]]
    assert [row[0] for row in rows("select A order by C, A")[1:]] == ["2B", "1A", "2B", "3C"]


def test_labels_and_patterns_replace_what_is_usual(rows: Any) -> None:
    query = "select lower(A), B*2 limit 1 label B*2 'dubbel' format B*2 '0.00'"
    assert rows(query) == [["lower(klas)", "dubbel"], ["2b", "6.00"]]


def test_texts_only_have_no_headers_unless_told(ask: Asking, rows: Any) -> None:
    columns = told(ask(sheet="Namen"))["table"]["cols"]
    assert [column["label"] for column in columns] == ["", ""]
    told_so = told(ask(sheet="Namen", headers="1"))["table"]
    assert [column["label"] for column in told_so["cols"]] == ["naam", "plaats"]
    assert rows("", sheet="Namen") == [["naam", "plaats"], ["Ada", 'Gent, "B"']]


def test_a_range_narrows_the_table(rows: Any) -> None:
    assert rows("", range="A1:B2") == [["klas", "punten"], ["2B", "3"]]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("select Z", "Invalid query: NO_COLUMN: Z"),
        ("select A, count(B)", "Invalid query: ADD_COL_TO_GROUP_BY_OR_AGG: A"),
        ("select sum(A)", "Invalid query: AVG_SUM_ONLY_NUMERIC"),
        ("select A where sum(B) > 1", "Invalid query: CANNOT_BE_IN_WHERE: sum-B"),
        ("select A label B 'x'", "Invalid query: LABEL_COL_NOT_IN_SELECT: B"),
        ("select A where A matches '('", "Invalid query: Invalid regular expression: ("),
        ("select", 'Invalid query: PARSE_ERROR: Encountered " <EOF> "" at line 1, column 7.'),
    ],
)
def test_a_wrong_query_is_refused_in_googles_words(ask: Asking, query: str, why: str) -> None:
    assert detail(ask(query)) == why


def test_what_is_not_carried_is_refused_by_name(ask: Asking) -> None:
    assert "does not carry skipping" in detail(ask("select A skipping 2"))


def test_a_query_that_is_nested_beyond_reason_is_refused(ask: Asking) -> None:
    assert "nested too deeply" in detail(ask("select A where " + "(" * 900 + "B" + ")" * 900))


def test_a_program_that_says_so_gets_bare_json(owner: OwnerSession, book: str) -> None:
    headers = {"X-DataSource-Auth": "true"}
    answer = owner.get(f"/spreadsheets/d/{book}/gviz/tq", headers=headers)
    assert answer.text.startswith(")]}'\n")
    assert json.loads(answer.text[5:])["status"] == "ok"


def test_a_page_names_its_own_handler_but_no_script(ask: Asking) -> None:
    assert ask("", "reqId:7;responseHandler:toon.dit").text.startswith("/*O_o*/\ntoon.dit({")
    assert "alert" not in ask("", "responseHandler:alert(1)//").text


def test_a_sheet_that_is_not_there_is_told(ask: Asking) -> None:
    assert detail(ask(gid="99")) == "Invalid gid: 99"


def test_a_token_of_somebody_else_opens_nothing(workspace: LocalWorkspace, book: str) -> None:
    address = f"{workspace.base_url}/spreadsheets/d/{book}"
    headers = {"Authorization": "Bearer nobody"}
    asked = requests.get(f"{address}/gviz/tq", headers=headers, timeout=30)
    assert (asked.status_code, told(asked)["errors"][0]["reason"]) == (403, "access_denied")
    assert requests.get(f"{address}/export", headers=headers, timeout=30).status_code == 401


def test_a_download_takes_the_sheet_that_gid_names(owner: OwnerSession, book: str) -> None:
    sheets = owner.get(f"/v4/spreadsheets/{book}").json()["sheets"]
    gid = sheets[1]["properties"]["sheetId"]
    address = f"/spreadsheets/d/{book}/export"
    found = owner.get(address, params={"format": "csv", "gid": gid})
    assert found.text == 'naam,plaats\r\nAda,"Gent, ""B"""'
    assert owner.get(address, params={"format": "tsv", "gid": gid}).text.endswith('Ada\tGent, "B"')
    assert owner.get(address, params={"format": "csv", "gid": "12"}).status_code == 400
