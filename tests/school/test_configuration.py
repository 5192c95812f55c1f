"""A school's file is read whole, or refused with everything that is wrong with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.school.config import (
    find_configurations,
    load_configuration,
    load_configurations,
    read_configuration,
)
from jobs.school.problems import ConfigurationError, NoConfigurationError
from jobs.school.schema import SHIPPED, schema_text

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
ESDOORN = HERE / "esdoorn.yaml"


@pytest.mark.parametrize("name", ["de-wilgen", "rijnoever-college"])
def test_the_example_schools_have_no_problems(name: str) -> None:
    reading = read_configuration(EXAMPLES / f"{name}.yaml")
    assert reading.problems == ()
    assert reading.configuration is not None
    assert reading.configuration.school.key == name


def test_the_example_schools_have_the_promised_teams() -> None:
    schools = load_configurations(find_configurations([EXAMPLES]))
    sizes = {team.key: (team.vocabulary, len(team.members)) for s in schools for team in s.teams}
    assert sizes == {
        "onderbouw": ("teachers", 8),
        "bovenbouw": ("teachers", 7),
        "zorg-en-welzijn": ("teachers", 9),
        "ondersteuning": ("support", 6),
    }
    assert {school.pizza_group.key for school in schools if school.pizza_group} == {"rivierenland"}


def test_everybody_in_the_examples_has_free_hours_of_their_own() -> None:
    for school in load_configurations(find_configurations([EXAMPLES])):
        for team in school.teams:
            hours = [member.free_hours for member in team.members]
            assert len(set(hours)) == len(hours)
            assert all(3 <= len(free) <= 6 for free in hours)


def test_paths_are_read_from_the_folder_of_the_file() -> None:
    configuration = load_configuration(EXAMPLES / "de-wilgen.yaml")
    assert configuration.ledger == EXAMPLES.parent / ".ritmiek" / "workspace" / "de-wilgen.sqlite"
    credentials = configuration.workspace.credentials
    assert credentials
    assert credentials.is_absolute()


def test_the_error_lists_every_problem_with_its_place() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(HERE / "faults" / "many-at-once.yaml")
    assert len(caught.value.problems) == 4
    assert f"{HERE}/faults/many-at-once.yaml:5:11: region 'oost'" in str(caught.value)


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    (problem,) = read_configuration(tmp_path / "school.yaml").problems
    assert str(problem).endswith(f"does not exist; make one with: ritmiek init {problem.file}")


def test_a_folder_says_which_file_to_name(tmp_path: Path) -> None:
    (problem,) = read_configuration(tmp_path).problems
    assert (
        problem.message == f"this is a folder; name the file in it, such as {tmp_path}/school.yaml"
    )


@pytest.mark.parametrize("content", [b"name: Andr\xe9\n", b"PK\x03\x04\x00\x00", b"a: \x00\n"])
def test_a_file_that_is_no_text_says_to_save_it_as_text(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "school.yaml"
    file.write_bytes(content)
    (problem,) = read_configuration(file).problems
    assert "UTF-8" in problem.message


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    file = tmp_path / "school.yaml"
    file.write_text(ESDOORN.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read_configuration(file).problems == ()


def test_two_files_with_one_school_key_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(ESDOORN.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="school key 'de-esdoorn' is that of"):
        load_configurations([ESDOORN, copy])


def test_schools_of_one_pizza_group_say_the_same_of_it(tmp_path: Path) -> None:
    wilgen = (EXAMPLES / "de-wilgen.yaml").read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(wilgen.replace("2026-12-10", "2026-12-17"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="'rivierenland' has other dates here than in"):
        load_configurations([EXAMPLES / "rijnoever-college.yaml", other])


def test_a_folder_is_searched_for_schools() -> None:
    found = find_configurations([EXAMPLES, EXAMPLES / "de-wilgen.yaml"])
    assert [path.stem for path in found] == ["de-wilgen", "rijnoever-college"]


def test_without_a_name_the_file_is_school_yaml() -> None:
    assert find_configurations([]) == [Path("school.yaml")]


def test_a_folder_without_schools_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoConfigurationError, match=r"holds no \.yaml file"):
        find_configurations([tmp_path])


def test_the_shipped_schema_is_that_of_the_model() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_text()


def test_the_examples_point_editors_to_the_schema() -> None:
    for example in EXAMPLES.glob("*.yaml"):
        first = example.read_text(encoding="utf-8").splitlines()[0]
        assert (EXAMPLES / first.partition("$schema=")[2]).samefile(str(SHIPPED))


@given(st.text() | st.text(alphabet=":-[]{}&*!|>'\"%@`#?,.~< \n\tab1"))
def test_any_text_is_a_document_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("any") / "school.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = read_configuration(file).problems
    assert problems
    assert all("\n" not in problem.message for problem in problems)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = ESDOORN.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text) - 1))
    piece = data.draw(st.sampled_from(["", ":", "-", "'", "[", "{", " ", "\n", "é", "0", "&", "@"]))
    file = tmp_path_factory.mktemp("damaged") / "school.yaml"
    file.write_text(text[:at] + piece + text[at + 3 :], encoding="utf-8")
    reading = read_configuration(file)
    assert (reading.configuration is None) == bool(reading.problems)
    assert all(problem.line and problem.message for problem in reading.problems)
