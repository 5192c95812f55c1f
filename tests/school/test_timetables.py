"""The timetables that a school's file names are read with it, and refused with it."""

from pathlib import Path

import pytest

from jobs.school.config import read_configuration

ESDOORN = (Path(__file__).parent / "esdoorn.yaml").read_text(encoding="utf-8")


def school_with(folder: Path, key: str, value: str) -> Path:
    """The school with a timetable for its first team, or for its first member."""
    file = folder / "school.yaml"
    before = "    members:" if key == "team" else ", free_hours:"
    after = f"    timetable: {value}\n" if key == "team" else f", timetable: {value}"
    file.write_text(ESDOORN.replace(before, f"{after}{before}", 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(("key", "name"), [("team", "lesuren.csv"), ("member", "aya.ics")])
def test_a_timetable_that_is_not_there_is_a_problem_of_the_school(
    tmp_path: Path, key: str, name: str
) -> None:
    reading = read_configuration(school_with(tmp_path, key, name))
    assert reading.configuration is None
    (problem,) = reading.problems
    assert str(problem).startswith(f"{tmp_path}/{name}: this timetable cannot be read")


def test_a_timetable_is_looked_for_in_the_folder_of_the_schools_file(tmp_path: Path) -> None:
    (tmp_path / "lesuren.csv").write_text("lid;dag;lesuur;wat\n", encoding="utf-8")
    reading = read_configuration(school_with(tmp_path, "team", "lesuren.csv"))
    assert reading.problems == ()
    assert reading.configuration is not None
    assert reading.configuration.teams[0].timetable == tmp_path / "lesuren.csv"


def test_a_mistake_in_a_timetable_is_told_at_its_row_and_column(tmp_path: Path) -> None:
    text = "lid;dag;lesuur;wat\nniemand@esdoorn.example;ma;1;vrij\n"
    (tmp_path / "lesuren.csv").write_text(text, encoding="utf-8")
    (problem,) = read_configuration(school_with(tmp_path, "team", "lesuren.csv")).problems
    assert str(problem).startswith(f"{tmp_path}/lesuren.csv:2:1: this is no member of team")
    assert "niemand" not in str(problem)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lid;dag;lesuur;wat\nAya Smit;ma;9;vrij\n", ":2:3: lesson hour 9 is not in the timetable"),
        ("Aya Smit;ma;1;vrij\n", ":1:1: the first row names no columns; write there member;day"),
    ],
)
def test_hours_and_columns_that_the_school_does_not_have_are_told(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "lesuren.csv").write_text(text, encoding="utf-8")
    [problem] = read_configuration(school_with(tmp_path, "team", "lesuren.csv")).problems
    assert sentence in str(problem)


def test_a_lesson_that_ends_before_it_starts_is_told(tmp_path: Path) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:20260921T083000Z"]
    lines += ["DTEND:20260921T072000Z", "END:VEVENT", "END:VCALENDAR", ""]
    (tmp_path / "aya.ics").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    [problem] = read_configuration(school_with(tmp_path, "member", "aya.ics")).problems
    assert "event 1 ends before it starts" in str(problem)
