"""Typing into cells (USER_ENTERED): what a text becomes, and the format that comes with it."""

from datetime import date

import pytest

from sync.local.sheets.entering import formats
from sync.local.sheets.entering.entering import enter
from tests.conftest import LocalWorkspace
from tests.local.spreadsheets import new_sheets

TODAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("locale", "typed", "number", "kind", "pattern"),
    [
        ("en_US", "1,234.5", 1234.5, "NUMBER", "#,##0.00"),
        ("en_US", "1,234", 1234, "NUMBER", "#,##0"),
        ("en_US", "12.5%", 0.125, "PERCENT", "0.00%"),
        ("en_US", "$5.50", 5.5, "CURRENCY", '"$"#,##0.00'),
        ("en_US", "-$5", -5, "CURRENCY", '"$"#,##0'),
        ("en_US", "1e5", 100000, "SCIENTIFIC", "0.00E+00"),
        ("en_US", "1/2/2020", 43832, "DATE", "m/d/yyyy"),
        ("en_US", "2026-11-09", 46335, "DATE", "yyyy-mm-dd"),
        ("en_US", "Jan 2, 2020", 43832, "DATE", "mmm d, yyyy"),
        ("en_US", "2-Jan-2020", 43832, "DATE", "d-mmm-yyyy"),
        ("en_US", "3:15 PM", 15.25 / 24, "TIME", "h:mm am/pm"),
        ("en_US", "25:30", 25.5 / 24, "TIME", "[h]:mm"),
        ("en_US", "2026-11-09 12:00", 46335.5, "DATE_TIME", "yyyy-mm-dd h:mm"),
        ("nl_NL", "1.234,5", 1234.5, "NUMBER", "#,##0.00"),
        ("nl_NL", "€ 5,50", 5.5, "CURRENCY", "[$€ ]#,##0.00"),
        ("nl_NL", "9-11-2026", 46335, "DATE", "d-m-yyyy"),
        ("nl_NL", "maandag 9 november 2026", 46335, "DATE", "dddd d mmmm yyyy"),
        ("nl_NL", "9 nov", 46335, "DATE", "d mmm"),
    ],
)
def test_typing_gives_a_number_with_its_format(
    locale: str, typed: str, number: float, kind: str, pattern: str
) -> None:
    entered = enter(typed, locale, today=TODAY)
    assert entered.value["numberValue"] == pytest.approx(number)
    assert entered.number_format == {"type": kind, "pattern": pattern}
    whole = "-" in typed and kind == "CURRENCY"
    shown = formats.shown(entered.value, entered.number_format, locale)
    assert shown == ("-$5" if whole else {"1,234.5": "1,234.50", "1.234,5": "1.234,50",
        "12.5%": "12.50%", "1e5": "1.00E+05"}.get(typed, typed))  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["1 1/2", "13/40", "1,23", "31/2/2020", "2026-11-09T14:30:00", "5 stuks", "-", "- item", "@n"],
)
def test_what_google_leaves_alone_stays_text(typed: str) -> None:
    assert enter(typed, "en_US", today=TODAY).value == {"stringValue": typed}


@pytest.mark.parametrize("typed", ["+A1", "-foo", "+31 6 1234"])
def test_a_sign_before_a_word_begins_a_formula(typed: str) -> None:
    assert enter(typed, "en_US").value == {"formulaValue": f"={typed}"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1 / 3, "0.3333333333"), (123456789012.0, "123456789012"), (1e15, "1E+15"),
     (123456789.123, "123456789.1"), (1e-7, "0.0000001"), (1e-12, "1E-12"), (-0.5, "-0.5")],
)  # fmt: skip
def test_a_number_without_a_format_shows_ten_digits(value: float, shown: str) -> None:
    assert formats.general(value, "en_US") == shown


@pytest.mark.parametrize("pattern", ["[", "0E", "#,##0." + "0" * 40, "#,##0.00;["])
def test_a_pattern_that_means_nothing_hides_no_number(pattern: str) -> None:
    for value in (1e300, -1234.5):
        shown = formats.number(value, {"type": "NUMBER", "pattern": pattern}, "en_US")
        assert "1" in shown


def test_a_typed_date_is_read_in_three_ways(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [["1/2/2020"]], "USER_ENTERED")
    assert sheets.read("A1") == [["1/2/2020"]]
    assert sheets.read("A1", "UNFORMATTED_VALUE") == [[43832]]
    options = {"dateTimeRenderOption": "FORMATTED_STRING"}
    assert sheets.read("A1", "UNFORMATTED_VALUE", **options) == [["1/2/2020"]]


def test_a_cell_tells_how_it_looks(workspace: LocalWorkspace) -> None:
    sheets = new_sheets(workspace)
    sheets.write("A1", [[5]])
    looks = sheets.cell("A1")["effectiveFormat"]
    assert (looks["horizontalAlignment"], looks["hyperlinkDisplayType"]) == ("RIGHT", "PLAIN_TEXT")


def test_a_new_spreadsheet_has_googles_theme(workspace: LocalWorkspace) -> None:
    properties = new_sheets(workspace).get()["properties"]
    assert (properties["locale"], properties["autoRecalc"]) == ("en_US", "ON_CHANGE")
    kinds = [one["colorType"] for one in properties["spreadsheetTheme"]["themeColors"]]
    assert kinds == ["TEXT", "BACKGROUND", *(f"ACCENT{n}" for n in range(1, 7)), "LINK"]
