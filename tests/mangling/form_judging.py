"""Whether what people put in forms is what it was, and behind what it stood behind."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.mangling.form_acts import is_of_people
from tests.mangling.state import State

Json = dict[str, Any]


def changed_in_forms(before: State, after: State) -> Iterator[str]:
    """Everything that people put in a form and that is not so any more."""
    for id_, items in before.forms.items():
        now = after.forms.get(id_, ())
        there = {item["itemId"]: item for item in now}
        behind, still_behind = _neighbours(items), _neighbours(now)
        for item in filter(is_of_people, items):
            identity, title = item["itemId"], item.get("title")
            if there.get(identity) != item:
                yield f"item {title} of people's was {item} and is {there.get(identity)}"
            elif behind[identity] != still_behind[identity]:
                yield f"item {title} of people's stands elsewhere in its form"


def _neighbours(items: Sequence[Json]) -> dict[str, str]:
    """What each item stands behind."""
    ids = [item["itemId"] for item in items]
    return dict(zip(ids, ["", *ids[:-1]], strict=True))
