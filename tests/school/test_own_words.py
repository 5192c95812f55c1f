"""A school's own definitions are looked through whole, and every mistake says what to write."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobs.cli import app
from jobs.programme.kit import desired_school
from jobs.programme.own_words import own_problems, unused_definitions
from jobs.school.calendar import make_calendar
from jobs.school.model import Configuration
from tests.programme.cast import ONDERBOUW, a_configuration, a_team

FORMS = Path("forms/definitions")
ESDOORN = Path(__file__).parent / "esdoorn.yaml"
OWN = "key: retrospective\ntitle: Terug\ndocument_title: Terug\nanonymous: false\nsections:\n"


def school(folder: Path, files: dict[str, str]) -> Configuration:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return a_configuration(a_team((), ())).model_copy(update={"definitions": folder})


def told(folder: Path, name: str, text: str = "") -> str:
    [problem] = own_problems(school(folder, {name: text}))
    return str(problem).removeprefix(f"{folder}/")


def test_a_school_without_words_of_its_own_has_no_mistakes_in_them() -> None:
    assert own_problems(a_configuration(ONDERBOUW)) == ()


def test_own_words_without_mistakes_are_good(tmp_path: Path) -> None:
    files = {
        "README.md": "Onze eigen woorden",
        "forms/retrospective.yaml": f"{OWN}- {{key: een, title: '{{{{ vakgroep }}}}'}}\n",
        "vocabulary/teachers.yaml": "vakgroep: sectie\nles: college\n",
        ".hidden": "",
    }
    assert own_problems(school(tmp_path, files)) == ()


def test_a_definition_of_what_schools_share_is_told_as_not_used(tmp_path: Path) -> None:
    own = school(tmp_path, {"spreadsheets/pizzasessie.yaml": "key: [\n"})
    assert own_problems(own) == ()
    [told] = unused_definitions(own)
    assert told.file == tmp_path / "spreadsheets" / "pizzasessie.yaml"
    assert "this is not used: the schools of a pizza group share one sheet" in told.message


def test_check_tells_what_is_not_used_and_is_content(tmp_path: Path) -> None:
    (tmp_path / "eigen" / "spreadsheets").mkdir(parents=True)
    (tmp_path / "eigen" / "spreadsheets" / "pizzasessie.yaml").write_text("key: pizzasessie\n")
    file = tmp_path / "school.yaml"
    file.write_text(f"{ESDOORN.read_text(encoding='utf-8')}\ndefinitions: eigen\n", "utf-8")
    result = CliRunner().invoke(app, ["check", str(file)])
    assert result.exit_code == 0, result.output
    assert "pizzasessie.yaml: this is not used" in result.output
    assert f"{file}: good" in result.output


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = a_configuration(ONDERBOUW).model_copy(update={"definitions": tmp_path / "eigen"})
    [problem] = own_problems(missing)
    assert problem.message.startswith("this folder does not exist; make it, or remove")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("forms/barometre.yaml", "did you mean 'barometer.yaml'?"),
        ("forms/barometer.yml", "did you mean 'barometer.yaml'?"),
        ("forms/_een.yaml", "did you mean '_eens.yaml'?"),
        ("form/barometer.yaml", "did you mean 'forms/barometer.yaml'?"),
        ("barometer.yaml", "did you mean 'forms/barometer.yaml'?"),
        ("blok.yaml", "did you mean 'block.yaml'?"),
        ("forms/oud/barometer.yaml", "put it in forms/ itself"),
        ("vocabulary/docenten.yaml", "write one of: teachers.yaml, support.yaml"),
        ("spreadsheets/aanmeldingen.yaml", "write one of: team.yaml, school.yaml"),
    ],
)
def test_a_file_that_replaces_nothing_says_what_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    sentence = told(tmp_path, name)
    assert f"'{name}' replaces nothing of ours" in sentence
    assert meant in sentence


def test_an_unknown_key_is_told_with_its_line(tmp_path: Path) -> None:
    text = f"{OWN}- key: een\n  titel: Hoe ging het?\n"
    assert told(tmp_path, "forms/retrospective.yaml", text) == (
        "forms/retrospective.yaml:7:1: a field must be known; found 'titel'. Did you mean 'title'?"
    )


def test_an_unknown_word_is_told_with_its_line(tmp_path: Path) -> None:
    text = "les: college\nleerlign: student\n"
    assert told(tmp_path, "vocabulary/teachers.yaml", text) == (
        "vocabulary/teachers.yaml:2:1: unknown word 'leerlign'; did you mean 'leerling'?"
    )


def test_a_block_that_skips_a_week_is_told(tmp_path: Path) -> None:
    weeks = "".join(
        f"- {{number: {n}, activities: {{teachers: [a], support: [a]}}}}\n" for n in (0, 1, 3)
    )
    assert "found 0, 1, 3" in told(tmp_path, "block.yaml", f"weeks:\n{weeks}")


def test_other_options_in_a_shared_list_are_told_once_for_each_form(tmp_path: Path) -> None:
    configuration = school(tmp_path, {"forms/_eens.yaml": "[{text: ja, value: 5}]"})
    problems = own_problems(configuration)
    assert [one.file.name for one in problems] == ["barometer.yaml", "meting.yaml"]
    assert "in a list of your own, at 'energie', " in problems[0].message


def test_all_mistakes_are_told_by_file_and_line(tmp_path: Path) -> None:
    files = {
        "vocabulary/teachers.yaml": "leerlign: student\n",
        "forms/retrospective.yaml": f"{OWN}- key: een\n  titel: a\n  helpt: b\n",
        "block.yaml": "weken: []\n",
    }
    places = [(one.file.name, one.line) for one in own_problems(school(tmp_path, files))]
    assert places == [
        ("block.yaml", 1),
        ("block.yaml", 1),
        ("retrospective.yaml", 7),
        ("retrospective.yaml", 8),
        ("teachers.yaml", 1),
    ]


def test_check_reports_own_words_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "school.yaml"
    text = ESDOORN.read_text(encoding="utf-8")
    file.write_text(f"{text}definitions: eigen\n", encoding="utf-8")
    school(tmp_path / "eigen", {"forms/barometre.yaml": ""})
    done = CliRunner().invoke(app, ["check", str(file), "--json"])
    [problem] = json.loads(done.stdout)["problems"]
    assert (done.exit_code, problem["rule"]) == (1, "unknown-definition")
    assert problem["file"].endswith("eigen/forms/barometre.yaml")


def test_a_school_in_english_gets_english_forms_and_sheets() -> None:
    dutch = a_configuration(a_team((), ()))
    language = dutch.school.model_copy(update={"language": "en"})
    english = dutch.model_copy(update={"school": language})
    desired = desired_school(english, make_calendar(english))
    titles = {form.form.title for form in desired.forms()}
    assert "What did you think of the lesson?" in titles
    tabs = {tab.title for sheet in desired.spreadsheets() for tab in sheet.spreadsheet.tabs}
    assert {"Week plan", "Obstacles", "Costs", "Members"} <= tabs


def test_the_words_of_the_school_win_in_english_too(tmp_path: Path) -> None:
    configuration = school(tmp_path, {"vocabulary/teachers.yaml": "les: class\n"})
    language = configuration.school.model_copy(update={"language": "en"})
    english = configuration.model_copy(update={"school": language})
    desired = desired_school(english, make_calendar(english))
    design = next(one for one in desired.forms() if one.key == "de-linde/onderbouw/lesontwerp")
    assert design.form.sections[0].title == "From goal to class"
