"""What a repair changed, row by row, in Dutch."""

from collections.abc import Iterator
from datetime import date

from jobs.programme.dutch_dates import day_and_month, short_date
from jobs.programme.rota.model import Change, Reason, Rota, Skipped, Unplaced, Visit
from jobs.programme.rota.problem import Entry

WHY: dict[Reason, str] = {
    "absent": "is die week afwezig",
    "cancelled": "heeft het bezoek laten vervallen",
    "bound": "heeft die week al genoeg bezoeken",
    "past": "was er toen nog niet bij",
    "alone": "is die week de enige van het team",
}


def changes_between(before: Rota, after: Rota) -> tuple[Change, ...]:
    """Every row that says something else, in the order of weeks and of members."""
    old, new = _rows(before), _rows(after)
    order = {one.email.casefold(): place for place, one in enumerate(after.members)}
    rows = sorted({*old, *new}, key=lambda row: (row[0], order.get(row[1], len(order)), row[1]))
    return tuple(
        change for row in rows for change in _change(old.get(row), new.get(row)) if change.sentence
    )


def _rows(rota: Rota) -> dict[tuple[date, str], Entry]:
    entries: list[Entry] = [*rota.visits, *rota.unplaced, *rota.skipped]
    return {(entry.monday, entry.visitor.email.casefold()): entry for entry in entries}


def _change(old: Entry | None, new: Entry | None) -> Iterator[Change]:
    entry = new or old
    if entry and _said(old) != _said(new):
        yield Change(entry.monday, entry.visitor, _sentence(old, new))


def _said(entry: Entry | None) -> tuple[object, ...]:
    """What a row says, by which two rows are the same; who does not visit has no row to compare."""
    match entry:
        case Visit():
            return entry.host.email.casefold(), entry.on, entry.hour.number
        case Unplaced():
            return (entry.host.email.casefold(),)
        case _:
            return ()


def _sentence(old: Entry | None, new: Entry | None) -> str:
    if isinstance(new, Skipped) or new is None:
        return _dropped(old, new)
    name, host = new.visitor.name, new.host.name
    week = f"in de week van {day_and_month(new.monday)}"
    if old is None or isinstance(old, Skipped):
        return f"{name} gaat {week} naar {host}: {_when(new)}. Dat stond nog niet in het rooster."
    if old.host.email.casefold() == new.host.email.casefold():
        return f"Het bezoek van {name} aan {host} {week} is nu {_when(new)}; het was {_when(old)}."
    return f"{name} gaat {week} naar {host} ({_when(new)}) en niet naar {old.host.name}."


def _dropped(old: Entry | None, new: Skipped | None) -> str:
    if old is None or isinstance(old, Skipped):
        return ""
    reason = WHY[new.reason] if new else "zit niet meer in het team"
    return (
        f"Het bezoek van {old.visitor.name} aan {old.host.name} in de week van "
        f"{day_and_month(old.monday)} vervalt: {old.visitor.name} {reason}."
    )


def _when(entry: Visit | Unplaced) -> str:
    if isinstance(entry, Unplaced):
        return "nog af te spreken"
    return f"{short_date(entry.on)}, {entry.hour.number}e uur"
