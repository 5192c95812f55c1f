"""From a teacher's keyboard to the team's sheet and its mail, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jobs.cli import main
from jobs.work.school import SchoolAtWork
from sync.local.server import Options, start
from tests.conftest import LocalWorkspace, WorkspaceFactory
from tests.end_to_end.reading import assert_open_to_all, table
from tests.jobs.cast import a_school, at, barometer, fill_in, set_up

pytestmark = pytest.mark.browser

TUESDAY = at(29, 9, 15, 35)
"""Just after the first bordsessie."""
QUESTIONS = 8
SUCCES = "=Samen <b>ontwerpen</b>"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalWorkspace]:
    """A Workspace of this story's own, at the afternoon of the first bordsessie."""
    directory = tmp_path_factory.mktemp("main-line")
    running = start(Options(directory, port=0))
    running.workspace.clock.set(TUESDAY)
    yield LocalWorkspace(running, directory)
    running.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("school")


@pytest.fixture(scope="module")
def school(folder: Path, workspace: LocalWorkspace) -> Iterator[SchoolAtWork]:
    made = set_up(a_school(folder, workspace, "de-es", "essen"))
    yield made
    made.ledger.close()


def ritmiek(*words: str | Path) -> None:
    """Run the command; it must end well."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert not ended.value.code


def focused(page: Page, attribute: str) -> str:
    found = page.evaluate(f"document.activeElement.getAttribute('{attribute}') || ''")
    return str(found)


def tab_to(page: Page, attribute: str, value: str) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(20):
        if focused(page, attribute) == value:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the focus never came to {attribute}={value}")


def press(page: Page, button: str) -> None:
    """Go to a button, press Enter on it and wait for the page that comes."""
    tab_to(page, "name", button)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_by_keyboard(page: Page, skipped: int) -> None:
    """Answer every question of a section but one; Space takes the first option, arrows others."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for number in range(QUESTIONS):
        page.keyboard.press("Tab")
        if number != skipped:
            page.keyboard.press("Space")
        if number == 0:
            page.keyboard.press("ArrowDown")
    press(page, "continue")


def answer_what_was_left_out(page: Page) -> None:
    """Follow the link of the summary to the question, and answer it."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    press(page, "continue")


def write_a_success(page: Page, words: str) -> None:
    """Type in the first field of the last section, and send."""
    page.keyboard.press("Tab")
    tab_to(page, "id", page.locator("textarea.line").first.get_attribute("id") or "")
    page.keyboard.type(words)
    press(page, "submit")


def open_barometer(page: Page, school: SchoolAtWork) -> None:
    """The tab of the barometer in the team's sheet."""
    page.goto(school.address("de-es/essen/team"))
    page.get_by_role("navigation", name="Tabbladen").get_by_role("link", name="Barometer").click()


def test_a_barometer_by_keyboard_reaches_the_sheet_and_the_mail(
    page: Page, school: SchoolAtWork, workspace: LocalWorkspace, folder: Path
) -> None:
    page.goto(school.address("de-es/essen/barometer"))
    answer_by_keyboard(page, skipped=2)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Ik weet aan welk teamdoel ik werk.")
    wrong = page.locator("[aria-invalid=true]")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("Deze vraag is nog niet beantwoord.")

    answer_what_was_left_out(page)
    expect(page.get_by_role("heading", name="In je eigen woorden")).to_be_visible()
    write_a_success(page, SUCCES)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt, je antwoord is verstuurd")

    ritmiek("collect", folder / "school.yaml", "--now", "2026-09-29T15:45")
    open_barometer(page, school)
    (wave,) = table(page, "Week van", "Stand")
    assert (wave["Ingevuld"], wave["Leden"], wave["Energie"]) == ("1", "6", "")
    assert "=Samen" not in page.content()
    for score in (5, 4, 3, 2):
        fill_in(workspace, school, "essen/barometer", barometer(school, score), TUESDAY)
    workspace.running.workspace.clock.set(at(5, 10, 7, 2))
    ritmiek("run", folder / "school.yaml", "--now", "2026-10-05T07:02")
    open_barometer(page, school)
    energie = table(page, "Vraag", "Wat zien we?")[0]
    assert [energie[side] for side in ("Oneens", "Neutraal", "Eens")] == ["1", "1", "3"]
    assert SUCCES in page.inner_text("main")

    page.goto(workspace.base_url + "/mail")
    page.get_by_role("link", name="Essen: jullie week van 5 oktober").click()
    letter = page.frame_locator("iframe")
    expect(letter.locator("body")).to_contain_text("5 van 6 ingevuld")
    expect(letter.locator("body")).to_contain_text(SUCCES)


