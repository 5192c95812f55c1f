from datetime import UTC, datetime, timedelta

import pytest

from sync.local.call import Caller
from sync.local.limits.quotas import QuotaExceededError, Quotas
from sync.local.protocol.discovery import Method, documented_methods
from tests.conftest import WorkspaceFactory

BEGIN = datetime(2026, 11, 9, 7, 0, 30, tzinfo=UTC)


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = BEGIN

    def __call__(self) -> datetime:
        return self.moment


def method(method_id: str) -> Method:
    return next(each for each in documented_methods() if each.id == method_id)


def caller(name: str) -> Caller:
    return Caller(f"{name}@school.example", "client", frozenset(), service_account=False)


def calls_allowed(quotas: Quotas, method_id: str, who: str = "eva", most: int = 5000) -> int:
    """How many calls go through before one is refused."""
    for count in range(most):
        try:
            quotas.charge(method(method_id), caller(who))
        except QuotaExceededError:
            return count
    return most


@pytest.mark.parametrize(
    ("method_id", "allowed"),
    [
        ("sheets.spreadsheets.get", 60),
        ("sheets.spreadsheets.batchUpdate", 60),
        ("forms.forms.get", 390),
        ("forms.forms.responses.list", 180),
        ("forms.forms.batchUpdate", 150),
        ("drive.files.list", 3250),
        ("drive.files.create", 180),
        ("drive.files.get", 65_000),
        ("drive.files.export", 1625),
        ("drive.v2.files.list", 3250),
        ("gmail.users.messages.send", 60),
        ("gmail.users.messages.get", 300),
        ("gmail.users.messages.list", 1200),
        ("gmail.users.threads.get", 150),
        ("gmail.users.drafts.send", 60),
        ("gmail.users.getProfile", 6000),
    ],
)
def test_a_user_gets_googles_number_of_calls_a_minute(method_id: str, allowed: int) -> None:
    assert calls_allowed(Quotas("google", Watch()), method_id, most=70_000) == allowed


def test_the_content_of_a_file_costs_more_than_what_is_known_of_it() -> None:
    quotas, get = Quotas("google", Watch()), method("drive.files.get")
    for _ in range(1625):
        quotas.charge(get, caller("eva"), downloads=True)
    with pytest.raises(QuotaExceededError):
        quotas.charge(get, caller("eva"))


def test_a_project_gets_googles_number_of_calls_a_minute() -> None:
    quotas = Quotas("google", Watch())
    allowed = [calls_allowed(quotas, "sheets.spreadsheets.get", f"lid{n}") for n in range(6)]
    assert allowed == [60, 60, 60, 60, 60, 0]


def test_a_new_minute_begins_afresh() -> None:
    watch = Watch()
    quotas = Quotas("google", watch)
    calls_allowed(quotas, "sheets.spreadsheets.get")
    watch.moment += timedelta(seconds=30)
    assert calls_allowed(quotas, "sheets.spreadsheets.get") == 60


def test_a_day_holds_two_thousand_mails() -> None:
    watch, sent = Watch(), 0
    quotas = Quotas("google", watch)
    for minute in range(40):
        watch.moment = BEGIN + timedelta(minutes=minute)
        sent += calls_allowed(quotas, "gmail.users.messages.send")
    assert sent == 2000


def test_without_quotas_nothing_is_refused() -> None:
    assert calls_allowed(Quotas("off", Watch()), "sheets.spreadsheets.get", most=500) == 500


def test_sheets_answers_429_and_drive_403(fresh_workspace: WorkspaceFactory) -> None:
    with fresh_workspace(quota="google").session() as owner:
        owner.put("/local/clock", json={"now": "2026-11-09T07:00:00+01:00"})
        sheets = [owner.get("/v4/spreadsheets/x") for _ in range(61)][-1]
        drive = [owner.delete("/drive/v3/files/x") for _ in range(181)][-1]
    assert sheets.status_code == 429
    assert sheets.json()["error"]["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    assert drive.status_code == 403
    assert drive.json()["error"]["errors"][0]["reason"] == "userRateLimitExceeded"


def test_a_minute_is_one_of_the_clock_that_was_set(fresh_workspace: WorkspaceFactory) -> None:
    with fresh_workspace(quota="google").session() as owner:
        owner.put("/local/clock", json={"now": "2026-11-09T07:00:00Z"})
        sheet = owner.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]
        answers = [owner.get(f"/v4/spreadsheets/{sheet}?fields=spreadsheetId") for _ in range(61)]
        assert [answers[index].status_code for index in (59, 60)] == [200, 429]
        assert "Retry-After" not in answers[60].headers
        assert owner.get(f"/v4/spreadsheets/{sheet}?quotaUser=eva&fields=spreadsheetId").ok
        owner.put("/local/clock", json={"now": "2026-11-09T07:01:00Z"})
        assert owner.get(f"/v4/spreadsheets/{sheet}?fields=spreadsheetId").ok


def test_each_call_of_a_batch_counts(fresh_workspace: WorkspaceFactory) -> None:
    call = (
        "--x\r\nContent-Type: application/http\r\n\r\nGET /v4/spreadsheets/x HTTP/1.1\r\n\r\n\r\n"
    )
    headers = {"Content-Type": "multipart/mixed; boundary=x"}
    with fresh_workspace(quota="google").session() as owner:
        owner.put("/local/clock", json={"now": "2026-11-09T07:00:00Z"})
        answer = owner.post("/batch", data=call * 65 + "--x--", headers=headers).text
    assert answer.count("HTTP/1.1 404") == 60
    assert answer.count("HTTP/1.1 429") == 5
