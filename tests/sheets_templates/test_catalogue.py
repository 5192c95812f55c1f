import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.catalogue import TEAM_FORMS
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary
from sheets_templates.catalogue import SPREADSHEET_KEYS, DefinitionError, load_spreadsheet
from sheets_templates.model import Tab
from tests.sheets_templates.cast import CONTEXT, spreadsheet, texts

ENGLISH = re.compile(
    r"\b(the|and|your|please|visit|week of|status|date|lesson|school week)\b", re.I
)
LINKS = {f"form:{key}" for key in TEAM_FORMS}


def tabs() -> list[Tab]:
    return [tab for key in SPREADSHEET_KEYS for tab in spreadsheet(key).tabs]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", SPREADSHEET_KEYS)
def test_every_spreadsheet_is_dutch_in_both_vocabularies(key: str, vocabulary: Vocabulary) -> None:
    read = texts(spreadsheet(key, vocabulary)).replace("Status", "")
    assert not ENGLISH.findall(read)
    assert "{{" not in read


def test_support_staff_never_read_the_words_of_teachers() -> None:
    read = texts(spreadsheet("team", "support")).lower()
    assert not re.findall(r"leerling|lesbezoek|lesontwerp|\bles(sen|uur)?\b|lera(ar|ren)", read)


def test_the_keys_of_a_team_are_the_same_in_both_vocabularies() -> None:
    teachers, support = spreadsheet("team", "teachers"), spreadsheet("team", "support")
    for (address, _, ours), (other, _, theirs) in zip(
        teachers.tables(), support.tables(), strict=True
    ):
        assert address == other
        assert [column.key for column in ours.columns] == [column.key for column in theirs.columns]


@pytest.mark.parametrize("tab", tabs(), ids=lambda tab: tab.key)
def test_every_tab_says_what_it_is_for(tab: Tab) -> None:
    title, purpose = tab.texts[0], tab.texts[1]
    assert (title.row, title.style) == (0, "title")
    assert (purpose.row, purpose.style) == (1, "subtitle")


@pytest.mark.parametrize("tab", tabs(), ids=lambda tab: tab.key)
def test_every_tab_fits_a_screen(tab: Tab) -> None:
    assert sum(tab.widths) <= 1150


@pytest.mark.parametrize("tab", tabs(), ids=lambda tab: tab.key)
def test_a_frozen_header_is_that_of_the_only_table(tab: Tab) -> None:
    if tab.frozen_rows:
        [table] = tab.tables
        assert tab.frozen_rows == table.row + 1


@pytest.mark.parametrize("tab", tabs(), ids=lambda tab: tab.key)
def test_dates_get_room_to_be_read(tab: Tab) -> None:
    for table in tab.tables:
        for width, column in zip(tab.widths[table.column :], table.columns, strict=False):
            assert width >= 90 or column.format not in {"date", "weekday_date"}


@pytest.mark.parametrize("tab", tabs(), ids=lambda tab: tab.key)
def test_no_chart_covers_a_cell_that_somebody_reads(tab: Tab) -> None:
    """A row is at least 21 pixels high."""
    for chart in tab.charts:
        rows = range(chart.row, chart.row + -(-chart.height // 21))
        columns = [
            at
            for at in range(chart.column, len(tab.widths))
            if sum(tab.widths[chart.column : at]) < chart.width
        ]
        for table in tab.tables:
            below = range(table.row, table.row + table.capacity + 1)
            beside = range(table.column, table.column + len(table.columns))
            assert not (set(rows) & set(below) and set(columns) & set(beside))


def test_a_team_starts_with_a_button_for_every_form_and_finds_every_other_tab() -> None:
    team = spreadsheet("team")
    links = {text.link for text in team.tabs[0].texts if text.link}
    assert {link for link in links if link.startswith("form:")} == LINKS
    assert links - LINKS == {f"tab:{tab.key}" for tab in team.tabs[1:]}


def test_the_year_prints_on_paper_lying_down() -> None:
    year = next(tab for tab in spreadsheet("team").tabs if tab.key == "jaarplanning")
    assert sum(year.widths) <= 1000


@settings(max_examples=30)
@given(name=st.text(min_size=1) | st.sampled_from(['"', "{{ x }}", "a: b\n- c", "# x", "=1+1"]))
def test_no_name_of_a_team_can_break_a_definition(name: str) -> None:
    hostile, plain = spreadsheet("team", team_name=name), spreadsheet("team")
    assert hostile.tabs[1:] == plain.tabs[1:]
    assert len(hostile.tabs[0].texts[0].text) == len(name)


def test_a_spreadsheet_of_the_school_itself_wins(tmp_path: Path) -> None:
    ours = Path("sheets_templates/definitions/school.yaml").read_text("utf-8")
    path = tmp_path / "spreadsheets" / "school.yaml"
    path.parent.mkdir()
    path.write_text(ours.replace("title: Teams en ritme", "title: Onze teams"), "utf-8")
    own = load_spreadsheet("school", words={}, context=CONTEXT, folders=[tmp_path])
    assert "Onze teams" in {tab.title for tab in own.tabs}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("texts: [{row: 1, text: a}, {row: 1, text: b}]", "the text in row 2 covers"),
        ("texts: [{row: 3, text: a}]", "a text does not fit the grid of tab 'een': row 4"),
        ("charts: [{key: c, title: C, kind: pie}]", "'kind' must be one of its choices"),
        ("rules: [{table: t, column: k, when: equals, tone: good}]", "unknown column: k"),
        ("frozen_row: 1", "found 'frozen_row'. Did you mean 'frozen_rows'?"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, lines: str, message: str
) -> None:
    write(tmp_path, "title: Eigen", lines)
    with pytest.raises(DefinitionError) as caught:
        load_spreadsheet("school", words={}, context=CONTEXT, folders=[tmp_path])
    assert message in str(caught.value)
    assert "school.yaml: line " in str(caught.value)


def write(folder: Path, title: str, lines: str = "") -> None:
    path = folder / "spreadsheets" / "school.yaml"
    path.parent.mkdir()
    tab = f"- key: een\n  title: Een\n  tone: start\n  rows: 3\n  widths: [100, 100]\n  {lines}\n"
    path.write_text(f"key: school\n{title}\ntabs:\n{tab}", encoding="utf-8")
