"""Topics: to which address on this machine the events of a watch are sent.

A topic here is no Pub/Sub topic. Its name holds a loopback address, percent-encoded, or the file
`topics.json` in the data directory says which address belongs to the name.
"""

import json
import re
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sync.local.errors import GoogleError

NAME = re.compile(r"projects/[^/\s]+/topics/([^/\s]{1,2000})")


class UnknownTopicError(GoogleError):
    """A topic whose name is not that of a topic, or leads away from this machine."""

    def __init__(self, name: str) -> None:
        super().__init__(
            400,
            f"Invalid topicName '{name[:200]}': use projects/P/topics/T, in"
            " which T may be the percent-encoded http address of this machine (127.0.0.1,"
            " localhost or ::1) that takes the events.",
        )


class SilentTopicError(GoogleError):
    """A topic behind which nothing listens: its events would reach nobody."""

    def __init__(self, name: str) -> None:
        super().__init__(
            400,
            f"Cloud PubSub topic '{name[:200]}' does not exist: no address of this machine belongs"
            " to it. Put the address in topics.json in the data directory, or percent-encoded in"
            " the name of the topic.",
        )


def check_topic(name: str, directory: Path) -> None:
    """Refuse a name that no topic has, an address elsewhere, and a topic without an address."""
    found = NAME.fullmatch(name)
    if found is None or ("://" in unquote(found[1]) and not is_local(unquote(found[1]))):
        raise UnknownTopicError(name)
    if address_of(name, directory) is None:
        raise SilentTopicError(name)


def address_of(name: str, directory: Path) -> str | None:
    """Where the events of a topic go; none when nothing here listens under its name."""
    found = NAME.fullmatch(name)
    inside = unquote(found[1]) if found else ""
    address = inside if "://" in inside else _settings(directory).get(name, "")
    return address if is_local(address) else None


def is_local(address: str) -> bool:
    """Whether an http address is on this machine."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        return parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False


def _settings(directory: Path) -> dict[str, str]:
    try:
        found = json.loads((directory / "topics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if found else {}
