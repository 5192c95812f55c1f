"""A school that left its pizza group takes its own rows out, and nothing of anybody else."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from jobs.work.former_groups import GROUP, keep_group, leave_groups
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Content
from sync.collect import write_tables
from sync.errors import GoogleUnreachableError
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, arm, opened, rows

SHEET = "pizza/hagen/pizzasessie"
TABLES = ("inbreng.scholen", "inbreng.vragen", "overzicht.ritme")
READ, WRITE = "sheets.spreadsheets.values.batchGet", "sheets.spreadsheets.values.batchUpdate"
EEN, TWEE, DRIE = "De Een", "De Twee", "De Drie"


@dataclass
class Hagen:
    """A pizza group with the rows of its schools, and one of them, of which only that is set up."""

    file: Path
    text: str
    there: SchoolAtWork
    school: SchoolAtWork

    def collected(self, *names: str) -> None:
        """The rows of these schools, as their collecting writes them."""
        content: Content = {address: [{"school": name} for name in names] for address in TABLES}
        sheet = self.there.spreadsheet(SHEET).spreadsheet
        known = replace(self.there.known(SHEET), collected="")
        assert write_tables(self.there.google, known, sheet, content, self.there.ledger)

    def opened(self, text: str) -> SchoolAtWork:
        self.school.ledger.close()
        self.file.write_text(text, "utf-8")
        self.school = opened(self.file)
        return self.school

    def leaves(self) -> SchoolAtWork:
        lines = self.text.splitlines(keepends=True)
        return self.opened("".join(one for one in lines if not one.startswith("pizza_group:")))

    def names(self) -> list[list[Any]]:
        found = [rows(self.there, SHEET, address) for address in TABLES]
        return [[row["school"] for row in table] for table in found]


@pytest.fixture(scope="module")
def group(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hagen]:
    """The group and its sheet, set up."""
    folder = tmp_path_factory.mktemp("hagen")
    there = a_school(folder, jobs_workspace, "haag", "essen", name=EEN, group="hagen")
    units = (there.desired.units[0], there.desired.units[-1])
    desired = replace(there.desired, units=(replace(units[0], forms=(), spreadsheets=()), units[1]))
    plan = make_plan(there.google, desired, there.ledger)
    assert apply(there.google, plan, there.ledger).ok
    file = folder / "school.yaml"
    yield Hagen(file, file.read_text("utf-8"), there, opened(file))
    there.ledger.close()


@pytest.fixture
def hagen(group: Hagen) -> Iterator[Hagen]:
    """The same when all its schools collected."""
    group.collected(DRIE, EEN, TWEE)
    found = group.opened(group.text).configuration.pizza_group
    assert found
    keep_group(group.school, found)
    yield group
    group.school.ledger.close()


def test_a_school_that_is_in_its_group_leaves_nothing(hagen: Hagen) -> None:
    assert leave_groups(hagen.school) == {}
    assert hagen.school.google.calls[READ] == 0


def test_its_rows_go_and_those_of_the_others_stay(hagen: Hagen) -> None:
    assert leave_groups(hagen.leaves()) == {}
    assert hagen.names() == [[DRIE, TWEE]] * 3


def test_when_it_is_out_it_is_forgotten_and_costs_no_call(hagen: Hagen) -> None:
    school = hagen.leaves()
    for _ in range(2):
        leave_groups(school)
    assert school.ledger.kept_under(GROUP) == {}
    before = school.google.calls[READ]
    assert (leave_groups(school), school.google.calls[READ]) == ({}, before)


def test_a_row_that_another_school_put_back_at_that_moment_goes_all_the_same(hagen: Hagen) -> None:
    leave_groups(hagen.leaves())
    hagen.collected(DRIE, EEN, TWEE)
    leave_groups(hagen.school)
    assert hagen.names() == [[DRIE, TWEE]] * 3


def test_a_school_with_another_name_does_not_stand_there_twice(hagen: Hagen) -> None:
    school = hagen.opened(hagen.text.replace(EEN, "De Eerste"))
    hagen.collected("De Eerste", DRIE, EEN, TWEE)
    leave_groups(school)
    assert hagen.names() == [["De Eerste", DRIE, TWEE]] * 3


def test_it_changed_twice_before_anything_was_collected(hagen: Hagen) -> None:
    hagen.opened(hagen.text.replace("key: hagen", "key: lanen"))
    leave_groups(hagen.leaves())
    assert hagen.names() == [[DRIE, TWEE]] * 3


@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "503"])
def test_what_breaks_off_is_finished_by_the_next_collecting(
    hagen: Hagen, faulty: LocalWorkspace, kind: str
) -> None:
    school = hagen.leaves()
    arm(faulty, {"method": WRITE, "kind": kind, "since": 1})
    with suppress(GoogleUnreachableError):
        assert list(leave_groups(school)) == [SHEET]
    arm(faulty)
    leave_groups(school)
    assert hagen.names() == [[DRIE, TWEE]] * 3


def test_a_sheet_that_refuses_this_account_is_told_once(
    hagen: Hagen, faulty: LocalWorkspace
) -> None:
    school = hagen.leaves()
    refusal = {"method": READ, "kind": "403:insufficientFilePermissions", "since": 1}
    arm(faulty, refusal)
    assert [list(leave_groups(school)) for _ in range(2)] == [[SHEET], []]
