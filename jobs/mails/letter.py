"""From template to letter: HTML for those who look, the same in text for those who do not."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from forms.definition import Language, capitalised, in_language
from jobs.listening.rhythm import Count
from jobs.programme.vocabulary import load_words
from jobs.school.definitions import definitions_of
from jobs.school.model import Configuration, Person, Team
from jobs.words.catalogue import say
from jobs.words.dates import day_and_month, long_date, short_date
from sync.outbox import Letter

TEMPLATES = Path(__file__).parent / "templates"


def render_letter(
    template: str,
    *,
    language: Language,
    key: str,
    to: Iterable[str],
    subject: str,
    values: Mapping[str, object],
) -> Letter:
    """A letter from NAME.html.jinja and NAME.txt.jinja: in `templates`, or in `templates/en`."""
    words = {"subject": subject, "language": language, **values}
    html = _environment(language).get_template(f"{template}.html.jinja").render(words)
    text = _environment(language).get_template(f"{template}.txt.jinja").render(words)
    return Letter(key, tuple(to), subject, _inliner().inline(html), text.strip() + "\n")


def addresses(*groups: Iterable[Person]) -> tuple[str, ...]:
    """The addresses of people in several roles, each once."""
    return tuple(dict.fromkeys(person.email.casefold() for group in groups for person in group))


def completeness(complete_until: datetime | None, now: datetime, language: Language = "nl") -> str:
    """Until when the figures hold everything: today a time is enough."""
    if complete_until is None:
        return say("mails.as_read", language, time=f"{now:%H:%M}")
    time = f"{complete_until:%H:%M}"
    if complete_until.date() == now.date():
        return say("mails.complete_until", language, time=time)
    day = long_date(complete_until, language)
    return say("mails.complete_until_day", language, day=day, time=time)


def contact(configuration: Configuration) -> Person:
    """Whom to ask: the first schoolcoach, or else the first of those who lead the school."""
    people = configuration.people
    return (*people.schoolcoaches, *people.schoolleiding)[0]


def words_of(configuration: Configuration, team: Team) -> Mapping[str, str]:
    """How a team says things."""
    definitions = definitions_of(configuration)
    return load_words(team.vocabulary, definitions.folders, definitions.language)


def of_planned(count: Count, language: Language) -> str:
    """How often something was held, of how often it was planned."""
    return say("mails.of_planned", language, held=count.held, planned=count.planned)


@cache
def _environment(language: Language) -> Environment:
    # The layout is the same in every language and lies with the Dutch templates.
    environment = Environment(
        loader=FileSystemLoader([in_language(TEMPLATES, language), TEMPLATES]),
        autoescape=select_autoescape(
            ["html.jinja"], default=True, disabled_extensions=["txt.jinja"]
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "long_date": partial(long_date, language=language),
        "short_date": partial(short_date, language=language),
        "day_and_month": partial(day_and_month, language=language),
        "capitalised": capitalised,
        "of_planned": partial(of_planned, language=language),
    }
    return environment


@cache
def _inliner() -> CSSInliner:
    """Media queries stay in the head: a phone reads them, and the rest does not need them."""
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
