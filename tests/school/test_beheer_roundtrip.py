"""Any school goes to its sheet and comes back the same; no mangling breaks the reading."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.definition import Language
from jobs.school.beheer.tables import READERS
from jobs.school.beheer.writing import rows_of
from jobs.school.config import check_data
from jobs.school.model import Configuration
from jobs.words.catalogue import LANGUAGES
from sync.headed_tables import Cell, HeadedRow, HeadedTable
from tests.school.beheer_cast import (
    Tables,
    beheer,
    good_sheet,
    read,
    table_at,
    tables_of,
    wilgen,
)

MONDAYS = [date(2026, 9, 7) + timedelta(weeks=n) for n in (0, 1, 2, 3, 8, 9, 10, 18, 19)]
NAMES = st.text("abcdeéïÅ -'", min_size=1, max_size=12).map(
    lambda text: f"N{' '.join(text.split())}"
)
DAYS = st.dates(date(2026, 8, 20), date(2027, 6, 30))
CLOCKS = st.times().map(lambda found: time(found.hour, found.minute).isoformat("minutes"))
HOURS = st.lists(st.sampled_from([f"{day}{n}" for day in ("ma", "wo", "vr") for n in range(1, 7)]))


@st.composite
def teams(draw: st.DrawFn, key: str) -> dict[str, Any]:
    size = draw(st.integers(2, 12))
    emails = [f"{key}{number}@de-wilgen.example" for number in range(size)]
    away = [
        {"member": email, "from": str(first), "until": draw(st.none() | st.just(str(first)))}
        for email in emails
        for first in draw(st.lists(DAYS, max_size=2))
    ]
    return {
        "key": key,
        "name": draw(NAMES),
        "vocabulary": draw(st.sampled_from(["teachers", "support"])),
        "pupils": draw(st.sampled_from([None, "onderbouw", "bovenbouw", "vo", "mbo"])),
        "members": [
            {"name": draw(NAMES), "email": email, "free_hours": draw(HOURS)} for email in emails
        ],
        "bordsessie": {"day": draw(st.sampled_from(["maandag", "vrijdag"])), "time": draw(CLOCKS)},
        "block_start": str(draw(st.sampled_from(MONDAYS))),
        "earlier_blocks": [str(day) for day in draw(st.lists(DAYS, max_size=3))],
        "absences": away,
    }


@st.composite
def schools(draw: st.DrawFn) -> Configuration:
    """The example school with other people, teams and days."""
    keys = draw(st.lists(st.sampled_from(["a", "b2", "zorg-en"]), min_size=1, unique=True))
    values = wilgen().model_dump(mode="json", by_alias=True)
    coach = {"name": draw(NAMES), "email": "c@de-wilgen.example"}
    fte = draw(st.sampled_from([0.2, 0.25, 0.6]))
    values["people"] |= {
        "schoolcoaches": [coach | {"fte": fte}],
        "expertcoach": draw(st.none() | st.just({"name": "Eva", "email": "e@elders.example"})),
    }
    values["calendar"] |= {
        "study_days": [str(day) for day in draw(st.lists(DAYS, max_size=4))],
        "bord_moments": [],
        "vacations": draw(st.just([]) | st.just(values["calendar"]["vacations"])),
    }
    values["teams"] = [draw(teams(key)) for key in keys]
    configuration, findings = check_data(values)
    assert configuration is not None, findings
    return configuration


@settings(max_examples=25)
@given(schools())
def test_any_school_comes_back_from_its_sheet_as_it_went(school: Configuration) -> None:
    judged = read(school, tables_of(rows_of(school)))
    moved = [
        one
        for one in judged.problems
        if one.rule not in ("block-start", "earlier-block", "no-school")
    ]
    assert moved == []
    if not judged.problems:
        assert judged.configuration == school


@settings(max_examples=25)
@given(schools())
def test_a_school_comes_back_whatever_its_file_said_before(school: Configuration) -> None:
    judged = read(wilgen(), tables_of(rows_of(school)))
    if not judged.problems:
        assert judged.configuration == school


def in_language(school: Configuration, language: Language) -> Configuration:
    """The same school, working in a language."""
    spoken = school.school.model_copy(update={"language": language})
    return school.model_copy(update={"school": spoken})


@settings(max_examples=15)
@given(schools(), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_choices_count_in_the_language_of_the_sheet_and_in_the_other(
    school: Configuration, of_sheet: Language, of_rows: Language
) -> None:
    judged = read(
        in_language(wilgen(), of_sheet), tables_of(rows_of(in_language(school, of_rows)), of_sheet)
    )
    assert "unknown-value" not in {problem.rule for problem in judged.problems}
    if not judged.problems:
        assert judged.configuration == in_language(school, of_sheet)


@settings(max_examples=8)
@given(schools())
def test_a_new_english_sheet_holds_only_what_its_drop_downs_offer(school: Configuration) -> None:
    rows = rows_of(in_language(school, "en"))
    for address, _, table in beheer("en").tables():
        for column in table.columns:
            if column.validation and column.validation.kind == "one_of":
                chosen = {row.get(column.key) for row in rows[address]} - {None}
                assert chosen <= set(column.validation.options)


CELLS = (
    st.none()
    | st.text(max_size=12)
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.sampled_from(["ja", "nee", "3-11-2026", "8.30", "ma1", "onderbouw", "#N/A", "=A1"])
)


@st.composite
def mangled(draw: st.DrawFn) -> Tables:
    """The sheet after somebody had a bad day with one of its tabs."""
    address = draw(st.sampled_from(sorted(READERS)))
    table = table_at(good_sheet(), address)
    damage = draw(st.sampled_from(["cell", "header", "rows", "shuffle", "narrow", "gone"]))
    return {**good_sheet(), address: _damaged(draw, table, damage)}


def _damaged(draw: st.DrawFn, table: HeadedTable, damage: str) -> HeadedTable | None:
    at = draw(st.integers(0, len(table.headers) - 1))
    if damage == "gone":
        return None
    if damage == "header":
        return replace(table, headers=_with(table.headers, at, draw(st.text(max_size=8))))
    if damage == "narrow":
        rows = tuple(HeadedRow(row.number, row.cells[:at]) for row in table.rows)
        return replace(table, headers=table.headers[:at], rows=rows)
    rows = table.rows
    if damage == "shuffle":
        rows = tuple(draw(st.permutations(rows)))
    elif damage == "rows":
        rows = tuple(draw(st.lists(st.sampled_from(rows), max_size=30)))
    elif rows:
        row = draw(st.integers(0, len(rows) - 1))
        cells: tuple[Cell, ...] = _with(rows[row].cells, at, draw(CELLS))
        rows = _with(rows, row, HeadedRow(rows[row].number, cells))
    numbered = (HeadedRow(number, row.cells) for number, row in enumerate(rows, start=4))
    return replace(table, rows=tuple(numbered))


def _with(parts: tuple[Any, ...], at: int, part: object) -> tuple[Any, ...]:
    return (*parts[:at], part, *parts[at + 1 :])


@settings(max_examples=80)
@given(mangled())
def test_a_mangled_sheet_is_read_or_refused_and_never_breaks(tables: Tables) -> None:
    judged = read(wilgen(), tables)
    assert (judged.configuration is None) == bool(judged.problems)
    assert all(problem.message and problem.melding for problem in judged.problems)
    assert not judged.elsewhere


@settings(max_examples=25)
@given(
    spaces=st.sampled_from(["", " ", "\u00a0", "\n"]),
    change=st.sampled_from([str.upper, str.casefold, str.title]),
)
def test_capitals_and_spaces_in_words_change_nothing(spaces: str, change: Any) -> None:
    tables = good_sheet()
    for address, header in (("teams.teams", "Korte naam"), ("leden.leden", "Team")):
        table = table_at(tables, address)
        at = table.headers.index(header)
        rows = tuple(
            HeadedRow(row.number, _with(row.cells, at, f"{spaces}{change(row.cells[at])}{spaces}"))
            for row in table.rows
        )
        tables = {**tables, address: replace(table, rows=rows)}
    assert read(wilgen(), tables).configuration == wilgen()
