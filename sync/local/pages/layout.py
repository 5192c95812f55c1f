"""What all pages share: the template environment, Dutch dates and the security headers."""

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sync.local.pages.visitors import COOKIE, visitor_of
from sync.local.sheets.drawing.inks import filled, written_on
from sync.local.workspace import Workspace

TIME_ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]

# Style attributes are how the sheet page shows a cell's own colours; scripts are never allowed.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
        "form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def workspace_of(request: Request) -> Workspace:
    """The Workspace that this request is about."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def render(
    template: str, request: Request, *, status_code: int = 200, **values: object
) -> HTMLResponse:
    """A page from a template; clock, path and visitor are there for every template."""
    clock, visitor = workspace_of(request).clock, visitor_of(request)
    body = ENVIRONMENT.get_template(template).render(
        clock_moved=clock.moved,
        now=clock.now(),
        path=request.url.path,
        visitor=visitor,
        als=request.query_params.get(COOKIE, "") if visitor.linked else "",
        **values,
    )
    return HTMLResponse(body, status_code=status_code, headers=SECURITY_HEADERS)


def not_found(request: Request, title: str, *, status_code: int = 404) -> HTMLResponse:
    """The page that says that something is not here, and where to go."""
    return render("not_found.html", request, status_code=status_code, title=title)


def long_date(value: date | datetime | str) -> str:
    """The day in full: maandag 9 november 2026."""
    day = _local(value)
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(value: date | datetime | str) -> str:
    """The day in short: 9 nov 2026."""
    day = _local(value)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def moment(value: datetime | str) -> str:
    """The day and the time: maandag 9 november 2026, 07:00."""
    return f"{long_date(value)}, {clock_time(value)}"


def clock_time(value: datetime | str) -> str:
    """The time of day: 07:00."""
    return f"{_local(value):%H:%M}"


def points(value: float) -> str:
    """A number of points: 3, or 2,5."""
    return f"{value:g}".replace(".", ",")


def keeping(address: str, als: str) -> str:
    """An address that shows its page as the same person sees it."""
    if not als or not address.startswith(("/", "?", "formResponse", "viewform")):
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({COOKIE: als})}"


def clock_seconds(value: datetime) -> str:
    """The time of day to the second: 07:00:09."""
    return f"{_local(value):%H:%M:%S}"


def milliseconds(value: float) -> str:
    """How long something took: 0,4 ms, 12 ms."""
    return f"{value:.1f} ms".replace(".", ",") if value < 10 else f"{value:.0f} ms"


def _local(value: date | datetime | str) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(TIME_ZONE)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        long_date=long_date,
        short_date=short_date,
        moment=moment,
        clock_time=clock_time,
        points=points,
        keeping=keeping,
        clock_seconds=clock_seconds,
        milliseconds=milliseconds,
        filled=filled,
        written_on=written_on,
    )
    return environment


ENVIRONMENT = _environment()
