"""From a request to its answer: find the method, admit the caller, check, handle, select fields."""

import logging
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs

from sync.local.activity import Activities
from sync.local.call import HANDLERS, Call, Caller, Json, Raw
from sync.local.calling.downloads import in_range
from sync.local.calling.trouble import apology
from sync.local.calling.uploads import Received, Uploads
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.limits.faults import BadGatewayError, CutConnectionError, Faults, bad_gateway
from sync.local.limits.quotas import Quotas
from sync.local.protocol.bodies import read_body
from sync.local.protocol.discovery import Match, Method, find_method, find_session_method
from sync.local.protocol.masks import apply_mask, read_mask
from sync.local.protocol.parameters import check_parameters
from sync.local.protocol.validation import check_body
from sync.local.protocol.violations import Violations
from sync.local.signing_in.assertions import self_signed
from sync.local.signing_in.identity import Identity, bearer, require_scope
from sync.local.signing_in.refusals import refuse_anonymous
from sync.local.store import WriteWhileReadingError
from sync.local.wire import WireAnswer, WireRequest, json_answer
from sync.local.workspace import Workspace

REASONS = {
    400: "badRequest",
    401: "authError",
    403: "forbidden",
    404: "notFound",
    409: "conflict",
    412: "conditionNotMet",
    429: "rateLimitExceeded",
    500: "backendError",
    503: "backendError",
}
FRAMES_LOGGED = 6
log = logging.getLogger(__name__)


class TooDeepError(GoogleError):
    """Something in a call, such as a search or a formula, that is nested beyond reason."""

    def __init__(self) -> None:
        super().__init__(400, "The request is nested too deeply.", reason="badRequest")


class MethodNotFoundError(GoogleError):
    """An address that no document knows."""

    def __init__(self, verb: str, path: str) -> None:
        super().__init__(404, f"Method not found: {verb} {path[:200]}")


@dataclass(frozen=True)
class Dispatcher:
    """What one server answers calls with."""

    workspace: Workspace
    identity: Identity
    quotas: Quotas
    faults: Faults
    uploads: Uploads
    activities: Activities = field(default_factory=Activities)

    def answer(self, request: WireRequest) -> WireAnswer:
        """The answer to one call, whatever happens; only a cut connection has none."""
        request = _as_meant(request)
        match = _find(request)
        moment, start, status = self.workspace.clock.now(), time.perf_counter(), 0
        try:
            answer = self._answer(match, request)
            status = answer.status
            return answer
        finally:
            method = match.method.id if match else ""
            seconds = time.perf_counter() - start
            self.activities.add(method, request.verb, status, moment, seconds)

    def _answer(self, match: Match | None, request: WireRequest) -> WireAnswer:
        if match is None:
            missing = MethodNotFoundError(request.verb, request.path)
            return error_answer(missing, _service(request.path))
        self.quotas.count_call(match.method)
        try:
            with self.faults.around(match.method.id):
                return self._admitted(match, request)
        except GoogleError as error:
            return error_answer(error, match.method.service)
        except BadGatewayError:
            return bad_gateway()
        except CutConnectionError:
            raise
        except RecursionError:
            return error_answer(TooDeepError(), match.method.service)
        except Exception as fault:  # noqa: BLE001 - a fault of ours is Google's 500, with nothing told
            log_fault(match.method.id, fault)
            return error_answer(apology(fault), match.method.service)

    def _admitted(self, match: Match, request: WireRequest) -> WireAnswer:
        method = match.method
        flat = {name: values[-1] for name, values in parse_qs(request.query).items()}
        caller = self._caller(method, request, flat)
        self.activities.admitted(caller)
        require_scope(caller, method)
        downloads = flat.get("alt") == "media"
        user = flat.get("quotaUser") or flat.get("userIp", "")
        self.quotas.charge(method, caller, user, downloads=downloads)
        if match.upload:
            received = self.uploads.receive(request)
        else:
            received = Received(read_body(request), request.query)
        violations = Violations()
        params = check_parameters(match, received.query, violations)
        if mask := request.headers.get("x-goog-fieldmask"):
            params.setdefault("fields", mask)
        body = check_body(method, received.metadata, violations)
        violations.raise_if_any()
        if received.answer:
            return received.answer
        if "pageSize" in method.parameters and self.faults.shortens(method.id):
            params["pageSize"] = 1
        answer = self._handled(method, params, body, caller, received)
        self.uploads.finish(received, answer)
        if method.media_download:
            answer = in_range(request, answer)
        follows = bool(params.get("pageToken"))
        return self.faults.page(method.id, caller.email, answer, follows=follows)

    def _caller(self, method: Method, request: WireRequest, query: Mapping[str, str]) -> Caller:
        told = (query.get(name) for name in ("access_token", "oauth_token", "bearer_token"))
        token = bearer(request.headers) or next(filter(None, told), None)
        if not token:
            key = query.get("key") or request.headers.get("x-goog-api-key", "")
            raise refuse_anonymous(method.service, method.verb, key)
        if token.count(".") == 2 and not token.startswith("ya29."):
            return self_signed(self.identity, token, method)
        return self.identity.caller(token)

    def _handled(
        self, method: Method, params: Json, body: Json, caller: Caller, received: Received
    ) -> WireAnswer:
        if method.id not in HANDLERS:
            raise NotCarriedError(method.id)
        _check_alt(method, params)
        mask = read_mask(method, params.get("fields"))
        call = Call(
            method.id,
            params,
            body,
            caller,
            self.workspace.store,
            self.workspace.clock.now(),
            self.workspace.base_url,
            received.media,
            self.faults.bounces,
            self.faults.lag(method.id),
        )
        found = self._done(method, call)
        if isinstance(found, Raw):
            return WireAnswer(
                200, found.content, {"content-type": found.mime_type, **found.headers}
            )
        if method.response is None:
            return WireAnswer(204)
        return json_answer(200, apply_mask(mask, found), pretty=params.get("prettyPrint", False))

    def _done(self, method: Method, call: Call) -> Json | Raw:
        """What the handler of a call answers; what only reads does not wait for who writes."""
        handler = HANDLERS[method.id]
        if method.verb == "GET":
            try:
                with call.store.snapshot():
                    return handler(call)
            except WriteWhileReadingError:
                pass  # A few also note that somebody looked: those go again, in their turn.
        with call.store.transaction():
            # Writes are stamped in the order in which they are done.
            return handler(replace(call, now=self.workspace.clock.now()))


