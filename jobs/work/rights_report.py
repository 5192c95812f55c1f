"""Who sees what of a school, and why: read from Google as it is now, beside the configuration."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jobs.leaving.known import form_of
from jobs.school.model import Configuration, Person
from jobs.work.school import SchoolAtWork
from sync.desired import Desired, DesiredFolder, DesiredForm, DesiredSpreadsheet, Kind
from sync.files.drive import FoundFile
from sync.files.grants import Grant, Held, was_given
from sync.setup.access_reading import Entry, FileAccess
from sync.setup.closing import is_left
from sync.setup.reading import Reader

ANSWERS = "answer"
"""The role of whoever may fill in a form."""
Verdict = Literal["expected", "more", "less"]
Source = Literal["configuration", "drive", "folder", "other_school", "left", "nobody"]
"""Where access comes from; `left` is of whoever the configuration no longer has."""


@dataclass(frozen=True)
class Sight:
    """What one person, group, domain or anyone may do with a file, and why.

    `kind` is that of the holder; `reason` is the configuration's own, where it has one. `account`
    is the address in the configuration; Google tells another one (`google`) where that is an
    alias, and `also` are other addresses in the configuration that are the same account.
    """

    kind: str
    account: str
    name: str
    role: str
    source: Source
    reason: str
    given: bool
    verdict: Verdict
    google: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRights:
    """One file with everybody who may do something with it beyond what its folder gives.

    What is `former` belongs to a team or group that the configuration no longer has; a form of
    such a team that is `closed` takes no more answers.
    """

    key: str
    kind: Kind
    name: str
    folder: str
    address: str
    anonymous: bool
    sights: tuple[Sight, ...]
    former: bool = False
    closed: bool = False


@dataclass(frozen=True)
class RightsReport:
    """All files of a school; `missing` are the keys of those that do not exist."""

    school: str
    name: str
    files: tuple[FileRights, ...]
    missing: tuple[str, ...]

    @property
    def differing(self) -> int:
        """How often somebody may more or less than the configuration says."""
        sights = (sight for file in self.files for sight in file.sights)
        return sum(1 for sight in sights if sight.verdict != "expected")


def rights_report(school: SchoolAtWork) -> RightsReport:
    """Read every permission of a school's files; raises a SyncError when one cannot be read."""
    desired = school.desired
    reader = Reader(school.google, desired, school.ledger, deep=True)
    entries = list(_entries(desired))
    missing = tuple(entry.key for entry in entries if entry.key not in reader.found)
    found = [
        (entry, reader.access.access(entry))
        for entry in entries
        if entry.key in reader.found
        and (not isinstance(entry, DesiredSpreadsheet) or entry.file_id is None)
    ]
    names = _by_google(_names(school.configuration), [access for _, access in found])
    files = [_file(access, entry, reader, names) for entry, access in found]
    files += [_former(school, reader, file, names) for file in reader.former.files]
    return RightsReport(school.key, school.name, tuple(files), missing)


def _entries(desired: Desired) -> Iterator[Entry]:
    for unit in desired.units:
        yield from unit.folders
        yield from unit.spreadsheets
        yield from unit.forms


def _names(configuration: Configuration) -> dict[str, str]:
    """The name of everybody whom the configuration knows, by address."""
    people: list[Person] = [
        *configuration.people.schoolleiding,
        *configuration.people.schoolcoaches,
    ]
    people += [configuration.people.expertcoach] if configuration.people.expertcoach else []
    people += [member for team in configuration.teams for member in team.members]
    return {person.email.casefold(): person.name for person in people}


def _by_google(names: Mapping[str, str], every: Iterable[FileAccess]) -> dict[str, str]:
    """The same names, by the addresses that Google tells for aliases as well."""
    grants = [grant for access in every for grant in access.wanted]
    told = {grant.who: names.get(grant.named, "") for grant in grants if grant.names}
    return {**told, **names}


def _file(access: FileAccess, entry: Entry, reader: Reader, names: Mapping[str, str]) -> FileRights:
    folder = None if isinstance(entry, DesiredFolder) else reader.found.get(entry.folder)
    return FileRights(
        key=entry.key,
        kind=access.file.kind,
        name=access.file.name,
        folder=folder.name if folder else "",
        address=access.file.address,
        anonymous=isinstance(entry, DesiredForm) and entry.form.anonymous,
        sights=tuple(_sights(access, names)),
    )


def _former(
    school: SchoolAtWork, reader: Reader, file: FoundFile, names: Mapping[str, str]
) -> FileRights:
    """A file that stays when its team is gone: its people are seen until they are taken out."""
    form = form_of(school, file.key) if file.kind == "form" else None
    around = (one.name for one in reader.found.values() if one.id == file.parent)
    sights = _sights(reader.former.access(file), names)
    closed = file.kind == "form" and is_left(file)
    return FileRights(
        key=file.key,
        kind=file.kind,
        name=file.name,
        folder="" if file.kind == "folder" else next(around, ""),
        address=file.address,
        anonymous=form is not None and form.anonymous,
        sights=tuple(sight for sight in sights if not (closed and sight.role == ANSWERS)),
        former=True,
        closed=closed,
    )


def _sights(access: FileAccess, names: Mapping[str, str]) -> Iterator[Sight]:
    """Those with access of their own here, then those who should have it and have not."""
    inside = access.file.kind != "folder" and not access.moved
    for one in sorted(access.there, key=_order):
        if one.via == "file" or not inside:
            yield _sight(access, one, names)
    for grant in access.difference.missing:
        yield Sight(
            grant.kind,
            grant.who,
            names.get(grant.who, ""),
            _role(grant),
            "configuration",
            grant.reason,
            given=False,
            verdict="less",
        )


def _order(one: Held) -> tuple[bool, str]:
    """Those with access here first, and then by address."""
    return (one.via != "file", one.grant.who)


def _sight(access: FileAccess, one: Held, names: Mapping[str, str]) -> Sight:
    grant = one.grant
    wanted = next((each for each in access.wanted if each.holder == grant.holder), None)
    account = wanted.named if wanted else grant.who
    return Sight(
        grant.kind,
        account,
        names.get(account)
        or names.get(grant.who)
        or (one.name if grant.kind in ("user", "group") else ""),
        _role(grant),
        _source(access, one, wanted),
        wanted.reason if wanted else "",
        given=one.via == "file" and was_given(grant, access.given),
        verdict=_verdict(access, one, wanted),
        google=grant.who if wanted and wanted.names and grant.who not in wanted.names else "",
        also=wanted.names[1:] if wanted else (),
    )


def _role(grant: Grant) -> str:
    return ANSWERS if grant.view else grant.role


def _source(access: FileAccess, one: Held, wanted: Grant | None) -> Source:
    if one.via != "file":
        return one.via
    if wanted:
        return "configuration"
    if one in access.difference.leaving:
        return "left"
    return "other_school" if was_given(one.grant, access.given) else "nobody"


def _verdict(access: FileAccess, one: Held, wanted: Grant | None) -> Verdict:
    difference = access.difference
    if one in difference.leaving or any(entry.held == one for entry in difference.excess):
        return "more"
    if any(before == one for before, _ in difference.corrected) and wanted:
        return "less" if _narrower(one.grant, wanted) else "more"
    return "expected"


def _narrower(found: Grant, wanted: Grant) -> bool:
    order: Sequence[str] = ("reader", "commenter", "writer")
    return found.role in order and order.index(found.role) < order.index(wanted.role)
