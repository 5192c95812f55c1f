"""A cell's format as CSS declarations for a style attribute."""

from sync.local.call import Json
from sync.local.sheets.drawing.inks import VISIBLE, either, on
from sync.local.sheets.looks.colours import css

ALIGN = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
VERTICAL = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
LINES = {
    "DOTTED": "dotted",
    "DASHED": "dashed",
    "DOUBLE": "double",
}
USUAL_SIZE = 10


def declarations(cell_format: Json, *, numeric: bool) -> str:
    """Colours, weight, alignment, size and borders; what is usual is left to the stylesheet."""
    text = cell_format.get("textFormat", {})
    found = {
        "background-color": _colour(cell_format.get("backgroundColor")),
        "color": _ink(cell_format),
        "font-weight": "650" if text.get("bold") else "",
        "font-style": "italic" if text.get("italic") else "",
        "text-decoration": _decoration(text),
        "font-size": _size(text.get("fontSize")),
        "text-align": ALIGN.get(cell_format.get("horizontalAlignment", ""), _usual(numeric)),
        "vertical-align": VERTICAL.get(cell_format.get("verticalAlignment", ""), ""),
        **_borders(cell_format.get("borders", {}), filled="backgroundColor" in cell_format),
    }
    return "; ".join(f"{name}: {value}" for name, value in found.items() if value)


def _usual(numeric: bool) -> str:  # noqa: FBT001 - says what the cell holds
    return "right" if numeric else ""


def _colour(colour: Json | None) -> str:
    return "" if colour is None else css(colour)


def _ink(cell_format: Json) -> str:
    """Its own ink; on a colour of its own always one, for the page's ink follows the page."""
    ground = cell_format.get("backgroundColor")
    ink = _colour(cell_format.get("textFormat", {}).get("foregroundColor"))
    if ground is not None:
        return ink or on(css(ground))
    return either(ink) if ink else ""


def _decoration(text: Json) -> str:
    lines = [name for name, key in (("underline", "underline"), ("line-through", "strikethrough"))
             if text.get(key)]  # fmt: skip
    return " ".join(lines)


def _size(points: int | None) -> str:
    """Relative to the page's own text, which never gets smaller than its smallest readable size."""
    if not points or points == USUAL_SIZE:
        return ""
    return f"{max(points / USUAL_SIZE, 0.9):.3g}em"


def _borders(borders: Json, *, filled: bool) -> dict[str, str]:
    found = {}
    for side in ("top", "right", "bottom", "left"):
        border = borders.get(side)
        if border:
            line = LINES.get(border.get("style", ""), "solid")
            width = border.get("width", 1)
            colour = css(border.get("color"))
            shown = colour if filled else either(colour, VISIBLE)
            found[f"border-{side}"] = f"{width}px {line} {shown}"
    return found
