"""The page with the last API requests, for a developer's second window."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.activity import NOBODY, Activities, Activity
from sync.local.pages.layout import render

KINDS = {
    "": "Alles",
    "goed": "Gelukt (2xx en 3xx)",
    "geweigerd": "Geweigerd (4xx)",
    "fout": "Fout van de werkplek (5xx)",
    "afgebroken": "Afgebroken zonder antwoord",
}
CALLERS = {
    "": "Iedereen",
    "serviceaccount": "Een serviceaccount",
    "eigenaar": "De eigenaar van deze werkplek",
    "gebruiker": "Een andere gebruiker",
    NOBODY: "Niemand die is aangemeld",
}
EVERY = 5
"""Seconds between two looks, for who leaves the page open."""
RANGES = {"goed": (200, 400), "geweigerd": (400, 500), "fout": (500, 600), "afgebroken": (0, 1)}


def activity_page(request: Request) -> Response:
    """The last requests, the newest first, of one method, status or caller if asked."""
    activities: Activities = request.app.state.activities
    status = request.query_params.get("status", "")
    method = request.query_params.get("methode", "")
    caller = request.query_params.get("wie", "")
    following = request.query_params.get("volg") == "1"
    last = activities.last()
    shown = [
        one
        for one in last
        if _has_status(one, status) and method in ("", one.method) and caller in ("", one.caller)
    ]
    answer = render(
        "activity.html",
        request,
        shown=shown,
        remembered=len(last),
        counts=activities.counts(),
        kinds=KINDS,
        status=status,
        method=method,
        callers=CALLERS,
        caller=caller,
        following=following,
        every=EVERY,
    )
    if following:
        # The browser looks again by itself, without a script, until somebody stops it.
        answer.headers["Refresh"] = str(EVERY)
    return answer


def _has_status(one: Activity, status: str) -> bool:
    if status.isdecimal():
        return one.status == int(status)
    low, high = RANGES.get(status, (0, 600))
    return low <= one.status < high


ROUTES = [Route("/activiteit", activity_page)]
