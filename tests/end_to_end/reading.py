"""Reading pages as people do, and as those do who cannot see or who hold a phone."""

from itertools import takewhile
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.end_to_end.conftest import PHONE, WIDE

AXE = Axe()
LOOK = "async options => (await axe.run(options)).violations"
Scheme = Literal["light", "dark"]
BRIEF: dict[str, Any] = {"resultTypes": ["violations"], "selectors": False}
"""Of a thousand cells that are as they should be, axe-core need not say which they are."""

ONLY_COLOURS = {**BRIEF, "runOnly": ["color-contrast", "link-in-text-block"]}
"""What can be otherwise in the dark than by day, on a phone as on a wide screen."""

BUT_COLOURS = {**BRIEF, "rules": {"color-contrast": {"enabled": False}}}
"""What can be otherwise on a phone than on a wide screen: by day both have the same colours."""

LOOKS: tuple[tuple[tuple[int, int], Scheme, dict[str, Any]], ...] = (
    (WIDE, "light", BRIEF),
    (PHONE, "light", BUT_COLOURS),
    (PHONE, "dark", ONLY_COLOURS),
)


def assert_open_to_all(page: Page) -> None:
    """Nothing stands in the way of a screen reader, and a phone shows the whole page."""
    barriers, overflow = _barriers(page), _overflow(page)
    assert not barriers, "\n".join(barriers)
    assert not overflow, f"{page.url} is {overflow} px wider than a phone"


def _barriers(page: Page) -> list[str]:
    """What axe-core objects to on a wide screen and on a phone, with a place for each."""
    found = []
    # A colour that is still changing is neither the one nor the other.
    page.emulate_media(reduced_motion="reduce")
    # Put in once a page, and asked for what is wrong only: both cost more than some of its rules.
    page.evaluate(AXE.axe_script)
    for (width, height), scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        for violation in page.evaluate(LOOK, options):
            place = violation["nodes"][0]["html"]
            where = f"{width} px, {scheme}"
            found.append(f"{where}: {violation['id']}: {violation['help']}: {place}")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found


def _overflow(page: Page) -> int:
    """By how many pixels the page is wider than a phone."""
    width, height = PHONE
    page.set_viewport_size({"width": width, "height": height})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))


# What a cell says, without the number that leads to its note.
CELLS = """rows => rows.map(row => [...row.cells].map(cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('.mark').forEach(mark => mark.remove());
    return copy.textContent.trim();
}))"""


def table(page: Page, *headers: str) -> list[dict[str, str]]:
    """The rows of a sheet below the row that starts with these headers, up to an empty one."""
    sheet = page.get_by_role("region", name="Tabblad")
    rows: list[list[str]] = sheet.locator("tr").evaluate_all(CELLS)
    start = next(n for n, row in enumerate(rows) if tuple(row[: len(headers)]) == headers)
    below = takewhile(any, rows[start + 1 :])
    return [dict(zip(rows[start], row, strict=False)) for row in below]
