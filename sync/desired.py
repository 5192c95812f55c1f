"""What a school should have at Google: folders, forms and spreadsheets, addressed by stable keys.

A key is a path such as `de-wilgen/onderbouw/barometer`. It is how a file is found again (Drive
`appProperties`), so it never holds a person's name. Texts in a spreadsheet may link to
`form:KEY`, `sheet:KEY` or `tab:TAB`; applying turns these into addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from forms.model import Form
from sheets_templates.model import Content, Spreadsheet

Role = Literal["reader", "commenter", "writer"]
Grantee = Literal["user", "group"]
Kind = Literal["folder", "form", "spreadsheet"]
PASSED_ON = "#circulated"
"""After the key of a spreadsheet: what is known of the rows that other sheets passed on to it."""


@dataclass(frozen=True)
class Share:
    """The access of somebody, or of a Google Group, to a folder; everything in it inherits it.

    `reason` says in the school's language why, such as "lid van Onderbouw".
    """

    email: str
    role: Role
    kind: Grantee = "user"
    reason: str = field(default="", compare=False)


@dataclass(frozen=True)
class DesiredFolder:
    """A folder; `parent` is a folder's key, or none for the top of the shared drive."""

    key: str
    name: str
    parent: str | None = None
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class DesiredForm:
    """A form in a folder; `domain` limits responders to its accounts, none means anyone."""

    key: str
    form: Form
    folder: str
    domain: str | None = None


@dataclass(frozen=True)
class DesiredSpreadsheet:
    """A spreadsheet in a folder, with the rows of the columns that set-up owns.

    `initial` rows fill the columns that people own, once: when their table is made.
    A `shared` spreadsheet is one that other schools set up as well: it is made when nobody has.
    `file_id` names an existing file to use instead of looking one up.
    """

    key: str
    spreadsheet: Spreadsheet
    content: Content
    folder: str
    locale: str
    time_zone: str
    shared: bool = False
    file_id: str | None = None
    initial: Content = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """What is set up together and fails together: a team, the school's own files, a pizza group."""

    key: str
    name: str
    folders: tuple[DesiredFolder, ...] = ()
    forms: tuple[DesiredForm, ...] = ()
    spreadsheets: tuple[DesiredSpreadsheet, ...] = ()


@dataclass(frozen=True)
class Former:
    """What becomes of what a school had and its configuration no longer names.

    `keepers` keep their access to the folder of a former team. What lies at the places `beside`
    carries the school's key and is looked after by others.
    """

    keepers: tuple[Share, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desired:
    """Everything that one school should have; units that come first are needed by later ones.

    Without `former`, what else carries the school's key is left alone.
    """

    school: str
    units: tuple[Unit, ...]
    former: Former | None = None

    def forms(self) -> Iterator[DesiredForm]:
        """Every form of every unit."""
        for unit in self.units:
            yield from unit.forms

    def spreadsheets(self) -> Iterator[DesiredSpreadsheet]:
        """Every spreadsheet of every unit."""
        for unit in self.units:
            yield from unit.spreadsheets


@dataclass(frozen=True)
class KnownFile:
    """A file that exists: its Google id, its address for people, and what was last applied to it.

    `applied` is the fingerprint of the desired state it was last brought to; `collected` that of
    the rows last written by collecting.
    """

    key: str
    kind: Kind
    id: str
    address: str = ""
    applied: str = ""
    collected: str = ""


class Files(Protocol):
    """Where file ids and given access are remembered; losing it loses nothing: Drive has both."""

    def find(self, key: str) -> KnownFile | None:
        """The file with this key, when it is known."""
        ...

    def remember(self, file: KnownFile) -> None:
        """Keep this file, replacing what was known under its key."""
        ...

    def kept(self, name: str, subject: str) -> str | None:
        """The text that was kept under a name for a subject."""
        ...

    def keep(self, name: str, subject: str, text: str) -> None:
        """Keep a text under a name for a subject, replacing what was kept."""
        ...


@dataclass
class FilesInMemory:
    """Files that are forgotten when the process ends."""

    files: dict[str, KnownFile] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, key: str) -> KnownFile | None:
        """The file with this key, when it is known."""
        return self.files.get(key)

    def remember(self, file: KnownFile) -> None:
        """Keep this file, replacing what was known under its key."""
        self.files[file.key] = file

    def kept(self, name: str, subject: str) -> str | None:
        """The text that was kept under a name for a subject."""
        return self.texts.get((name, subject))

    def keep(self, name: str, subject: str, text: str) -> None:
        """Keep a text under a name for a subject, replacing what was kept."""
        self.texts[name, subject] = text
