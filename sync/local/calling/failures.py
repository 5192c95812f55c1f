"""The last resort around everything that is served: what fails is told as Google's 500 or 503.

The log says where our code failed, and never what was sent.
"""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.local.calling.dispatch import error_answer, log_fault
from sync.local.calling.trouble import apology


class Failures:
    """Turns a failure of ours into an answer that tells nothing of the inside."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and answer for what fails."""
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            return
        except Exception as fault:
            if scope["type"] != "http":
                raise
            log_fault(str(scope.get("method")), fault)
            if not started:
                await _apologise(fault, send)


async def _apologise(fault: Exception, send: Send) -> None:
    answer = error_answer(apology(fault), "drive")
    headers = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
