"""What the page of a spreadsheet draws: its tabs, its rows of cells, and its pictures."""

from dataclasses import dataclass

from sync.local.sheets.drawing.pictures import Picture


@dataclass(frozen=True)
class TabLink:
    """One tab of the strip."""

    title: str
    gid: int
    colour: str
    current: bool


@dataclass(frozen=True)
class Run:
    """A part of a text that looks its own way or leads somewhere."""

    text: str
    style: str
    link: str


@dataclass(frozen=True)
class CellView:
    """One cell: its text, how it looks and what it is."""

    text: str
    style: str = ""
    columns: int = 1
    rows: int = 1
    link: str = ""
    ticked: bool | None = None
    note: int = 0
    chip: bool = False
    header: bool = False
    loose: bool = False
    action: bool = False
    left: int | None = None
    place: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class SheetView:
    """One tab of a spreadsheet, ready to be drawn."""

    title: str
    tab: str
    tabs: tuple[TabLink, ...]
    widths: tuple[int, ...]
    head: tuple[tuple[CellView, ...], ...]
    body: tuple[tuple[CellView, ...], ...]
    notes: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    grid_lines: bool
    before: int | None = None
    after: int | None = None

    @property
    def width(self) -> int:
        """All columns together."""
        return sum(self.widths)

    @property
    def shares(self) -> list[str]:
        """Each column as a part of the whole, so that on paper the table can be narrower."""
        return [f"{100 * width / self.width:.3f}%" for width in self.widths]
