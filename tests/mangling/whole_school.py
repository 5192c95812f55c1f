"""A whole school at play: its own definitions, its Beheer sheet, and the jobs that work for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from forms.ids import question_id
from jobs.school.config import load_configuration
from jobs.work.beheer import followed
from jobs.work.carrying import carried_over
from jobs.work.circulate import circulate_school
from jobs.work.collect import collect_school
from jobs.work.school import SchoolAtWork, account_of, open_school
from jobs.work.visits import recall_visits, renew_visits
from sheets_templates.model import Spreadsheet
from sync.collect import forget_collected
from sync.files.drive import find_every
from sync.setup.applying import apply
from sync.setup.finding import keys_of
from sync.setup.plan import Plan, make_plan
from tests.conftest import LocalWorkspace
from tests.jobs.cast import MONDAY, school_text
from tests.mangling.line import Line, connect
from tests.mangling.playing import Redone, lacking_in, said

KEY, TEAM = "proef", "essen"


class WholeSchool:
    """A school of one team that keeps its teams in Beheer."""

    def __init__(self, workspace: LocalWorkspace, folder: Path) -> None:
        self._workspace = workspace
        self._file = folder / "school.yaml"
        text = school_text(workspace, KEY, TEAM)
        self._file.write_text(f"source: beheer\n{text}", encoding="utf-8")
        self._school = open_school(load_configuration(self._file), MONDAY)
        self.line = Line()
        self.google = connect(account_of(self._school.configuration), self.line)

    def set_up(self, week: int, *, deep: bool, restore: bool) -> Sequence[str]:
        """Plan and apply; the sentences about what failed."""

        def go() -> list[str]:
            school = self._at(week)
            keys = [sheet.key for sheet in school.desired.spreadsheets()]
            forget_collected(school.ledger, keys if restore else [])
            plan = _plan(school, deep=deep, restore=restore)
            failures = apply(school.google, plan, school.ledger).failures
            school.keep_visits()
            return [one.line for one in failures]

        return said(go)

    def work(self, week: int) -> Sequence[str]:
        """Collect, pass on and look at the rota; the sentences about what failed."""

        def go(job: Any) -> list[str]:
            return list(job(self._at(week)).failures.values())

        jobs = (collect_school, circulate_school, renew_visits)
        return [sentence for job in jobs for sentence in said(partial(go, job))]

    def left(self, week: int) -> Sequence[str]:
        """What a plan that reads and restores everything would still change."""
        plan = _plan(self._at(week), deep=True, restore=True)
        return [*plan.lines, *(str(unit.failure) for unit in plan.units if unit.failure)]

    def wrong(self, week: int) -> Sequence[str]:
        """Where what was collected is not what stands in the team's sheet."""
        school = self._at(week)
        [team] = collect_school(school, write=False).teams
        desired = school.team_spreadsheet(team.team)
        known = school.known(desired.key)
        return lacking_in(self.google, known, desired.spreadsheet, team.content)

    def definitions(self) -> Mapping[str, Spreadsheet]:
        """The definition of each of our spreadsheets, by its id at Google; the team's first."""
        school = self._school
        ordered = sorted(school.desired.spreadsheets(), key=lambda one: f"/{TEAM}/" not in one.key)
        found = ((school.ledger.find(one.key), one.spreadsheet) for one in ordered)
        return {known.id: spreadsheet for known, spreadsheet in found if known}

    def redone(self) -> Redone:
        """Nothing: its definitions stay as they are."""
        return ()

    def files(self) -> Mapping[str, int]:
        """How many files there are with each key of ours."""
        keys = keys_of(self._school.desired)
        found = find_every(self.google, KEY, [key for key in keys if not key.startswith(KEY)])
        return {key: len(found.get(key, ())) for key in keys | set(found)}

    def mails(self) -> int:
        """How many mails left."""
        store = self._workspace.running.workspace.store
        return len(store.rows("SELECT number FROM mails"))

    def form(self, number: int) -> tuple[str, Mapping[str, Any]]:
        """Where the form for obstacles is sent to, and an answer to it."""
        known = self._school.ledger.find(f"{KEY}/{TEAM}/belemmering")
        path = known.address.partition("/forms/")[2] if known else ""
        form = next(one.form for one in self._school.desired.forms() if one.key.endswith("mmering"))
        answer = {
            f"entry.{int(question_id(form.key, key, version), 16)}": f"mens {number}"
            for key, version in form.question_keys()
        }
        return f"/forms/{path.replace('/viewform', '/formResponse')}" if path else "", answer

    def close(self) -> None:
        """Let go of the ledger."""
        self._school.ledger.close()

    def _at(self, week: int) -> SchoolAtWork:
        """The school as its Beheer sheet has it in that week."""
        now: datetime = MONDAY + timedelta(weeks=week)
        self._workspace.running.workspace.clock.set(now)
        school = SchoolAtWork(self._school.configuration, self._school.ledger, now)
        school.google = self.google
        return followed(school, tell=True).school


def _plan(school: SchoolAtWork, *, deep: bool, restore: bool) -> Plan:
    school.carried = carried_over(school)
    there = recall_visits(school)
    wanted, ledger = school.desired, school.ledger
    return make_plan(school.google, wanted, ledger, deep=deep, restore=restore, there=there)
