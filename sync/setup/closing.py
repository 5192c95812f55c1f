"""Closing forms that the configuration no longer has; their answers stay, and nothing is removed.

What set-up closed says so in its stamp, before and after: it alone may be opened again, and a form
that people closed stays closed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sync.changes import Change
from sync.desired import Files
from sync.errors import SyncError
from sync.files.drive import PRINT, FoundFile, stamp_request
from sync.files.google_forms import close_form
from sync.setup.under_way import finish
from sync.wire.google import Google

CLOSING, CLOSED, LEFT = "closing", "closed", "left"
"""Stamps of a form that set-up is closing, has closed, or found closed; no fingerprint is alike."""
What = Literal["team", "form"]


@dataclass(frozen=True)
class ClosingWork:
    """A form that `what` left the configuration with; `open` when it still takes answers."""

    file: FoundFile
    unit: str
    what: What
    open: bool

    @property
    def changes(self) -> list[Change]:
        """What would be done."""
        form = f"form {self.file.key.rsplit('/', 1)[-1]} for {self.unit}"
        left = f"the {self.what} left the configuration"
        if not self.open:
            return [self._change(f"confirm {form}, which is closed: {left}")]
        return [self._change(f"close {form}: {left}; its answers stay")]

    @property
    def stamp(self) -> str:
        """What the form is stamped with once it is closed."""
        return CLOSED if self.open or closed_by_us(self.file) else LEFT

    def _change(self, line: str) -> Change:
        key, name = self.file.key, self.file.name
        if not self.open:
            return Change("confirm", key, line, kind="form", name=name)
        return Change("close", key, line, kind="form", name=name, risks=("closes",))


def closed_by_us(file: FoundFile) -> bool:
    """Whether set-up closed this form, or was about to."""
    return file.stamps.get(PRINT) in (CLOSING, CLOSED)


def is_left(file: FoundFile) -> bool:
    """Whether nothing more has to be done about a form that left."""
    return file.stamps.get(PRINT) in (CLOSED, LEFT)


def close_forms(
    google: Google,
    school: str,
    files: Files,
    works: Sequence[ClosingWork],
    on_closed: Callable[[str], None],
) -> None:
    """Close what is open and stamp all; what breaks off is finished by doing it again.

    `on_closed` hears the key of each form that is closed.
    """
    open_ones = [work for work in works if work.open]
    _stamp(google, [(work, CLOSING) for work in open_ones if not closed_by_us(work.file)])
    for work in open_ones:
        close_form(google, work.file.id)
        on_closed(work.file.key)
    _stamp(google, [(work, work.stamp) for work in works])
    for work in works:
        on_closed(work.file.key)
        finish(files, school, work.file.key)
        known = files.find(work.file.key)
        if known is not None and known.id == work.file.id:
            files.remember(replace(known, applied=work.stamp))


def _stamp(google: Google, stamps: Sequence[tuple[ClosingWork, str]]) -> None:
    requests = [stamp_request(google, work.file.id, {PRINT: stamp}) for work, stamp in stamps]
    for answer in google.batch(requests):
        if isinstance(answer, SyncError):
            raise answer
