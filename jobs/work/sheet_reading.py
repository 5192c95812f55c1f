"""What a letter needs of a sheet: its rows in one read, and the addresses of its tabs."""

from collections.abc import Sequence

from jobs.work.school import SchoolAtWork
from sheets_templates.model import Content, sheet_id
from sync.collect import read_tables
from sync.desired import DesiredSpreadsheet


def read_sheet(school: SchoolAtWork, desired: DesiredSpreadsheet, tables: Sequence[str]) -> Content:
    """The rows of these tables."""
    return read_tables(school.google, school.known(desired.key), desired.spreadsheet, tables)


def tab_links(school: SchoolAtWork, desired: DesiredSpreadsheet) -> dict[str, str]:
    """The address of each tab, under `tab:KEY`."""
    address, definition = school.address(desired.key), desired.spreadsheet
    return {
        f"tab:{tab.key}": f"{address}#gid={sheet_id(definition.key, tab.key)}"
        for tab in definition.tabs
    }
