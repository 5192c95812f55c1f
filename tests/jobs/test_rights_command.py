"""The command that says who sees what of a school, and why."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobs.programme.beheer_sheet import beheer_definition
from jobs.programme.rights import school_shares, team_shares
from jobs.school.model import Groups
from jobs.work.rights_report import FileRights, RightsReport, Sight
from jobs.work.rights_telling import WORDS, as_text
from jobs.work.school import SchoolAtWork
from sync.desired import Share
from sync.headed_tables import read_headed_tables
from tests.conftest import LocalWorkspace
from tests.jobs.cast import opened, school_text, set_up
from tests.jobs.command import Command

STAGIAIR = "stagiair@elders.example"
ANONYMOUS = {"barometer", "meting", "stem"}


@pytest.fixture
def school(ready: Path) -> Iterator[SchoolAtWork]:
    """The school that is set up; a test that gives or takes access by hand undoes it."""
    found = opened(ready)
    yield found
    found.ledger.close()


def share(school: SchoolAtWork, key: str, **who: str) -> str:
    """Give access by hand, as people do."""
    made = school.google.drive.permissions().create(
        fileId=school.known(key).id, supportsAllDrives=True, body=who, fields="id"
    )
    return str(made.execute()["id"])


def take(school: SchoolAtWork, key: str, permission: str) -> None:
    school.google.drive.permissions().delete(
        fileId=school.known(key).id, permissionId=permission, supportsAllDrives=True
    ).execute()


def test_the_report_says_who_sees_what_and_why(
    school: SchoolAtWork, ready: Path, ritmiek: Command
) -> None:
    said = ritmiek("rights", ready)
    assert said.code == 0, said.err
    lines = [line.strip() for line in said.out.splitlines()]
    assert lines[0] == "Basisschool De Es: wie ziet wat, en waarom"
    assert "Lid 1 (essen1@es.example): bewerken; lid van Essen; gegeven door Ritmiek" in lines
    assert "Lies Leiding (lies@es.example): bewerken; schoolleiding; gegeven door Ritmiek" in lines
    assert "alles is zoals de configuratie zegt" in lines


@pytest.fixture(scope="module")
def aliased(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that names one member by an alias, and its coach by two addresses."""
    with jobs_workspace.session() as owner:
        known = {"e1@es.example": "essen1@es.example", "c.coach@es.example": "coen@es.example"}
        assert owner.put("/local/aliases", json=known).ok
    file = tmp_path_factory.mktemp("aliased") / "school.yaml"
    text = school_text(jobs_workspace, "aliassen", "essen").replace("essen1@", "e1@")
    expert = "  expertcoach: {name: Coen Coach, email: c.coach@es.example}\n"
    file.write_text(text.replace("  schoolcoaches:", f"{expert}  schoolcoaches:"), "utf-8")
    set_up(opened(file))
    return file


def test_an_alias_is_told_by_the_name_that_the_configuration_has(
    aliased: Path, ritmiek: Command
) -> None:
    said = ritmiek("rights", aliased)
    assert (said.code, "! " in said.out) == (0, False)
    assert (
        "Lid 1 (e1@es.example): bewerken; lid van Essen; bij Google essen1@es.example;"
        " gegeven door Ritmiek"
    ) in said.out


def test_two_addresses_of_one_account_are_told_with_the_role_that_it_gets(
    aliased: Path, ritmiek: Command
) -> None:
    said = ritmiek("rights", aliased)
    assert (
        "Coen Coach (coen@es.example): bewerken; schoolcoach, expertcoach; c.coach@es.example is"
        " hetzelfde account en krijgt één keer de ruimste rol; gegeven door Ritmiek"
    ) in said.out
    assert "Coen Coach (c.coach@es.example)" not in said.out


def test_more_than_the_configuration_says_ends_in_code_3(
    school: SchoolAtWork, ready: Path, ritmiek: Command
) -> None:
    given = share(school, "klaar/essen", type="user", role="reader", emailAddress=STAGIAIR)
    said = ritmiek("rights", ready)
    take(school, "klaar/essen", given)
    [line] = [line for line in said.out.splitlines() if "!" in line]
    assert "lezen; staat niet in de configuratie; meer dan de configuratie zegt" in line
    assert (said.code, STAGIAIR in line, STAGIAIR in said.err) == (3, True, False)


def test_less_than_the_configuration_says_ends_in_code_3_as_well(
    school: SchoolAtWork, ready: Path, ritmiek: Command
) -> None:
    report = json.loads(ritmiek("rights", ready, "--json").out)
    assert less(report) == []
    listed = school.google.drive.permissions().list(
        fileId=school.known("klaar/essen").id,
        supportsAllDrives=True,
        fields="permissions(id,emailAddress)",
    )
    lid = next(
        one for one in listed.execute()["permissions"] if one["emailAddress"] == "essen2@es.example"
    )
    take(school, "klaar/essen", lid["id"])
    said = ritmiek("rights", ready, "--format", "json")
    share(school, "klaar/essen", type="user", role="writer", emailAddress="essen2@es.example")
    assert (said.code, less(json.loads(said.out))) == (3, ["essen2@es.example"])


