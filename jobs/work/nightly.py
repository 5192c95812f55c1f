"""The nightly look at everything of a school: what people changed, and who may too much.

Nothing is written at Google. Whoever may more than the configuration says is an alarm by mail, once
for as long as it stays so; what people changed of what is ours is only told by the run.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.delivery_keys import excess_key
from jobs.mails.excess import excess_letter
from jobs.planning.words import WORDS
from jobs.work.carrying import carried_over
from jobs.work.delivery import Delivered, deliver, open_outbox
from jobs.work.school import NotSetUpError, SchoolAtWork
from jobs.work.visits import recall_visits
from sync.changes import Change
from sync.errors import SyncError
from sync.setup.plan import make_plan

EXCESS = "excess"


@dataclass(frozen=True)
class Night:
    """What was found: how much differs from what was applied, the alarm, and what failed."""

    drift: int = 0
    delivered: tuple[Delivered, ...] = ()
    failures: tuple[str, ...] = ()


def look_at_night(school: SchoolAtWork) -> Night:
    """Read every file and mail an alarm when somebody may more than the configuration says."""
    try:
        school.carried = carried_over(school)
        there = recall_visits(school)
        found = make_plan(school.google, school.desired, school.ledger, deep=True, there=there)
        failures = tuple(f"{one.unit.name}: {one.failure}" for one in found.units if one.failure)
        excess = [one for one in found.drift if "excess_access" in one.risks]
        delivered = () if failures and not excess else alarm(school, excess)
    except (SyncError, NotSetUpError) as error:
        return Night(failures=(f"nightly look: {error}",))
    if not failures and all(one.result != "not sent" for one in delivered):
        school.ledger.finished("drift", school.key, school.now)
    return Night(len(found.drift), delivered, failures)


def alarm(school: SchoolAtWork, excess: Sequence[Change]) -> tuple[Delivered, ...]:
    """Mail what is new; what was mailed and is still so is not mailed again."""
    mark, kept = _mark(excess), school.ledger.kept(EXCESS, school.key)
    before = json.loads(kept) if kept else {}
    if before.get("mark") != mark:
        before = {"mark": mark, "since": school.here.date().isoformat()}
        school.ledger.keep(EXCESS, school.key, json.dumps(before))
    key = excess_key(school.configuration, before["since"], mark)
    delivery = school.ledger.delivery(key)
    if not excess or (delivery and delivery.status == "sent"):
        return ()
    words = WORDS[school.configuration.school.language]
    letter = excess_letter(school.configuration, excess, words, key)
    return (deliver(school, open_outbox(school.configuration), letter),)


def _mark(excess: Sequence[Change]) -> str:
    """What tells this excess from another; it holds no address."""
    told = sorted(
        f"{one.key}|{detail.where}|{detail.old}" for one in excess for detail in one.details
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
