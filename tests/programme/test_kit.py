from datetime import date

from forms.catalogue import SCHOOL_FORMS, TEAM_FORMS
from jobs.programme.kit import desired_school
from sync.desired import Desired, DesiredFolder, Share
from tests.programme.cast import CALENDAR, ONDERBOUW, SCHOOL, STUDY_DAY, a_configuration

DESIRED = desired_school(SCHOOL, CALENDAR)
TEAM_SHEET = next(s for s in DESIRED.spreadsheets() if s.key == "de-linde/onderbouw/team")


def folder(desired: Desired, key: str) -> DesiredFolder:
    return next(f for unit in desired.units for f in unit.folders if f.key == key)


def test_nobody_can_reach_the_answers_through_the_folder_of_the_forms() -> None:
    assert {form.folder for form in DESIRED.forms()} == {"de-linde/formulieren"}
    assert folder(DESIRED, "de-linde/formulieren").shares == ()
    assert folder(DESIRED, "de-linde/top").shares == ()


def test_every_team_has_its_forms_and_its_spreadsheet_and_the_school_has_its_own() -> None:
    forms = {form.key for form in DESIRED.forms()}
    teams = {f"de-linde/{team}/{key}" for team in ("onderbouw", "diensten") for key in TEAM_FORMS}
    assert forms == teams | {f"de-linde/{key}" for key in SCHOOL_FORMS}
    assert {s.key for s in DESIRED.spreadsheets()} == {
        "de-linde/onderbouw/team",
        "de-linde/diensten/team",
        "de-linde/overzicht",
        "de-linde/beheer",
        "pizza/bomen/pizzasessie",
    }


def test_the_team_writes_in_its_own_folder_and_the_schoolleiding_does_not_come_there() -> None:
    emails = {share.email for share in folder(DESIRED, "de-linde/onderbouw").shares}
    assert emails == {m.email for m in ONDERBOUW.members} | {"coen@linde.example"}


def test_the_schoolleiding_answers_in_its_overview_and_the_expertcoach_reads_it() -> None:
    assert folder(DESIRED, "de-linde/schoolleiding").shares == (
        Share("coen@linde.example", "writer"),
        Share("lies@linde.example", "writer"),
        Share("eva@linde.example", "reader"),
    )


def test_the_pizza_spreadsheet_is_shared_with_other_schools() -> None:
    shared = [s.key for s in DESIRED.spreadsheets() if s.shared]
    assert shared == ["pizza/bomen/pizzasessie"]


def test_setup_owned_columns_are_exactly_those_that_have_rows() -> None:
    for sheet in DESIRED.spreadsheets():
        owned = {
            address: {column.key for column in table.columns if column.owner == "setup"}
            for address, _, table in sheet.spreadsheet.tables()
        }
        for address, rows in sheet.content.items():
            assert all(set(row) == owned[address] for row in rows), address
        assert set(sheet.content) == {address for address, keys in owned.items() if keys}


def test_every_table_holds_its_rows() -> None:
    for sheet in DESIRED.spreadsheets():
        for address, _, table in sheet.spreadsheet.tables():
            assert len(sheet.content.get(address, ())) <= table.capacity


def test_the_year_shows_vacations_without_a_number_and_weeks_up_to_the_summer() -> None:
    year = TEAM_SHEET.content["jaarplanning.weken"]
    autumn = next(row for row in year if row["bijzonder"] == "Herfstvakantie")
    assert (autumn["week"], autumn["school_week"]) == (date(2026, 10, 19), None)
    assert year[0]["week"] == date(2026, 8, 31)
    assert year[-1]["week"] == date(2027, 7, 12)
    numbers = [row["school_week"] for row in year if row["school_week"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_study_day_is_named_in_its_week() -> None:
    week = next(row for row in TEAM_SHEET.content["jaarplanning.weken"] if row["week"] == STUDY_DAY)
    assert week["bijzonder"] == "Studiedag ma 5 okt"


def test_the_kit_is_the_same_every_time() -> None:
    assert desired_school(SCHOOL, CALENDAR) == DESIRED


def test_no_title_or_key_holds_the_name_of_a_person() -> None:
    names = {member.name for team in SCHOOL.teams for member in team.members}
    titles = [f.name for unit in DESIRED.units for f in unit.folders]
    titles += [s.spreadsheet.title for s in DESIRED.spreadsheets()]
    titles += [f.form.document_title for f in DESIRED.forms()]
    assert not [title for title in titles if any(name in title for name in names)]


def test_only_accounts_of_the_domain_answer_when_the_school_wants_so() -> None:
    workspace = SCHOOL.workspace.model_copy(
        update={"responders": "domain", "domain": "linde.example"}
    )
    school = a_configuration(ONDERBOUW).model_copy(update={"workspace": workspace})
    forms = desired_school(school, CALENDAR).forms()
    domains = {form.domain for form in forms if not form.key.endswith("/stem")}
    assert domains == {"linde.example"}
    assert {form.domain for form in DESIRED.forms()} == {None}


def test_pupils_need_no_account_of_the_school() -> None:
    workspace = SCHOOL.workspace.model_copy(
        update={"responders": "domain", "domain": "linde.example"}
    )
    school = a_configuration(ONDERBOUW).model_copy(update={"workspace": workspace})
    forms = {form.key: form for form in desired_school(school, CALENDAR).forms()}
    assert forms["de-linde/onderbouw/stem"].domain is None


def test_the_youngest_pupils_choose_a_smiley() -> None:
    youngest = ONDERBOUW.model_copy(update={"pupils": "onderbouw"})
    forms = {form.key: form for form in desired_school(a_configuration(youngest), CALENDAR).forms()}
    assert forms["de-linde/onderbouw/stem"].form.key == "stem_onderbouw"
