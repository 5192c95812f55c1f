"""Words of the engine: calls, what it does not know, and what is wrong."""

from collections.abc import Callable, Sequence

UNKNOWN = "NOT_CARRIED"
"""A function that the engine does not know: a call of it comes to #NAME?."""
Rename = Callable[[Sequence[str], str], str]
"""How a call is written for the engine, of arguments and what stands between them."""


def call(name: str, given: Sequence[str], separator: str) -> str:
    """A call of a function of the engine."""
    return f"{name}({separator.join(given)})"


def wrong() -> str:
    """What a call with a wrong number of arguments comes to."""
    return "#N/A"
