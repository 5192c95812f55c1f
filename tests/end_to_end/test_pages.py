"""Every kind of page of the local Workspace: by day and in the dark, by keyboard and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sync.local.server import Options, start
from tests.conftest import LocalWorkspace
from tests.end_to_end.conftest import PHONE
from tests.end_to_end.reading import assert_open_to_all
from tests.local.forms_cast import make_form
from tests.local.forms_cast import text as question
from tests.local.pages.test_sheet_finding import basic
from tests.local.spreadsheets import Sheets, grid, new_sheets, text

pytestmark = pytest.mark.browser

YELLOW = {"backgroundColor": {"red": 1, "green": 0.95, "blue": 0.6}}
NAVY = {"backgroundColor": {"blue": 0.3}}
MAROON = {"textFormat": {"foregroundColor": {"red": 0.5}}}
ON_PAPER = {"width": 1032, "height": 700}
"""What is left of a sheet of A4 that lies down, between its margins."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    directory = tmp_path_factory.mktemp("pages")
    running = start(Options(directory, port=0))
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture(scope="module")
def sheets(workspace: LocalWorkspace) -> Sheets:
    """A spreadsheet with something of everything on its first tab, and a broad second one."""
    made = new_sheets(workspace, title="Van alles", locale="nl_NL")
    made.write("Sheet1!A1:C4", [["Team", "Eens", "Oneens"], ["A", 5, 2], ["B", 3, 4], ["C", 6, 1]])
    coloured = [
        {**text("geel"), "userEnteredFormat": YELLOW, "note": "Alleen voor jullie."},
        {**text("donker"), "userEnteredFormat": NAVY},
        {**text("letters"), "userEnteredFormat": MAROON},
    ]
    start = {"sheetId": 0, "rowIndex": 4, "columnIndex": 0}
    choices = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "geel"}]}
    made.batch(
        {"updateCells": {"rows": [{"values": coloured}], "fields": "*", "start": start}},
        {"setDataValidation": {"range": grid(1, 1, top=4), "rule": {"condition": choices}}},
        {"addSheet": {"properties": {"sheetId": 7, "title": "Breed", "gridProperties": FROZEN}}},
        *({"addChart": {"chart": {"spec": spec}}} for spec in CHARTS),
    )
    row = [f"kolom {number}" for number in range(26)]
    made.write("Breed!A1:Z40", [row for _ in range(40)])
    return made


FROZEN = {"rowCount": 90, "columnCount": 26, "frozenRowCount": 2, "frozenColumnCount": 1}
CHARTS = [
    basic("BAR"),
    basic("COLUMN", stackedType="PERCENT_STACKED"),
    basic("AREA"),
    basic("LINE"),
]


@pytest.fixture(scope="module")
def addresses(workspace: LocalWorkspace, sheets: Sheets) -> dict[str, str]:
    """A page of every kind by its name."""
    open_form, closed = make_form(workspace, question()), make_form(workspace, question())
    closed.publish(accepting=False)
    paths = {
        "front": "/",
        "activity": "/activiteit?wie=eigenaar",
        "signing in": "/aanmelden",
        "fields": f"/bestanden/{open_form.id}",
        "sheet": f"/spreadsheets/d/{sheets.id}?zoek=geel",
        "broad": f"/spreadsheets/d/{sheets.id}?gid=7",
        "not here": "/bestaat-niet",
        "wrong link": "/?als=x.y",
        "not shared": f"/spreadsheets/d/{sheets.id}?als=x.y",
    }
    found = {name: workspace.base_url + path for name, path in paths.items()}
    forms = {"form": open_form, "closed": closed}
    return {**found, **{name: form.open().url for name, form in forms.items()}}


@pytest.mark.parametrize(
    "name",
    [
        *("front", "activity", "signing in", "fields", "sheet"),
        *("not here", "wrong link", "not shared", "form", "closed"),
    ],
)
def test_every_kind_of_page_is_open_to_all_by_day_and_in_the_dark(
    looking: Page, addresses: dict[str, str], name: str
) -> None:
    looking.set_extra_http_headers({"Accept": "text/html"})
    looking.goto(addresses[name])
    expect(looking.locator("h1")).to_have_count(1)
    assert_open_to_all(looking)


def colour(page: Page, words: str, of: str) -> str:
    found = page.get_by_role("cell", name=words).evaluate(f"cell => getComputedStyle(cell).{of}")
    return str(found)


def test_in_the_dark_a_cell_keeps_its_ground_and_its_letters_show(
    page: Page, addresses: dict[str, str]
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(addresses["sheet"])
    assert colour(page, "geel", "backgroundColor") == "rgb(255, 242, 153)"
    assert colour(page, "geel", "color") == "rgb(31, 41, 51)"
    assert colour(page, "donker", "color") == "rgb(255, 255, 255)"
    in_the_dark = colour(page, "letters", "color")
    page.emulate_media(color_scheme="light")
    assert colour(page, "letters", "color") == "rgb(128, 0, 0)" != in_the_dark


def test_the_first_key_leads_past_the_menu(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["sheet"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_note_is_read_by_keyboard_and_by_touch(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["sheet"])
    mark = page.get_by_role("link", name="Toelichting 1")
    mark.focus()
    assert mark.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("li:target")).to_contain_text("Alleen voor jullie.")
    page.get_by_role("link", name="Terug naar geel").click()
    expect(page.locator("a:target")).to_have_accessible_name("Toelichting 1")


def test_frozen_rows_and_columns_stay_in_sight(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["broad"])
    sheet = page.get_by_role("region", name="Tabblad Breed")
    sheet.evaluate("sheet => sheet.scrollTo(900, 500)")
    expect(sheet.get_by_text("kolom 12").first).to_be_in_viewport()
    expect(sheet.locator("thead tr").last.locator("> *").first).to_be_in_viewport()
    expect(sheet.locator("thead tr").first.get_by_text("kolom 12")).to_be_in_viewport()
    expect(sheet.locator("tbody tr").nth(20).locator("> *").first).to_be_in_viewport()


def test_on_paper_the_broadest_table_fits(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["broad"])
    page.set_viewport_size(ON_PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    table = page.locator(".sheet table")
    assert table.evaluate("table => table.getBoundingClientRect().right") <= ON_PAPER["width"]
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.emulate_media(media="screen")
    assert table.evaluate("table => table.getBoundingClientRect().right") > ON_PAPER["width"]


def test_everything_to_press_on_a_phone_is_large_enough(
    page: Page, addresses: dict[str, str]
) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for name in ("front", "activity", "signing in", "sheet", "form", "not here"):
        page.goto(addresses[name])
        buttons = page.locator("main button, main select, main summary, main .list a, nav a")
        heights = buttons.evaluate_all("all => all.map(each => each.offsetHeight)")
        assert min([44, *heights]) == 44, name


def test_who_wants_less_motion_gets_none(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["form"])
    button = page.get_by_role("button", name="Versturen")
    moving = "button => getComputedStyle(button).transitionDuration"
    assert button.evaluate(moving) == "0.12s"
    page.emulate_media(reduced_motion="reduce")
    assert button.evaluate(moving) == "0s"
