"""Functions that the engine lacks: QUERY, SORTN, and questions about one value."""

from typing import Any

import pytest

from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import Sheets, new_sheets

TEAM = [
    ["naam", "groep", "score", "datum"],
    ["Anna", "3a", 7.5, "2026-01-05"],
    ["Bram", "3b", 6, "2026-01-06"],
    ["Chris", "3a", 9, "2026-02-01"],
    ["Dina", "3b", "", "2026-02-03"],
]
MANY = [
    (
        'QUERY(A1:D5,"select A, C where C > 6 order by C desc")',
        [["naam", "score"], ["Chris", "9"], ["Anna", "7.5"]],
    ),
    (
        "QUERY(A1:D5,\"select B, avg(C) group by B label avg(C) 'gemiddeld'\",1)",
        [["groep", "gemiddeld"], ["3a", "8.25"], ["3b", "6"]],
    ),
    (
        "QUERY(A1:D5,\"select A, D where D > date '2026-01-06'\")",
        [["naam", "datum"], ["Chris", "2026-02-01"], ["Dina", "2026-02-03"]],
    ),
    ("QUERY({A1:C5},\"select Col1 where Col2 = '3a'\",1)", [["naam"], ["Anna"], ["Chris"]]),
    ('QUERY(A:D,"select A where C = 9",1)', [["naam"], ["Chris"]]),
    ('QUERY(A2:C5,"select B, max(C) group by B pivot A limit 1",0)', None),
    ('QUERY(QUERY(A1:D5,"select A, C"),"select Col1 limit 1",1)', [["naam"], ["Anna"]]),
    ('QUERY(A2:D5,"select A, C",0)', [["Anna", "7.5"], ["Bram", "6"], ["Chris", "9"], ["Dina"]]),
    ("SORTN(A2:C5,2)", [["Anna", "3a", "7.5"], ["Bram", "3b", "6"]]),
    ("SORTN(B2:B5,1,1)", [["3a"], ["3a"]]),
    ("SORTN(B2:B5,2,2)", [["3a"], ["3b"]]),
    ("SORTN(B2:B5,1,3,1,FALSE)", [["3b"], ["3b"]]),
    ("SORTN(A2:A4,2,0,C2:C4,FALSE)", [["Chris"], ["Anna"]]),
    ("SORT(A2:B5,2,TRUE,1,FALSE)", [["Chris", "3a"], ["Anna", "3a"], ["Dina", "3b"],
                                    ["Bram", "3b"]]),
    ('ARRAYFORMULA(ISEMAIL({"a@b.nl";"x"}))', [["TRUE"], ["FALSE"]]),
]  # fmt: skip
ONE = [
    ("=QUERY(A1:D5,\"select count(A) where B = '\"&B2&\"' label count(A) ''\")", 2),
    ('=QUERY(A1:D5,"select Z")', "#VALUE!"),
    ('=QUERY(A1:D5,"dit is geen vraag")', "#VALUE!"),
    ("=QUERY(A1:D5,\"select A where C > 100 label A ''\",1)", "#N/A"),
    ('=QUERY(A1:D5,"select A skipping 2")', "#NAME?"),
    ('=IFERROR(QUERY(A1:D5,"oeps"),"fout")', "fout"),
    ('=SUM(QUERY(A1:D5,"select C",1))', 22.5),
    ('=COUNTA(QUERY(A1:D5,"select C",1))', 4),
    ('=INDEX(QUERY(A1:D5,"select A, C"),2,1)', "Anna"),
    ("=MAP(A2:A2,LAMBDA(v,ISEMAIL(v)))", "#NAME?"),
    ('=ISEMAIL("noreply@google.com")', True),
    ('=ISEMAIL("janesmith@yourname.xyz")', True),
    ('=ISEMAIL("geen adres")', False),
    ('=ISEMAIL("iemand@school.example")', "#NAME?"),
    ("=ISEMAIL(5)", False),
    ('=ISURL("http://www.google.com")', True),
    ('=ISURL("google.com")', True),
    ('=ISURL("twee woorden")', False),
    ("=ISDATE(D2)", True),
    ("=ISDATE(C2)", False),
    ('=ISDATE("7/20/1969")', True),
    ('=ISDATE("July")', False),
    ('=ISDATE("Feb 30")', "#NAME?"),
    ("=TO_TEXT(D2)", "2026-01-05"),
    ("=TO_TEXT(24)", "24"),
    ("=TO_PURE_NUMBER(D2)", 46027),
    ("=TO_PERCENT(0.5)", 0.5),
    ('=COUNTUNIQUEIFS(B2:B5,C2:C5,">6")', 1),
    ('=COUNTUNIQUEIFS(A2:A5,B2:B5,"3?")', 4),
    ('=COUNTUNIQUEIFS(A2:A5,B2:B5,"3a",C2:C5,"<9")', 1),
    ('=COUNTUNIQUEIFS(A2:A5,B2:B5,">a")', "#NAME?"),
    ('=PERCENTIF(B2:B5,"3a")', 0.5),
    ('=PERCENTIF(C2:C5,">1")', "#NAME?"),
    ("=CHOOSE(3,1,2)", "#NUM!"),
    ("=CHOOSE(0,1,2)", "#NUM!"),
    ("=CHOOSE(2,1,2)", 2),
    ('=IMTANH("1+2i")', "1.16673625724092-0.243458201185724i"),
]


