"""Google as the rest of Ritmiek meets it: Sheets, Drive, Forms and Gmail over one transport."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal, Self

from googleapiclient.errors import BatchError, HttpError

from sync.errors import (
    RefusedError,
    SyncError,
    ThrottledError,
    UnavailableError,
    UncertainError,
)
from sync.wire.answers import read_refusal
from sync.wire.credentials import Account, open_session
from sync.wire.methods import method_of
from sync.wire.principals import principal_of
from sync.wire.services import build_service
from sync.wire.transport import ClientHttp, Pace, SheetsClient, Transport

PARTS = 100
"""What Google takes in one batch."""

Part = dict[str, Any] | SyncError
Batched = Literal["drive", "forms"]
_PASSING = (ThrottledError, UnavailableError)
"""What came of a part that may be sent again."""


class NotABatchError(RefusedError):
    """A batch was answered with something else, such as a page."""

    def __init__(self, call: str) -> None:
        super().__init__(call, 200, "", "the answer is not that of a batch")


class Google:
    """One signed-in account: `sheets` is gspread's HTTP client, the rest Google's services.

    `batches_forms` is whether Forms may still be sent batches.
    """

    def __init__(self, transport: Transport, *, shared_drive: str | None = None) -> None:
        self.transport = transport
        self.shared_drive = shared_drive
        self.batches_forms = True
        self.sheets = SheetsClient(transport)
        self._http = ClientHttp(transport)

    @classmethod
    def connect(
        cls,
        account: Account,
        *,
        scopes: Sequence[str] | None = None,
        pace: Pace | None = None,
    ) -> Self:
        """Sign in; the local Workspace is not paced unless a pace is given."""
        session = open_session(account, scopes)
        own = pace or Pace(limited=account.address is None)
        principal = principal_of(account, session.credentials)
        transport = Transport(
            session,
            address=account.address,
            pace=own,
            principal=principal,
            way=account.way,
        )
        return cls(transport, shared_drive=account.shared_drive)

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called."""
        return self.transport.tally.calls

    @property
    def waited(self) -> float:
        """The seconds spent waiting for quotas and failures."""
        return self.transport.tally.waited

    @cached_property
    def drive(self) -> Any:
        """The Drive service."""
        return self._service("drive")

    @cached_property
    def forms(self) -> Any:
        """The Forms service."""
        return self._service("forms")

    @cached_property
    def gmail(self) -> Any:
        """The Gmail service."""
        return self._service("gmail")

    def batch(
        self, requests: Sequence[Any], *, repeatable: bool = False, api: Batched = "drive"
    ) -> list[Part]:
        """The answer or error of each request of one API, in order; what passes is sent again.

        `repeatable` says that even parts that make something may be sent twice.
        """
        answers: list[Part] = []
        for start in range(0, len(requests), PARTS):
            part = requests[start : start + PARTS]
            answers += self._batch(api, part, repeatable=repeatable)
        return answers

    def _batch(self, api: Batched, requests: Sequence[Any], *, repeatable: bool) -> list[Part]:
        answers: dict[int, Part] = {}
        left = list(range(len(requests)))
        for round_ in range(self.transport.pace.attempts):
            if round_:
                self.transport.back_off(round_)
            these = {index: requests[index] for index in left}
            answers |= self._one_batch(api, these, repeatable=repeatable)
            left = [index for index in left if isinstance(answers[index], _PASSING)]
            if not left:
                break
        return [answers[index] for index in range(len(requests))]

    def _one_batch(
        self, api: Batched, requests: dict[int, Any], *, repeatable: bool
    ) -> dict[int, Part]:
        answers: dict[int, Part] = {}

        def keep(number: str, answer: dict[str, Any] | None, error: Exception | None) -> None:
            request = requests[int(number)]
            answers[int(number)] = (answer or {}) if error is None else _part_error(request, error)

        service = self.drive if api == "drive" else self.forms
        batch = service.new_batch_http_request(callback=keep)
        for index, request in requests.items():
            batch.add(request, request_id=str(index))
        methods = [method_of(request.method, request.uri) for request in requests.values()]
        again = repeatable or all(method.repeatable for method in methods)
        writes = sum(not method.reads for method in methods)
        with self.transport.counting(len(requests), repeatable=again, writes=writes):
            try:
                batch.execute(http=self._http)
            except (BatchError, KeyError) as error:
                kind = NotABatchError if again else UncertainError
                raise kind(f"{api}.batch") from error
        return answers

    def _service(self, api: str) -> Any:
        return build_service(api, self._http, self.transport.address)


def _part_error(request: Any, error: Exception) -> SyncError:
    method = method_of(request.method, request.uri)
    if not isinstance(error, HttpError):
        return RefusedError(method.name, 0, "", type(error).__name__)
    refusal = read_refusal(int(error.resp.status), error.content)
    if refusal.throttled:
        return ThrottledError(method.name)
    if refusal.failing and method.repeatable:
        return UnavailableError(method.name, refusal.status)
    if refusal.failing:
        return UncertainError(method.name)
    return refusal.error(method.name)
