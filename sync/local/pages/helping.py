"""What people may fill in where: the data validation of a tab, said in Dutch."""

import json
from dataclasses import dataclass

from sync.local.call import Json
from sync.local.sheets.book import Sheet
from sync.local.sheets.grid import Place
from sync.local.sheets.ranges import Box, cell_name

MOST_ROWS = 1000
"""How many rows below the first that is shown are looked at."""
MOST_RANGES = 5
SENTENCES = {
    "NUMBER_GREATER": "Een getal groter dan {0}.",
    "NUMBER_GREATER_THAN_EQ": "Een getal van {0} of meer.",
    "NUMBER_LESS": "Een getal kleiner dan {0}.",
    "NUMBER_LESS_THAN_EQ": "Een getal van {0} of minder.",
    "NUMBER_EQ": "Het getal {0}.",
    "NUMBER_NOT_EQ": "Een ander getal dan {0}.",
    "NUMBER_BETWEEN": "Een getal van {0} tot en met {1}.",
    "NUMBER_NOT_BETWEEN": "Een getal dat niet tussen {0} en {1} ligt.",
    "TEXT_CONTAINS": "Een tekst met ‘{0}’ erin.",
    "TEXT_NOT_CONTAINS": "Een tekst zonder ‘{0}’ erin.",
    "TEXT_EQ": "De tekst ‘{0}’.",
    "TEXT_IS_EMAIL": "Een e-mailadres.",
    "TEXT_IS_URL": "Een webadres.",
    "DATE_IS_VALID": "Een datum.",
    "DATE_EQ": "De datum {0}.",
    "DATE_BEFORE": "Een datum vóór {0}.",
    "DATE_AFTER": "Een datum na {0}.",
    "DATE_ON_OR_BEFORE": "Een datum tot en met {0}.",
    "DATE_ON_OR_AFTER": "Een datum vanaf {0}.",
    "DATE_BETWEEN": "Een datum van {0} tot en met {1}.",
    "DATE_NOT_BETWEEN": "Een datum die niet tussen {0} en {1} ligt.",
    "ONE_OF_RANGE": "Kies uit wat in {0} staat.",
    "CUSTOM_FORMULA": "Wat voldoet aan {0}.",
    "BOOLEAN": "Een vinkje: aan of uit.",
}


@dataclass(frozen=True)
class Help:
    """What may stand in some cells: the maker's own words, and the rule."""

    where: str
    message: str
    rule: str


def helps(sheet: Sheet, top: int) -> list[Help]:
    """One line for each rule of a tab, from a row on; tick boxes without words need none."""
    bottom = min(sheet.rows, top + MOST_ROWS)
    found: dict[str, list[Place]] = {}
    for place, cell in sheet.cells.within(Box(sheet.id, top, 0, bottom, sheet.columns)):
        if "dataValidation" in cell:
            key = json.dumps(cell["dataValidation"], sort_keys=True)
            found.setdefault(key, []).append(place)
    told = [_help(json.loads(key), places) for key, places in found.items()]
    return [one for one in told if one.message or one.rule]


def _help(rule: Json, places: list[Place]) -> Help:
    condition, message = rule.get("condition", {}), str(rule.get("inputMessage", ""))
    said = _said(condition)
    if condition.get("type") == "BOOLEAN" and not message:
        said = ""
    if said and not rule.get("strict") and condition.get("type") != "BOOLEAN":
        said += " Iets anders mag ook."
    return Help(_where(places), message, said)


def _said(condition: Json) -> str:
    values = [
        str(one.get("userEnteredValue") or one.get("relativeDate", ""))
        for one in condition.get("values", [])
    ]
    if condition.get("type") == "ONE_OF_LIST":
        return f"Kies uit: {', '.join(values)}."
    return SENTENCES.get(condition.get("type", ""), "").format(*values, *[""] * 2)


def _where(places: list[Place]) -> str:
    """The cells as ranges, column by column."""
    ranges: list[tuple[Place, Place]] = []
    for row, column in sorted(places, key=lambda place: (place[1], place[0])):
        if ranges and ranges[-1][1] == (row - 1, column):
            ranges[-1] = (ranges[-1][0], (row, column))
        else:
            ranges.append(((row, column), (row, column)))
    names = [
        cell_name(*first) if first == last else f"{cell_name(*first)}:{cell_name(*last)}"
        for first, last in ranges[:MOST_RANGES]
    ]
    more = len(ranges) - len(names)
    return ", ".join(names) + (f" en nog {more}" if more else "")
