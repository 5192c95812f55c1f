"""What there is about one person: found, given, and taken away as far as it is ours."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.commands.one_school import NotConfirmedError, confirmed
from jobs.leaving.finding import Finds, find_person
from jobs.leaving.forgetting import Forgetting, forget_person
from jobs.leaving.whose import somebody
from jobs.work.school import SchoolAtWork
from sync.errors import MovedSinceReadError
from sync.files.rights import list_permissions
from sync.whole_sheets import read_whole
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, arm, barometer, bordsessie, fill_in, set_up
from tests.jobs.command import Command
from tests.leaving.conftest import NOW, TODAY, WEEK_1, file_of

ADDRESS = "essen1@es.example"
WRITING = "sheets.spreadsheets.values.batchUpdate"


@pytest.fixture(scope="module")
def school(
    workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    """A school in which people wrote about Lid 1; it is changed by one test, the last."""
    made = set_up(a_school(tmp_path_factory.mktemp("mens"), workspace, "mens", "essen", now=TODAY))
    made.keep_visits()
    said = bordsessie(WEEK_1, successen="Lid 1 las voor")
    fill_in(workspace, made, "essen/bordsessie", said, WEEK_1)
    fill_in(workspace, made, "essen/barometer", barometer(made, succes="Lid 1 hielp"), WEEK_1)
    cells = [{"range": "Start!D47", "values": [["Vraag lid 1 om de sleutel"]]}]
    body = {"valueInputOption": "RAW", "data": cells}
    made.google.sheets.values_batch_update(made.known("mens/essen/team").id, body)
    yield made
    made.ledger.close()


@pytest.fixture(scope="module")
def found(school: SchoolAtWork) -> Finds:
    """What there is before anything was removed."""
    return find_person(school, somebody(school.configuration, "Lid 1"))


def test_it_finds_cells_of_ritmiek_of_people_and_of_beheer(found: Finds) -> None:
    cells = found.cells
    assert {one.owner for one in cells} == {"ritmiek", "people", "beheer"}
    [written] = [one for one in cells if one.owner == "people"]
    assert (written.tab, written.cell) == ("Start", "D47")
    assert written.address.endswith("&range=D47")


def test_it_finds_answers_but_never_looks_in_an_anonymous_form(found: Finds) -> None:
    assert [one.text for one in found.answers] == ["Lid 1 las voor"]
    assert "Barometer – Essen" in found.anonymous
    assert "hielp" not in repr(found)


def test_it_finds_access_by_the_address_and_what_the_ledger_keeps(found: Finds) -> None:
    assert ("folder", "Essen", "writer") in {
        (one.file.kind, one.file.name, one.role) for one in found.rights
    }
    assert "visits/mens/essen" in found.kept


def test_what_was_found_is_given_in_dutch_and_as_json(
    ritmiek: Command, school: SchoolAtWork, tmp_path: Path
) -> None:
    said = ritmiek("person", "give", file_of(school), ADDRESS, "--to", tmp_path / "uit.md", *NOW)
    assert said.code == 0, said.err
    text = (tmp_path / "uit.md").read_text(encoding="utf-8")
    assert "tabblad Start, cel D47 (van collega's): “Vraag lid 1 om de sleutel”" in text
    assert "Niet doorzocht, want anoniem: " in text
    told = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))
    assert told["roles"] == ["lid van Essen"]
    assert (tmp_path / "uit.md").stat().st_mode & 0o077 == 0
    again = ritmiek("person", "give", file_of(school), ADDRESS, "--to", tmp_path / "uit.md")
    assert again.code == 2


@pytest.mark.parametrize("typed", ["", "Lid 2", "lid 1"])
def test_another_name_confirms_nothing(typed: str) -> None:
    with pytest.raises(NotConfirmedError) as error:
        confirmed("Lid 1", typed, what="the name of this person")
    assert "Lid" not in str(error.value)


def test_what_is_ours_is_removed_and_what_people_wrote_stays(
    ritmiek: Command, school: SchoolAtWork, found: Finds, faulty: LocalWorkspace
) -> None:
    words = ("person", "remove", file_of(school), ADDRESS, "--confirm", "Lid 1", *NOW)
    arm(faulty, {"method": WRITING, "kind": "cut_after", "times": 1})
    cut_off = ritmiek(*words)
    assert cut_off.code == 1
    # A second time at once could be in the rows of others, when somebody sorted them.
    assert "run it again" in cut_off.err
    said = ritmiek(*words)
    assert said.code == 3, said.err
    assert "by hand, before the next collect: form Bordsessie – Essen" in said.out
    assert "by hand, first: the school's file still has this person" in said.out
    whose = somebody(school.configuration, ADDRESS)
    left = find_person(school, whose)
    assert [(one.owner, one.cell) for one in left.cells] == [("people", "D47")]
    assert (left.rights, left.kept) == ((), ())
    folder = next(iter(list_permissions(school.google, [school.known("mens/essen").id]).values()))
    assert isinstance(folder, list)
    assert len([one for one in folder if "essen" in str(one.get("emailAddress", ""))]) == 5
    team = read_whole(school.google, school.known("mens/essen/team").id)
    assert any(cell.text == "oud-collega" for tab in team.tabs for _, _, cell in tab.cells())
    # What was shown before is not what there is now, so nothing more is done with it.
    with pytest.raises(MovedSinceReadError, match="sharing of"):
        forget_person(school, whose, Forgetting(found, found.cells, (), (), found.rights, ()))
