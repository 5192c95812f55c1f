"""What one server holds while it runs: its data directory and its port."""

import errno
import fcntl
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PortTakenError(Exception):
    """Another program already listens at the address."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is taken by another program. "
            f"Choose another one, for example --port {port + 1}, or stop that program."
        )


class AddressError(Exception):
    """The address is not one of this machine, or may not be listened at."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(
            f"Cannot listen on {host}, port {port}: {why}. "
            "Use 127.0.0.1 and a port from 1024 to 65535."
        )


class AlreadyServedError(Exception):
    """Another process serves the data directory."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"{directory}: another local Workspace already serves this directory"
            f"{_where(directory)}. Use that one, stop it, or choose another directory with --data."
        )


class DirectoryError(Exception):
    """The data directory cannot be made or written in."""

    def __init__(self, directory: Path, why: str) -> None:
        super().__init__(
            f"{directory}: {why}. Choose a directory that you may write in with --data."
        )


@contextmanager
def claim_directory(directory: Path) -> Iterator[None]:
    """Hold the directory: two servers on one store would not know of each other's calls."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        file = (directory / "lock").open("a")
    except OSError as fault:
        raise DirectoryError(directory, fault.strerror or "it cannot be used") from fault
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise AlreadyServedError(directory) from fault
        yield


@contextmanager
def claim_port(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at the address; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns off the delay of small packets only where the protocol is named: 40 ms a call.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                raise PortTakenError(host, port) from fault
            raise AddressError(host, port, fault.strerror or str(fault)) from fault
        except OverflowError as fault:
            raise AddressError(host, port, "there is no such port") from fault
        yield listener


def _where(directory: Path) -> str:
    try:
        told = json.loads((directory / "server.json").read_text(encoding="utf-8"))
        return f" at {told['base_url']} (process {told['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