def less(report: dict[str, Any]) -> list[str]:
    """Whoever has less than the configuration says."""
    sights = (sight for file in report["klaar"]["files"] for sight in file["sights"])
    return [sight["account"] for sight in sights if sight["verdict"] == "less"]


def test_as_markdown_each_file_is_a_table(
    school: SchoolAtWork, ready: Path, ritmiek: Command
) -> None:
    said = ritmiek("rights", ready, "--format", "markdown")
    assert "| Wie | Mag | Waarom | Gegeven door Ritmiek | Configuratie |" in said.out
    assert "| Coen Coach (coen@es.example) | bewerken | schoolcoach | ja | klopt |" in said.out


@pytest.fixture(scope="module")
def english(jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an English school that keeps its teams in its Beheer sheet."""
    file = tmp_path_factory.mktemp("english") / "school.yaml"
    text = school_text(jobs_workspace, "english", "essen") + "source: beheer\n"
    file.write_text(text.replace("region: midden", "region: midden, language: en"), "utf-8")
    set_up(opened(file))
    return file


def test_an_english_school_reads_it_in_english(english: Path, ritmiek: Command) -> None:
    said = ritmiek("rights", english)
    assert "who sees what, and why" in said.out
    assert "Lid 1 (essen1@es.example): edit; member of Essen; given by Ritmiek" in said.out


def test_whoever_is_removed_from_the_beheer_sheet_loses_access(
    english: Path, ritmiek: Command
) -> None:
    clear_row(opened(english), "essen6@es.example")
    said = ritmiek("rights", english)
    assert "no longer in the configuration; the next set-up takes it away" in said.out
    assert ritmiek("setup", english, "--json").code == 0
    after = ritmiek("rights", english)
    assert (after.code, "essen6@es.example" in after.out) == (0, False)


def clear_row(school: SchoolAtWork, email: str) -> None:
    """Empty the row of a member in the Beheer sheet."""
    known = school.known(f"{school.key}/beheer")
    definition = beheer_definition(school.configuration)
    table = read_headed_tables(school.google, known, definition)["leden.leden"]
    assert table is not None
    at = next(row.number for row in table.rows if email in row.cells)
    school.google.sheets.values_clear(known.id, f"'{table.tab}'!A{at}:Z{at}")


def test_a_school_that_was_never_set_up_misses_everything(file: Path, ritmiek: Command) -> None:
    said = ritmiek("rights", file)
    assert said.code == 3
    assert "bestaat niet: nieuw/top; ritmiek setup maakt het" in said.out


def test_forms_with_anonymous_answers_lie_where_no_team_comes(school: SchoolAtWork) -> None:
    shared = {
        folder.key for unit in school.desired.units for folder in unit.folders if folder.shares
    }
    forms = [form for form in school.desired.forms() if form.form.anonymous]
    assert {form.form.key for form in forms} == ANONYMOUS
    parents = {
        folder.key: folder.parent for unit in school.desired.units for folder in unit.folders
    }
    for form in forms:
        around: str | None = form.folder
        while around:
            assert around not in shared
            around = parents[around]


def test_the_report_shows_that_only_ritmiek_comes_at_the_forms(
    school: SchoolAtWork, ready: Path, ritmiek: Command
) -> None:
    report = json.loads(ritmiek("rights", ready, "--json").out)
    files = {file["key"]: file for file in report["klaar"]["files"]}
    inside = files["klaar/formulieren"]["sights"]
    assert {sight["source"] for sight in inside} <= {"drive"}
    sights = files["klaar/essen/barometer"]["sights"]
    assert [(sight["kind"], sight["role"]) for sight in sights] == [("anyone", "answer")]
    assert files["klaar/essen/barometer"]["anonymous"]


def test_a_group_of_the_school_is_shared_with_in_place_of_its_people(school: SchoolAtWork) -> None:
    configuration = school.configuration
    team = configuration.teams[0].model_copy(update={"group": "Essen@es.example"})
    group, *coaches = team_shares(configuration, team)
    assert group == Share("essen@es.example", "writer", "group")
    assert group.reason == "lid van Essen"
    assert [share.email for share in coaches] == ["coen@es.example"]
    groups = Groups(schoolcoaches="coaches@es.example")
    people = configuration.people.model_copy(update={"groups": groups})
    grouped = configuration.model_copy(update={"people": people})
    assert [(share.email, share.kind) for share in school_shares(grouped)] == [
        ("coaches@es.example", "group"),
        ("lies@es.example", "user"),
    ]


def test_the_report_names_a_group_as_a_group() -> None:
    sight = Sight(
        "group", "essen@es.example", "essen", "writer", "configuration", "lid van Essen",
        given=True, verdict="expected",
    )  # fmt: skip
    file = FileRights("k/essen", "folder", "Essen", "", "", anonymous=False, sights=(sight,))
    lines = list(as_text(RightsReport("k", "De Es", (file,), ()), WORDS["nl"]))
    assert lines[2].strip() == (
        "groep essen@es.example: bewerken; lid van Essen; gegeven door Ritmiek"
    )
