"""The forms that a week needs, as buttons: never all ten, always those of the board."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.definition import Language, capitalised
from jobs.programme.block import BlockWeek
from jobs.programme.year import METINGEN
from jobs.words.catalogue import say
from jobs.words.marks import shown

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
    week: BlockWeek | None,
    links: Mapping[str, str],
    words: Mapping[str, str],
    language: Language = "nl",
) -> tuple[Button, ...]:
    """The buttons of a week, those that everybody needs first; outside a block only those."""
    texts = _texts(week, words, language)
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


def _texts(
    week: BlockWeek | None, words: Mapping[str, str], language: Language
) -> Mapping[str, str]:
    meting = METINGEN.get(week.number, "meting") if week else "meting"

    def button(does: str, what: str) -> str:
        return say(f"mails.{does}", language, what=capitalised(what))

    return {
        "barometer": button("fill_in", say("forms.barometer", language)),
        "bordsessie": button("record", say("forms.bordsessie", language)),
        "lesbezoek": button("record", words["lesbezoek"]),
        "lesontwerp": button("record", words["lesontwerp"]),
        "stem": button("ask_for", words["stem_van_de_leerling"]),
        "leerlingarena": button("record", words["leerlingarena"]),
        "meting": button("fill_in", shown(meting, language)),
        "retrospective": button("record", say("forms.retrospective", language)),
        "ambitie": button("record", say("forms.ambitie", language)),
    }
