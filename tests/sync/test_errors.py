"""That every error of sync stays what it says, also on its way to another process."""

import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import sync
from sync.errors import NotThereError, SyncError
from sync.wire.signing_in.scopes import ScopeNotConfiguredError

for module in pkgutil.walk_packages(sync.__path__, "sync."):
    import_module(module.name)


def kinds(of: type[SyncError] = SyncError) -> Iterator[type[SyncError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(kinds(), key=str))
def test_an_error_can_be_sent_to_another_process(kind: type[SyncError]) -> None:
    error = kind.__new__(kind, "what happened, and what to do")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == "what happened, and what to do"


def test_it_keeps_its_sentence_and_what_it_knows() -> None:
    error = NotThereError("forms.forms.get", 404, "notFound", "no such form")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status, again.call) == (str(error), 404, "forms.forms.get")
    scope = ScopeNotConfiguredError("https://www.googleapis.com/auth/drive")
    assert str(pickle.loads(pickle.dumps(scope))) == str(scope)
