"""From the answers on the form pages to the sheets and the mails."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

import forms
from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from forms.ids import question_id
from jobs.work.collect import collect_school
from jobs.work.mail import week_mail
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Row
from sync.collect import read_responses, write_tables
from tests.conftest import LocalWorkspace
from tests.jobs.cast import (
    MONDAY,
    a_school,
    at,
    barometer,
    bordsessie,
    fill_in,
    rows,
    set_up,
    subjects,
)
from tests.jobs.command import MONDAY as NOW
from tests.jobs.command import Command

READS = {"forms.forms.responses.list": 2 * len(TEAM_FORMS) + len(SCHOOL_FORMS)}
WRITE = "sheets.spreadsheets.values.batchUpdate"
READ = "sheets.spreadsheets.values.batchGet"
TEXTS = ["=1+1", "+31 6 1234", "-3", "@SUM(A1)", "\tmet een tab", "'citaat", '"citaat"', "1-2"]
MARKUP = "<script>alert(1)</script> & <b>vet</b>"


@pytest.fixture(scope="module")
def school(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    made = set_up(a_school(tmp_path_factory.mktemp("collect"), jobs_workspace, "verzamel"))
    yield made
    made.ledger.close()


def test_what_people_typed_over_an_answer_is_put_back_when_that_is_asked(
    jobs_workspace: LocalWorkspace, tmp_path: Path, ritmiek: Command
) -> None:
    school = set_up(a_school(tmp_path, jobs_workspace, "overtypt", "essen"))
    day = at(29, 9)
    fill_in(jobs_workspace, school, "essen/bordsessie", bordsessie(day, successen="lezen"), MONDAY)
    assert not collect_school(school).failures
    known = school.known("overtypt/essen/team")
    over = {"range": "bord_sessies", "values": [[None], [None, "van ons"]]}
    body = {"valueInputOption": "RAW", "data": [over]}
    school.google.sheets.values_batch_update(known.id, body)
    file = tmp_path / "school.yaml"
    ritmiek("collect", file, *NOW)
    assert rows(school, "essen/team", "bord.sessies")[0]["successen"] == "van ons"
    ritmiek("setup", "--restore", file)
    ritmiek("collect", file, *NOW)
    assert rows(school, "essen/team", "bord.sessies")[0]["successen"] == "lezen"
    school.ledger.close()


def calls(school: SchoolAtWork) -> dict[str, int]:
    """The calls of one round of collecting."""
    school.google.calls.clear()
    assert not collect_school(school).failures
    return dict(school.google.calls)


def values_in(school: SchoolAtWork, column: int) -> list[dict[str, Any]]:
    """What the cells of a column of the table of bordsessies hold, header left out."""
    document = school.google.sheets.fetch_sheet_metadata(
        school.known("verzamel/essen/team").id,
        params={"ranges": "bord_sessies", "includeGridData": "true"},
    )
    (grid,) = document["sheets"][0]["data"]
    cells = [row.get("values", []) for row in grid["rowData"][1:]]
    return [row[column].get("effectiveValue", {}) for row in cells if len(row) > column]


def test_an_answer_reaches_the_sheet_as_the_text_that_it_is(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    for days, text in enumerate(TEXTS):
        day = at(29, 9) - timedelta(days=days)
        fill_in(jobs_workspace, school, "essen/bordsessie", bordsessie(day, successen=text), MONDAY)
    assert not collect_school(school).failures
    found = [value for value in values_in(school, column=1) if value]
    assert found == [{"stringValue": text.strip()} for text in TEXTS]


def test_markup_in_an_answer_reaches_the_mail_as_text(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    said = bordsessie(at(1, 10), successen=MARKUP)
    fill_in(jobs_workspace, school, "eiken/bordsessie", said, MONDAY)
    collect_school(school)
    letter = week_mail(school, school.configuration.team("eiken"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;vet&lt;/b&gt;" in letter.html
    assert "<script" not in letter.html
    assert MARKUP in letter.text


def test_a_second_round_without_new_answers_reads_each_form_and_writes_nothing(
    school: SchoolAtWork,
) -> None:
    collect_school(school)
    assert calls(school) == READS


def test_a_new_answer_costs_a_read_and_a_write_for_each_sheet_and_the_shared_one_a_read_more(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    collect_school(school)
    fill_in(jobs_workspace, school, "essen/barometer", barometer(school), MONDAY)
    assert calls(school) == READS | {WRITE: 1, READ: 1}
    fill_in(jobs_workspace, school, "essen/bordsessie", bordsessie(at(2, 10)), MONDAY)
    assert calls(school) == READS | {WRITE: 3, READ: 4}


def test_only_looking_says_what_would_change_and_writes_nothing(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    collect_school(school)
    fill_in(jobs_workspace, school, "eiken/bordsessie", bordsessie(at(2, 10)), MONDAY)
    school.google.calls.clear()
    assert collect_school(school, write=False).sheets == 1
    assert dict(school.google.calls) == READS
    assert collect_school(school).sheets == 1


def test_a_barometer_shows_figures_when_its_week_is_over_and_five_answered(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    for score in (5, 4, 4, 3, 2):
        answer = barometer(school, score)
        fill_in(jobs_workspace, school, "eiken/barometer", answer, at(13, 10, 16))
    school.now = at(16, 10, 12)
    collect_school(school)
    assert rows(school, "eiken/team", "barometer.uitslag") == []
    counted = {row["week"]: row["ingevuld"] for row in golven(school)}
    assert counted[at(12, 10).date()] == 5
    school.now = at(26, 10, 7)
    collect_school(school)
    uitslag = rows(school, "eiken/team", "barometer.uitslag")[0]
    assert [uitslag[key] for key in ("oneens", "neutraal", "eens")] == [1, 1, 3]
    school.now = MONDAY


def golven(school: SchoolAtWork) -> list[Row]:
    return rows(school, "eiken/team", "barometer.golven")


def test_an_answer_to_a_question_that_is_no_more_is_said_and_not_lost(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace, tmp_path: Path
) -> None:
    said = bordsessie(at(5, 10), tip="Kort blijven", top="Iedereen was er")
    fill_in(jobs_workspace, school, "essen/bordsessie", said, MONDAY)
    collected = collect_school(without_the_tip(school, tmp_path))
    assert (collected.unknown, collected.failures) == (1, {})
    newest = rows(school, "essen/team", "bord.sessies")[0]
    assert (newest["tip"], newest["top"]) == (None, "Iedereen was er")
    form = school.known("verzamel/essen/bordsessie").id
    assert "Kort blijven" in str(read_responses(school.google, form))


def without_the_tip(school: SchoolAtWork, folder: Path) -> SchoolAtWork:
    """The same school, whose own definition of the bordsessie asks for no tip."""
    shipped = Path(forms.__path__[0]) / "definitions" / "bordsessie.yaml"
    start, tip, rest = shipped.read_text(encoding="utf-8").partition("      - key: tip\n")
    assert tip
    (folder / "forms").mkdir()
    text = start + rest[rest.index("      - key:") :]
    (folder / "forms" / "bordsessie.yaml").write_text(text, encoding="utf-8")
    configuration = school.configuration.model_copy(update={"definitions": folder})
    return SchoolAtWork(configuration, school.ledger, MONDAY)


def test_a_question_that_somebody_added_is_said_and_changes_nothing(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    before = collect_school(school).unknown
    known = school.known("verzamel/eiken/lesontwerp")
    question = {"questionId": "0000beef", "textQuestion": {}}
    item = {"title": "Nog iets?", "questionItem": {"question": question}}
    change = {"createItem": {"item": item, "location": {"index": 0}}}
    with jobs_workspace.session() as owner:
        owner.post(f"/v1/forms/{known.id}:batchUpdate", json={"requests": [change]})
    said = {"datum": "2026-10-05", "lesdoel": "Voorbeeld"}
    address = school.address(known.key).replace("viewform", "formResponse")
    fields = entries(school, said) | {f"entry.{0x0000BEEF}": "Ja, dit"}
    assert "Bedankt" in requests.post(address, data=fields, timeout=30).text
    assert collect_school(school).unknown == before + 1
    assert rows(school, "eiken/team", "bord.ontwerpen")[0]["lesdoel"] == "Voorbeeld"


def entries(school: SchoolAtWork, values: dict[str, str]) -> dict[str, str]:
    form = next(form.form for form in school.desired.forms() if form.key.endswith("lesontwerp"))
    ids = {key: question_id(form.key, key, at) for key, at in form.question_keys()}
    return {f"entry.{int(ids[key], 16)}": value for key, value in values.items()}


@pytest.fixture(scope="module")
def neighbours(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SchoolAtWork, SchoolAtWork]]:
    """Two schools in one pizza group."""
    one, other = (
        set_up(
            a_school(
                tmp_path_factory.mktemp(key),
                jobs_workspace,
                key,
                "essen",
                name=name,
                group="buren",
            )
        )
        for key, name in (("buur-een", "De Een"), ("buur-twee", "De Twee"))
    )
    yield one, other
    one.ledger.close()
    other.ledger.close()


def names(school: SchoolAtWork) -> list[Any]:
    return [row["school"] for row in rows(school, "pizza/buren/pizzasessie", "inbreng.scholen")]


def test_schools_of_one_group_leave_each_others_row_alone(
    neighbours: tuple[SchoolAtWork, SchoolAtWork],
) -> None:
    one, other = neighbours
    for school in (other, one, other):
        collect_school(school)
    assert names(one) == ["De Een", "De Twee"]


def test_a_row_that_another_school_wrote_over_is_back_the_next_day(
    neighbours: tuple[SchoolAtWork, SchoolAtWork],
) -> None:
    one, other = neighbours
    collect_school(one)
    collect_school(other)
    shared = other.spreadsheet("pizza/buren/pizzasessie")
    alone = {"inbreng.scholen": [{"school": "De Twee"}]}
    write_tables(other.google, other.known(shared.key), shared.spreadsheet, alone, other.ledger)
    one.now = MONDAY + timedelta(days=1)
    collect_school(one)
    assert names(one) == ["De Een", "De Twee"]


def test_a_school_that_left_its_group_is_out_and_in_again_when_it_comes_back(
    neighbours: tuple[SchoolAtWork, SchoolAtWork],
) -> None:
    one, other = neighbours
    collect_school(one)
    in_none = one.configuration.model_copy(update={"pizza_group": None})
    away = SchoolAtWork(in_none, one.ledger, one.now)
    assert collect_school(away, write=False).former.failures == {}
    assert names(other) == ["De Een", "De Twee"]
    assert collect_school(away).former.failures == {}
    assert names(other) == ["De Twee"]
    collect_school(one)
    assert names(other) == ["De Een", "De Twee"]


def test_nothing_is_mailed_by_collecting(
    school: SchoolAtWork, jobs_workspace: LocalWorkspace
) -> None:
    collect_school(school)
    assert subjects(jobs_workspace, school) == []
