"""A plan as people read it: per team what is made, changed, shared and closed, and what stays."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from jobs.planning.model import PlannedSchool
from jobs.planning.words import Words
from sync.changes import Change, Detail, Stay, Values, Verb

LONGEST = 60
MOST_VALUES = 4
MOST_DETAILS = 6
ORDER: tuple[Verb, ...] = (
    "create",
    "update",
    "restore",
    "bin",
    "rename",
    "share",
    "open",
    "revoke",
    "close",
    "confirm",
)


@dataclass(frozen=True)
class Entry:
    """One thing that would be done or that stays, with its details and what is risky about it."""

    line: str
    details: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """What belongs together, such as everything that is made."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Chapter:
    """One team, or the school itself; `notes` are to be read first."""

    title: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


def chapters(school: PlannedSchool, words: Words) -> Iterator[Chapter]:
    """A school's plan, team by team."""
    units = [change.unit for change in (*school.changes, *school.drift)]
    units += [stay.unit for stay in school.stays]
    units += [note.unit for note in school.notes]
    for unit in dict.fromkeys(units):
        sections = [*_changed(_of(unit, school.changes), words)]
        drift = tuple(_left(change, words) for change in _of(unit, school.drift))
        stays = tuple(_stay(stay, words) for stay in school.stays if stay.unit == unit)
        sections += [Section(words.drift, drift)] if drift else []
        sections += [Section(words.stays, stays)] if stays else []
        yield Chapter(unit, tuple(sections), tuple(_notes(unit, school, words)))
    if school.failures:
        failed = tuple(Entry(failure) for failure in school.failures)
        yield Chapter(school.name, (Section(words.failed, failed),))


def _notes(unit: str, school: PlannedSchool, words: Words) -> Iterator[str]:
    for note in school.notes:
        if note.unit == unit:
            yield words.notes[note.about].format(old=note.old, new=note.new)


def _of(unit: str, changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if change.unit == unit]


def _changed(changes: Sequence[Change], words: Words) -> Iterator[Section]:
    place: Callable[[Change], int] = lambda change: ORDER.index(change.verb)  # noqa: E731
    for index, group in groupby(sorted(changes, key=place), key=place):
        # Several of one kind in one file, such as protections, read as one line.
        told = dict.fromkeys(_entry(one, words) for one in group)
        yield Section(words.verbs[ORDER[index]], tuple(told))


def _entry(change: Change, words: Words) -> Entry:
    kind = words.kinds[change.kind] if change.kind else ""
    part = words.properties.get(change.part, change.part)
    subject = words.subjects[change.subject].format(part=part)
    name = " ".join(word for word in (kind, change.name) if word)
    line = f"{name}: {subject}" if subject else name
    if change.subject == "access":
        told = [_access(detail, change.verb, words) for detail in change.details]
    else:
        told = [_detail(detail, words) for detail in change.details]
    if len(told) > MOST_DETAILS:
        left = len(told) - MOST_DETAILS + 1
        told = [*told[: MOST_DETAILS - 1], words.more.format(count=left)]
    return Entry(line, tuple(told), tuple(words.risks[risk] for risk in change.risks))


def _left(change: Change, words: Words) -> Entry:
    """What people changed: what stands there now comes first, and stays."""
    turned = (replace(one, old=one.new, new=one.old) for one in change.details)
    return _entry(replace(change, details=tuple(turned)), words)


def _detail(detail: Detail, words: Words) -> str:
    where = words.properties.get(detail.where, words.roles.get(detail.where, detail.where))
    return f"{shortened(where)}: {_values(detail.old, words)} → {_values(detail.new, words)}"


def _access(detail: Detail, verb: Verb, words: Words) -> str:
    """Who, and what they may; a form is opened to be filled in and nothing more."""
    who = words.roles.get(detail.where, detail.where)
    if verb == "open":
        return who
    if not detail.old:
        return f"{who}: {_values(detail.new, words)}"
    return f"{who}: {_values(detail.old, words)} → {_values(detail.new, words)}"


def _values(values: Values, words: Words) -> str:
    flat = [words.roles.get(str(value), str(value)) for row in values for value in row]
    said = [shortened(value) if value else words.blank for value in flat]
    if not any(flat):
        return words.blank
    if len(said) > MOST_VALUES:
        left = len(said) - MOST_VALUES + 1
        said = [*said[: MOST_VALUES - 1], words.more.format(count=left)]
    return " | ".join(said)


def _stay(stay: Stay, words: Words) -> Entry:
    return Entry(words.kept[stay.kept].format(where=stay.where, says=shortened(stay.says)))


def shortened(text: str) -> str:
    """A text on one line, no longer than people read in a list."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
