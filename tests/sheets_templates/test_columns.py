"""A school's own spreadsheet may say everything otherwise, but keeps what Ritmiek writes."""

from pathlib import Path

import pytest

from sheets_templates.catalogue import DefinitionError, load_spreadsheet
from sheets_templates.model import Spreadsheet
from tests.sheets_templates.cast import CONTEXT

OURS = Path("sheets_templates/definitions/school.yaml").read_text("utf-8")
PHASE = "          - {key: fase, header: Fase, owner: setup}\n"
NOTE = "          - {key: notitie, header: Notitie, owner: people, format: long_text}\n"
TABLE = OURS[OURS.index("      - key: stand\n        row: 3") :].partition("      - key: bezoeken")[
    0
]


def load(folder: Path, text: str, key: str = "school") -> Spreadsheet:
    path = folder / "spreadsheets" / f"{key}.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return load_spreadsheet(key, words={}, context=CONTEXT, folders=[folder])


@pytest.mark.parametrize(
    ("was", "written", "found", "remedy"),
    [
        (PHASE, "", "no column 'fase' in table 'coachbezoeken.bezoeken'",
         "Add {key: fase, header: …, owner: setup, format: text}."),
        (PHASE, PHASE.replace("setup", "people"), "'fase' with owner 'people'",
         "Write owner: setup, and add a column of your own beside it."),
        (NOTE, NOTE.replace("people", "collect"), "'notitie' with owner 'collect'",
         "Write owner: people"),
        ("        identity: [nummer]\n        columns:\n          - {key: nummer, header: Bezoek",
         "        columns:\n          - {key: nummer, header: Bezoek",
         "identity [] in table 'coachbezoeken.bezoeken'", "Write identity: [nummer]."),
        (TABLE, "", "no table 'coachbezoeken.stand'", "Put table 'stand' of our file back"),
    ],
)  # fmt: skip
def test_what_ritmiek_writes_keeps_its_place_and_its_owner(
    tmp_path: Path, was: str, written: str, found: str, remedy: str
) -> None:
    assert was in OURS
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, OURS.replace(was, written))
    [problem] = caught.value.problems
    assert problem.found == found
    assert problem.remedy.startswith(remedy)


def test_the_line_is_that_of_the_column_or_of_the_table_that_misses_it(tmp_path: Path) -> None:
    text = OURS.replace(PHASE, "").replace(NOTE, NOTE.replace("people", "setup"))
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text)
    lines = text.splitlines()
    found = {problem.found: lines[(problem.line or 0) - 1] for problem in caught.value.problems}
    assert "key: bezoeken" in found["no column 'fase' in table 'coachbezoeken.bezoeken'"]
    assert "key: notitie" in found["'notitie' with owner 'setup'"]


def test_other_headers_widths_and_texts_are_the_schools_own(tmp_path: Path) -> None:
    own = load(tmp_path, OURS.replace("header: Fase", "header: Waar we zijn"))
    assert "Waar we zijn" in {c.header for _, _, table in own.tables() for c in table.columns}


def test_people_may_do_without_a_column_of_theirs_and_add_another(tmp_path: Path) -> None:
    own = load(tmp_path, OURS.replace(NOTE, NOTE.replace("notitie", "gespreksvorm")))
    keys = {column.key for _, _, table in own.tables() for column in table.columns}
    assert "gespreksvorm" in keys


def test_beheer_keeps_every_column_because_ritmiek_reads_them_all(tmp_path: Path) -> None:
    ours = Path("sheets_templates/definitions/beheer.yaml").read_text("utf-8")
    lines = ours.splitlines(keepends=True)
    without = "".join(line for line in lines if "key: weg_van" not in line)
    with pytest.raises(DefinitionError, match="no column 'weg_van' in table"):
        load(tmp_path, without, "beheer")
