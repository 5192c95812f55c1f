"""Links in a spreadsheet's texts: which file each leads to, and its address.

`form:barometer` is the form of the same unit whose key ends in that; a whole key works too.
"""

from collections.abc import Callable, Mapping

from sheets_templates.model import sheet_id
from sync.desired import Desired, DesiredSpreadsheet, Files, Unit
from sync.errors import SyncError


class UnknownLinkError(SyncError):
    """A text links to something that is not set up."""

    def __init__(self, spreadsheet: str, link: str) -> None:
        super().__init__(
            f"spreadsheet '{spreadsheet}' links to '{link}', which is not set up;"
            " correct the link in the definition."
        )


def linked_keys(desired: Desired, unit: Unit, spreadsheet: DesiredSpreadsheet) -> dict[str, str]:
    """The key of the file behind each `form:` and `sheet:` link of a spreadsheet."""
    links = {
        text.link
        for tab in spreadsheet.spreadsheet.tabs
        for text in tab.texts
        if text.link and text.link.startswith(("form:", "sheet:"))
    }
    return {link: _key(desired, unit, spreadsheet, link) for link in sorted(links)}


def addresses(
    spreadsheet: DesiredSpreadsheet, keys: Mapping[str, str], files: Files
) -> Callable[[str], str]:
    """From a link to its address, as far as the file behind it is known."""

    def address(link: str) -> str:
        if link.startswith("tab:"):
            return f"#gid={_sheet(spreadsheet, link)}"
        if link not in keys:
            return link
        known = files.find(keys[link])
        return known.address if known else ""

    return address


def _sheet(spreadsheet: DesiredSpreadsheet, link: str) -> int:
    name = link.removeprefix("tab:")
    if name not in {tab.key for tab in spreadsheet.spreadsheet.tabs}:
        raise UnknownLinkError(spreadsheet.key, link)
    return sheet_id(spreadsheet.spreadsheet.key, name)


def _key(desired: Desired, unit: Unit, spreadsheet: DesiredSpreadsheet, link: str) -> str:
    kind, name = link.split(":", 1)
    near = unit.forms if kind == "form" else unit.spreadsheets
    far = desired.forms() if kind == "form" else desired.spreadsheets()
    for entry in near:
        if entry.key == name or entry.key.rsplit("/", 1)[-1] == name:
            return entry.key
    for other in far:
        if other.key == name:
            return name
    raise UnknownLinkError(spreadsheet.key, link)