def error_answer(error: GoogleError, service: str) -> WireAnswer:
    """The answer of a refusal: Drive and Gmail always give a reason, Sheets and Forms never do."""
    body = error.body()
    if service in {"drive", "gmail"}:
        reason = error.reason or REASONS.get(error.code, "badRequest")
        entry = {"message": error.message, "domain": error.domain, "reason": reason}
        body["error"].setdefault("errors", [entry])
    else:
        body["error"].pop("errors", None)
    answer = json_answer(error.code, body)
    if error.code != 401:
        return answer
    challenge = {"www-authenticate": 'Bearer realm="https://accounts.google.com/"'}
    return replace(answer, headers={**answer.headers, **challenge})


def log_fault(where: str, fault: BaseException) -> None:
    """Say where our own code failed; never with what the caller sent."""
    frames = traceback.extract_tb(fault.__traceback__)[-FRAMES_LOGGED:]
    at = " > ".join(f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in frames)
    log.error("%s failed: %s at %s", where, type(fault).__name__, at)


def _as_meant(request: WireRequest) -> WireRequest:
    """A GET whose address was too long travels as a POST, with the query in its body."""
    verb = request.headers.get("x-http-method-override", "").upper()
    if not verb or request.verb != "POST":
        return request
    if request.content_type != "application/x-www-form-urlencoded":
        return replace(request, verb=verb)
    query = "&".join(filter(None, [request.query, request.body.decode("ascii", "replace")]))
    return replace(request, verb=verb, query=query, body=b"")


def _find(request: WireRequest) -> Match | None:
    if request.verb == "PUT" and "upload_id" in parse_qs(request.query):
        return find_session_method(request.path)
    return find_method(request.verb, request.path)


def _check_alt(method: Method, params: Json) -> None:
    if "callback" in params:
        raise NotCarriedError(f"{method.id} with callback")
    alt = params.get("alt", "json")
    if alt == "proto" or (alt == "media" and not method.media_download):
        raise NotCarriedError(f"{method.id} with alt={alt}")


def _service(path: str) -> str:
    return "drive" if "/drive/" in path else "gmail" if "/gmail/" in path else "sheets"
