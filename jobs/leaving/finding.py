"""Everything about one person: cells, answers that are not anonymous, access, and what we keep.

Anonymous answers are not searched: they are nobody's, and looking for somebody would undo that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jobs.leaving.answers_out import given, question_titles
from jobs.leaving.known import form_of, spreadsheet_of
from jobs.leaving.ledger_rows import rows_of
from jobs.leaving.shared import shared_files
from jobs.leaving.whose import Whose
from jobs.school.beheer.tables import LEDEN, MENSEN
from jobs.work.school import SchoolAtWork
from sync.collect import read_responses
from sync.errors import SyncError
from sync.files.given import given_of
from sync.files.grants import Grant, Permission, was_given_by_others
from sync.files.removal import OurFile, our_files
from sync.files.rights import list_permissions
from sync.whole_sheets import TableThere, WholeTab, a1, read_whole, tables_there

Step = Callable[[str], None]
Owner = Literal["ritmiek", "people", "beheer"]
NAMES, ADDRESSES = "naam", "email"


@dataclass(frozen=True)
class FoundCell:
    """A cell that names the person; `row` is what goes with it when it is their row in Beheer.

    `fixed` says why it cannot be changed: a formula, a note, or a name that others have too.
    """

    file: OurFile
    tab: str
    sheet: int
    cell: str
    text: str
    owner: Owner
    row: tuple[str, ...] = ()
    fixed: str = ""

    @property
    def address(self) -> str:
        """Where people open it."""
        return f"{self.file.address}#gid={self.sheet}&range={self.cell}"


@dataclass(frozen=True)
class FoundAnswer:
    """An answer in a form that is not anonymous; `given` is when."""

    file: OurFile
    given: str
    question: str
    text: str


@dataclass(frozen=True)
class FoundRight:
    """The person's access to a file; inherited access is given with a folder or the drive.

    What another school gave (`others`) to what both share is that school's to take away.
    """

    file: OurFile
    permission: str
    role: str
    inherited: bool
    others: bool = False


@dataclass(frozen=True)
class Finds:
    """All that was found, and the forms that were not searched for they are anonymous."""

    cells: tuple[FoundCell, ...]
    answers: tuple[FoundAnswer, ...]
    rights: tuple[FoundRight, ...]
    mails: tuple[str, ...]
    kept: tuple[str, ...]
    anonymous: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing about the person was found."""
        return not (self.cells or self.answers or self.rights or self.kept)


def find_person(school: SchoolAtWork, whose: Whose, step: Step = lambda _: None) -> Finds:
    """Search everything that Ritmiek made for a school; complete or an exception."""
    files = [*our_files(school.google, school.key), *shared_files(school)]
    cells: list[FoundCell] = []
    answers: list[FoundAnswer] = []
    anonymous: list[str] = []
    for file in files:
        if file.kind == "spreadsheet":
            cells += _cells(school, whose, file)
        elif file.kind == "form":
            form = form_of(school, file.key)
            if form is None or form.anonymous:
                anonymous.append(file.name)
            else:
                answers += _answers(school, whose, file)
        step(file.name)
    return Finds(
        tuple(cells),
        tuple(answers),
        tuple(_rights(school, whose, files)),
        tuple(_mails(school, whose)),
        tuple(_kept(school, whose)),
        tuple(anonymous),
    )


def _cells(school: SchoolAtWork, whose: Whose, file: OurFile) -> Iterator[FoundCell]:
    sheet = read_whole(school.google, file.id)
    definition = spreadsheet_of(school, file.key, sheet)
    tables = list(tables_there(sheet, definition)) if definition else []
    for tab in sheet.tabs:
        for row, column, cell in tab.cells():
            place = (tab, row, column)
            if whose.named_in(cell.text):
                fixed = "formule" if cell.formula else _doubt(whose, cell.text)
                yield _found(whose, file, tables, place, cell.text, fixed)
            if whose.named_in(cell.note):
                yield _found(whose, file, tables, place, cell.note, "notitie bij de cel")


