"""The tables of the Beheer sheet: which columns people fill in, and how each is read."""

from collections.abc import Mapping
from functools import cache

from forms.definition import Language
from jobs.school.beheer.cells import (
    Reader,
    clock_of,
    day_of,
    number_of,
    small_text_of,
    text_of,
    word_of,
)
from jobs.school.beheer.lists import days_of, hours_of
from jobs.school.model import DAYS
from jobs.words.marks import shown

MENSEN = "mensen.mensen"
TEAMS = "teams.teams"
LEDEN = "leden.leden"
VAKANTIES = "vakanties.vakanties"
STUDIEDAGEN = "studiedagen.dagen"
MOMENTEN = "momenten.momenten"
LESUREN = "lesuren.lesuren"
MELDING = "melding"

ROLES = ("schoolleiding", "schoolcoach", "expertcoach")
WORDS = {"leraren": "teachers", "ondersteuning": "support"}
PUPILS = ("onderbouw", "bovenbouw", "vo", "mbo")

_DAYS: Mapping[str, str] = {
    **{day: day for day in DAYS},
    **{day[:2]: day for day in DAYS},
    **{shown(day, "en")[:3].casefold(): day for day in DAYS},
}
_VOCABULARIES = WORDS | {word: word for word in WORDS.values()}


@cache
def readers_in(language: Language) -> Mapping[str, Mapping[str, Reader]]:
    """How each column is read; a choice counts in every language, and is named in this one."""
    return {
        MENSEN: {
            "rol": word_of({role: role for role in ROLES}, language),
            "naam": text_of,
            "email": text_of,
            "fte": number_of,
        },
        TEAMS: {
            "team": small_text_of,
            "naam": text_of,
            "woorden": word_of(_VOCABULARIES, language),
            "leerlingen": word_of({pupils: pupils for pupils in PUPILS}, language),
            "bordsessie_dag": word_of(_DAYS, language),
            "bordsessie_tijd": clock_of,
            "start": day_of,
            "eerder": days_of,
        },
        LEDEN: {
            "team": text_of,
            "naam": text_of,
            "email": text_of,
            "vrije_uren": hours_of,
            "weg_van": day_of,
            "weg_tot": day_of,
        },
        VAKANTIES: {"naam": text_of, "van": day_of, "tot": day_of},
        STUDIEDAGEN: {"datum": day_of, "wat": text_of},
        MOMENTEN: {"datum": day_of, "tijd": clock_of, "team": text_of},
        LESUREN: {"nummer": number_of, "van": clock_of, "tot": clock_of},
    }


READERS = readers_in("nl")
"""Every table that people fill in, with its columns."""
