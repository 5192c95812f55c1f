"""A real Chromium that reaches nothing but this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WIDE, PHONE = (1280, 900), (360, 740)
HERE = ("http://127.0.0.1:", "data:")
PATIENCE = 20_000
"""Milliseconds; a machine that does much else at the same time takes them."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine; without one these tests fail, for they cannot speak."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            "The browser tests need Chromium: install the package 'chromium', for example with: "
            "sudo apt-get install chromium",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page as somebody opens it."""
    with _opened(browser) as page:
        yield page


@pytest.fixture(scope="module")
def looking(browser: Browser) -> Iterator[Page]:
    """One page to look at many addresses with, in which axe-core may run."""
    with _opened(browser, bypass_csp=True) as page:
        yield page


@contextmanager
def _opened(browser: Browser, *, bypass_csp: bool = False) -> Iterator[Page]:
    """A page of which everything comes from this machine."""
    size: ViewportSize = {"width": WIDE[0], "height": WIDE[1]}
    asked: list[str] = []
    with browser.new_context(viewport=size, locale="nl-NL", bypass_csp=bypass_csp) as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page
    assert [url for url in asked if not url.startswith(HERE)] == []
