from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from forms.answers import AnswerRow
from jobs.listening.measurement import CULTUUR, OPTIONS, team_metingen, windows
from jobs.listening.measurement_rows import measurement_tables
from jobs.listening.school_measurement import school_measurement_tables
from jobs.programme.block import team_blocks
from jobs.school.definitions import Definitions
from jobs.school.model import Team
from sheets_templates.model import Content, Row
from tests.programme.cast import BLOCK_START, CALENDAR, ONDERBOUW, answer, answers, at

DAY = timedelta(days=1)
BLOCK_OF_TEAM = team_blocks(ONDERBOUW, CALENDAR)
NUL, TUSSEN, EIND = windows(BLOCK_OF_TEAM, CALENDAR)
MIDDENBOUW, BOVENBOUW = (
    ONDERBOUW.model_copy(update={"key": key, "name": key.capitalize()})
    for key in ("middenbouw", "bovenbouw")
)
SIDES = ("nul", "eind")
opinion = st.one_of(st.none(), st.integers(1, 5))
opinions = st.lists(opinion, max_size=8)


def noon(day: date) -> datetime:
    return at(day.day, day.month).replace(year=day.year)


LATER = noon(EIND.last + DAY)


def said(day: date, *values: int | None, **more: str | int | None) -> list[AnswerRow]:
    """One colleague for each number, who chose it everywhere (or 4 or more times)."""
    chosen = [{key: one and min(one, max(OPTIONS[key])) for key in OPTIONS} for one in values]
    return [answer(noon(day), **{**one, **more}) for one in chosen]


def tables(*rows: AnswerRow, now: datetime = LATER, team: Team = ONDERBOUW) -> Content:
    blocks = team_blocks(team, CALENDAR)
    metingen = team_metingen(team, blocks, CALENDAR, answers(*rows), now)
    return measurement_tables(team, metingen, CALENDAR.definitions)


def culture(*rows: AnswerRow) -> Row:
    return tables(*rows)["metingen.cultuur"][0]


def school(given_: Mapping[Team, Sequence[AnswerRow]], now: datetime = LATER) -> Content:
    by_team = {team.key: answers(*rows) for team, rows in given_.items()}
    return school_measurement_tables(list(given_), CALENDAR, by_team, now)


def earlier(row: AnswerRow, key: str = "kwaliteit") -> AnswerRow:
    """The same answer, given to an earlier version of one question."""
    now_empty = {**row.values, key: None}
    return AnswerRow(
        row.response_id, row.created, row.submitted, now_empty, earlier={key: (1, row.values[key])}
    )


def count(row: Row, side: str) -> int | None:
    """How many answers a row shows for one meting; none when it shows nothing."""
    cells = [row[f"{side}_{said}"] for said in ("oneens", "neutraal", "eens")]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    assert len(numbers) in (0, 3)
    return sum(numbers) if numbers else None


def test_the_metingen_of_a_block_follow_each_other_without_a_gap() -> None:
    weeks = BLOCK_OF_TEAM[0].weeks
    year = next(year for year in CALENDAR.vacations.school_years() if year[0] == 2026)
    assert (NUL.first, NUL.last) == (year[1], weeks[2].sunday)
    assert (TUSSEN.first, TUSSEN.last) == (NUL.last + DAY, weeks[6].sunday)
    assert (EIND.first, EIND.last) == (TUSSEN.last + DAY, weeks[8].sunday + timedelta(weeks=4))


@given(st.lists(st.integers(1, 24), max_size=3))
def test_no_day_is_in_two_metingen(gaps: list[int]) -> None:
    starts = [BLOCK_START + timedelta(weeks=sum(gaps[: n + 1])) for n in range(len(gaps))]
    starts = [BLOCK_START, *(start for start in starts if start < date(2027, 4, 1))]
    team = ONDERBOUW.model_copy(
        update={"earlier_blocks": tuple(starts[:-1]), "block_start": starts[-1]}
    )
    found = list(windows(team_blocks(team, CALENDAR), CALENDAR))
    assert all(window.first <= window.last for window in found)
    for one, following in pairwise(found):
        assert following.first == one.last + DAY


def test_an_answer_belongs_to_the_meting_of_the_day_on_which_it_was_first_given() -> None:
    rows = [*said(NUL.last, 1), *said(TUSSEN.first, 2, 2), *said(EIND.last, 3, 3, 3)]
    assert [
        (row["meting"], row["blok"], row["ingevuld"], row["leden"], row["status"])
        for row in tables(*rows)["metingen.deelname"]
    ] == [
        ("nulmeting", 1, 1, 8, "te weinig antwoorden"),
        ("tussenmeting", 1, 2, 8, "te weinig antwoorden"),
        ("eindmeting", 1, 3, 8, "te weinig antwoorden"),
    ]


