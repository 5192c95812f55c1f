"""From what google-auth raises to one sentence: what Google said, and what to do about it.

Only Google's own words for a refusal are looked for. The rest of an answer is never repeated: it
may hold a token, an address, or a name.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError

from sync.wire.signing_in.account import Way
from sync.wire.signing_in.refused import (
    LoginNeededError,
    RefusedByGoogleError,
    SignInRefusedError,
)


@dataclass(frozen=True)
class _Known:
    """A refusal by a pattern in `code: description`, why it is, and what to do."""

    pattern: str
    why: str
    remedy: str


_LOGIN = (
    (
        r"token has been expired or revoked|invalid_rapt|rapt_required|reauth",
        "The sign-in has expired or was revoked (of an app in Testing it lasts 7 days)",
    ),
    (r"invalid_scope: bad request", "What was allowed at the last sign-in is less than is needed"),
)
_KNOWN = (
    _Known(
        r"timeframe|iat and exp|token used too early",
        "invalid_grant: the time of this machine is not Google's",
        "set this machine's clock right, best by switching on network time (NTP)",
    ),
    _Known(
        r"invalid jwt signature|invalid_jwt_signature",
        "invalid_grant: the signature is not that of a key of this account",
        "check that the key still exists in the Google Cloud console, and download a new one if it"
        " was deleted",
    ),
    _Known(
        r"account not found|gaia id not found",
        "invalid_grant: there is no such service account",
        "check that it still exists and belongs to this Workspace, that the key is its own and"
        " that this machine's clock is right",
    ),
    _Known(
        r"invalid email or user id",
        "invalid_grant: the account to act for does not exist",
        "correct workspace.subject, or mail.sender when Gmail sends mail",
    ),
    _Known(
        r"unauthorized_client",
        "unauthorized_client: this service account may not act for others with these scopes",
        "let the administrator add its client id under Security, API controls, Domain-wide"
        " delegation, with https://www.googleapis.com/auth/drive.file (and .../gmail.send when"
        " Gmail sends mail)",
    ),
    _Known(
        r"invalid_client|deleted_client|disabled_client",
        "invalid_client: Google does not know this client or its secret",
        "download the client's secrets again, put them at workspace.client_secrets and run:"
        " ritmiek login",
    ),
    _Known(
        r"admin_policy_enforced|access_not_configured_for_domain|org_internal",
        "admin_policy_enforced: the administrator of this Workspace does not allow this app",
        "ask them to trust its client id under Security, API controls, App access",
    ),
    _Known(
        r"service_disabled|accessnotconfigured|iam service account credentials api",
        "SERVICE_DISABLED: the IAM Service Account Credentials API is off",
        "switch it on in the Google Cloud console: APIs & Services, iamcredentials.googleapis.com",
    ),
    _Known(
        r"getaccesstoken|signjwt|(?s:permission_denied.*impersonated)|iam\.serviceaccounts",
        "PERMISSION_DENIED: this machine's identity may not act as the service account",
        "give it the role Service Account Token Creator on the account at workspace.impersonate",
    ),
    _Known(
        r"ratelimitexceeded|quotaexceeded",
        "too many sign-ins within a short time",
        "run it again later",
    ),
    _Known(
        r"invalid_target|audience",
        "invalid_target: the workload identity pool or provider does not exist or is off",
        "check the audience in the file at workspace.credentials",
    ),
    _Known(
        r"id[ _]token|subject token|subject_token|file .* was not found",
        "the proof of this machine's identity is missing, too old or not accepted",
        "look at credential_source in the file at workspace.credentials, and at the provider's"
        " conditions",
    ),
    _Known(
        r"invalid_scope",
        "invalid_scope: Google does not know a scope that was asked for",
        "correct workspace.extra_scopes",
    ),
)

_NETWORK = "let whoever keeps this network, its firewall or its proxy let it through to {}"
_ORGANISATION = (
    ", and ask the administrator whether a policy of the Google Cloud organization keeps out the"
    " place where this machine stands; {}"
)
_KEY = _NETWORK.format("oauth2.googleapis.com") + _ORGANISATION.format(
    "the key itself was not judged and need not be changed"
)
_PLAIN: dict[Way, str] = {
    "service_account": _KEY,
    "delegated": _KEY,
    "user": _NETWORK.format("oauth2.googleapis.com")
    + ", and ask the administrator of the Workspace whether it may be used from here"
    " (Security, Context-Aware Access); signing in again does not help",
    "keyless": _NETWORK.format("sts.googleapis.com and iamcredentials.googleapis.com")
    + _ORGANISATION.format("and look at the conditions of the workload identity's provider"),
}
"""What to do where a 403 says nothing of who signs in: it is about the way there."""
_PAGE = re.compile(r"\s*<(!doctype|html|\?xml)")


def refusal_of(error: GoogleAuthError, way: Way = "service_account") -> SignInRefusedError:
    """What to raise instead of what google-auth raised; it repeats nothing of Google's answer."""
    said = _said(error)
    retryable = isinstance(error, RefreshError) and error.retryable
    if _PAGE.match(said) and not retryable:
        return RefusedByGoogleError("a page came in place of an answer", _PLAIN[way])
    for pattern, why in _LOGIN:
        if re.search(pattern, said):
            return LoginNeededError(why)
    for known in _KNOWN:
        if re.search(known.pattern, said):
            return RefusedByGoogleError(known.why, known.remedy)
    if retryable:
        return RefusedByGoogleError("Google's sign-in does not answer well", "run it again later")
    if said.startswith("permission_denied: "):
        return RefusedByGoogleError("a plain 403, which blames nobody who signs in", _PLAIN[way])
    return RefusedByGoogleError(
        _code(said),
        "check that the key still exists, that it belongs to this Workspace and that this"
        " machine's clock is right",
    )


def _said(error: GoogleAuthError) -> str:
    """The code and the description in small letters, from whichever shape they come in."""
    first = str(error.args[0] if error.args else "")
    answer = error.args[1] if len(error.args) > 1 else None
    if isinstance(answer, str):
        if _PAGE.match(answer.casefold()):
            return answer.casefold()
        try:
            answer = json.loads(answer)
        except ValueError:
            return f"{first} {answer}".casefold()
    if isinstance(answer, dict):
        # Only google-auth's own words tell that this was about acting as a service account.
        acting = " impersonated" if "impersonated" in first else ""
        return f"{_words(answer)}{acting}".casefold()
    return first.casefold()


def _words(answer: dict[str, Any]) -> str:
    told = answer.get("error", "")
    if isinstance(told, dict):
        reasons = (
            detail.get("reason", "")
            for detail in (*told.get("details", []), *told.get("errors", []))
            if isinstance(detail, dict)
        )
        return f"{told.get('status', '')}: {told.get('message', '')} {' '.join(reasons)}"
    subtype = answer.get("error_subtype", "")
    return f"{told}: {answer.get('error_description', '')} {subtype}"


def _code(said: str) -> str:
    """OAuth's word for the refusal, when it is one; anything else might be somebody's."""
    found = re.match(r"(?:error code )?([a-z]+(?:_[a-z]+)+)\b", said)
    return found[1] if found else "no token was given"
