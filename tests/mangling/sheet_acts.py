"""Everything that people do in a sheet, by name: importing their modules is what lists them."""

from tests.mangling import (
    alike_acts,
    look_acts,
    moving_acts,
    tab_acts,
    thing_acts,
    typing_acts,
)
from tests.mangling.spot import SHEET_ACTS, Spot

__all__ = [
    "SHEET_ACTS",
    "Spot",
    "alike_acts",
    "look_acts",
    "moving_acts",
    "tab_acts",
    "thing_acts",
    "typing_acts",
]
