"""The same model and rules for the sheet as for a school's file, with each mistake at its cell."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobs.school.beheer.meldingen import told
from jobs.school.beheer.places import SheetData, SheetPlace, SheetProblem
from jobs.school.config import check_data
from jobs.school.model import Configuration
from jobs.school.problems import Finding, Problem
from jobs.school.timetables import timetable_problems

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """What came of the sheet and the file together: a configuration, or all that is wrong.

    `elsewhere` are mistakes in the file, or in a timetable, that only show with the sheet.
    """

    configuration: Configuration | None
    data: Data
    problems: tuple[SheetProblem, ...] = ()
    elsewhere: tuple[Problem, ...] = ()


def judge(base: Configuration, sheet: SheetData) -> Judged:
    """Judge what the sheet says, beside what the file keeps for itself."""
    problems = list(sheet.problems)
    if not sheet.complete:
        return Judged(None, sheet.data, tuple(problems))
    configuration, findings = check_data(merged(base, sheet.data))
    # Which of two teams with one name the members belong to, nobody can tell.
    if any(finding.rule == "two-teams-one-key" for finding in findings):
        findings = [one for one in findings if not _counts_members(one)]
    told_already = {(one.place.address, one.place.row, one.place.key) for one in problems}
    elsewhere: list[Problem] = []
    for finding in findings:
        place = sheet.place(finding.path)
        if place is None:
            elsewhere.append(_elsewhere(base, finding))
        elif not _echoes(sheet, finding, place, told_already):
            problems.append(SheetProblem(place, finding.rule, *told(sheet, finding, place)))
    if configuration and not (problems or elsewhere):
        elsewhere += timetable_problems(configuration)
    good = configuration if not (problems or elsewhere) else None
    return Judged(good, sheet.data, tuple(_in_order(problems)), tuple(elsewhere))


def _echoes(
    sheet: SheetData, finding: Finding, place: SheetPlace, told_already: set[tuple[str, int, str]]
) -> bool:
    """Whether this only follows from a mistake that was told already."""
    if finding.rule == "too-few" and _counts_members(finding):
        # Members of whom the team is not clear yet may well be those of this team.
        return any(one.place.address == "leden.leden" for one in sheet.problems)
    if finding.rule == "too-few" and finding.path[:1] == ("people",):
        return any(one.place.address == "mensen.mensen" for one in sheet.problems)
    return not place.whole and (place.address, place.row, place.key) in told_already


def _counts_members(finding: Finding) -> bool:
    return finding.rule in ("too-few", "too-many") and finding.path[-1] == "members"


def _elsewhere(base: Configuration, finding: Finding) -> Problem:
    where = ".".join(str(part) for part in finding.path)
    return Problem(Path(base.school.key), None, None, finding.rule, f"{where}: {finding.message}")


def _in_order(problems: Sequence[SheetProblem]) -> list[SheetProblem]:
    """By tab, row and column; the same sentence about one cell once."""
    once = {(one.place.address, one.place.row, one.place.key, one.message): one for one in problems}
    return sorted(once.values(), key=lambda one: (one.place.address, one.place.row))


def merged(base: Configuration, data: Data) -> dict[str, Any]:
    """The file's values with those of the sheet in their place.

    Teams are matched by their key and people by their address; what the sheet has no column for
    stays as the file has it.
    """
    values = json.loads(base.model_dump_json(by_alias=True))
    return {
        **values,
        "people": {**values["people"], **_people(values["people"], data["people"])},
        "calendar": {**values["calendar"], **data["calendar"]},
        "teams": list(_teams(values["teams"], data["teams"])),
    }


def _people(known: Data, people: Data) -> dict[str, Any]:
    lists = ("schoolleiding", "schoolcoaches")
    return {**people, **{role: _matched(known[role], people[role], "email") for role in lists}}


def _teams(known: Sequence[Data], teams: Sequence[Data]) -> Iterator[dict[str, Any]]:
    members = {team["key"]: team["members"] for team in known}
    for team in _matched(known, teams, "key"):
        yield {**team, "members": _matched(members.get(team["key"], ()), team["members"], "email")}


def _matched(known: Sequence[Data], found: Sequence[Data], by: str) -> list[dict[str, Any]]:
    """What was found, each with whatever else is known of it; new ones as they are."""
    before = {str(one[by]).casefold(): one for one in known}
    return [{**before.get(str(one[by]).casefold(), {}), **one} for one in found]
