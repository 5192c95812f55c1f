"""Sign-ups that cannot become a school: the list says in Dutch what is wrong and what to do."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
import structlog

from jobs.cli import main
from jobs.signup.flaws import flaws_in
from tests.conftest import LocalWorkspace
from tests.jobs.command import Said, done
from tests.signup.cast import DE_ES, NOW, Foundation
from tests.signup.conftest import make_file
from tests.signup.test_reading import signup

AGAIN = "Vul het formulier opnieuw in en kies hier gestopt."


@dataclass(frozen=True)
class Crowd:
    """A list with everything in it that can be wrong, and what accepting said of it."""

    foundation: Foundation
    nowhere: Said
    said: Said
    before: list[list[str]]
    after: list[list[str]]


@pytest.fixture(scope="module")
def crowd(workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """Agreed upon: a wrong school, a right one, one that signed up twice, and rows of people's."""
    file = make_file(tmp_path_factory.mktemp("crowd"), workspace)
    done("signup", "setup", file)
    foundation = Foundation(workspace, file)
    foundation.sign_up(teams="", domein="ergens", email="lies")
    for school in ("De Linde", "De Beuk", "De Beuk"):
        foundation.sign_up(school=school)
    done("signup", "collect", file)
    for number in range(4):
        foundation.choose("akkoord", number=number)
    foundation.write("C8:E8", [["De Zelfgetypte", "", "akkoord"]])
    nowhere = heard("signup", "accept", file, "--out", file / "map", *NOW)
    said = heard("signup", "accept", file, *NOW)
    before = foundation.cells()
    foundation.choose("gestopt", number=foundation.place("De Beuk"))
    heard("signup", "accept", file, *NOW)
    return Crowd(foundation, nowhere, said, before, foundation.cells())


def heard(*words: str | Path) -> Said:
    """What a command says, outside a test."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    structlog.reset_defaults()
    return Said(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def bestand(cells: list[list[str]], school: str) -> list[str]:
    """What the list says of the file of a school, row by row."""
    return [row[8] for row in cells if row[2] == school]


@pytest.mark.parametrize(
    ("answers", "dutch", "english"),
    [
        ({"domein": "school"}, "het domein is geen domein, zoals school.nl", "domain"),
        ({"domein": "lies@es.example"}, "bedoeld is misschien es.example", "domain"),
        ({"domein": "https://www.es.example/over"}, "bedoeld is misschien es.example", "domain"),
        ({"domein": ""}, "het domein van de mail ontbreekt", "domain"),
        ({"email": "lies"}, "is geen mailadres", "no e-mail address"),
        ({"email": "lies@thuis.example"}, "hoort niet bij het domein", "outside the school's"),
        ({"teams": ""}, "er zijn geen teams genoemd", "no teams are named"),
        ({"teams": "0"}, "er zijn geen teams genoemd", "no teams are named"),
        ({"teams": "30 teams"}, "er zijn 30 teams genoemd; noem er hooguit 20", "30 teams"),
        ({"teams": "De\u200bEs"}, "de naam van een team", "unprintable"),
        ({"school": "De\u200bEs"}, "de naam van de school", "unprintable"),
        ({"naam": "Lies\x7f"}, "de naam van de contactpersoon", "unprintable"),
        ({"school": " "}, "de naam van de school ontbreekt", "the name of the school"),
        ({"regio": ""}, "de vakantieregio ontbreekt", "region is missing"),
        ({"type": "basisschool"}, "het type school ontbreekt", "type of school is missing"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_in_both_languages(
    answers: dict[str, str], dutch: str, english: str
) -> None:
    (flaw,) = flaws_in(signup(**DE_ES | answers))
    assert dutch in flaw.said("nl")
    assert english in flaw.english
    assert flaw.advice("nl") == AGAIN


def test_all_that_is_wrong_with_a_sign_up_is_told_at_once(crowd: Crowd) -> None:
    assert crowd.said.code == 3
    (cell,) = bestand(crowd.before, "Basisschool De Es")
    assert cell.startswith("Nog niet gemaakt: het domein")
    assert "geen mailadres; er zijn geen teams genoemd" in cell
    assert cell.count(AGAIN) == 1


def test_a_sign_up_that_is_wrong_keeps_no_other_school_from_its_file(crowd: Crowd) -> None:
    assert bestand(crowd.before, "De Linde") == ["de-linde.yaml gemaakt op 5 oktober 2026"]
    assert (crowd.foundation.schools / "de-linde.yaml").is_file()


def test_nothing_of_an_answer_is_said_where_logs_go(crowd: Crowd) -> None:
    told = crowd.said.err + crowd.nowhere.err
    assert not [word for word in ("lies", "Lies", "ergens", "De Es", "De Beuk") if word in told]


def test_two_sign_ups_of_one_school_wait_for_people_to_choose(crowd: Crowd) -> None:
    first, second = (row for row in crowd.before if row[2] == "De Beuk")
    assert f"meldde zich vaker aan: {second[0]}" in first[8]
    assert f"meldde zich vaker aan: {first[0]}" in second[8]


def test_when_people_stop_one_of_two_sign_ups_the_other_gets_its_file(crowd: Crowd) -> None:
    assert bestand(crowd.after, "De Beuk") == ["", "de-beuk.yaml gemaakt op 5 oktober 2026"]


def test_an_agreed_row_that_people_made_up_is_told(crowd: Crowd) -> None:
    assert "1 agreed rows of the list belong to no sign-up" in crowd.said.err


def test_a_folder_that_cannot_be_made_is_wrong_use(crowd: Crowd) -> None:
    assert crowd.nowhere.code == 2
    assert "it cannot be written" in crowd.nowhere.err