def test_a_meting_is_shown_when_it_is_over_and_then_stays_as_it_is() -> None:
    rows = said(NUL.first, 1, 2, 4, 4, 5, straks_anders="Meer tijd")
    running = tables(*rows, now=noon(NUL.last))
    assert running["metingen.deelname"][0]["status"] == "loopt nog"
    assert not any(running[f"metingen.{table}"] for table in ("ritme", "cultuur", "woorden"))
    over = tables(*rows, now=noon(NUL.last + DAY))
    late = tables(*rows, *said(TUSSEN.first, 1, 1), now=noon(NUL.last + 2 * DAY))
    assert over["metingen.cultuur"] == late["metingen.cultuur"] != ()
    assert over["metingen.woorden"] == late["metingen.woorden"]
    assert len(over["metingen.woorden"]) == len(rows)


def test_a_nulmeting_alone_says_between_which_numbers_people_agree() -> None:
    row = culture(*said(NUL.first, 3, 4, 4, 4, 5, None))
    assert (row["nul_oneens"], row["nul_neutraal"], row["nul_eens"]) == (0, 1, 4)
    assert row["eind_eens"] is None
    assert row["uitleg"] == "Tussen 4 en 7 van de 8 eens"


def test_a_change_is_only_claimed_when_those_who_were_absent_could_not_undo_it() -> None:
    first = said(NUL.first, 2, 2, 3, 3, 3, 3, 3)
    assert culture(*first, *said(EIND.first, 3, 4, 4, 4, 4, 4))["uitleg"] == (
        "Meer mensen eens: eerst tussen 0 en 1 van de 8, nu tussen 5 en 7 van de 8"
    )
    assert culture(*said(NUL.first, *[4] * 8), *said(EIND.first, *[3] * 8))["uitleg"] == (
        "Minder mensen eens: eerst 8 van de 8, nu 0 van de 8"
    )
    six = said(NUL.first, *[3] * 5, 4)
    assert culture(*six, *said(EIND.first, *[3] * 2, *[4] * 3))["uitleg"] == (
        "Geen duidelijke verandering: eerst tussen 1 en 3 van de 8, nu tussen 3 en 6 van de 8"
    )


@settings(max_examples=60)
@given(opinions, opinions, st.lists(st.integers(1, 5), min_size=8, max_size=8))
def test_whatever_absentees_would_have_said_a_claimed_change_stands(
    nul: list[int | None], eind: list[int | None], absent: list[int]
) -> None:
    rows = tables(*said(NUL.first, *nul), *said(EIND.first, *eind))["metingen.cultuur"]
    claimed = rows[0]["uitleg"] if rows else ""
    everybody = [
        [one or other for one, other in zip(side + [None] * 8, absent, strict=False)]
        for side in (nul, eind)
    ]
    agree = [sum(one >= 4 for one in side) for side in everybody]
    if str(claimed).startswith("Meer mensen"):
        assert agree[1] > agree[0]
    if str(claimed).startswith("Minder mensen"):
        assert agree[1] < agree[0]


def test_the_rhythm_of_each_meting_stands_below_each_other() -> None:
    rows = tables(*said(NUL.first, 1, 1, 2, 4, 5), *said(TUSSEN.first, *[3] * 5))["metingen.ritme"]
    first, second = rows[:2]
    assert first["wat"] == second["wat"] == "Ik was bij een bordsessie."
    counted = [
        [row[key] for key in ("nul", "een", "twee", "drie", "vier")] for row in (first, second)
    ]
    assert counted == [[0, 2, 1, 0, 2], [0, 0, 0, 5, 0]]
    assert (first["meting"], second["meting"]) == ("nulmeting", "tussenmeting")


def test_statements_about_what_should_not_happen_say_that_low_is_good() -> None:
    rows = tables(*said(NUL.first, 1, 1, 1, 1, 2), *said(EIND.first, *[4] * 8))[
        "metingen.veiligheid"
    ]
    fouten, problemen = rows[0], rows[1]
    assert str(fouten["vraag"]).endswith(" *")
    assert fouten["uitleg"] == "Laag is goed. 8 van de 8 eens"
    assert (problemen["nul_mediaan"], problemen["tussen_mediaan"]) == (1, None)
    assert problemen["uitleg"] == "8 van de 8 eens"


