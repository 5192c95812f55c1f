"""The smallest school with the schools of two pizza groups: it joins one, leaves one, changes."""

from collections.abc import Iterator
from dataclasses import replace

from sheets_templates.model import Spreadsheet
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredSpreadsheet,
    FilesInMemory,
    Former,
    Share,
    Unit,
)
from sync.setup.applying import apply
from sync.setup.plan import make_plan
from sync.wire.google import Google
from tests.chaos.school import ANNA, COR, first
from tests.sync.cast import BORD, WEEKS

BUREN, LAAN, NIEUW = "buren", "laan", "nieuw"
DORA, EVI = "dora@buur.example", "evi@verre.example"
NEIGHBOURS = {"buur": (BUREN, (DORA, COR)), "verre": (LAAN, (EVI,))}
"""The other schools: the group of each, and who comes for it; Cor is the expertcoach of two."""
SHARED_SHEETS = tuple(f"pizza/{group}/pizzasessie" for group, _ in NEIGHBOURS.values())
_TAB = BORD.model_copy(update={"texts": BORD.texts[:1], "charts": ()})
_PIZZASESSIE = Spreadsheet(key="pizzasessie", title="Pizzasessie", tabs=(_TAB,))


def in_buren() -> Desired:
    """The first school in a group with another school."""
    return _in_group(BUREN)


def in_laan() -> Desired:
    """The first school in another group, which another school made."""
    return _in_group(LAAN)


def in_new() -> Desired:
    """The first school in a group of which nothing exists yet."""
    return _in_group(NIEUW)


def in_none() -> Desired:
    """The first school in no group, which may have left one."""
    return replace(first(), former=Former())


def neighbours_come(google: Google) -> None:
    """Set up the schools that made the groups, each with the people that it lets in."""
    for desired in _neighbours():
        files = FilesInMemory()
        assert apply(google, make_plan(google, desired, files), files).ok


def left_to_neighbours(google: Google) -> tuple[str, ...]:
    """What a plan of any other school would do, or tell as people's doing: both should be none."""
    plans = [make_plan(google, one, FilesInMemory(), deep=True) for one in _neighbours()]
    lines = [line for plan in plans for line in plan.lines]
    return (*lines, *(change.line for plan in plans for change in plan.drift))


def _neighbours() -> Iterator[Desired]:
    for key, (group, people) in NEIGHBOURS.items():
        top = Unit(key, "Een school", (DesiredFolder(f"{key}/top", "Een school"),))
        yield Desired(key, (top, _group(group, *people)), Former())


def _in_group(group: str) -> Desired:
    school = in_none()
    return replace(school, units=(*school.units, _group(group, ANNA, COR)))


def _group(group: str, *people: str) -> Unit:
    key = f"pizza/{group}"
    sheet = DesiredSpreadsheet(
        f"{key}/pizzasessie",
        _PIZZASESSIE,
        WEEKS,
        key,
        locale="nl_NL",
        time_zone="Europe/Amsterdam",
        shared=True,
    )
    shares = tuple(Share(one, "writer") for one in people)
    folder = DesiredFolder(key, f"Pizzasessie – {group}", shares=shares)
    return Unit(key, group, (folder,), spreadsheets=(sheet,))
