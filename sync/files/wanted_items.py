"""The items that a form should have: ours, those that left the definition, and people's.

What is ours is told by its ids. A question that left its definition is never removed, for it may
have answers. Google cannot hide one, so it is no longer required and moves to a last section,
"Vervallen vragen". What people put in the form stays as it is, behind what it stands behind.
"""

import copy
from collections.abc import Collection, Iterator, Sequence

from forms.ids import RETIRED, is_own, item_id
from forms.model import Form
from sync.files.form_items import Json, items_of, questions_of
from sync.files.form_words import asks

RETIRED_TITLE = "Vervallen vragen"
RETIRED_HELP = "Deze vragen stellen we niet meer. Je kunt ze overslaan."


def wanted_items(form: Form, current: Sequence[Json]) -> list[Json]:
    """Every item in its order, given those that are there."""
    wanted = [_keeping_rows(form, item, current) for item in items_of(form)]
    defined = [item["itemId"] for item in wanted]
    theirs = {item["itemId"] for item in theirs_in(form, current)} | _led_to(form, current)
    stays = {*defined, *theirs}
    asked = [item for item in current if item["itemId"] not in stays and asks(item)]
    if asked:
        wanted += [_retired_section(form), *(_not_required(item) for item in asked)]
    theirs -= {item["itemId"] for item in wanted}
    return _beside(wanted, current, theirs, {*defined, *_already_retired(form, asked, current)})


def theirs_in(form: Form, current: Sequence[Json]) -> list[Json]:
    """The items that people put there: theirs is what we gave no id.

    Of a question both ids have to be ours: its own, and that of its item.
    """
    defined = {item["itemId"] for item in items_of(form)}
    return [item for item in current if item["itemId"] not in defined and not _is_ours(form, item)]


def _is_ours(form: Form, item: Json) -> bool:
    if not is_own(form.key, item["itemId"]):
        return False
    return not asks(item) or any(is_own(form.key, one["questionId"]) for one in questions_of(item))


def _led_to(form: Form, current: Sequence[Json]) -> set[str]:
    """The sections to which answers to people's questions lead: Google keeps no dangling one."""
    return {
        option["goToSectionId"]
        for item in theirs_in(form, current)
        for question in questions_of(item)
        for option in question.get("choiceQuestion", {}).get("options", [])
        if "goToSectionId" in option
    }


def _retired_section(form: Form) -> Json:
    return {
        "itemId": item_id(form.key, RETIRED),
        "title": RETIRED_TITLE,
        "description": RETIRED_HELP,
        "pageBreakItem": {},
    }


def _already_retired(form: Form, asked: Sequence[Json], current: Sequence[Json]) -> Iterator[str]:
    """The last section and what of ours stands in it: what people put there stays there."""
    order = [item["itemId"] for item in current]
    last = item_id(form.key, RETIRED)
    if asked and last in order:
        yield last
        behind = order[order.index(last) :]
        yield from (item["itemId"] for item in asked if item["itemId"] in behind)


def _beside(
    wanted: Sequence[Json],
    current: Sequence[Json],
    theirs: Collection[str],
    anchors: Collection[str],
    *,
    key: str = "itemId",
) -> list[Json]:
    """Ours in their order, and each of people's behind the anchor that it stands behind."""
    behind: dict[str, list[Json]] = {}
    anchor = ""
    for item in current:
        if item[key] in theirs:
            behind.setdefault(anchor, []).append(item)
        elif item[key] in anchors:
            anchor = item[key]
    ours = (one for item in wanted for one in (item, *behind.get(item[key], ())))
    return [*behind.get("", ()), *ours]


def _keeping_rows(form: Form, item: Json, current: Sequence[Json]) -> Json:
    """A grid with people's rows in their places, and at its end those that left its definition."""
    before = next((known for known in current if known["itemId"] == item["itemId"]), None)
    if before is None or "questionGroupItem" not in item:
        return item
    there = questions_of(before)
    defined = [row["questionId"] for row in questions_of(item)]
    theirs = {
        row["questionId"]
        for row in there
        if row["questionId"] not in defined and not is_own(form.key, row["questionId"])
    }
    stays = {*defined, *theirs}
    gone = [row for row in questions_of(_not_required(before)) if row["questionId"] not in stays]
    rows = [*questions_of(item), *gone]
    anchors = {*defined, *(row["questionId"] for row in _at_the_end(there, gone, defined))}
    kept = copy.deepcopy(item)
    kept["questionGroupItem"]["questions"] = _beside(rows, there, theirs, anchors, key="questionId")
    return kept


def _at_the_end(
    there: Sequence[Json], gone: Sequence[Json], defined: Collection[str]
) -> Iterator[Json]:
    """The rows that left and stand behind every row of the definition already."""
    order = [row["questionId"] for row in there]
    last = max((at for at, row in enumerate(order) if row in defined), default=-1)
    return (row for row in gone if order.index(row["questionId"]) > last)


def _not_required(item: Json) -> Json:
    kept = copy.deepcopy(item)
    for question in questions_of(kept):
        question.pop("required", None)
        for option in question.get("choiceQuestion", {}).get("options", []):
            # Where it led may no longer exist.
            option.pop("goToSectionId", None)
            option.pop("goToAction", None)
    return kept
