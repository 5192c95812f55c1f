"""Other addresses of one account: whoever is named by one of them is told by the primary one.

The owner sets them, as an administrator does for a school; Drive and Gmail only know the account.
"""

from collections.abc import Mapping

from sync.local.call import Json
from sync.local.errors import GoogleError
from sync.local.store import Store, declares

declares("CREATE TABLE IF NOT EXISTS aliases (alias TEXT PRIMARY KEY, account TEXT NOT NULL)")


class AliasesError(GoogleError):
    """What was given are no aliases."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            400,
            f"{problem}. Give each alias with the primary address of its account, such as"
            ' {"j.devries@school.example": "jan.devries@school.example"}.',
        )


def primary_of(store: Store, address: str) -> str:
    """The primary address of whose address this is; the address itself when it is no alias."""
    row = store.row("SELECT account FROM aliases WHERE alias = ?", (address.lower(),))
    return str(row["account"]) if row else address


def aliases(store: Store) -> Json:
    """Every alias with the primary address of its account."""
    rows = store.rows("SELECT alias, account FROM aliases ORDER BY alias")
    return {row["alias"]: row["account"] for row in rows}


def set_aliases(store: Store, given: object) -> Json:
    """Take these aliases instead of those there were; shares that were made stay as they are."""
    wanted = _read(given)
    with store.transaction():
        store.write("DELETE FROM aliases")
        for alias, account in wanted.items():
            store.write("INSERT INTO aliases VALUES (?, ?)", (alias, account))
    return aliases(store)


def _read(given: object) -> Mapping[str, str]:
    if not isinstance(given, dict):
        raise AliasesError("This is no object")
    wanted: dict[str, str] = {}
    for alias, account in given.items():
        if not isinstance(account, str) or "@" not in alias or "@" not in account:
            raise AliasesError(f"{alias!r} is no alias of an account")
        wanted[alias.lower()] = account
    for alias, account in wanted.items():
        if account.lower() in wanted:
            raise AliasesError(f"{account!r} is an alias itself, that of {alias!r}")
    return wanted
