"""Writes meant for an earlier revision: the same items found where they stand now."""

from sync.local.call import Json
from sync.local.forms.contents import StoredForm
from sync.local.forms.refusals import InvalidRequestError


class Rebase:
    """Follows a batch on the items of an earlier revision, and moves its locations to the form.

    What somebody deleted since then stays deleted: changes to it are dropped. What is new lands
    behind the item that it was put behind.
    """

    def __init__(self, items: list[str]) -> None:
        self._items = list(items)

    def brought(self, form: StoredForm, kind: str, request: Json, where: str) -> Json | None:
        """The request with locations of the form as it is; none when its item is gone."""
        if kind == "createItem":
            at = self._at(request, "location", len(self._items) + 1, where)
            return request | {"location": {"index": self._behind(form, at)}}
        if kind == "moveItem":
            return self._moved(form, request, where)
        if kind not in ("updateItem", "deleteItem"):
            return request
        at = self._at(request, "location", len(self._items), where)
        now = _place(form, self._items[at])
        return None if now is None else request | {"location": {"index": now}}

    def follow(self, form: StoredForm, kind: str, request: Json, brought: Json | None) -> None:
        """Do to the earlier items what was done to the form."""
        if kind == "createItem" and brought is not None:
            made = form.items[brought["location"]["index"]]["itemId"]
            self._items.insert(int(request["location"]["index"]), made)
        elif kind == "deleteItem":
            del self._items[int(request["location"]["index"])]
        elif kind == "moveItem":
            moved = self._items.pop(int(request["originalLocation"]["index"]))
            self._items.insert(int(request["newLocation"]["index"]), moved)

    def _moved(self, form: StoredForm, request: Json, where: str) -> Json | None:
        origin = self._at(request, "originalLocation", len(self._items), where)
        target = self._at(request, "newLocation", len(self._items), where)
        now = _place(form, self._items[origin])
        if now is None:
            return None
        # A move counts without the item that moves.
        rest = [item for item in self._items if item != self._items[origin]]
        left = [item["itemId"] for item in form.items if item["itemId"] != self._items[origin]]
        place = _after(rest[:target], left)
        return request | {"originalLocation": {"index": now}, "newLocation": {"index": place}}

    def _behind(self, form: StoredForm, at: int) -> int:
        return _after(self._items[:at], [item["itemId"] for item in form.items])

    def _at(self, request: Json, name: str, count: int, where: str) -> int:
        index = int(request.get(name, {}).get("index", -1))
        if not 0 <= index < count:
            raise InvalidRequestError(
                where, f"{name}.index {index} must be in the range [0, {count})"
            )
        return index


def _after(before: list[str], items: list[str]) -> int:
    """The place behind the last of these items that is still there."""
    for item in reversed(before):
        if item in items:
            return items.index(item) + 1
    return 0


def _place(form: StoredForm, identifier: str) -> int | None:
    ids = [item["itemId"] for item in form.items]
    return ids.index(identifier) if identifier in ids else None
