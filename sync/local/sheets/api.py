"""The methods of Google Sheets that the local Workspace carries."""

from typing import Any

from sync.local.call import Call, Json, carries
from sync.local.files import SPREADSHEET, create_file, open_file, touch
from sync.local.sheets import answers, requests
from sync.local.sheets.appending import append
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.cells import Reading
from sync.local.sheets.contents import new_spreadsheet, open_book
from sync.local.sheets.filling import fill
from sync.local.sheets.ranges import Box, written
from sync.local.sheets.refusals import NoInputOptionError
from sync.local.sheets.values import Rendering, clear, read, write


@carries("sheets.spreadsheets.create")
def create(call: Call) -> Json:
    """A new spreadsheet in the caller's own Drive, with what the body says it holds."""
    properties = call.body.get("properties", {})
    title = properties.get("title") or "Untitled spreadsheet"
    file = create_file(call, name=title, mime_type=SPREADSHEET)
    new_spreadsheet(call, file, title)
    book = open_book(call.store, file.id)
    fill(book, call.body)
    book.save()
    return answers.spreadsheet(book, call.base_url, [], data=False)


@carries("sheets.spreadsheets.get")
def get(call: Call) -> Json:
    """A spreadsheet, with grid data when asked for."""
    data = answers.asks_for_data(
        call.params.get("fields"), include=bool(call.params.get("includeGridData"))
    )
    ranges = call.params.get("ranges", [])
    return answers.spreadsheet(_reading(call), call.base_url, ranges, data=data)


@carries("sheets.spreadsheets.batchUpdate")
def batch_update(call: Call) -> Json:
    """Requests in order, all or none."""
    book = _writing(call)
    replies = requests.apply(book, call.body.get("requests", []))
    _save(call, book)
    answer: Json = {"spreadsheetId": book.file.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = answers.spreadsheet(
            book,
            call.base_url,
            call.body.get("responseRanges", []),
            data=bool(call.body.get("responseIncludeGridData")),
        )
    return answer


@carries("sheets.spreadsheets.values.get")
def values_get(call: Call) -> Json:
    """The values of one range."""
    return read(Reading(_reading(call)), call.params["range"], _rendering(call.params))


@carries("sheets.spreadsheets.values.batchGet")
def values_batch_get(call: Call) -> Json:
    """The values of several ranges, in the order asked."""
    book = _reading(call)
    reading, rendering = Reading(book), _rendering(call.params)
    found = [read(reading, text, rendering) for text in call.params.get("ranges", [])]
    return {"spreadsheetId": book.file.id, "valueRanges": found}


@carries("sheets.spreadsheets.values.update")
def values_update(call: Call) -> Json:
    """Values written at one range."""
    book = _writing(call)
    sheet, box = write(book, call.body, call.params["range"], typed=_is_typed(call.params))
    _save(call, book)
    return _updated(book, sheet, box, call.body, call.params)


@carries("sheets.spreadsheets.values.batchUpdate")
def values_batch_update(call: Call) -> Json:
    """Values written at several ranges, in the order given."""
    book, typed = _writing(call), _is_typed(call.body)
    places = [
        (*write(book, given, given.get("range", ""), typed=typed), given)
        for given in call.body.get("data", [])
    ]
    _save(call, book)
    responses = [_updated(book, *place, call.body) for place in places]
    answer: Json = {"spreadsheetId": book.file.id, "responses": responses}
    for name in ("Rows", "Columns", "Cells"):
        answer[f"totalUpdated{name}"] = sum(one.get(f"updated{name}", 0) for one in responses)
    answer["totalUpdatedSheets"] = len({sheet.id for sheet, _, _ in places})
    return answer


@carries("sheets.spreadsheets.values.append")
def values_append(call: Call) -> Json:
    """Rows added under a table."""
    book = _writing(call)
    sheet, box, table = append(
        book,
        call.body,
        call.params["range"],
        typed=_is_typed(call.params),
        insert=call.params.get("insertDataOption") == "INSERT_ROWS",
    )
    _save(call, book)
    answer: Json = {"spreadsheetId": book.file.id}
    if table:
        answer["tableRange"] = table
    answer["updates"] = _updated(book, sheet, box, call.body, call.params)
    return answer


@carries("sheets.spreadsheets.values.clear")
def values_clear(call: Call) -> Json:
    """The values of one range taken away."""
    book = _writing(call)
    cleared = clear(book, call.params["range"])
    _save(call, book)
    return {"spreadsheetId": book.file.id, "clearedRange": cleared}


@carries("sheets.spreadsheets.values.batchClear")
def values_batch_clear(call: Call) -> Json:
    """The values of several ranges taken away."""
    book = _writing(call)
    cleared = [clear(book, text) for text in call.body.get("ranges", [])]
    _save(call, book)
    return {"spreadsheetId": book.file.id, "clearedRanges": cleared}


def _reading(call: Call) -> Book:
    file = open_file(call, call.params["spreadsheetId"], SPREADSHEET)
    return open_book(call.store, file.id)


def _writing(call: Call) -> Book:
    file = open_file(call, call.params["spreadsheetId"], SPREADSHEET, write=True)
    return open_book(call.store, file.id)


def _save(call: Call, book: Book) -> None:
    book.save()
    touch(call, book.file.id)


def _rendering(params: Json, prefix: str = "") -> Rendering:
    """The options of reading; of a write's answer they are named `responseValueRenderOption`."""

    def option(name: str, usual: str) -> str:
        key = f"{prefix}{name[0].upper()}{name[1:]}" if prefix else name
        return str(params.get(key) or usual)

    return Rendering(
        option("valueRenderOption", "FORMATTED_VALUE"),
        option("dateTimeRenderOption", "SERIAL_NUMBER"),
        params.get("majorDimension") == "COLUMNS",
    )


def _is_typed(params: Json) -> bool:
    option = params.get("valueInputOption")
    if option not in {"RAW", "USER_ENTERED"}:
        raise NoInputOptionError
    return bool(option == "USER_ENTERED")


def _updated(book: Book, sheet: Sheet, box: Box, given: Json, params: Json) -> Json:
    """What was written where; with the values as they now are when asked for."""
    values: list[list[Any]] = given.get("values", [])
    answer: Json = {"spreadsheetId": book.file.id, "updatedRange": written(sheet.title, box)}
    count = sum(value is not None for line in values for value in line)
    if count:
        answer["updatedRows"] = box.bottom - box.top
        answer["updatedColumns"] = box.right - box.left
        answer["updatedCells"] = count
    if params.get("includeValuesInResponse"):
        rendering = _rendering(params, "response")
        answer["updatedData"] = read(Reading(book), answer["updatedRange"], rendering)
    return answer
