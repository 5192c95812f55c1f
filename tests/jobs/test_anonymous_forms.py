"""From the pages on which pupils and colleagues answer to what the sheets show of them."""

from collections.abc import Iterator

import pytest

from forms.model import ChoiceQuestion
from jobs.work.collect import collect_school
from jobs.work.school import SchoolAtWork
from tests.conftest import LocalWorkspace
from tests.jobs.cast import a_school, at, fill_in, rows, set_up

IN_WEEK_2 = at(6, 10)
WEEK_3 = at(12, 10, 7)


@pytest.fixture(scope="module")
def school(
    jobs_workspace: LocalWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SchoolAtWork]:
    made = set_up(a_school(tmp_path_factory.mktemp("anoniem"), jobs_workspace, "anoniem"))
    for _ in range(6):
        answered(jobs_workspace, made, "essen/stem", groep="5b", blijven="De proefjes")
        answered(jobs_workspace, made, "essen/meting", straks_anders="Meer tijd samen")
    for _ in range(4):
        answered(jobs_workspace, made, "eiken/meting", straks_anders="Minder haast")
    made.now = WEEK_3
    assert not collect_school(made).failures
    yield made
    made.ledger.close()


def answered(workspace: LocalWorkspace, school: SchoolAtWork, key: str, **texts: str) -> None:
    """Somebody who chooses the last answer but one everywhere."""
    form = next(form.form for form in school.desired.forms() if form.key == f"anoniem/{key}")
    chosen = {
        item.key: item.options[-2].text for item in form.items() if isinstance(item, ChoiceQuestion)
    }
    fill_in(workspace, school, key, chosen | texts, IN_WEEK_2)


def test_what_pupils_said_stands_in_the_sheet_of_their_team(school: SchoolAtWork) -> None:
    [first, *others] = rows(school, "essen/team", "stem.uitslag")
    assert (first["vaak"], first["uitleg"]) == (6, "6 van de 6 zeiden vaak of altijd")
    assert len(others) == 4
    assert len(rows(school, "essen/team", "stem.woorden")) == 6


def test_a_meting_that_five_answered_is_shown_and_one_of_four_is_only_counted(
    school: SchoolAtWork,
) -> None:
    [shown, *_] = rows(school, "essen/team", "metingen.cultuur")
    assert (shown["nul_oneens"], shown["eind_oneens"]) == (6, None)
    assert rows(school, "essen/team", "metingen.ritme")[0]["drie"] == 6
    assert len(rows(school, "essen/team", "metingen.veiligheid")) == 7
    assert rows(school, "eiken/team", "metingen.cultuur") == []
    [first, *_] = rows(school, "eiken/team", "metingen.deelname")
    assert (first["ingevuld"], first["status"]) == (4, "te weinig antwoorden")


def test_the_school_sees_who_took_part_and_no_figure_of_the_small_team(
    school: SchoolAtWork,
) -> None:
    assert [
        (row["team"], row["meting"], row["ingevuld"])
        for row in rows(school, "overzicht", "metingen.deelname")
    ] == [
        ("Essen", "nulmeting", 6),
        ("Essen", "tussenmeting", 0),
        ("Eiken", "nulmeting", 4),
        ("Eiken", "tussenmeting", 0),
    ]
    assert all(row["nul_oneens"] is None for row in rows(school, "overzicht", "metingen.cultuur"))
