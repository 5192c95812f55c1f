"""The methods of Google Sheets that the local Workspace carries."""

import sync.local.sheets.filtered_api  # noqa: F401 - registers the methods beside these
from sync.local.call import Call, Json, carries
from sync.local.files.making import create_file
from sync.local.files.records import SPREADSHEET
from sync.local.sheets import answers, requests
from sync.local.sheets.appending import append
from sync.local.sheets.cells import Reading
from sync.local.sheets.copying import copy_sheet
from sync.local.sheets.exchange.contents import new_spreadsheet
from sync.local.sheets.exchange.filling import fill
from sync.local.sheets.opening import opened, opened_to_write, save
from sync.local.sheets.value_options import is_typed, rendering, totals, updated
from sync.local.sheets.values import clear, numbered, read, write

VIEW = ("commentsViewMode", "excludeTablesInBandedRanges")


@carries("sheets.spreadsheets.create")
def create(call: Call) -> Json:
    """A new spreadsheet in the caller's own Drive, with what the body says it holds."""
    properties = call.body.get("properties", {})
    title = properties.get("title") or "Untitled spreadsheet"
    file = create_file(call, name=title, mime_type=SPREADSHEET)
    new_spreadsheet(call, file, title)
    book = opened_to_write(call, file.id)
    fill(book, call.body)
    book.save()
    return answers.spreadsheet(book, call.base_url, [], data=False)


@carries("sheets.spreadsheets.get")
def get(call: Call) -> Json:
    """A spreadsheet, with grid data when asked for."""
    include, ranges = bool(call.params.get("includeGridData")), call.params.get("ranges", [])
    data = answers.asks_for_data(call.params.get("fields"), include=include)
    view = {name: call.params.get(name) for name in VIEW}
    return answers.spreadsheet(opened(call), call.base_url, ranges, data=data, **view)


@carries("sheets.spreadsheets.batchUpdate")
def batch_update(call: Call) -> Json:
    """Requests in order, all or none."""
    book = opened_to_write(call)
    replies = requests.apply(book, call.body.get("requests", []))
    save(call, book)
    answer: Json = {"spreadsheetId": book.file.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = answers.spreadsheet(
            book,
            call.base_url,
            call.body.get("responseRanges", []),
            data=bool(call.body.get("responseIncludeGridData")),
            commentsViewMode=call.body.get("commentsViewMode"),
        )
    return answer


@carries("sheets.spreadsheets.sheets.copyTo")
def copy_to(call: Call) -> Json:
    """A sheet copied to another spreadsheet, or to its own."""
    source, wanted = opened(call), call.body.get("destinationSpreadsheetId") or ""
    same = wanted == source.file.id
    destination = opened_to_write(call, wanted)
    sheet = copy_sheet(destination if same else source, call.params["sheetId"], destination)
    save(call, destination)
    index = destination.sheets.index(sheet)
    return dict(answers.resource(destination, sheet, index)["properties"])


@carries("sheets.spreadsheets.values.get")
def values_get(call: Call) -> Json:
    """The values of one range."""
    return read(Reading(opened(call)), call.params["range"], rendering(call.params))


@carries("sheets.spreadsheets.values.batchGet")
def values_batch_get(call: Call) -> Json:
    """The values of several ranges, in the order asked."""
    book = opened(call)
    reading, options = Reading(book), rendering(call.params)
    found = [read(reading, text, options) for text in call.params.get("ranges", [])]
    return {"spreadsheetId": book.file.id, "valueRanges": found}


@carries("sheets.spreadsheets.values.update")
def values_update(call: Call) -> Json:
    """Values written at one range."""
    book = opened_to_write(call)
    sheet, box = write(book, call.body, call.params["range"], typed=is_typed(call.params))
    save(call, book)
    return updated(book, sheet, box, call.body, call.params)


@carries("sheets.spreadsheets.values.batchUpdate")
def values_batch_update(call: Call) -> Json:
    """Values written at several ranges, in the order given."""
    book, typed = opened_to_write(call), is_typed(call.body)
    places = []
    for index, given in enumerate(call.body.get("data", [])):
        with numbered("data", index):
            place = write(book, given, given.get("range", ""), typed=typed)
        places.append((*place, given))
    save(call, book)
    responses = [updated(book, *place, call.body) for place in places]
    counts = totals(responses, len({sheet.id for sheet, _, _ in places}))
    return {"spreadsheetId": book.file.id, "responses": responses, **counts}


@carries("sheets.spreadsheets.values.append")
def values_append(call: Call) -> Json:
    """Rows added under a table."""
    book = opened_to_write(call)
    sheet, box, table = append(
        book,
        call.body,
        call.params["range"],
        typed=is_typed(call.params),
        insert=call.params.get("insertDataOption") == "INSERT_ROWS",
    )
    save(call, book)
    answer: Json = {"spreadsheetId": book.file.id}
    if table:
        answer["tableRange"] = table
    answer["updates"] = updated(book, sheet, box, call.body, call.params)
    return answer


@carries("sheets.spreadsheets.values.clear")
def values_clear(call: Call) -> Json:
    """The values of one range taken away."""
    book = opened_to_write(call)
    cleared = clear(book, call.params["range"])
    save(call, book)
    return {"spreadsheetId": book.file.id, "clearedRange": cleared}


@carries("sheets.spreadsheets.values.batchClear")
def values_batch_clear(call: Call) -> Json:
    """The values of several ranges taken away."""
    book = opened_to_write(call)
    cleared = []
    for index, text in enumerate(call.body.get("ranges", [])):
        with numbered("range", index):
            cleared.append(clear(book, text))
    save(call, book)
    return {"spreadsheetId": book.file.id, "clearedRanges": cleared}
