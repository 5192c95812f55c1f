"""The forms that a week needs, as buttons: never all ten, always those of the board."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobs.programme.block import BlockWeek
from jobs.programme.year import METINGEN

ALWAYS = ("barometer", "bordsessie")
PUPILS_ASKED = (3, 7)
"""The weeks of the block in which pupils are asked."""
START, LAST = 0, 8


@dataclass(frozen=True)
class Button:
    """A link to a form."""

    text: str
    address: str


def week_buttons(
    week: BlockWeek | None, links: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Button, ...]:
    """The buttons of a week, those that everybody needs first; outside a block only those."""
    texts = _texts(week, words)
    forms = (*ALWAYS, *(_forms_of(week) if week else ()))
    return tuple(Button(texts[form], links[form]) for form in forms if form in links)


def _forms_of(week: BlockWeek) -> Iterator[str]:
    """The forms that matter in this week of the block."""
    if week.visits:
        yield "lesbezoek"
    if week.designs:
        yield "lesontwerp"
    if week.number in PUPILS_ASKED:
        yield "stem"
        yield "leerlingarena"
    if week.number in METINGEN:
        yield "meting"
    if week.number == LAST:
        yield "retrospective"
    if week.number == START:
        yield "ambitie"


def _texts(week: BlockWeek | None, words: Mapping[str, str]) -> Mapping[str, str]:
    meting = METINGEN.get(week.number, "meting") if week else "meting"
    return {
        "barometer": "Barometer invullen",
        "bordsessie": "Bordsessie vastleggen",
        "lesbezoek": f"{words['lesbezoek'].capitalize()} vastleggen",
        "lesontwerp": f"{words['lesontwerp'].capitalize()} vastleggen",
        "stem": f"{words['stem_van_de_leerling'].capitalize()} vragen",
        "leerlingarena": f"{words['leerlingarena'].capitalize()} vastleggen",
        "meting": f"{meting.capitalize()} invullen",
        "retrospective": "Retrospective vastleggen",
        "ambitie": "Ambitie vastleggen",
    }
