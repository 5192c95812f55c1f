"""A first set-up that is really run: ours and the plain script's, each counted and timed."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import gspread
import httplib2
import requests
from googleapiclient.discovery import build

from sync.desired import Desired
from sync.local.workspace import SHARED_DRIVE
from sync.wire.credentials import open_session
from sync.wire.google import Google
from sync.wire.transport import Pace
from tests.bench_calls import Meter, Metered
from tests.bench_plain import Patience, PatientClient, PlainScript
from tests.bench_served import Served


def chances() -> Callable[[], float]:
    """The jitter of every wait, the same in every run."""
    return random.Random(1).random


def connect(served: Served, meter: Meter) -> Google:
    """Our way to the Workspace: paced as it is at Google, on the meter's clock."""
    pace = Pace(clock=meter.clock.now, sleep=meter.clock.sleep, chance=chances())
    google = Google.connect(served.account, pace=pace)
    google.transport.session.mount(served.address, Metered(meter))
    return google


def plain_script(served: Served, meter: Meter) -> PlainScript:
    """The plain script, signed in as the same account."""
    session = plain_session(served, meter)
    patience = Patience(meter.clock.sleep, chances())
    sheets = gspread.Client(auth=None, session=session)  # type: ignore[arg-type]
    sheets.http_client = PatientClient(session, patience)
    return PlainScript(
        sheets,
        _service("drive", "v3", session),
        _service("forms", "v1", session),
        SHARED_DRIVE,
        patience,
    )


def plain_session(served: Served, meter: Meter) -> requests.Session:
    """A session of the same account, that believes that it speaks to Google."""
    session: requests.Session = open_session(served.account)
    session.trust_env = False
    session.mount("https://", Metered(meter))
    return session


def set_up_plainly(served: Served, meter: Meter, desired: Desired) -> None:
    """What the plain script does for a school."""
    plain_script(served, meter).set_up(desired)


class _OverSession:
    """Lets google-api-python-client send by the same session, in place of httplib2."""

    def __init__(self, session: requests.Session) -> None:
        self._session = session

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[httplib2.Response, bytes]:
        """One call."""
        answer = self._session.request(method, uri, data=body, headers=headers, timeout=60)
        return httplib2.Response({"status": str(answer.status_code)}), answer.content


def _service(api: str, version: str, session: requests.Session) -> Any:
    return build(api, version, http=_OverSession(session), static_discovery=True)
