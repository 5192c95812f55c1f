"""What a repair changed, row by row, in a sentence."""

from collections.abc import Iterator
from datetime import date

from forms.definition import Language
from jobs.programme.rota.model import Change, Rota, Skipped, Unplaced, Visit
from jobs.programme.rota.problem import Entry
from jobs.programme.rota.rows import TO_ARRANGE
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, short_date
from jobs.words.marks import shown


def changes_between(before: Rota, after: Rota, language: Language = "nl") -> tuple[Change, ...]:
    """Every row that says something else, in the order of weeks and of members."""
    old, new = _rows(before), _rows(after)
    order = {one.email.casefold(): place for place, one in enumerate(after.members)}
    rows = sorted({*old, *new}, key=lambda row: (row[0], order.get(row[1], len(order)), row[1]))
    return tuple(
        change
        for row in rows
        for change in _change(old.get(row), new.get(row), language)
        if change.sentence
    )


def _rows(rota: Rota) -> dict[tuple[date, str], Entry]:
    entries: list[Entry] = [*rota.visits, *rota.unplaced, *rota.skipped]
    return {(entry.monday, entry.visitor.email.casefold()): entry for entry in entries}


def _change(old: Entry | None, new: Entry | None, language: Language) -> Iterator[Change]:
    entry = new or old
    if entry and _said(old) != _said(new):
        yield Change(entry.monday, entry.visitor, _sentence(old, new, language))


def _said(entry: Entry | None) -> tuple[object, ...]:
    """What a row says, by which two rows are the same; who does not visit has no row to compare."""
    match entry:
        case Visit():
            return entry.host.email.casefold(), entry.on, entry.hour.number
        case Unplaced():
            return (entry.host.email.casefold(),)
        case _:
            return ()


def _sentence(old: Entry | None, new: Entry | None, language: Language) -> str:
    if isinstance(new, Skipped) or new is None:
        return _dropped(old, new, language)
    names = {"visitor": new.visitor.name, "host": new.host.name}
    told = {**names, "week": _week(new.monday, language), "when": _when(new, language)}
    if old is None or isinstance(old, Skipped):
        return say("changes.new", language, **told)
    if old.host.email.casefold() == new.host.email.casefold():
        return say("changes.moved", language, **told, before=_when(old, language))
    return say("changes.other_host", language, **told, before=old.host.name)


def _dropped(old: Entry | None, new: Skipped | None, language: Language) -> str:
    if old is None or isinstance(old, Skipped):
        return ""
    return say(
        "changes.dropped",
        language,
        visitor=old.visitor.name,
        host=old.host.name,
        week=_week(old.monday, language),
        why=say(f"changes.{new.reason if new else 'left'}", language),
    )


def _week(monday: date, language: Language) -> str:
    return say("rota.week", language, day=day_and_month(monday, language))


def _when(entry: Visit | Unplaced, language: Language) -> str:
    if isinstance(entry, Unplaced):
        return shown(TO_ARRANGE, language)
    day = short_date(entry.on, language)
    return say("changes.when", language, day=day, number=entry.hour.number)
