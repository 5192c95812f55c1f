"""What somebody would write who has read gspread's documentation and knows Google's client.

Everything by documented calls, one at a time, and on a refusal for haste Google's own advice: wait
1, 2, 4 … seconds and a bit. What gspread has no call for (links, banding, conditional formats,
charts) is left out, and nothing is looked up first, so that a second run would make it all again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import count
from typing import Any

import gspread
import requests
from googleapiclient.errors import HttpError
from gspread.utils import ValidationConditionType as Condition
from gspread.utils import rowcol_to_a1

from forms.model import Form
from sheets_templates.model import Content, Tab, Table, Validation
from sync.desired import Desired, DesiredFolder, DesiredForm, DesiredSpreadsheet
from sync.files.google_forms import new_form_change

LONGEST = 64.0
HASTE = (403, 429)
BOLD: dict[str, Any] = {"textFormat": {"bold": True}}
HEADER: dict[str, Any] = {"textFormat": {"bold": True}, "wrapStrategy": "WRAP"}
PUBLISHED = {"isPublished": True, "isAcceptingResponses": True}
CONDITIONS = {
    "one_of": Condition.one_of_list,
    "checkbox": Condition.boolean,
    "date": Condition.date_is_valid,
    "number": Condition.number_between,
}


def waits(chance: Callable[[], float]) -> Iterator[float]:
    """How long to wait after each refusal for haste: twice as long every time, with a bit."""
    return (min(2.0**times + chance(), LONGEST) for times in count())


@dataclass(frozen=True)
class Patience:
    """Waits and sends again whatever was refused for haste."""

    sleep: Callable[[float], None]
    chance: Callable[[], float]

    def execute(self, request: Any) -> Any:
        """The answer to a request of Google's client."""
        for seconds in waits(self.chance):
            try:
                return request.execute()
            except HttpError as error:
                if error.resp.status not in HASTE:
                    raise
            self.sleep(seconds)
        raise AssertionError


class PatientClient(gspread.HTTPClient):
    """gspread's HTTP client, which waits and sends again what was refused for haste."""

    def __init__(self, session: requests.Session, patience: Patience) -> None:
        super().__init__(auth=None, session=session)  # type: ignore[arg-type]
        self._patience = patience

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """One call, as often as it takes."""
        for seconds in waits(self._patience.chance):
            try:
                return super().request(*args, **kwargs)
            except gspread.exceptions.APIError as error:
                if error.response.status_code not in HASTE:
                    raise
            self._patience.sleep(seconds)
        raise AssertionError


@dataclass
class PlainScript:
    """Sets up a school in a shared drive; `ids` is what was made, by key."""

    sheets: gspread.Client
    drive: Any
    forms: Any
    shared_drive: str
    patience: Patience
    ids: dict[str, str] = field(default_factory=dict)

    def set_up(self, desired: Desired) -> None:
        """Make every folder, form and spreadsheet, one after another."""
        for unit in desired.units:
            for folder in unit.folders:
                self.make_folder(folder)
            for form in unit.forms:
                self.make_form(form)
            for spreadsheet in unit.spreadsheets:
                self.make_spreadsheet(spreadsheet)

    def make_folder(self, folder: DesiredFolder) -> None:
        """A folder, shared with each person in it."""
        kind = "application/vnd.google-apps.folder"
        self.ids[folder.key] = self._make_file(folder.name, kind, folder.parent)
        for share in folder.shares:
            body = {"type": share.kind, "role": share.role, "emailAddress": share.email}
            self._permit(self.ids[folder.key], body, sendNotificationEmail=False)

    def make_form(self, desired: DesiredForm) -> None:
        """A form with its questions, published, that everybody with the link may answer."""
        kind = "application/vnd.google-apps.form"
        form_id = self._make_file(desired.form.document_title, kind, desired.folder)
        forms = self.forms.forms()
        questions = {"requests": questions_of(desired.form)}
        self.patience.execute(forms.batchUpdate(formId=form_id, body=questions))
        state = {"publishSettings": {"publishState": PUBLISHED}, "updateMask": "publishState"}
        self.patience.execute(forms.setPublishSettings(formId=form_id, body=state))
        self._permit(form_id, {"type": "anyone", "role": "reader", "view": "published"})
        self.ids[desired.key] = form_id

    def make_spreadsheet(self, desired: DesiredSpreadsheet) -> None:
        """A spreadsheet with its tabs; the tab that every new one has is taken away."""
        spreadsheet = self.sheets.create(desired.spreadsheet.title, self.ids[desired.folder])
        first = spreadsheet.sheet1
        for tab in desired.spreadsheet.tabs:
            worksheet = spreadsheet.add_worksheet(tab.title, tab.rows, len(tab.widths))
            fill(worksheet, tab, desired.content)
        spreadsheet.del_worksheet(first)
        self.ids[desired.key] = spreadsheet.id

    def _make_file(self, name: str, kind: str, parent: str | None) -> str:
        folder = self.ids[parent] if parent else self.shared_drive
        body = {"name": name, "mimeType": kind, "parents": [folder]}
        request = self.drive.files().create(body=body, supportsAllDrives=True, fields="id")
        return str(self.patience.execute(request)["id"])

    def _permit(self, file_id: str, body: Mapping[str, str], **more: Any) -> None:
        permissions = self.drive.permissions()
        self.patience.execute(
            permissions.create(fileId=file_id, body=body, supportsAllDrives=True, **more)
        )


