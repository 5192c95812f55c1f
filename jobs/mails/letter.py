"""From template to letter: HTML for those who look, the same in text for those who do not."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from jobs.programme.dutch_dates import day_and_month, long_date, short_date
from jobs.programme.vocabulary import load_words
from jobs.school.model import Configuration, Person, Team
from sync.outbox import Letter


def render_letter(
    template: str, *, key: str, to: Iterable[str], subject: str, values: Mapping[str, object]
) -> Letter:
    """A letter from `templates/NAME.html.jinja` and `templates/NAME.txt.jinja`."""
    words = {"subject": subject, **values}
    html = _environment().get_template(f"{template}.html.jinja").render(words)
    text = _environment().get_template(f"{template}.txt.jinja").render(words)
    return Letter(key, tuple(to), subject, _inliner().inline(html), text.strip() + "\n")


def addresses(*groups: Iterable[Person]) -> tuple[str, ...]:
    """The addresses of people in several roles, each once."""
    return tuple(dict.fromkeys(person.email.casefold() for group in groups for person in group))


def completeness(complete_until: datetime | None, now: datetime) -> str:
    """Until when the figures hold everything: today a time is enough."""
    if complete_until is None:
        return f"gegevens zoals ze om {now:%H:%M} in het blad stonden"
    if complete_until.date() == now.date():
        return f"gegevens volledig tot {complete_until:%H:%M}"
    return f"gegevens volledig tot {long_date(complete_until)} {complete_until:%H:%M}"


def contact(configuration: Configuration) -> Person:
    """Whom to ask: the first schoolcoach, or else the first of those who lead the school."""
    people = configuration.people
    return (*people.schoolcoaches, *people.schoolleiding)[0]


def words_of(configuration: Configuration, team: Team) -> Mapping[str, str]:
    """How a team says things."""
    folders = (configuration.definitions,) if configuration.definitions else ()
    return load_words(team.vocabulary, folders)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jobs.mails"),
        autoescape=select_autoescape(
            ["html.jinja"], default=True, disabled_extensions=["txt.jinja"]
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "long_date": long_date,
        "short_date": short_date,
        "day_and_month": day_and_month,
    }
    return environment


@cache
def _inliner() -> CSSInliner:
    """Media queries stay in the head: a phone reads them, and the rest does not need them."""
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
