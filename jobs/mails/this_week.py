"""What a team does this week: its bordsessie and who leads it, visits, and who designs together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.definition import Language
from jobs.mails.reading import day, rows, text
from jobs.programme.leaders import COACH
from jobs.words.catalogue import say
from jobs.words.dates import names_in, short_date
from sheets_templates.model import Content, Row


@dataclass(frozen=True)
class VisitLine:
    """One visit of this week: when, who goes to whom, and whether they design a lesson together."""

    when: str
    visitor: str
    host: str
    pair: bool = False


def leader(content: Content, monday: date, language: Language = "nl") -> str:
    """Who leads the bordsessie of a week, as one says it; empty when nobody was proposed."""
    for row in rows(content, "weekplanning.weken"):
        if day(row, "week") == monday and (name := text(row, "leider")):
            return say("mails.the_schoolcoach", language) if name == COACH else name
    return ""


def visit_lines(content: Content, monday: date, language: Language = "nl") -> Iterator[VisitLine]:
    """This week's visits, as the rota in the sheet has them; what people dropped is left out."""
    pairs = _pair_rows(content, monday)
    for row in rows(content, "bezoeken.rooster"):
        visitor, host = text(row, "bezoeker"), text(row, "gastheer")
        if day(row, "week") != monday or not host or row.get("vervalt") is True:
            continue
        on, hour = day(row, "datum"), text(row, "lesuur")
        when = f"{short_date(on, language)}, {hour}" if on else hour
        yield VisitLine(when, visitor, host, any(_has(pair, visitor, host) for pair in pairs))


def pair_lines(content: Content, monday: date, language: Language = "nl") -> Iterator[str]:
    """Who designs a lesson with whom this week."""
    for row in _pair_rows(content, monday):
        first, second = text(row, "eerste"), text(row, "tweede")
        yield say("mails.pair", language, first=first, second=second)


def _pair_rows(content: Content, monday: date) -> list[Row]:
    found = (row for row in rows(content, "kijken.paren") if day(row, "week") == monday)
    return [row for row in found if text(row, "eerste") and text(row, "tweede")]


def _has(pair: Row, visitor: str, host: str) -> bool:
    """Whether both are in the pair; the second of it may name two."""
    people = {text(pair, "eerste"), *names_in(text(pair, "tweede"))}
    return {visitor, host} <= people
