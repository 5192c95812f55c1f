"""Workload identity: the proof of a machine's own identity becomes a token, without any key.

This Workspace has one pool with one provider, which takes the Workspace's own id tokens as proof.
"""

from collections.abc import Mapping
from typing import Any

from sync.local.call import Caller
from sync.local.signing_in.accounts import PROJECT_NUMBER
from sync.local.signing_in.assertions import GrantRefusedError, read_scopes
from sync.local.signing_in.id_tokens import claims_of
from sync.local.signing_in.identity import LIFETIME, Identity

PATH = "/v1/token"
POOL = (
    f"//iam.googleapis.com/projects/{PROJECT_NUMBER}/locations/global/workloadIdentityPools/local"
)
AUDIENCE = f"{POOL}/providers/local"
GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name of a type
PROOFS = {
    "urn:ietf:params:oauth:token-type:jwt",
    "urn:ietf:params:oauth:token-type:id_token",
}
SCOPES = {f"https://www.googleapis.com/auth/{name}" for name in ("cloud-platform", "iam")}


def exchanged(identity: Identity, form: Mapping[str, str]) -> dict[str, Any]:
    """The answer of Google's Security Token Service; GrantRefusedError in the words of OAuth."""
    if form.get("grant_type") != GRANT:
        raise GrantRefusedError("unsupported_grant_type", "Invalid grant_type")
    if form.get("audience") != AUDIENCE:
        raise GrantRefusedError(
            "invalid_target",
            'The target service indicated by the "audience" parameters is invalid. This might '
            "either be because the pool or provider is disabled or deleted or because it doesn't "
            "exist.",
        )
    scopes = read_scopes(form.get("scope", ""))
    if not scopes <= SCOPES:
        raise GrantRefusedError("invalid_scope", "A federated identity is for Google Cloud only.")
    caller = Caller(_principal(identity, form), AUDIENCE, scopes, service_account=True)
    return {
        "access_token": identity.issue(caller),
        "issued_token_type": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": LIFETIME - 1,
    }


def _principal(identity: Identity, form: Mapping[str, str]) -> str:
    """Whom the proof stands for."""
    if form.get("subject_token_type") not in PROOFS:
        raise GrantRefusedError("invalid_request", "Invalid subject_token_type")
    claims = claims_of(identity, form.get("subject_token", ""))
    if claims is None:
        raise GrantRefusedError("invalid_grant", "Unable to parse or verify the ID Token.")
    if claims.get("aud") not in {AUDIENCE, f"https:{AUDIENCE}"}:
        raise GrantRefusedError(
            "invalid_grant", "The audience in ID Token does not match the expected audience."
        )
    return f"principal:{POOL}/subject/{claims['sub']}"
