"""What is wrong with one request, gathered and told in Google's words."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sync.local.errors import GoogleError

LONGEST_SHOWN = 200


@dataclass
class Violations:
    """What is wrong with one request, so far."""

    found: list[dict[str, str]] = field(default_factory=list)

    def add(self, path: str, description: str) -> None:
        """Note one violation; a path at the root is left out, as Google does."""
        where = {"field": path} if path else {}
        self.found.append({**where, "description": description})

    def add_name(self, path: str, name: str, why: str) -> None:
        """Note a name that cannot be taken."""
        at = f" at '{path}'" if path else ""
        self.add(path, f'Invalid JSON payload received. Unknown name "{name}"{at}: {why}')

    def add_value(self, path: str, kind: str, value: object) -> None:
        """Note a value that has the wrong type."""
        self.add(path, f"Invalid value at '{path}' ({kind}), {_shown(value)}")

    def raise_if_any(self) -> None:
        """Google's 400 with every violation in it."""
        if not self.found:
            return
        message = "\n".join(violation["description"] for violation in self.found)
        details = {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": self.found,
        }
        raise GoogleError(400, message, reason="invalid", details=[details])


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """A name as Google's messages write it."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


@lru_cache(maxsize=4096)
def humps(name: str) -> str:
    """A name in camelCase, as the documents write it."""
    return re.sub(r"(?<=[a-zA-Z0-9])_([a-z0-9])", lambda hit: hit[1].upper(), name)


def _shown(value: object) -> str:
    # The caller knows what it sent: a long value is cut, a composite one is only named.
    if isinstance(value, str):
        cut = value[:LONGEST_SHOWN]
        return f'"{cut}"' if cut == value else f'"{cut}…"'
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return "null" if value is None else str(value).lower()
