"""One asking of an anonymous form: how many answered, whether it is over, what may be shown."""

from dataclasses import dataclass, field

from jobs.listening.anonymity import may_publish
from jobs.listening.scale import Scales

RUNNING, PUBLISHED, TOO_FEW = "loopt nog", "gesloten", "te weinig antwoorden"
"""How an asking stands, as a key of the words in cells."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What all askings have; there are figures only when they may be shown."""

    answered: int
    closed: bool
    scales: Scales = field(default_factory=Scales)

    @property
    def published(self) -> bool:
        """Whether more than the number of answers may be shown."""
        return self.closed and may_publish(self.answered)

    @property
    def status(self) -> str:
        """How the asking stands, as a key of the words in cells."""
        if not self.closed:
            return RUNNING
        return PUBLISHED if self.published else TOO_FEW
