"""What people open: the overview, the forms, the sheets and the mail."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from sync.local.pages import form, index, mail, sheet

ROUTES: list[BaseRoute] = [
    *index.ROUTES,
    *form.ROUTES,
    *mail.ROUTES,
    *sheet.ROUTES,
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
]
