"""Words in cells that are compared: each has a key, and counts in every language.

The key is the Dutch word, which also stands in sheets of schools that later chose another
language; so a school may change its language and what it chose before still counts.
"""

from collections.abc import Mapping

from forms.definition import Language

ENGLISH: Mapping[str, str] = {
    # What people choose beside an action, a goal and an obstacle.
    "open": "open",
    "bezig": "busy",
    "gelukt": "done",
    "vervallen": "dropped",
    "nog niet": "not yet",
    "op weg": "on the way",
    "gehaald": "reached",
    "nieuw": "new",
    "opgelost": "solved",
    "kan niet": "cannot be done",
    # How an anonymous form stands.
    "loopt nog": "still open",
    "gesloten": "closed",
    "te weinig antwoorden": "too few answers",
    "meningen lopen uiteen: bespreek": "opinions differ: talk about it",
    # Which meting it is.
    "meting": "survey",
    "nulmeting": "survey at the start",
    "tussenmeting": "survey half-way",
    "eindmeting": "survey at the end",
    # Where a team stands.
    "voorbereiden": "preparing",
    "starten": "starting",
    "uitbouwen": "building on",
    # Why there is no hour beside a visit.
    "nog af te spreken": "still to arrange",
    "afwezig": "absent",
    "geen bezoek": "no visit",
    "nog niet in het team": "not in the team yet",
    "alleen in het team": "alone in the team",
    # The steps of a sign-up.
    "interesse": "interest",
    "informatiebijeenkomst": "information meeting",
    "intake": "intake",
    "akkoord": "agreed",
    "gestopt": "stopped",
    "nog te bekijken": "still to look at",
    "iets anders": "something else",
    # What a school chooses on the sign-up form.
    "noord": "north",
    "midden": "central",
    "zuid": "south",
    "schoolleider": "school leader",
    "we komen naar een informatiebijeenkomst": "we will come to an information meeting",
    "we willen graag een bezoek op school": "we would like a visit at our school",
    "allebei": "both",
    "bel of mail ons eerst": "call or mail us first",
    # What a schoolcoach chooses in Beheer.
    "leraren": "teachers",
    "ondersteuning": "support staff",
    "onderbouw": "youngest pupils",
    "bovenbouw": "older pupils",
    "maandag": "Monday",
    "dinsdag": "Tuesday",
    "woensdag": "Wednesday",
    "donderdag": "Thursday",
    "vrijdag": "Friday",
    # Days without school; a name of a school's own stays as it is.
    "herfstvakantie": "autumn vacation",
    "kerstvakantie": "Christmas vacation",
    "voorjaarvakantie": "spring vacation",
    "meivakantie": "May vacation",
    "zomervakantie": "summer vacation",
    "weekend": "weekend",
    "studiedag": "study day",
    "nieuwjaarsdag": "New Year’s Day",
    "goede vrijdag": "Good Friday",
    "eerste paasdag": "Easter Sunday",
    "tweede paasdag": "Easter Monday",
    "koningsdag": "King’s Day",
    "bevrijdingsdag": "Liberation Day",
    "hemelvaartsdag": "Ascension Day",
    "eerste pinksterdag": "Whit Sunday",
    "tweede pinksterdag": "Whit Monday",
    "eerste kerstdag": "Christmas Day",
    "tweede kerstdag": "Boxing Day",
}
_DUTCH = {english.casefold(): key for key, english in ENGLISH.items()}


def shown(key: str, language: Language) -> str:
    """How a cell says this; a word that is none of ours stays as it is."""
    return key if language == "nl" else ENGLISH.get(key.casefold(), key)


def meant(text: str) -> str:
    """What a cell says, in whichever language: the key; a word that is none of ours stays."""
    return _DUTCH.get(text.casefold(), text)
