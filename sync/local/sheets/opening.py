"""A spreadsheet opened for one call: to be read, or to be written and saved."""

from sync.local.call import Call
from sync.local.files.making import open_in_role, touch
from sync.local.files.records import SPREADSHEET
from sync.local.sheets.book import Book
from sync.local.sheets.engine.results_kept import RESULTS
from sync.local.sheets.guarding import editor_of, guard


def opened(call: Call) -> Book:
    """The spreadsheet that the call names, to be read."""
    return _opened(call, call.params["spreadsheetId"], write=False)


def opened_to_write(call: Call, file_id: str | None = None) -> Book:
    """The spreadsheet that the call names (or another), with what is protected kept shut."""
    book = _opened(call, file_id or call.params["spreadsheetId"], write=True)
    guard(book)
    return book


def save(call: Call, book: Book) -> None:
    """Keep what was written."""
    before = book.revision
    changes = book.save()
    if changes is not None:
        RESULTS.carry(book.file.id, (before, book.revision), changes)
    touch(call, book.file.id)


def _opened(call: Call, file_id: str, *, write: bool) -> Book:
    file, role = open_in_role(call, file_id, SPREADSHEET, write=write)
    book = Book(call.store, file)
    book.editor = editor_of(call, book, role)
    return book
