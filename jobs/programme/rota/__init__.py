"""The visit rota: who visits whom, on which day and in which lesson hour."""

from jobs.programme.rota.hours import DAY_KEYS
from jobs.programme.rota.model import (
    Change,
    Conflict,
    DesignPair,
    Rota,
    Skipped,
    Unplaced,
    Visit,
    Wish,
)
from jobs.programme.rota.rows import TO_ARRANGE, rota_from_rows, rota_to_rows
from jobs.programme.rota.solving import make_rota
from jobs.programme.rota.wish_rows import wishes_from_rows

__all__ = [
    "DAY_KEYS",
    "TO_ARRANGE",
    "Change",
    "Conflict",
    "DesignPair",
    "Rota",
    "Skipped",
    "Unplaced",
    "Visit",
    "Wish",
    "make_rota",
    "rota_from_rows",
    "rota_to_rows",
    "wishes_from_rows",
]
