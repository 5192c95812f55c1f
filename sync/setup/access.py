"""A plan's words about access: who would get it, who would lose it, and who has more than planned.

The sentence only counts people; their addresses stand in the details, which a plan shows to the
schoolcoach and no log or exception repeats.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sync.changes import Change, Detail, Risk, one
from sync.desired import Kind
from sync.files.drive import move_request
from sync.files.grants import Difference, Excess, Grant, Held
from sync.files.rights import restore_requests
from sync.wire.google import Google

ANYONE = "anyone with the link"


@dataclass(frozen=True)
class ExcessWork:
    """A file that somebody may do more with than the configuration says.

    Where answers are `anonymous` people come into it by a folder too; `home` is then the folder
    that the file was moved out of, and `away` the one that it is in now. What is not `restored`
    is told and left as it is.
    """

    key: str
    kind: Kind
    name: str
    file_id: str
    excess: tuple[Excess, ...]
    anonymous: bool = False
    home: str | None = None
    away: str | None = None
    restored: bool = False

    @property
    def changes(self) -> list[Change]:
        """What would be done about it; nothing when only people can do something."""
        if not (self.restored and (self.home or any(map(_own, self.excess)))):
            return []
        back = " and move it back" if self.home else ""
        line = f"take away what {self._who} may beyond the configuration with {self._what}{back}"
        return [self._change(line, risks=("takes_access",))]

    @property
    def alarms(self) -> list[Change]:
        """What people have to know; nothing when it is put right now."""
        if self.changes:
            return []
        moved = ", which was moved to another folder" if self.home else ""
        line = f"{self._who} may more than the configuration says with {self._what}{moved}"
        return [self._change(line, risks=("excess_access",))]

    @property
    def _what(self) -> str:
        answers = " with anonymous answers" if self.anonymous else ""
        return f"{self.kind} {self.name}{answers}"

    @property
    def _who(self) -> str:
        return counted([entry.held.grant for entry in self.excess])

    def _change(self, line: str, *, risks: tuple[Risk, ...]) -> Change:
        details = tuple(
            Detail(_account(entry.held.grant), one(entry.held.grant.role), one(_should(entry)))
            for entry in self.excess
        )
        return Change(
            "restore",
            self.key,
            line,
            kind=self.kind,
            name=self.name,
            subject="access",
            details=details,
            risks=risks,
        )


def excess_requests(google: Google, work: ExcessWork) -> list[Any]:
    """Requests that put excess right: out of a file, or the file out of where people are."""
    requests = restore_requests(google, work.file_id, work.excess)
    if work.home:
        requests.append(move_request(google, work.file_id, work.home, work.away))
    return requests


def folder_access(key: str, name: str, rights: Difference) -> Iterator[Change]:
    """What would change in who may open a folder."""
    before = {grant.holder: held.grant.role for held, grant in rights.corrected}
    for role in ("reader", "commenter", "writer"):
        gaining = [grant for grant in rights.gaining if grant.role == role]
        if gaining:
            details = tuple(
                Detail(grant.who, one(before.get(grant.holder)), one(role)) for grant in gaining
            )
            line = f"share folder {name} with {counted(gaining)} ({role})"
            yield Change(
                "share", key, line, kind="folder", name=name, subject="access", details=details
            )
    yield from _taking(key, "folder", name, f"folder {name}", rights.leaving)


def form_access(key: str, name: str, what: str, rights: Difference) -> Iterator[Change]:
    """What would change in who may answer a form; `what` names the form in a sentence."""
    for grant in rights.gaining:
        details = (Detail(_account(grant), (), one("reader")),)
        line = f"let {_account(grant)} answer {what}"
        yield Change("open", key, line, kind="form", name=name, subject="access", details=details)
    yield from _taking(key, "form", name, what, rights.leaving)


def _taking(
    key: str, kind: Kind, name: str, what: str, leaving: Sequence[Held]
) -> Iterator[Change]:
    if leaving:
        details = tuple(Detail(_account(held.grant), one(held.grant.role)) for held in leaving)
        line = f"take access of {counted([held.grant for held in leaving])} from {what}"
        yield Change(
            "revoke",
            key,
            line,
            kind=kind,
            name=name,
            subject="access",
            details=details,
            risks=("takes_access",),
        )


def counted(grants: Sequence[Grant]) -> str:
    """How many people and groups, and whether whole domains or anyone, without their names."""
    words = [_number(grants, "user", "person", "people"), _number(grants, "group", "group")]
    words.append(_number(grants, "domain", "domain"))
    words.append(ANYONE if any(grant.kind == "anyone" for grant in grants) else "")
    return " and ".join(word for word in words if word)


def _number(grants: Sequence[Grant], kind: str, singular: str, plural: str = "") -> str:
    number = sum(1 for grant in grants if grant.kind == kind)
    if not number:
        return ""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def _account(grant: Grant) -> str:
    return grant.who or ANYONE


def _own(entry: Excess) -> bool:
    return entry.held.via == "file"


def _should(entry: Excess) -> str | None:
    return entry.wanted.role if entry.wanted else None
