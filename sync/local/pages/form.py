"""The page on which people fill in a form, section by section."""

import random
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.local.forms.answering import (
    OTHER,
    given,
    problems_in,
    put_together,
    without_control_characters,
)
from sync.local.forms.contents import StoredForm
from sync.local.forms.grading import most_points, results_of, total_score
from sync.local.forms.responses import Submission, keep
from sync.local.forms.route import next_section, passed
from sync.local.forms.sections import END, Block, Question, Section, sections_of
from sync.local.pages.admission import (
    admitted,
    collects_verified,
    comes_from_elsewhere,
    refuse,
)
from sync.local.pages.layout import MONTHS, render, workspace_of
from sync.local.pages.visitors import visitor_of

MOST_BYTES = 2_000_000
MOST_FIELDS = 5_000
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}")
Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Sitting:
    """One person filling in one form: what was typed, and the sections on the way here."""

    request: Request
    form: StoredForm
    sections: tuple[Section, ...]
    typed: Typed
    trail: tuple[int, ...]
    token: str

    @property
    def asks_email(self) -> bool:
        """Whether the form keeps an address that people type themselves."""
        return bool(self.form.settings.get("emailCollectionType") == "RESPONDER_INPUT")

    @property
    def keeps_email(self) -> bool:
        """Whether the form keeps an address, typed or of who signed in."""
        return self.asks_email or collects_verified(self.form)

    @property
    def email(self) -> str:
        """The address that is kept: of who signed in, or as typed."""
        if collects_verified(self.form):
            return visitor_of(self.request).email
        return next(iter(self.typed.get("emailAddress", ())), "").strip()


def view_form(request: Request) -> Response:
    """The first section, with what the address fills in beforehand."""
    form = admitted(request)
    if isinstance(form, Response):
        return form
    return _show(_sitting(request, form, request.query_params.multi_items()))


