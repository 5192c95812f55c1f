"""Who edits a spreadsheet, and which protections let them through."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.local.call import Json


@dataclass(frozen=True)
class Editor:
    """The caller as an editor of a spreadsheet."""

    email: str
    always: bool
    owner: str | None
    others: Callable[[], Json]

    def may_edit(self, protected: Json) -> bool:
        """Whether a protection lets this editor through."""
        if self.always or protected.get("warningOnly"):
            return True
        editors = protected.get("editors", {})
        if self.email.lower() in {user.lower() for user in editors.get("users", [])}:
            return True
        same = self.owner and self.owner.rpartition("@")[2] == self.email.rpartition("@")[2]
        return bool(editors.get("domainUsersCanEdit") and same)
