"""Which files are made of a list, which never, and what they hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jobs.ledger import Ledger
from jobs.school.config import load_configuration
from jobs.school.model import Configuration
from jobs.signup.accepting import Accepted, judge, make_files, words_on_files
from jobs.signup.at_work import OrganiserAtWork
from jobs.signup.organiser import load_organiser
from jobs.signup.signups import Signup
from jobs.signup.the_list import Listed, Standing
from tests.jobs.cast import at
from tests.signup.cast import DE_ES
from tests.signup.test_reading import signup

EXAMPLE = Path("examples/organiser/stichting.yaml")
MADE = "basisschool-de-es.yaml gemaakt op 5 oktober 2026"


@pytest.fixture
def work(tmp_path: Path) -> OrganiserAtWork:
    """The foundation of the examples on the fifth of October 2026."""
    return OrganiserAtWork(load_organiser(EXAMPLE), Ledger(tmp_path / "ledger"), at(5, 10, 9))


def a_list(found: Signup, step: str = "akkoord", file: str = "") -> Listed:
    """A list of one sign-up, with the step that people chose and what it says of its file."""
    return Listed((found,), {found.number: (Standing(step, file),)}, 0, 0, 0)


def accept(work: OrganiserAtWork, folder: Path, listed: Listed) -> Accepted:
    """What became of the only agreed sign-up."""
    (accepted,) = judge(work, listed, folder)
    make_files(work, [accepted])
    return accepted


def school(work: OrganiserAtWork, folder: Path, **answers: str) -> Configuration:
    """The school that was accepted."""
    return load_configuration(accept(work, folder, a_list(signup(**DE_ES | answers))).path)


def test_the_file_holds_what_the_school_said(work: OrganiserAtWork, tmp_path: Path) -> None:
    made = school(work, tmp_path / "schools")
    assert (made.school.type, made.school.region) == ("po", "midden")
    assert [team.name for team in made.teams] == ["Onderbouw", "Bovenbouw"]
    assert made.people.schoolleiding[0].email == "lies@es.example"
    assert made.mail.domains == ("es.example",)


def test_a_schoolcoach_who_signs_up_coaches(work: OrganiserAtWork, tmp_path: Path) -> None:
    made = school(work, tmp_path, rol="schoolcoach")
    assert made.people.schoolcoaches[0].name == "Lies Leiding"
    assert made.people.schoolleiding[0].name == "Naam van de schoolleider"


def test_somebody_with_another_role_stays_out_of_the_file(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    made = school(work, tmp_path, rol="conciërge")
    assert "Lies Leiding" not in made.model_dump_json()


@pytest.mark.parametrize(
    ("begin", "start"),
    [
        (date(2026, 12, 9), date(2026, 12, 14)),
        (date(2026, 12, 21), date(2027, 1, 4)),
        (date(2019, 1, 1), date(2026, 10, 12)),
        (None, date(2026, 10, 12)),
    ],
)
def test_blocks_start_on_the_first_monday_with_school_after_the_school_wants_to_begin(
    work: OrganiserAtWork, tmp_path: Path, begin: date | None, start: date
) -> None:
    found = replace(signup(**DE_ES), begin=begin)
    made = load_configuration(accept(work, tmp_path, a_list(found)).path)
    assert {team.block_start for team in made.teams} == {start}


def test_a_beginning_in_a_year_of_which_no_vacation_is_known_is_told(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    found = replace(signup(**DE_ES), begin=date(2062, 9, 1))
    assert "de vakanties nog niet bekend" in accept(work, tmp_path, a_list(found)).cell
    assert list(tmp_path.glob("*.yaml")) == []


@pytest.mark.parametrize("step", ["", "interesse", "intake", "gestopt", "akkord"])
def test_only_what_people_agreed_upon_is_made(
    work: OrganiserAtWork, tmp_path: Path, step: str
) -> None:
    assert judge(work, a_list(signup(**DE_ES), step), tmp_path) == ()


def test_looking_makes_no_file(work: OrganiserAtWork, tmp_path: Path) -> None:
    (accepted,) = judge(work, a_list(signup(**DE_ES)), tmp_path / "schools")
    assert accepted.cell == MADE
    assert not (tmp_path / "schools").exists()


def test_a_file_that_moved_on_is_not_made_again(work: OrganiserAtWork, tmp_path: Path) -> None:
    again = accept(work, tmp_path, a_list(signup(**DE_ES), file=MADE))
    assert (again.cell, again.text) == (MADE, "")
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_file_of_its_own_is_known_again_when_the_list_was_never_told(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    listed = a_list(signup(**DE_ES))
    accept(work, tmp_path, listed)
    later = OrganiserAtWork(work.organiser, work.ledger, at(12, 10, 9))
    again = accept(later, tmp_path, listed)
    assert (again.cell, again.text, again.flaws) == (MADE, "", ())


def test_a_file_that_is_there_already_is_not_written_over(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    file = tmp_path / "basisschool-de-es.yaml"
    file.write_text("van ons\n", encoding="utf-8")
    refused = accept(work, tmp_path, a_list(signup(**DE_ES)))
    assert "er is al een school met deze korte naam" in refused.cell
    assert file.read_text(encoding="utf-8") == "van ons\n"


def test_a_school_is_known_by_its_key_whatever_its_file_is_called(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    text = "school: {key: basisschool-de-es}\n"
    (tmp_path / "school.yaml").write_text(text, encoding="utf-8")
    refused = accept(work, tmp_path, a_list(signup(**DE_ES)))
    assert "in school.yaml" in refused.cell
    assert not refused.path.exists()


def test_what_was_wrong_is_wiped_out_when_people_choose_another_step(
    work: OrganiserAtWork, tmp_path: Path
) -> None:
    for said, stays in (("Nog niet gemaakt: er zijn geen teams", False), (MADE, True)):
        listed = a_list(signup(**DE_ES), "intake", said)
        words = words_on_files(listed, judge(work, listed, tmp_path))
        assert (said in words.values()) is stays


def test_a_row_that_people_copied_is_told(work: OrganiserAtWork, tmp_path: Path) -> None:
    found = signup(**DE_ES)
    rows = (Standing("akkoord", ""), Standing("akkoord", ""))
    refused = accept(work, tmp_path, Listed((found,), {found.number: rows}, 0, 0, 0))
    assert "deze aanmelding staat twee keer in de lijst" in refused.cell
    assert list(tmp_path.glob("*.yaml")) == []
