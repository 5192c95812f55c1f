"""IAM Credentials: tokens and signatures of the service account, without its key at hand."""

import base64
import binascii
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from google.auth import jwt
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sync.local.call import Caller, Json
from sync.local.calling.connection import read_limited, sent
from sync.local.calling.dispatch import error_answer
from sync.local.errors import GoogleError, NotCarriedError
from sync.local.protocol.bodies import read_json
from sync.local.signing_in.accounts import SERVICE_ACCOUNT, SERVICE_ACCOUNT_CLIENT
from sync.local.signing_in.assertions import GrantRefusedError, read_scopes
from sync.local.signing_in.id_tokens import id_token_of_key, signer_of
from sync.local.signing_in.identity import LIFETIME, Identity, bearer

LARGEST = 64 * 1024
SCOPES = {f"https://www.googleapis.com/auth/{name}" for name in ("cloud-platform", "iam")}


class InvalidArgumentError(GoogleError):
    """A request that IAM cannot read."""

    def __init__(self, message: str) -> None:
        super().__init__(400, f"Request contains an invalid argument. {message}")


def impersonation_routes(identity: Identity) -> list[Route]:
    """The addresses of IAM Credentials."""

    async def endpoint(request: Request) -> Response:
        try:
            body = read_json(await read_limited(request.receive, LARGEST) or b"{}")
            return JSONResponse(await run_in_threadpool(_answer, identity, request, body))
        except GoogleError as error:
            return sent(error_answer(error, "iamcredentials"))

    path = "/v1/projects/{project}/serviceAccounts/{account}:{verb}"
    return [Route(path, endpoint, methods=["POST"])]


def _answer(identity: Identity, request: Request, body: object) -> Json:
    caller = identity.caller(bearer(request.headers))
    verb, account = request.path_params["verb"], request.path_params["account"]
    if verb not in _VERBS:
        raise NotCarriedError(f"iamcredentials.projects.serviceAccounts.{verb}")
    if not caller.scopes & SCOPES:
        raise GoogleError(403, "Request had insufficient authentication scopes.")
    if not caller.service_account:
        raise GoogleError(403, "Permission 'iam.serviceAccounts.getAccessToken' denied on resource")
    if account not in {SERVICE_ACCOUNT, "-"}:
        raise GoogleError(404, f"Not found; Gaia id not found for email {account[:200]}")
    if not isinstance(body, dict):
        raise InvalidArgumentError("The body must be an object.")
    return _VERBS[verb](identity, body)


def _access_token(identity: Identity, body: Json) -> Json:
    try:
        scopes = read_scopes(" ".join(map(str, body.get("scope") or [])))
    except GrantRefusedError as fault:
        raise InvalidArgumentError(fault.body["error_description"]) from fault
    lifetime = re.fullmatch(r"(\d{1,6})s", str(body.get("lifetime") or f"{LIFETIME}s"))
    if lifetime is None or not 0 < int(lifetime[1]) <= LIFETIME:
        raise InvalidArgumentError("lifetime is at most 3600s.")
    caller = Caller(SERVICE_ACCOUNT, SERVICE_ACCOUNT_CLIENT, scopes, service_account=True)
    token = identity.issue(caller, seconds=int(lifetime[1]))
    ends = datetime.fromtimestamp(int(time.time()) + int(lifetime[1]), UTC)
    return {"accessToken": token, "expireTime": ends.isoformat().replace("+00:00", "Z")}


def _id_token(identity: Identity, body: Json) -> Json:
    if not body.get("audience"):
        raise InvalidArgumentError("audience is required.")
    told = bool(body.get("includeEmail"))
    return {"token": id_token_of_key(identity, str(body["audience"]), email=told)}


def _signed_jwt(identity: Identity, body: Json) -> Json:
    try:
        claims = read_json(str(body.get("payload", "")).encode())
    except GoogleError as fault:
        raise InvalidArgumentError("payload must be a JSON object.") from fault
    if not isinstance(claims, dict):
        raise InvalidArgumentError("payload must be a JSON object.")
    signed = jwt.encode(signer_of(identity), claims).decode()  # type: ignore[no-untyped-call]
    return {"keyId": identity.key["private_key_id"], "signedJwt": signed}


def _signed_blob(identity: Identity, body: Json) -> Json:
    try:
        content = base64.b64decode(str(body.get("payload", "")), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise InvalidArgumentError("payload must be base64.") from fault
    signed = base64.b64encode(signer_of(identity).sign(content)).decode()
    return {"keyId": identity.key["private_key_id"], "signedBlob": signed}


_VERBS: dict[str, Callable[[Identity, Json], Json]] = {
    "generateAccessToken": _access_token,
    "generateIdToken": _id_token,
    "signJwt": _signed_jwt,
    "signBlob": _signed_blob,
}
