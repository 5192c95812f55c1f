"""A clock on which waiting takes no time: it stands still but for calls and for what is slept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

SECONDS_A_CALL = 0.3
"""What a call is taken to last. An assumption, the same for everybody in the table."""

START = datetime(2026, 10, 5, 5, 2, tzinfo=UTC)
"""A Monday morning, at the beginning of a minute: Google's quotas start afresh each minute."""


@dataclass
class VirtualClock:
    """Seconds since its start; `tell` passes the moment on to who else must know it."""

    tell: Callable[[datetime], None] = field(default=lambda _: None)
    seconds: float = 0.0
    waited: float = 0.0

    def now(self) -> float:
        """The seconds that went by."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.seconds += seconds
        self.waited += seconds

    def show(self) -> None:
        """Tell what time it is."""
        self.tell(moment_of(self.seconds))

    def called(self) -> None:
        """Let a call take its time."""
        self.seconds += SECONDS_A_CALL

    def rest(self) -> None:
        """Go on to the beginning of a minute in which nothing of any quota is used."""
        self.seconds = (self.seconds // 60 + 3) * 60.0


def moment_of(seconds: float) -> datetime:
    """The moment so many seconds after the start."""
    return START + timedelta(seconds=seconds)
