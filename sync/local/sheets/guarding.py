"""Who may edit what: protected ranges, kept from those who are not their editors."""

from collections.abc import Callable

from sync.local.call import Call, Json
from sync.local.errors import GoogleError
from sync.local.files.roles import GRANTS_ABOVE, OWNERS_ABOVE
from sync.local.sheets.book import Book, Sheet
from sync.local.sheets.editor import Editor
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box, of_grid_range

EDITING = {"writer", "fileOrganizer", "organizer", "owner"}
ALWAYS = {"organizer", "owner"}


class ProtectedCellError(GoogleError):
    """An edit of what is protected from this caller."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "You are trying to edit a protected cell or object. Please contact the spreadsheet "
            "owner to remove protection if you need to edit.",
        )


def editor_of(call: Call, book: Book, role: str) -> Editor:
    """The caller in its role, with what decides about protections."""
    file = book.file

    def others() -> Json:
        granted = [row for row in call.store.rows(GRANTS_ABOVE, (file.id,)) if row["email"]]
        named = [(row["type"], row["email"]) for row in granted if row["role"] in EDITING]
        if file.drive is None:
            named += [("user", row["owner"]) for row in call.store.rows(OWNERS_ABOVE, (file.id,))]
        found = {"users": sorted({who for kind, who in named if kind == "user"})}
        groups = sorted({who for kind, who in named if kind == "group"})
        return {**found, "groups": groups} if groups else found

    owner = file.owner if file.drive is None else None
    return Editor(call.caller.email, role in ALWAYS, owner, others)


def with_editors(editor: Editor | None, protected: Json) -> Json:
    """A protection as it is kept: the owner and whoever asks are always among its editors."""
    if protected.get("warningOnly"):
        return {name: value for name, value in protected.items() if name != "editors"}
    if editor is None:
        return protected
    if "editors" not in protected:
        return {**protected, "editors": editor.others()}
    users = list(protected["editors"].get("users", []))
    for email in (editor.owner, editor.email):
        if email and email.lower() not in {user.lower() for user in users}:
            users.append(email)
    return {**protected, "editors": {**protected["editors"], "users": users}}


def guard(book: Book) -> None:
    """Keep the caller from the cells that are protected from it now."""
    for sheet in book.sheets:
        closed = _closed(book.editor, sheet)
        sheet.guard = _refusing(closed) if closed else None


def check_box(book: Book, sheet: Sheet, box: Box) -> None:
    """Refuse when a cell of the rectangle is protected from the caller."""
    for held, open_boxes in _closed(book.editor, sheet):
        if held.meets(box) and not any(free.holds(box) for free in open_boxes):
            raise ProtectedCellError


def check_lines(book: Book, sheet: Sheet, lines: tuple[int, int], *, rows: bool) -> None:
    """Refuse when rows or columns would go from, or come inside, what is protected."""
    start, count = lines
    for held, _ in _closed(book.editor, sheet):
        first, last = (held.top, held.bottom) if rows else (held.left, held.right)
        inside = first < start < last if count > 0 else first < start - count and start < last
        if inside or held.holds(sheet.grid):
            raise ProtectedCellError


def check_sheet(book: Book, sheet: Sheet) -> None:
    """Refuse when the sheet as a whole is protected from the caller."""
    if any(held.holds(sheet.grid) for held, _ in _closed(book.editor, sheet)):
        raise ProtectedCellError


def check_protection(book: Book, protected: Json) -> None:
    """Refuse when the protection itself is not for the caller to change."""
    if book.editor and not book.editor.may_edit(protected):
        raise ProtectedCellError


def _closed(editor: Editor | None, sheet: Sheet) -> list[tuple[Box, list[Box]]]:
    """What is protected from the caller, each with the parts that are open after all."""
    if editor is None:
        return []

    def box(grid_range: Json) -> Box:
        return of_grid_range(grid_range).within(sheet.rows, sheet.columns)

    return [
        (box(one["range"]), [box(free) for free in one.get("unprotectedRanges", [])])
        for one in sheet.record.get("protectedRanges", [])
        if not editor.may_edit(one)
    ]


def _refusing(closed: list[tuple[Box, list[Box]]]) -> Callable[[Place], None]:
    def refuse(place: Place) -> None:
        for held, open_boxes in closed:
            if place in held and not any(place in free for free in open_boxes):
                raise ProtectedCellError

    return refuse
