"""The demonstration, twice on the same data, and every page that it leaves to look at."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from jobs.demo.walk import example_schools
from jobs.work.school import SchoolAtWork, open_school
from sync.local.server import Options, Running, start
from sync.setup.plan import make_plan
from tests.end_to_end.reading import assert_open_to_all, table

AFTERWARDS = datetime(2026, 11, 16, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Demo:
    """What a demonstration left behind, and what it said the first time and the second."""

    directory: Path
    said: tuple[str, str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Six weeks at two schools take a while: once for all tests."""
    directory = tmp_path_factory.mktemp("demo") / "workspace"
    return Demo(directory, (demonstrate(directory), demonstrate(directory)))


def demonstrate(directory: Path) -> str:
    words = ["demo", "--data", str(directory), "--port", "0", "--exit"]
    ended = subprocess.run(
        [sys.executable, "-m", "jobs.cli", *words], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


@pytest.fixture(scope="session")
def served(demo: Demo) -> Iterator[Running]:
    """The Workspace that the demonstration filled."""
    running = start(Options(demo.directory, port=0))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def schools(demo: Demo, served: Running) -> Iterator[list[SchoolAtWork]]:
    found = [open_school(own, AFTERWARDS) for own in example_schools(served, demo.directory)]
    yield found
    for school in found:
        school.ledger.close()


def test_the_first_time_it_sets_up_fills_in_and_mails(demo: Demo) -> None:
    first, _ = demo.said
    assert "Set-up of 2 schools made 118 changes." in first
    assert "112 mails were sent to the outbox." in first
    for opened in ("/mail", "/spreadsheets/d/", "/viewform"):
        assert opened in first


def test_the_second_time_it_changes_fills_in_and_mails_nothing(demo: Demo) -> None:
    _, second = demo.said
    assert "Set-up of 2 schools made 0 changes." in second
    assert "0 invented answers were filled in" in second
    assert "0 mails were sent" in second


def test_afterwards_nothing_would_change(schools: list[SchoolAtWork]) -> None:
    for school in schools:
        plan = make_plan(school.google, school.desired, school.ledger)
        assert plan.empty
        assert plan.lines == ()


def test_every_answer_of_every_team_arrived(demo: Demo, served: Running) -> None:
    (found,) = served.workspace.store.rows("SELECT count(*) AS number FROM form_responses")
    assert f"{found['number']} invented answers were filled in" in demo.said[0]


@pytest.mark.browser
def test_the_front_page_and_the_list_of_mails_are_open_to_all(
    looking: Page, served: Running
) -> None:
    for path in ("/", "/mail"):
        looking.goto(served.base_url + path)
        assert_open_to_all(looking)


@pytest.mark.browser
@pytest.mark.parametrize("sheet", ["onderbouw/team", "overzicht", "pizza"])
def test_every_tab_of_a_sheet_is_open_to_all(
    looking: Page, schools: list[SchoolAtWork], sheet: str
) -> None:
    school = schools[0]
    key = "pizza/rivierenland/pizzasessie" if sheet == "pizza" else f"de-wilgen/{sheet}"
    looking.goto(school.address(key))
    tabs = looking.get_by_role("navigation", name="Tabbladen").get_by_role("link")
    titles = [tab.title for tab in school.spreadsheet(key).spreadsheet.tabs]
    assert [name.strip() for name in tabs.all_inner_texts()] == titles
    for number in range(len(titles)):
        tabs.nth(number).click()
        assert_open_to_all(looking)


@pytest.mark.browser
@pytest.mark.parametrize(
    "subject", ["jullie week van 16 november", "het ritme van de teams", "Pizzasessie"]
)
def test_a_mail_is_open_to_all_on_its_page_and_on_its_own(
    looking: Page, served: Running, subject: str
) -> None:
    looking.goto(served.base_url + "/mail")
    looking.get_by_role("link", name=subject).first.click()
    assert_open_to_all(looking)
    looking.goto(looking.url + "/html")
    assert_open_to_all(looking)


@pytest.mark.browser
def test_the_board_shows_goals_and_actions_of_the_team_itself(
    looking: Page, schools: list[SchoolAtWork]
) -> None:
    for school in schools:
        for team in school.configuration.teams:
            looking.goto(school.address(f"{school.key}/{team.key}/team"))
            tabs = looking.get_by_role("navigation", name="Tabbladen")
            tabs.get_by_role("link", name="Bord").click()
            actions = table(looking, "Klaar op", "Wat", "Wie", "Status")
            assert [row["Status"] for row in actions] == ["gelukt", "bezig", "open", "open"]
            assert all(row["Wat"].startswith("Voorbeeld: ") for row in actions)


@pytest.mark.browser
def test_the_last_week_mail_counts_the_open_actions(looking: Page, served: Running) -> None:
    looking.goto(served.base_url + "/mail")
    looking.get_by_role("link", name="jullie week van 16 november").first.click()
    letter = looking.frame_locator("iframe").locator("body")
    assert "Acties op jullie bord: 2 open en 1 bezig." in letter.inner_text()