def test_the_newest_block_of_which_a_meting_may_be_shown_is_shown() -> None:
    team = ONDERBOUW.model_copy(
        update={"earlier_blocks": (BLOCK_START,), "block_start": date(2027, 1, 11)}
    )
    second = list(windows(team_blocks(team, CALENDAR), CALENDAR))[3]
    rows = [*said(NUL.first, *[3] * 5), *said(second.last, *[5] * 6)]
    before, after = (
        tables(*rows, team=team, now=noon(day)) for day in (second.last, second.last + DAY)
    )
    assert before["metingen.cultuur"][0]["nul_neutraal"] == 5
    assert after["metingen.cultuur"][0]["nul_eens"] == 6
    assert [row["blok"] for row in after["metingen.deelname"]] == [2, 2, 1, 1, 1]


def test_metingen_in_other_words_are_not_compared() -> None:
    first = [earlier(row) for row in said(NUL.first, *[3] * 8)]
    row = culture(*first, *said(EIND.first, *[4] * 8))
    assert row["uitleg"] == "8 van de 8 eens; andere vraag: niet te vergelijken"
    assert (row["nul_neutraal"], row["eind_eens"]) == (None, 8)
    both = culture(*first, *(earlier(row) for row in said(EIND.first, *[4] * 8)))
    assert both["uitleg"] == ("Meer mensen eens: eerst 0 van de 8, nu 8 van de 8; eerdere vraag")


def test_a_meting_during_which_a_question_changed_has_no_figures_for_it() -> None:
    rows = said(NUL.first, *[3] * 8)
    row = culture(*(earlier(one) for one in rows[:2]), *rows[2:])
    assert (row["nul_neutraal"], row["uitleg"]) == (None, "Andere vraag: niet te vergelijken")


def test_the_school_waits_until_a_meting_is_over_for_every_team() -> None:
    late = BOVENBOUW.model_copy(update={"block_start": BLOCK_START + timedelta(weeks=3)})
    rows = {ONDERBOUW: said(NUL.first, *[4] * 6), late: said(NUL.first, *[2] * 5)}
    assert not school(rows, noon(NUL.last + DAY))["metingen.cultuur"]
    [first, *_] = school(rows)["metingen.cultuur"]
    assert (first["nul_oneens"], first["nul_eens"]) == (5, 6)
    assert first["uitleg"] == "Tussen 6 en 11 van de 16 eens"


def test_the_school_says_nothing_that_would_reveal_a_small_team() -> None:
    shown = school({ONDERBOUW: said(NUL.first, *[4] * 6), BOVENBOUW: said(NUL.first, *[2] * 4)})
    assert all(count(row, "nul") is None for row in shown["metingen.cultuur"])
    assert [(row["team"], row["ingevuld"]) for row in shown["metingen.deelname"]][::3] == [
        ("Onderbouw", 6),
        ("Bovenbouw", 4),
    ]


@settings(max_examples=40)
@given(st.lists(st.tuples(opinions, opinions), min_size=1, max_size=3))
def test_no_two_figures_of_school_and_teams_differ_by_fewer_than_five_people(
    given_: list[tuple[list[int | None], list[int | None]]],
) -> None:
    teams = (ONDERBOUW, MIDDENBOUW, BOVENBOUW)[: len(given_)]
    rows = {
        team: [*said(NUL.first, *nul), *said(EIND.first, *eind)]
        for team, (nul, eind) in zip(teams, given_, strict=True)
    }
    own = [tables(*answered)["metingen.cultuur"] for answered in rows.values()]
    together = school(rows)["metingen.cultuur"]
    for place, side in ((place, side) for place in range(len(CULTUUR)) for side in SIDES):
        seen = [number for one in own if one and (number := count(one[place], side))]
        whole = count(together[place], side) if together else None
        assert all(number >= 5 for number in seen)
        if whole is not None:
            subsets = (some for size in range(len(seen) + 1) for some in combinations(seen, size))
            assert all(whole == sum(some) or whole - sum(some) >= 5 for some in subsets)


def test_a_statement_that_a_school_does_not_ask_is_in_no_table(tmp_path: Path) -> None:
    ours = Path(forms.__file__).parent / "definitions"
    theirs = tmp_path / "forms"
    theirs.mkdir()
    whole = (ours / "meting.yaml").read_text(encoding="utf-8")
    question = whole.index("      - key: werkdruk")
    rest = whole.index("  - key: veiligheid")
    (theirs / "meting.yaml").write_text(whole[:question] + whole[rest:], encoding="utf-8")
    for include in ours.glob("_*.yaml"):
        (theirs / include.name).write_text(include.read_text(encoding="utf-8"), encoding="utf-8")
    metingen = team_metingen(
        ONDERBOUW, BLOCK_OF_TEAM, CALENDAR, answers(*said(NUL.first, *[4] * 6)), LATER
    )
    rows = measurement_tables(ONDERBOUW, metingen, Definitions(folders=(tmp_path,)))
    assert len(rows["metingen.cultuur"]) == len(CULTUUR) - 1
