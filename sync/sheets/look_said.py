"""What a look says, in one shape: ours as we write it, and what is there as Google gives it."""

from typing import Any

from sync.sheets.applied import BLANK, digest
from sync.sheets.looks import LookKind

Json = dict[str, Any]
_STANDARD_WIDTH = 100
"""The pixels that Google gives a column by itself."""


def said(kind: LookKind, look: Any) -> Any:
    """The same for two looks exactly when people see no difference; none for no validation."""
    if kind == "validation":
        return rule_said(look) if look else None
    if kind == "style":
        return [*_cell(look), *style_said(look)]
    if kind == "format":
        number = look.get("numberFormat", {})
        return [*_cell(look), number.get("type"), number.get("pattern")]
    return look


def nothing(kind: LookKind) -> Any:
    """What cells and columns say that nobody gave a look."""
    return {"validation": None, "width": _STANDARD_WIDTH, "tab": None}.get(kind, said(kind, {}))


def told(kind: LookKind, saying: Any) -> str:
    """A digest of what a look says; nothing for no validation."""
    return BLANK if saying is None else digest([kind, saying])


def style_said(look: Json) -> list[Any]:
    """The colours and the lettering of a cell's format, or of a rule's."""
    text = look.get("textFormat", {})
    marks = [bool(text.get(name)) for name in ("bold", "italic", "underline")]
    shades = [rgb(look.get("backgroundColorStyle")), rgb(text.get("foregroundColorStyle"))]
    return [*shades, *marks, text.get("fontSize"), text.get("fontFamily")]


def condition_said(condition: Json) -> list[Any]:
    """The kind of a condition with its values."""
    values = [one.get("userEnteredValue") or one for one in condition.get("values", [])]
    return [condition.get("type"), values]


def rule_said(rule: Json) -> list[Any]:
    """What a cell's validation asks."""
    asks = [bool(rule.get("strict")), bool(rule.get("showCustomUi")), rule.get("inputMessage", "")]
    return [*condition_said(rule.get("condition", {})), *asks]


def rgb(style: Json | None) -> Any:
    """A colour as 0 to 255 each; of a theme its name."""
    if not style or "rgbColor" not in style:
        return style.get("themeColor") if style else None
    return [round(style["rgbColor"].get(name, 0) * 255) for name in ("red", "green", "blue")]


def property_said(properties: Json, field: str) -> Any:
    """What a tab says of one of its properties, such as `gridProperties.frozenRowCount`."""
    name, _, within = field.partition(".")
    value = properties.get(name) or {}
    return int(value.get(within) or 0) if within else rgb(value)


def _cell(look: Json) -> list[Any]:
    names = ("horizontalAlignment", "verticalAlignment", "wrapStrategy")
    return [look.get(name) for name in names]
