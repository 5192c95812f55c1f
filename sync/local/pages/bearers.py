"""Programs at the pages' addresses: whoever sends a token is that token's account."""

from starlette.requests import Request

from sync.local.call import Caller
from sync.local.files.records import File
from sync.local.files.roles import visible
from sync.local.pages.layout import workspace_of
from sync.local.pages.visitors import may_read, visitor_of
from sync.local.signing_in.identity import Identity, bearer


def token_of(request: Request) -> str:
    """The access token of a request, in its header or its address; empty when there is none."""
    return bearer(request.headers) or request.query_params.get("access_token", "")


def caller_of(request: Request) -> Caller:
    """The account that the token stands for; Google's 401 when it stands for none."""
    identity: Identity = request.app.state.identity
    return identity.caller(token_of(request))


def readable(request: Request, file: File) -> bool:
    """Whether the token, or else the visitor, may read a file."""
    store = workspace_of(request).store
    if token_of(request):
        return visible(store, file, caller_of(request))
    return may_read(store, visitor_of(request), file)
