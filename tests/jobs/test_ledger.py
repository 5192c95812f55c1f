"""The ledger: what was done, and what may be done once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.ledger import Ledger, LedgerUnusableError
from sync.desired import KnownFile

NOW = datetime(2026, 11, 9, 6, tzinfo=UTC)
WEEK = "week/de-es/essen/2026-11-09"
FILE = KnownFile("de-es/essen/team", "spreadsheet", "1abc", "https://docs.example/1abc")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "new" / "ledger.sqlite")


def test_a_delivery_is_claimed_once(ledger: Ledger) -> None:
    assert ledger.claim(WEEK, NOW)
    assert not ledger.claim(WEEK, NOW + timedelta(days=1))


def test_of_many_who_claim_at_the_same_time_one_gets_it(tmp_path: Path) -> None:
    ledgers = [Ledger(tmp_path / "ledger.sqlite") for _ in range(8)]
    with ThreadPoolExecutor(8) as together:
        claims = list(together.map(lambda one: one.claim(WEEK, NOW), ledgers))
    assert claims.count(True) == 1


def test_what_certainly_did_not_leave_may_be_claimed_again_once(ledger: Ledger) -> None:
    ledger.claim(WEEK, NOW)
    ledger.failed(WEEK, "MailRefusedError")
    assert [ledger.claim(WEEK, NOW), ledger.claim(WEEK, NOW)] == [True, False]


def test_what_was_sent_is_never_claimed_again(ledger: Ledger) -> None:
    ledger.claim(WEEK, NOW)
    ledger.sent(WEEK, NOW)
    assert not ledger.claim(WEEK, NOW + timedelta(days=365))


def test_what_did_not_leave_and_what_may_have_left_are_undelivered(ledger: Ledger) -> None:
    for key in ("sent", "failed", "claimed"):
        ledger.claim(key, NOW)
    ledger.sent("sent", NOW)
    ledger.failed("failed", "MailRefusedError")
    found = {(one.key, one.status, one.reason) for one in ledger.undelivered()}
    assert found == {("failed", "failed", "MailRefusedError"), ("claimed", "claimed", None)}


def test_what_was_noted_is_there_after_opening_it_again(ledger: Ledger, tmp_path: Path) -> None:
    ledger.claim(WEEK, NOW)
    ledger.remember(FILE)
    ledger.finished("collect", "de-es", NOW)
    ledger.close()
    again = Ledger(tmp_path / "new" / "ledger.sqlite")
    assert not again.claim(WEEK, NOW)
    assert again.find(FILE.key) == FILE
    assert again.last_finished("collect", "de-es") == NOW


def test_a_file_takes_the_place_of_what_was_known_under_its_key(ledger: Ledger) -> None:
    ledger.remember(FILE)
    ledger.remember(replace(FILE, collected="c0ffee"))
    assert ledger.find(FILE.key) == replace(FILE, collected="c0ffee")


def test_a_run_is_known_by_job_and_subject(ledger: Ledger) -> None:
    ledger.finished("collect", "de-es", NOW)
    ledger.finished("collect", "de-es", NOW + timedelta(hours=1))
    assert ledger.last_finished("collect", "de-es") == NOW + timedelta(hours=1)
    assert ledger.last_finished("collect", "de-linde") is None
    assert ledger.last_finished("week", "de-es") is None


def test_a_delivery_that_did_not_leave_after_all_can_be_claimed_again(ledger: Ledger) -> None:
    ledger.claim(WEEK, NOW)
    assert ledger.settle(WEEK, left=False, now=NOW)
    assert ledger.claim(WEEK, NOW)


def test_a_delivery_that_was_sent_cannot_be_settled(ledger: Ledger) -> None:
    ledger.claim(WEEK, NOW)
    ledger.sent(WEEK, NOW)
    assert not ledger.settle(WEEK, left=False, now=NOW)
    assert not ledger.claim(WEEK, NOW)


def test_looking_leaves_nothing_behind(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.find(FILE.key) is None
    assert ledger.delivery(WEEK) is None
    assert ledger.undelivered() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_none_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_text("Dit is een brief. " * 100, encoding="utf-8")
    with pytest.raises(LedgerUnusableError, match=r"ledger\.sqlite: .*back-up"):
        Ledger(tmp_path / "ledger.sqlite").find(FILE.key)


def test_a_ledger_in_the_place_of_a_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LedgerUnusableError, match="right to write there"):
        Ledger(tmp_path / "file" / "ledger.sqlite").claim(WEEK, NOW)
