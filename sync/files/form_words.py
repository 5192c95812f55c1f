"""What differs in a form, in words: what a question says now, and what it is to say."""

from collections.abc import Iterable, Mapping, Sequence

from forms.model import Form
from sync.changes import Detail, Risk, Stay, one
from sync.files.form_items import Json, comparable, questions_of


def info_details(info: Json, wanted: Mapping[str, str]) -> list[Detail]:
    """The title and description of a form, as far as they differ."""
    return [
        Detail(name, one(info.get(name)), one(value))
        for name, value in wanted.items()
        if info.get(name, "") != value
    ]


def item_details(current: Sequence[Json], wanted: Iterable[Json]) -> list[Detail]:
    """The questions and texts that are there and differ, and those that are not there."""
    known = {item["itemId"]: item for item in current}
    details = []
    for item in wanted:
        before = known.get(item["itemId"])
        if before is None or comparable(before) != comparable(item):
            old = said(before) if before else None
            details.append(Detail((before or item).get("title", ""), one(old), one(said(item))))
    return details


def gone_details(current: Sequence[Json], wanted: Iterable[Json]) -> list[Detail]:
    """The texts and sections of ours that are there and would go."""
    kept = {item["itemId"] for item in wanted}
    gone = (item for item in current if item["itemId"] not in kept)
    return [Detail(item.get("title", ""), one(said(item))) for item in gone]


def item_risks(current: Sequence[Json], wanted: Iterable[Json]) -> tuple[Risk, ...]:
    """Whether a question changes that people may have answered, and whether anything goes."""
    known = {item["itemId"]: item for item in current}
    wanted = list(wanted)
    changed = (
        item["itemId"] in known
        and asks(item)
        and comparable(known[item["itemId"]]) != comparable(item)
        for item in wanted
    )
    asked: tuple[Risk, ...] = ("changes_asked",) if any(changed) else ()
    # A text of ours that left the definition goes, with what people made of its words.
    return (*asked, "overwrites") if gone_details(current, wanted) else asked


def stays_of(form: Form, theirs: Iterable[Json]) -> tuple[Stay, ...]:
    """What people put in a form: questions, and texts, pictures and sections."""
    return tuple(
        Stay(
            form.key, "question" if asks(item) else "item", f"{form.document_title}: {_name(item)}"
        )
        for item in theirs
    )


def _name(item: Json) -> str:
    return str(item.get("title") or item.get("description") or "…")


def asks(item: Json) -> bool:
    """Whether people answer this; the rest is text."""
    return "questionItem" in item or "questionGroupItem" in item


def said(item: Json) -> str:
    """A question in one line: what is asked, whether it must be answered, and the options."""
    options = [str(one.get("value", "…")) for one in _options(item)]
    rows = [row.get("rowQuestion", {}).get("title", "") for row in questions_of(item)]
    parts = [item.get("title", ""), item.get("description", "")]
    parts += ["*" if any(row.get("required") for row in questions_of(item)) else ""]
    parts += [" / ".join(rows), " / ".join(options)]
    return " · ".join(part for part in parts if part.strip(" /"))


def _options(item: Json) -> list[Json]:
    grid = item.get("questionGroupItem", {}).get("grid", {}).get("columns", {})
    asked = item.get("questionItem", {}).get("question", {}).get("choiceQuestion", grid)
    return list(asked.get("options", []))


def left_as_is(current: Sequence[Json], wanted: Iterable[Json]) -> list[Json]:
    """The items as people left them, with what is not there put after what goes before it."""
    items = list(current)
    at = 0
    for item in wanted:
        places = [index for index, one in enumerate(items) if one["itemId"] == item["itemId"]]
        if not places:
            items.insert(at, item)
        at = (places[0] if places else at) + 1
    return items