async def send_form(request: Request) -> Response:
    """What somebody sends: on to another section, or the whole answer."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return refuse(request, 413, "Dit is te veel tekst", "Maak je antwoord korter.")
    return await run_in_threadpool(_receive, request, body)


def _receive(request: Request, body: bytes) -> Response:
    if comes_from_elsewhere(request):
        return refuse(
            request,
            403,
            "Dit antwoord is niet bewaard",
            "Het kwam van een andere website. Open het formulier zelf en vul het daar in.",
        )
    form = admitted(request)
    if isinstance(form, Response):
        return form
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)[:MOST_FIELDS]
    sitting = _sitting(request, form, pairs)
    if "back" in sitting.typed:
        return _show(replace(sitting, trail=sitting.trail[:-1] or (0,)))
    if "continue" in sitting.typed:
        return _go_on(sitting)
    return _finish(sitting)


def _sitting(request: Request, form: StoredForm, pairs: Sequence[tuple[str, str]]) -> Sitting:
    typed: Typed = {}
    for name, value in pairs:
        typed.setdefault(name, []).append(value)
    sections = sections_of(form)
    for question in (each for section in sections for each in section.questions()):
        if question.field not in typed and (whole := put_together(question, typed)):
            typed[question.field] = [whole]
    history = next(iter(typed.get("pageHistory", ())), "").split(",")
    known = {str(at): at for at in range(len(sections))}
    trail = tuple(known[at] for at in history if at in known)
    token = next(iter(typed.get("fbzx", ())), "")[:40] or secrets.token_urlsafe(12)
    return Sitting(request, form, sections, typed, trail or (0,), token)


def _go_on(sitting: Sitting) -> Response:
    at = sitting.trail[-1]
    if problems := _problems(sitting, at):
        return _show(sitting, problems)
    following = next_section(sitting.sections, at, sitting.typed)
    if following == END:
        return _finish(sitting)
    return _show(replace(sitting, trail=_trail_to(sitting.trail, following)))


def _finish(sitting: Sitting) -> Response:
    trail, complete = passed(sitting.sections, sitting.typed)
    for steps, at in enumerate(trail, start=1):
        if problems := _problems(sitting, at):
            return _show(replace(sitting, trail=tuple(trail[:steps])), problems)
    if not complete:
        return _show(replace(sitting, trail=_trail_to(tuple(trail[:-1]), trail[-1])))
    answers = {
        question.id: given(question, sitting.typed).values
        for at in trail
        for question in sitting.sections[at].questions()
    }
    submission = Submission(
        answers,
        email=sitting.email or None if sitting.keeps_email else None,
        token=sitting.token if "fbzx" in sitting.typed else None,
    )
    workspace = workspace_of(sitting.request)
    with workspace.store.transaction():
        kept = keep(workspace.store, sitting.form.file, submission, workspace.clock.now())
    return render(
        "form_sent.html",
        sitting.request,
        form=sitting.form,
        score=total_score(kept),
        most=most_points(sitting.form.items),
        results=results_of(sitting.form, kept),
    )


def _trail_to(trail: tuple[int, ...], section: int) -> tuple[int, ...]:
    if section in trail:
        return trail[: trail.index(section) + 1]
    return (*trail, section)


def _problems(sitting: Sitting, at: int) -> dict[str, str]:
    found = problems_in(sitting.sections[at], sitting.typed)
    if at == 0 and sitting.asks_email and not ADDRESS.fullmatch(sitting.email):
        return {"email": "Vul je e-mailadres in, zoals naam@school.example."} | found
    return found


def _show(sitting: Sitting, problems: dict[str, str] | None = None) -> Response:
    at = sitting.trail[-1]
    section = sitting.sections[at]
    chooser = random.Random(sitting.token)  # noqa: S311 - an order to read in, not a secret
    return render(
        "form.html",
        sitting.request,
        form=sitting.form,
        section=section,
        blocks=[_shuffled(block, chooser) for block in section.blocks],
        number=at + 1,
        count=len(sitting.sections),
        last=at + 1 == len(sitting.sections),
        trail=sitting.trail,
        token=sitting.token,
        asks_email=sitting.asks_email,
        verified=sitting.email if collects_verified(sitting.form) else "",
        problems=problems or {},
        titles={question.id: question for question in section.questions()},
        typed=_shown(sitting.typed),
        carried=_carried(sitting, section),
        other=OTHER,
        months=MONTHS,
    )


def _shown(typed: Typed) -> Typed:
    return {
        name: [without_control_characters(value.replace("\r\n", "\n")) for value in values]
        for name, values in typed.items()
    }


def _carried(sitting: Sitting, section: Section) -> list[tuple[str, str]]:
    """The answers of the other sections, which travel along in hidden fields."""
    here = {name for question in section.questions() for name in question.names()}
    known = {
        name
        for other in sitting.sections
        for question in other.questions()
        for name in question.names()
    }
    names = known - here
    if sitting.asks_email and sitting.trail[-1] != 0:
        names.add("emailAddress")
    typed = _shown(sitting.typed)
    return [(name, value) for name in typed if name in names for value in typed[name]]


def _shuffled(block: Block, chooser: random.Random) -> Block:
    questions = [_with_shuffled_options(question, chooser) for question in block.questions]
    if block.shuffle:
        chooser.shuffle(questions)
    return replace(block, questions=tuple(questions))


def _with_shuffled_options(question: Question, chooser: random.Random) -> Question:
    if not question.shuffle:
        return question
    # 'Other' stays last, as at Google.
    options = [option for option in question.options if not option.other]
    chooser.shuffle(options)
    others = [option for option in question.options if option.other]
    return replace(question, options=(*options, *others))


ROUTES = [
    Route("/forms/d/e/{form}/viewform", view_form, methods=["GET"]),
    Route("/forms/d/e/{form}/formResponse", view_form, methods=["GET"]),
    Route("/forms/d/e/{form}/formResponse", send_form, methods=["POST"]),
]
