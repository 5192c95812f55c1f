"""A school with one team that is set up, and what people do to its rights by hand."""

from dataclasses import dataclass, field, replace
from uuid import uuid4

from sync.desired import Desired, DesiredFolder, FilesInMemory, Share, Unit
from sync.files.rights import list_permissions
from sync.setup.applying import Outcome, apply
from sync.setup.plan import Plan, make_plan
from sync.wire.google import Google
from tests.conftest import LocalWorkspace
from tests.sync.cast import Cast, connect

ANNA, BAS, COR = (f"{name}@school.example" for name in ("anna", "bas", "cor"))


STAGIAIR = "stagiair@elders.example"


@dataclass
class School:
    """A school with one team that is set up, and what people do to its rights by hand."""

    google: Google
    cast: Cast
    files: FilesInMemory = field(default_factory=FilesInMemory)
    sheets: bool = False

    def desired(self) -> Desired:
        return self.with_members(*self.cast.members)

    def plan(
        self, desired: Desired | None = None, *, deep: bool = False, restore: bool = False
    ) -> Plan:
        wanted = desired or self.desired()
        return make_plan(self.google, wanted, self.files, deep=deep, restore=restore)

    def set_up(
        self, desired: Desired | None = None, *, deep: bool = False, restore: bool = False
    ) -> Outcome:
        plan = self.plan(desired, deep=deep, restore=restore)
        outcome = apply(self.google, plan, self.files)
        assert outcome.failures == ()
        return outcome

    def with_members(self, *members: str) -> Desired:
        desired = replace(self.cast, members=members).desired()
        if self.sheets:
            return desired
        units = tuple(replace(unit, spreadsheets=()) for unit in desired.units)
        return replace(desired, units=units)

    def id(self, path: str) -> str:
        known = self.files.find(self.cast.key(path))
        assert known is not None
        return known.id

    def share(self, path: str, role: str, **who: str) -> None:
        self.google.drive.permissions().create(
            fileId=self.id(path), supportsAllDrives=True, body={"role": role, **who}
        ).execute()

    def person(self, path: str, email: str, role: str) -> None:
        self.share(path, role, type="user", emailAddress=email)

    def move(self, path: str, out_of: str, into: str) -> None:
        self.google.drive.files().update(
            fileId=self.id(path),
            supportsAllDrives=True,
            addParents=self.id(into),
            removeParents=self.id(out_of),
        ).execute()

    def people(self, path: str) -> dict[str, str]:
        """Everybody with access to a file and their role, but for the account itself."""
        found = list_permissions(self.google, [self.id(path)])[self.id(path)]
        assert isinstance(found, list)
        return {
            entry.get("emailAddress") or entry.get("domain") or entry["type"]: entry["role"]
            for entry in found
            if entry["role"] not in ("organizer", "fileOrganizer", "owner")
        }


def a_school(workspace: LocalWorkspace, *, sheets: bool) -> School:
    cast = Cast(f"r{uuid4().hex[:12]}", teams=("onderbouw",))
    made = School(connect(workspace), cast, sheets=sheets)
    made.set_up()
    return made


def shared_folder(school: School, *shares: Share) -> Unit:
    key = f"pizza/{school.cast.school}"
    return Unit(key, "Pizza", (DesiredFolder(key, "Pizzasessie", shares=shares),))
