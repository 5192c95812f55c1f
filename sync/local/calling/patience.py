"""How long a client may stay silent in the middle of a request: after that it is hung up on.

uvicorn lets go of a connection between two requests, but waits for ever for the rest of one.
"""

import asyncio
from typing import Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
Part = Literal["head", "body"]


class PatientProtocol(H11Protocol):
    """One connection, whose client must get on with a request that it began."""

    patience = 30.0
    _timer: asyncio.TimerHandle | None = None
    _awaited: Part | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself does
        """A client is there; it has said nothing yet."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Something came."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """See to it that what is missing comes; a head must be there in time as a whole."""
        missing = self._missing()
        if missing == "head" == self._awaited:
            return
        self._rest()
        if missing:
            self._awaited = missing
            self._timer = self.loop.call_later(self.patience, self._hang_up)

    def _missing(self) -> Part | None:
        if self.transport.is_closing():
            return None
        if self.cycle and not self.cycle.response_complete:
            return "body" if self.cycle.more_body else None
        # Between two requests uvicorn has a timer of its own.
        return "head" if self.timeout_keep_alive_task is None else None

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._awaited = None

    def _hang_up(self) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.write(TOO_LATE)
        self.transport.close()


def patient(seconds: float) -> type[H11Protocol]:
    """Connections that wait so long."""
    return type("Patient", (PatientProtocol,), {"patience": seconds})
