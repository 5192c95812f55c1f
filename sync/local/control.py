"""The local Workspace's own addresses: is it ready, what time is it, who has which aliases."""

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sync.local.call import Json, rfc3339
from sync.local.calling.dispatch import Dispatcher
from sync.local.clock import Clock
from sync.local.errors import GoogleError
from sync.local.limits.faults import FaultsFileError, read_faults
from sync.local.protocol.bodies import read_json
from sync.local.signing_in.aliases import aliases, set_aliases

MOST_BYTES = 1_000_000

Control = Callable[[Dispatcher, bytes], Json]


def control_routes(dispatcher: Dispatcher) -> list[Route]:
    """The routes; all but the readiness check ask for the token of the data directory."""
    return [
        Route("/healthz", lambda _: JSONResponse({"status": "ok"})),
        _route(dispatcher, "/local/clock", "GET", lambda it, _: _clock(it.workspace.clock)),
        _route(dispatcher, "/local/clock", "PUT", _set_clock),
        _route(dispatcher, "/local/aliases", "GET", lambda it, _: aliases(it.workspace.store)),
        _route(dispatcher, "/local/aliases", "PUT", _set_aliases),
        _route(dispatcher, "/local/calls", "GET", lambda it, _: it.quotas.counted()),
        _route(dispatcher, "/local/calls", "DELETE", _reset_calls),
        _route(dispatcher, "/local/faults", "PUT", _arm_faults),
    ]


def _route(dispatcher: Dispatcher, path: str, verb: str, control: Control) -> Route:
    async def answer(request: Request) -> Response:
        try:
            dispatcher.identity.require_owner(request.headers)
            body = await _small_body(request)
            # The store may be busy with a call: the event loop must not wait for it.
            return JSONResponse(await run_in_threadpool(control, dispatcher, body))
        except GoogleError as error:
            return JSONResponse(error.body(), status_code=error.code)

    return Route(path, answer, methods=[verb])


async def _small_body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise GoogleError(413, f"Give at most {MOST_BYTES} bytes.")
    return body


def _clock(clock: Clock) -> Json:
    return {"now": rfc3339(clock.now()), "moved": clock.moved}


def _set_clock(dispatcher: Dispatcher, body: bytes) -> Json:
    given = read_json(body)
    if not isinstance(given, dict) or set(given) != {"now"}:
        raise GoogleError(400, 'Give {"now": "2026-11-09T07:00:00+01:00"}, or {"now": null}.')
    dispatcher.workspace.clock.set(_moment(given["now"]))
    return _clock(dispatcher.workspace.clock)


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
        # A moment that has no UTC counterpart (year 1, year 9999) cannot be told either.
        if moment is not None and moment.tzinfo is not None and 1971 < moment.year < 9000:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise GoogleError(400, f"{text!r} is no RFC 3339 moment with an offset, or out of range.")


def _set_aliases(dispatcher: Dispatcher, body: bytes) -> Json:
    return set_aliases(dispatcher.workspace.store, read_json(body))


def _reset_calls(dispatcher: Dispatcher, _: bytes) -> Json:
    dispatcher.quotas.reset()
    return dispatcher.quotas.counted()


def _arm_faults(dispatcher: Dispatcher, body: bytes) -> Json:
    try:
        faults = read_faults(read_json(body), "PUT /local/faults")
    except FaultsFileError as fault:
        raise GoogleError(400, str(fault)) from fault
    dispatcher.faults.arm(faults)
    return {"armed": len(faults)}
