"""Ten weeks at a school: what people do, what Ritmiek does after it, and whether all is well."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sync.local.server import Options, start
from tests.conftest import LocalWorkspace, OwnerSession
from tests.mangling.judging import changed
from tests.mangling.owned import label_texts
from tests.mangling.person import Person
from tests.mangling.playing import Playing
from tests.mangling.settling import settle_in
from tests.mangling.state import look
from tests.mangling.weeks import Week

FULL = re.compile(r"rows, but place for \d+; raise the table's capacity")


@dataclass
class Played:
    """One school being played; `done` are the acts that could be done, `refused` our sentences."""

    school: Playing
    api: OwnerSession
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def play(self, weeks: Sequence[Week]) -> None:
        """Every week, and then everything put right."""
        person = Person(self.api, self.school)
        for number, week in enumerate(weeks):
            self.done += [act.kind for act in week.acts if person.does(act)]
            self._after(number, week)
        self._all_is_right(len(weeks) - 1)
        assert not self.school.mails()

    def _after(self, number: int, week: Week) -> None:
        before, ours = look(self.api), dict(self.school.definitions())
        self.school.line.inserts.clear()
        restore = week.how == "restore"
        said = self.school.set_up(number, deep=week.how == "deep", restore=restore)
        said = [*said, *self.school.work(number)]
        after = look(self.api)
        inserts = self.school.line.inserts
        redone = self.school.redone()
        wrong = changed(before, after, ours, inserts, restored=restore, redone=redone)
        assert not wrong, wrong
        for sentence in said:
            assert "\n" not in sentence
            assert "Traceback" not in sentence
        self.refused += said
        self.label()

    def label(self) -> None:
        """Mark the texts on what is new."""
        documents = look(self.api).documents
        for id_, definition in self.school.definitions().items():
            label_texts(self.api, id_, definition, documents[id_])

    def settle_in(self) -> None:
        """Let people have something in every sheet."""
        documents = look(self.api).documents
        for id_, definition in self.school.definitions().items():
            settle_in(self.api, id_, definition, documents[id_])

    def _all_is_right(self, week: int) -> None:
        """Reading and restoring everything, and collecting, leaves nothing wrong."""
        self._after(week, Week(how="restore"))
        before = len(self.refused)
        self._after(week, Week(how="restore"))
        # Where people took out rows there may be no place for all of ours: only they can help that.
        full = [sentence for sentence in self.refused[before:] if FULL.search(sentence)]
        assert self.refused[before:] == full, self.refused[before:]
        left = [line for line in self.school.left(week) if line not in full]
        assert full or not left, left
        wrong = list(self.school.wrong(week))
        assert full or not wrong, wrong
        assert set(self.school.files().values()) == {1}, self.school.files()


Opening = Callable[[LocalWorkspace, Path], Playing]
"""How a school is opened on a Workspace, with what it keeps in a folder."""


def prepared(folder: Path, opening: Opening) -> Path:
    """A folder with a school that is set up and worked for once."""
    with _served(folder, opening) as played:
        assert list(played.school.set_up(0, deep=False, restore=False)) == []
        assert list(played.school.work(0)) == []
        played.label()
        played.settle_in()
    return folder


@contextmanager
def playing(folder: Path, opening: Opening) -> Iterator[Played]:
    """A copy of a prepared school, being served."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name) / "school"
        shutil.copytree(folder, here)
        with _served(here, opening) as played:
            yield played


@contextmanager
def _served(folder: Path, opening: Opening) -> Iterator[Played]:
    running = start(Options(folder / "workspace", port=0))
    workspace = LocalWorkspace(running, folder / "workspace")
    try:
        school = opening(workspace, folder)
        with workspace.session() as api:
            yield Played(school, api)
        school.close()
    finally:
        running.stop()
