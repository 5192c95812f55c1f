"""What people open: the overview, the forms, the sheets, the mail, and what developers look at."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from sync.local.pages import activity, data_source, fields, form, index, mail, sheet, signin
from sync.local.pages.owner_only import for_the_owner

ROUTES: list[BaseRoute] = [
    *index.ROUTES,
    *form.ROUTES,
    *for_the_owner(mail.ROUTES),
    *sheet.ROUTES,
    *data_source.ROUTES,
    *signin.ROUTES,
    *for_the_owner(activity.ROUTES),
    *fields.ROUTES,
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
]
