"""The pages of the mail that was sent: a list, and each mail as its reader sees it."""

import base64
import re
from dataclasses import dataclass
from email.utils import getaddresses, parseaddr
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sync.local.gmail.mailbox import Mail, find_mail, mails_from, read_message, source_of
from sync.local.gmail.parts import Attachment, attachments_of, body_of, pictures_of
from sync.local.pages.layout import render, workspace_of

ON_A_PAGE = 50
NAMED_RECIPIENTS = 2
PRIVATE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
}
# A mail is somebody else's HTML: it runs nothing, fetches nothing and opens links beside the page.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
FILE_POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Line:
    """One mail in the list."""

    address: str
    subject: str
    sender: str
    recipients: str
    sent: str


def mails(request: Request) -> Response:
    """What was sent, newest first."""
    page = _page_number(request)
    found = mails_from(workspace_of(request).store, (page - 1) * ON_A_PAGE, ON_A_PAGE + 1)
    return render(
        "mail.html",
        request,
        lines=[_line(mail) for mail in found[:ON_A_PAGE]],
        page=page,
        older=len(found) > ON_A_PAGE,
    )


def mail(request: Request) -> Response:
    """One mail: who, when, its HTML in a frame of its own, its text and its attachments."""
    found = _asked(request)
    if found is None:
        return render("mail_missing.html", request, status_code=404)
    message = read_message(source_of(workspace_of(request).store, found))
    return render(
        "mail_one.html",
        request,
        mail=found,
        subject=_subject(found),
        sender=_people(found.sender),
        recipients=_people(*[str(value) for value in message.get_all("To", [])]),
        copies=_people(*[str(value) for value in message.get_all("Cc", [])]),
        has_html=bool(body_of(message, "html")),
        text=body_of(message, "plain").strip(),
        attachments=attachments_of(message),
        size=_size,
    )


def mail_html(request: Request) -> Response:
    """The HTML of a mail, closed off from everything around it."""
    found = _asked(request)
    if found is None:
        return render("mail_missing.html", request, status_code=404)
    message = read_message(source_of(workspace_of(request).store, found))
    html = _with_pictures(body_of(message, "html"), pictures_of(message))
    head = '<base target="_blank">'
    if not re.search(r"<title[\s>]", html, re.IGNORECASE):
        head += f"<title>{escape(_subject(found))}</title>"
    headers = {**PRIVATE, "Content-Security-Policy": MAIL_POLICY}
    return HTMLResponse(_with_head(html, head), headers=headers)


def mail_source(request: Request) -> Response:
    """The mail exactly as it was sent."""
    found = _asked(request)
    if found is None:
        return render("mail_missing.html", request, status_code=404)
    source = source_of(workspace_of(request).store, found)
    headers = {**PRIVATE, "Content-Security-Policy": FILE_POLICY}
    return Response(source, media_type="text/plain; charset=utf-8", headers=headers)


def mail_attachment(request: Request) -> Response:
    """One attachment, to download."""
    found = _asked(request)
    store = workspace_of(request).store
    files = attachments_of(read_message(source_of(store, found))) if found else []
    number = int(request.path_params["number"])
    if not 1 <= number <= len(files):
        return render("mail_missing.html", request, status_code=404)
    file = files[number - 1]
    headers = {
        **PRIVATE,
        "Content-Security-Policy": FILE_POLICY,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
    }
    return Response(file.content, media_type=file.mime_type, headers=headers)


def _asked(request: Request) -> Mail | None:
    return find_mail(workspace_of(request).store, request.path_params["id"])


def _page_number(request: Request) -> int:
    asked = request.query_params.get("pagina", "1")
    return max(1, int(asked)) if re.fullmatch(r"[0-9]{1,6}", asked) else 1


def _line(found: Mail) -> Line:
    everybody = [name or address for name, address in found.recipients]
    named = ", ".join(everybody[:NAMED_RECIPIENTS])
    more = len(everybody) - NAMED_RECIPIENTS
    if more > 0:
        named += f" en {more} {'ander' if more == 1 else 'anderen'}"
    name, address = parseaddr(found.sender)
    return Line(f"/mail/{found.id}", _subject(found), name or address, named, found.sent)


def _subject(found: Mail) -> str:
    return found.subject.strip() or "(geen onderwerp)"


def _people(*headers: str) -> list[tuple[str, str]]:
    """Names with their addresses; somebody without a name is called by the address."""
    return [(name or address, address) for name, address in getaddresses(list(headers)) if address]


def _size(file: Attachment) -> str:
    """How large a file is, as people say it: 32 bytes, 1,2 kB."""
    count: float = len(file.content)
    for unit in ("bytes", "kB"):
        if count < 1000:
            return f"{count:.3g} {unit}".replace(".", ",")
        count /= 1000
    return f"{count:.1f} MB".replace(".", ",")


def _with_pictures(html: str, pictures: dict[str, Attachment]) -> str:
    """The HTML with the pictures that came along written into it."""

    def inline(found: re.Match[str]) -> str:
        picture = pictures.get(found[1])
        if picture is None:
            return found[0]
        data = base64.b64encode(picture.content).decode()
        return f"data:{picture.mime_type};base64,{data}"

    return re.sub(r"cid:([^\"'>\s)]+)", inline, html)


def _with_head(html: str, head: str) -> str:
    """The HTML with something added to its head, or before it when it has none."""
    if re.search(r"<head[^>]*>", html, re.IGNORECASE):
        return re.sub(
            r"<head[^>]*>", lambda found: found[0] + head, html, count=1, flags=re.IGNORECASE
        )
    return f'<!doctype html><html lang="nl"><head><meta charset="utf-8">{head}</head>{html}'


ROUTES = [
    Route("/mail", mails),
    Route("/mail/{id}", mail),
    Route("/mail/{id}/html", mail_html),
    Route("/mail/{id}/bron", mail_source),
    Route("/mail/{id}/bijlagen/{number:int}", mail_attachment),
]