def questions_of(form: Form) -> Sequence[Mapping[str, Any]]:
    """The requests that write a form's questions, all in one call."""
    return new_form_change(form).requests


def fill(worksheet: gspread.Worksheet, tab: Tab, content: Content) -> None:
    """Write a tab: values, looks, frozen rows, merged cells, choices, notes and protection."""
    worksheet.batch_update(list(values_of(tab, content)), raw=False)
    worksheet.batch_format(list(formats_of(tab)))
    worksheet.update_tab_color("#0F5C5C")
    if tab.frozen_rows or tab.frozen_columns:
        worksheet.freeze(tab.frozen_rows or None, tab.frozen_columns or None)
    wide = [text for text in tab.texts if text.columns > 1]
    if wide:
        worksheet.batch_merge(
            [{"range": block(text.row, text.column, 1, text.columns)} for text in wide]
        )
    for table in tab.tables:
        choose(worksheet, table)
        header = block(table.row, table.column, 1, len(table.columns))
        worksheet.add_protected_range(header, description="Ritmiek", warning_only=True)
    notes = dict(notes_of(tab.tables))
    if notes:
        worksheet.insert_notes(notes)


def values_of(tab: Tab, content: Content) -> Iterator[dict[str, Any]]:
    """Every block of values on a tab."""
    for text in tab.texts:
        # An apostrophe, as somebody would type it: a text is never to become a formula.
        yield {"range": block(text.row, text.column, 1, 1), "values": [[f"'{text.text}"]]}
    for table in tab.tables:
        rows = content.get(f"{tab.key}.{table.key}", ())
        values: list[list[object]] = [[column.header for column in table.columns]]
        values += [[_written(row.get(column.key)) for column in table.columns] for row in rows]
        where = block(table.row, table.column, len(values), len(table.columns))
        yield {"range": where, "values": values}


def formats_of(tab: Tab) -> Iterator[gspread.worksheet.CellFormat]:
    """Headings and headers in bold."""
    for text in tab.texts:
        yield {"range": block(text.row, text.column, 1, text.columns), "format": BOLD}
    for table in tab.tables:
        yield {"range": block(table.row, table.column, 1, len(table.columns)), "format": HEADER}


def choose(worksheet: gspread.Worksheet, table: Table) -> None:
    """What may be put in each column."""
    for offset, column in enumerate(table.columns):
        rule = column.validation
        if rule:
            where = block(table.row + 1, table.column + offset, table.capacity, 1)
            worksheet.add_validation(
                where, CONDITIONS[rule.kind], _choices(rule), rule.help or None, strict=rule.strict
            )


def notes_of(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """The notes on headers, by cell."""
    for table in tables:
        for offset, column in enumerate(table.columns):
            if column.note:
                yield rowcol_to_a1(table.row + 1, table.column + offset + 1), column.note


def block(row: int, column: int, rows: int, columns: int) -> str:
    """A range by its first cell, counted from 0, and its size."""
    first = rowcol_to_a1(row + 1, column + 1)
    return f"{first}:{rowcol_to_a1(row + rows, column + columns)}"


def _choices(rule: Validation) -> list[str]:
    if rule.kind == "number":
        return [str(rule.low if rule.low is not None else 0), str(rule.high or 10_000)]
    return list(rule.options) if rule.kind == "one_of" else []


def _written(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else value
