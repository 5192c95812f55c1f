"""What charts are drawn with: rectangles, lines, areas and labels on a narrow page.

A picture is 320 units wide, so that on a phone its letters are as large as they say.
"""

from dataclasses import dataclass

WIDTH = 320
LETTER = 6.6
PLOT = 190


@dataclass(frozen=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Label:
    """A text at a place; `over` is the colour of the shape it stands on, if any."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    over: str = ""
    big: bool = False


@dataclass(frozen=True)
class Line:
    """Points, each marked, with a line through them unless they stand alone."""

    points: tuple[tuple[float, float], ...]
    colour: str
    joined: bool = True

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True)
class Area:
    """A filled outline, as SVG writes it."""

    outline: str
    colour: str
    seen_through: bool = False


@dataclass(frozen=True)
class Table:
    """The figures of a chart as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart as shapes, with its title, legend and the same said in words and in a table."""

    title: str
    summary: str
    height: float
    legend: tuple[tuple[str, str], ...]
    rects: tuple[Rect, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Line, ...] = ()
    rules: tuple[tuple[float, str], ...] = ()
    areas: tuple[Area, ...] = ()
    table: Table = Table((), ())
    axes: tuple[str, str] = ("", "")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see yet."""
        return not self.table.rows

    @property
    def drawn(self) -> bool:
        """Whether there is a drawing beside the table."""
        return bool(self.rects or self.lines or self.areas or self.labels)


def nice(highest: float) -> float:
    """A round number at or above the highest value."""
    if highest <= 2:
        return 2 if highest > 1 else 1 if highest > 0.5 else 0.5
    size: float = 10 ** (len(str(int(highest))) - 1)
    for part in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10):
        if part * size >= highest:
            return part * size
    return highest


def short(value: float | None) -> str:
    """A figure as it stands in a chart."""
    if value is None:
        return ""
    if abs(value) >= 1_000_000:
        return f"{value / 1_000_000:.1f}".removesuffix(".0").replace(".", ",") + " mln"
    digits = 1 if abs(value) >= 1 or not value else 2
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
