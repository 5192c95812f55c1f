"""Which of our definitions a file follows, also when its team or school year is no longer there."""

from forms.model import Form
from jobs.school.model import Team
from jobs.work.school import SchoolAtWork
from sheets_templates.model import Spreadsheet
from sync.sheets.objects import name_id
from sync.whole_sheets import WholeSheet


def form_of(school: SchoolAtWork, key: str) -> Form | None:
    """The form with this key, or else the same one of another team: they ask the same."""
    forms = {one.key: one.form for one in school.desired.forms()}
    name = key.rsplit("/", 1)[-1]
    alike = (form for known, form in forms.items() if known.rsplit("/", 1)[-1] == name)
    return forms.get(key) or next(alike, None)


def team_of(school: SchoolAtWork, key: str) -> Team | None:
    """The team whose file this is; none for a file of the school, or when the team is gone."""
    parts = key.split("/")
    return next(
        (team for team in school.configuration.teams if parts[1:2] == [team.key]),
        None,
    )


def spreadsheet_of(school: SchoolAtWork, key: str, sheet: WholeSheet) -> Spreadsheet | None:
    """The definition of a spreadsheet: by its key, or else by the names of its tables."""
    known = {one.key: one.spreadsheet for one in school.desired.spreadsheets()}
    if key in known:
        return known[key]
    counted = [(len(_names(one) & set(sheet.names)), one) for one in known.values()]
    most, likely = max(counted, key=lambda pair: pair[0])
    return likely if most else None


def _names(spreadsheet: Spreadsheet) -> set[str]:
    return {
        name_id(spreadsheet.key, address.replace(".", "_"))
        for address, _, _ in spreadsheet.tables()
    }