def _doubt(whose: Whose, text: str) -> str:
    return "naamgenoot" if whose.namesakes and whose.only_by_name(text) else ""


def _found(
    whose: Whose,
    file: OurFile,
    tables: Sequence[TableThere],
    place: tuple[WholeTab, int, int],
    text: str,
    fixed: str,
) -> FoundCell:
    tab, row, column = place
    table = _table(tables, place)
    owner: Owner = "people"
    cells: tuple[str, ...] = ()
    if table and table.columns[column].owner != "people":
        owner = "ritmiek"
    elif table and table.address in (LEDEN, MENSEN) and _is_row_of(whose, table, row):
        owner, fixed = "beheer", ""
        cells = tuple(a1(row, at) for at in table.columns)
    return FoundCell(file, tab.title, tab.id, a1(row, column), text, owner, cells, fixed)


def _table(tables: Sequence[TableThere], place: tuple[WholeTab, int, int]) -> TableThere | None:
    tab, row, column = place
    for table in tables:
        if table.tab.id == tab.id and table.top < row < table.end and column in table.columns:
            return table
    return None


def _is_row_of(whose: Whose, table: TableThere, row: int) -> bool:
    """Whether a row of Beheer is this person's: by the address, or by the name when it has none."""
    told = {column.key: table.tab.cell(row, at).text for at, column in table.columns.items()}
    email = told.get(ADDRESSES, "").strip()
    if email and whose.email:
        return email.casefold() == whose.email.casefold()
    return not whose.namesakes and whose.named_in(told.get(NAMES, ""))


def _answers(school: SchoolAtWork, whose: Whose, file: OurFile) -> Iterator[FoundAnswer]:
    found = [
        (response["createTime"], identity, text)
        for response in read_responses(school.google, file.id)
        for identity, texts in given(response).items()
        for text in texts
        if whose.named_in(text)
    ]
    form = form_of(school, file.key)
    titles = question_titles(school, file, form) if found and form else {}
    for created, identity, text in found:
        yield FoundAnswer(file, created, titles.get(identity, identity), text)


def _rights(school: SchoolAtWork, whose: Whose, files: Sequence[OurFile]) -> Iterator[FoundRight]:
    there = list_permissions(school.google, [file.id for file in files]) if whose.email else {}
    listed = [(file, _complete(there[file.id])) for file in files if file.id in there]
    given = {file.id: given_of(school.key, file, school.ledger) for file in files}
    accounts = {
        one["id"]
        for file, permissions in listed
        for one in permissions
        if _address(one) == whose.email.casefold() or given[file.id].became(whose.email, one["id"])
    }
    for file, permissions in listed:
        for one in permissions:
            if one["id"] in accounts:
                details = one.get("permissionDetails", [])
                inherited = bool(details) and all(part.get("inherited") for part in details)
                grant = Grant(one["type"], _address(one), one["role"])
                others = was_given_by_others(grant, given[file.id])
                yield FoundRight(file, one["id"], one["role"], inherited, others)


def _complete(permissions: list[Permission] | SyncError) -> list[Permission]:
    if isinstance(permissions, SyncError):
        raise permissions
    return permissions


def _address(permission: Permission) -> str:
    """The address that Drive tells; of an alias that is the primary one."""
    return str(permission.get("emailAddress", "")).casefold()


def _mails(school: SchoolAtWork, whose: Whose) -> Iterator[str]:
    """The delivery keys of mails to the teams of this person; a key names nobody."""
    emails = {whose.email.casefold()}
    teams = {
        team.key
        for team in school.configuration.teams
        if emails & {member.email.casefold() for member in team.members}
    }
    for row in rows_of(school.ledger, school.configuration).get("deliveries", ()):
        if set(str(row["key"]).split("/")[2:3]) & teams:
            yield str(row["key"])


def _kept(school: SchoolAtWork, whose: Whose) -> Iterator[str]:
    """What the ledger keeps that names the person, such as the rota of a team."""
    for row in rows_of(school.ledger, school.configuration).get("kept", ()):
        if whose.named_in(str(row["text"])):
            yield f"{row['name']}/{row['subject']}"