@pytest.fixture(scope="module")
def team(workspace: LocalWorkspace) -> Sheets:
    sheets = new_sheets(workspace)
    sheets.write("A1", TEAM, "USER_ENTERED")
    return sheets


def test_many_values_stand_where_google_puts_them(team: Sheets) -> None:
    step = 6
    for at, (formula, _) in enumerate(MANY):
        team.write(f"H{1 + at * step}", [[f"={formula}"]], "USER_ENTERED")
    rows = team.read(f"H1:M{len(MANY) * step}", "FORMATTED_VALUE")
    found = [[row for row in rows[at : at + step] if row] for at in range(0, len(rows), step)]
    for block, (formula, wanted) in zip(found, MANY, strict=True):
        assert wanted is None or block == wanted, formula


def test_one_value_is_what_google_says_or_is_not_carried(team: Sheets) -> None:
    team.write("O1", [[formula] for formula, _ in ONE], "USER_ENTERED")
    found = [row[0] for row in team.read(f"O1:O{len(ONE)}", "UNFORMATTED_VALUE")]
    differing = [(f, w, g) for (f, w), g in zip(ONE, found, strict=True) if g != w]
    assert differing == []


def test_a_query_over_a_formula_over_a_query_settles(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    below = [["=C1+1"], ['=QUERY(D1:D1,"select D",0)'], ["=F1*2"]]
    chain: list[Any] = [5, "", '=QUERY(A1:A1,"select A",0)', below[0][0], "", *below[1], *below[2]]
    sheets.write("A1", [chain], "USER_ENTERED")
    assert sheets.read("A1:G1", "UNFORMATTED_VALUE") == [[5, "", 5, 6, "", 6, 12]]


@pytest.mark.parametrize(
    "asked",
    [
        "select " + "(" * 2000 + "A" + ")" * 2000,
        "where " + "not " * 5000 + "A = 1",
        "select A where " + " and ".join(["A = 1"] * 2000),
        "select A + 1e308 * 10",
        "select sum(A) * 1e308 * 1e308 group by A",
        "limit 99999999999999999999999 offset 99999999999999999999",
        "select toDate(1e300)",
        "select A where A > date '9999-99-99'",
        "\U0001f600 select",
    ],
)
def test_no_query_brings_the_server_down(team: Sheets, asked: str) -> None:
    text = asked.replace('"', '""')
    halves = '"&"'.join(text[at : at + 200] for at in range(0, len(text), 200))
    team.write("Z1", [[f'=QUERY(A1:D5,"{halves}")']], "USER_ENTERED")
    assert team.read("Z1:AA6", "UNFORMATTED_VALUE") is not None
    team.write("Z1", [[""]], "USER_ENTERED")


def test_a_sum_of_thousands_in_a_query_is_answered(team: Sheets) -> None:
    long = "+".join(["C2"] * 2500)
    row = [f"=IFERROR({long})", "=V1+1", f"=QUERY({{{long}}})"]
    team.write("V1:X1", [row], "USER_ENTERED")
    assert team.read("V1:X1", "UNFORMATTED_VALUE") == [[18750, 18751, 18750]]


def test_the_margin_of_error_is_that_of_googles_example(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [[8], [4], [3], [6], ["=MARGINOFERROR(A1:A4,0.95)"]], "USER_ENTERED")
    [[found]] = sheets.read("A5", "UNFORMATTED_VALUE")
    assert found == pytest.approx(3.528, abs=0.001)