def answer_all_required(page: Page) -> None:
    """Choose or fill in something for everything that must be answered here."""
    for group in page.locator("fieldset[aria-required=true]").all():
        group.locator("input").first.check()
    for field in page.locator("select[aria-required=true]").all():
        field.select_option(index=1)
    for field in page.locator("input[type=date][aria-required=true]").all():
        field.fill("2026-09-29")
    for field in page.locator(
        "textarea[aria-required=true], input[type=text][aria-required=true]"
    ).all():
        field.fill("Voorbeeld")


@pytest.mark.parametrize("form", ["barometer", "bordsessie", "lesbezoek", "lesontwerp"])
def test_every_section_of_a_form_is_open_to_all(
    looking: Page, school: SchoolAtWork, form: str
) -> None:
    looking.goto(school.address(f"de-es/essen/{form}"))
    sections = next(one.form.sections for one in school.desired.forms() if one.form.key == form)
    for number in range(1, len(sections) + 1):
        expect(looking.locator("main")).to_contain_text(f"Deel {number} van {len(sections)}")
        assert_open_to_all(looking)
        answer_all_required(looking)
        looking.locator("button[name=continue], button[name=submit]").click()
    expect(looking.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert_open_to_all(looking)


def test_a_form_that_points_at_what_is_missing_is_open_to_all(
    looking: Page, school: SchoolAtWork
) -> None:
    looking.goto(school.address("de-es/essen/barometer"))
    looking.locator("button[name=continue]").click()
    expect(looking.get_by_role("alert")).to_contain_text(f"deze {QUESTIONS} vragen")
    assert_open_to_all(looking)


def test_a_closed_form_is_open_to_all(
    looking: Page, school: SchoolAtWork, workspace: LocalWorkspace
) -> None:
    known = school.known("de-es/essen/lesontwerp")
    closed = {"publishState": {"isPublished": True, "isAcceptingResponses": False}}
    with workspace.session() as owner:
        body = {"publishSettings": closed, "updateMask": "publishState"}
        assert owner.post(f"/v1/forms/{known.id}:setPublishSettings", json=body).ok
    looking.goto(school.address(known.key))
    expect(looking.locator("main")).to_contain_text("neemt geen antwoorden meer aan")
    assert_open_to_all(looking)


@pytest.mark.parametrize(
    "path", ["/niets", "/spreadsheets/d/niets", "/forms/d/e/niets/viewform", "/mail/niets"]
)
def test_a_page_that_is_not_there_says_so_to_all(
    looking: Page, workspace: LocalWorkspace, path: str
) -> None:
    answer = looking.goto(workspace.base_url + path)
    assert answer is not None
    assert answer.status == 404
    expect(looking.get_by_role("heading", level=1)).to_be_visible()
    assert_open_to_all(looking)


def test_a_workspace_without_mail_is_open_to_all(looking: Page, fresh: LocalWorkspace) -> None:
    for path in ("/", "/mail"):
        looking.goto(fresh.base_url + path)
        assert_open_to_all(looking)


@pytest.fixture
def fresh(fresh_workspace: WorkspaceFactory) -> LocalWorkspace:
    return fresh_workspace()
