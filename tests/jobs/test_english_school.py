"""A school that works in English: its answers count like anybody's, and its sheets are English."""

from pathlib import Path

from jobs.planning.model import planned_school
from jobs.planning.rendering import as_text
from jobs.planning.words import DUTCH
from jobs.work.collect import collect_school
from jobs.work.school import SchoolAtWork
from sync.setup.plan import Plan, make_plan
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, at, barometer, fill_in, opened, rows, school_text, set_up


def english(folder: Path, workspace: LocalWorkspace, group: str = "") -> SchoolAtWork:
    file = folder / "school.yaml"
    text = school_text(workspace, "engels", "essen", group=group)
    file.write_text(text.replace("region: midden}", "region: midden, language: en}"), "utf-8")
    return opened(file, at(5, 10))


def test_english_answers_are_counted_and_shown_with_english_questions(
    tmp_path: Path, jobs_workspace: LocalWorkspace
) -> None:
    school = set_up(english(tmp_path, jobs_workspace))
    for score, action in ((5, "yes"), (4, "yes"), (4, "partly"), (3, "no"), (2, "I had none")):
        said = barometer(school, score, actie_gelukt=action)
        fill_in(jobs_workspace, school, "essen/barometer", said, at(29, 9))
    assert not collect_school(school).failures
    [actions] = rows(school, "essen/team", "barometer.acties")
    assert [actions[key] for key in ("ja", "deels", "nee", "geen")] == [2, 1, 1, 1]
    first = rows(school, "essen/team", "barometer.uitslag")[0]
    assert first["vraag"] == "I went to work with energy this week."
    assert (first["eens"], first["oneens"]) == (3, 1)
    school.ledger.close()


def test_schools_of_two_languages_do_not_change_their_shared_sheet_back_and_forth(
    tmp_path: Path, jobs_workspace: LocalWorkspace
) -> None:
    dutch = set_up(a_school(tmp_path / "nl", jobs_workspace, "hollands", "essen", group="twee"))
    abroad = set_up(english(tmp_path, jobs_workspace, "twee"))
    for school in (dutch, abroad):
        assert make_plan(school.google, school.desired, school.ledger, deep=True).lines == ()
        school.ledger.close()


OWN_PIZZA = ("title: Agenda\n", "title: Wat we doen\n")


def own(folder: Path, workspace: LocalWorkspace) -> SchoolAtWork:
    """A school with a sheet for pizzasessies of its own, and other words for what teachers do."""
    folder.mkdir()
    ours = Path("sheets_templates/definitions/pizzasessie.yaml").read_text(encoding="utf-8")
    (folder / "eigen" / "spreadsheets").mkdir(parents=True)
    changed = ours.replace(*OWN_PIZZA).replace("Wat we afspreken", "Onze afspraken")
    (folder / "eigen" / "spreadsheets" / "pizzasessie.yaml").write_text(changed, encoding="utf-8")
    text = school_text(workspace, "eigen", "essen", group="drie")
    file = folder / "school.yaml"
    file.write_text(f"{text}definitions: eigen\n", encoding="utf-8")
    return opened(file, at(5, 10))


def planned(school: SchoolAtWork) -> Plan:
    return make_plan(school.google, school.desired, school.ledger, deep=True)


def test_a_schools_own_definition_does_not_change_the_shared_sheet_back_and_forth(
    tmp_path: Path, jobs_workspace: LocalWorkspace
) -> None:
    ours = set_up(a_school(tmp_path / "ons", jobs_workspace, "ons", "essen", group="drie"))
    theirs = set_up(own(tmp_path / "eigen", jobs_workspace))
    for school in (ours, theirs, ours):
        plan = planned(school)
        assert (plan.changes, plan.drift) == ((), ())
    told = planned_school(theirs, planned(theirs), "school.yaml")
    assert "De eigen definitie pizzasessie.yaml wordt niet gebruikt" in "".join(
        as_text(told, DUTCH)
    )
    assert told.quiet
    for school in (ours, theirs):
        school.ledger.close()


def test_a_shared_sheet_that_an_own_definition_made_is_ours_from_the_start(
    tmp_path: Path, jobs_workspace: LocalWorkspace
) -> None:
    theirs = own(tmp_path / "eigen", jobs_workspace)
    assert theirs.spreadsheet("pizza/drie/pizzasessie").spreadsheet.tabs[0].title == "Agenda"
    theirs.ledger.close()
