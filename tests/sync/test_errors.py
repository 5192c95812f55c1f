"""That every error of sync stays what it says, also on its way to another process."""

import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import sync
from sync.errors import NotThereError, RefusedError, SyncError
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


@pytest.mark.parametrize(
    "message",
    [
        'Invalid value at \'data[0].values\', "Lid 1 las "voor" aan kim@es.example"',
        'A sheet with the name "Notities Lid 1" already exists.',
        'Invalid value, "Lid 1\nen Lid 2"',
    ],
)
def test_a_refusal_repeats_nothing_that_somebody_wrote(message: str) -> None:
    said = str(RefusedError("sheets.spreadsheets.values.batchUpdate", 400, "", message))
    assert "Lid" not in said
    assert "@" not in said
    assert '"…"' in said


def test_a_refusal_names_the_field_that_google_does_not_know() -> None:
    message = "Invalid JSON payload received. Unknown name \"kleur\" at 'requests[0]'"
    assert '"kleur"' in str(RefusedError("forms.forms.batchUpdate", 400, "", message))


def test_it_keeps_its_sentence_and_what_it_knows() -> None:
    error = NotThereError("forms.forms.get", 404, "notFound", "no such form")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status, again.call) == (str(error), 404, "forms.forms.get")
    scope = ScopeNotConfiguredError("https://www.googleapis.com/auth/drive")
    assert str(pickle.loads(pickle.dumps(scope))) == str(scope)
