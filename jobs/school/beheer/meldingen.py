"""The sentences about a cell: what the rules say, for people who look at a sheet.

Each is there twice: in English for the command line and in Dutch for the column Melding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobs.school.beheer.cells import repeated
from jobs.school.beheer.places import SheetData, SheetPlace
from jobs.school.beheer.tables import LEDEN, LESUREN, TEAMS, VAKANTIES
from jobs.school.init import key_of
from jobs.school.problems import Finding, Location

EXAMPLES = {
    "naam": "Voornaam Achternaam",
    "email": "naam@school.example",
    "bordsessie_dag": "dinsdag",
    "bordsessie_tijd": "15:15",
    "start": "21-9-2026",
    "weg_van": "3-11-2026",
    "van": "17-10-2026",
    "tot": "25-10-2026",
    "datum": "3-11-2026",
    "tijd": "15:15",
    "nummer": "1",
    "team": "onderbouw",
}


@dataclass(frozen=True)
class Told:
    """What a sentence may use: the finding, its cell, what it says, and the row of the other.

    `tabs` are the titles of the tabs now, by the address of their table.
    """

    finding: Finding
    place: SheetPlace
    value: str
    other: str
    count: int
    tabs: Mapping[str, str]

    @property
    def meant(self) -> str:
        """What to write instead; a date as people write it."""
        try:
            day = date.fromisoformat(self.finding.meant)
        except ValueError:
            return self.finding.meant
        return f"{day.day}-{day.month}-{day.year}"

    @property
    def example(self) -> str:
        """What could stand in this cell."""
        if self.place.address == "lesuren.lesuren" and self.place.key in ("van", "tot"):
            return "8:30" if self.place.key == "van" else "9:20"
        if self.place.key == "naam" and self.place.address == "vakanties.vakanties":
            return "herfstvakantie"
        if self.place.key == "naam" and self.place.address == "teams.teams":
            return "Onderbouw"
        return EXAMPLES.get(self.place.key, "")


def told(sheet: SheetData, finding: Finding, place: SheetPlace) -> tuple[str, str]:
    """A finding of the model or the rules in English and in Dutch."""
    other = sheet.place(finding.see) if finding.see else None
    value = _value(sheet.data, finding.path)
    about = Told(
        finding,
        place,
        "" if value is None or isinstance(value, list | dict) else str(value),
        _row(place, other) if other else "",
        len(value) if isinstance(value, list) else 0,
        sheet.tabs,
    )
    if place.value is None and not place.whole:
        return (
            f"this cell is empty; write for example {about.example}",
            f"Vul hier iets in, bijvoorbeeld {about.example}.",
        )
    english = ENGLISH.get(_kind(finding))
    dutch = DUTCH.get(_kind(finding)) or DUTCH.get(finding.rule, _unforeseen)
    message = finding.message.replace("on line {line}", f"in {_english_row(place, other)}")
    return english(about) if english else message, dutch(about)


def _kind(finding: Finding) -> str:
    """The rule, with what it is about where that makes another sentence of it."""
    named = [part for part in finding.path if isinstance(part, str)]
    return f"{finding.rule} {named[-1]}" if named else finding.rule


def _value(data: Any, path: Location) -> Any:
    for part in path:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def _row(place: SheetPlace, other: SheetPlace) -> str:
    tab = "" if other.address == place.address else f" van het tabblad {other.tab}"
    return f"rij {other.row}{tab}"


def _english_row(place: SheetPlace, other: SheetPlace | None) -> str:
    if other is None:
        return "another row"
    tab = "" if other.address == place.address else f" of tab '{other.tab}'"
    return f"row {other.row}{tab}"


def _meant(told: Told) -> str:
    return f" Bedoel je '{told.meant}'?" if told.finding.meant else ""


def _key(told: Told) -> str:
    example = key_of(told.value, fallback="onderbouw")
    return (
        f"'{told.value}' kan geen korte naam zijn. Schrijf kleine letters, cijfers en streepjes, "
        f"zoals {example}."
    )


def _unforeseen(told: Told) -> str:
    return f"'{told.value}' kan hier niet staan. Lees de uitleg bij de kop '{told.place.header}'."


Sentence = Callable[[Told], str]
ENGLISH: Mapping[str, Sentence] = {
    "too-few members": lambda told: (
        f"this team has {told.count} members in tab '{told.tabs[LEDEN]}'; add rows there until "
        "there are two"
    ),
    "too-many members": lambda told: (
        f"this team has {told.count} members in tab '{told.tabs[LEDEN]}'; make a second team of "
        "some of them"
    ),
    "too-few schoolleiding": lambda _: (
        "nobody has the role schoolleiding; add a row for whoever leads the school"
    ),
    "too-few lesson_hours": lambda _: "there is no lesson hour; add a row for each",
    "too-few teams": lambda _: "there is no team; add a row for each",
    "wrong-form free_hours": lambda told: (
        f"{repeated(told.value)} is no lesson hour; write the day and the lesson hour, such as ma3 "
        "(ma, di, wo, do or vr; 1 to 12), with a comma between two"
    ),
    "wrong-form team": lambda told: (
        f"this is no team of tab '{told.tabs[TEAMS]}'; write the short name of one"
    ),
}
DUTCH: Mapping[str, Sentence] = {
    "too-few members": lambda told: (
        f"Dit team heeft {told.count} leden in het tabblad {told.tabs[LEDEN]}. Een team heeft er "
        "minstens twee."
    ),
    "too-many members": lambda told: (
        f"Dit team heeft {told.count} leden in het tabblad {told.tabs[LEDEN]}. Twaalf is het "
        "meeste: maak er een tweede team van."
    ),
    "too-few schoolleiding": lambda _: (
        "Niemand heeft de rol schoolleiding. Zet er iemand van de schoolleiding bij."
    ),
    "too-few lesson_hours": lambda _: "Er staan nog geen lesuren. Geef elk lesuur een rij.",
    "too-few teams": lambda _: "Er staan nog geen teams. Geef elk team een rij.",
    "wrong-form email": lambda _: (
        "Dit is geen e-mailadres. Schrijf een adres zoals naam@school.example."
    ),
    "wrong-form member": lambda _: (
        "Dit is geen e-mailadres. Schrijf een adres zoals naam@school.example."
    ),
    "wrong-form key": _key,
    "too-long key": lambda told: (
        f"Deze korte naam is {len(told.value)} tekens lang. Gebruik er hoogstens dertig."
    ),
    "wrong-form free_hours": lambda told: (
        f"'{told.value}' is geen lesuur. Schrijf de dag en het lesuur, zoals ma3, met een komma "
        "tussen twee lesuren."
    ),
    "wrong-form team": lambda told: f"Dit team staat niet in het tabblad {told.tabs[TEAMS]}.",
    "out-of-range fte": lambda _: "Schrijf een getal van 0,2 tot en met 0,6.",
    "out-of-range number": lambda _: "Schrijf een heel getal van 1 tot en met 12.",
    "wrong-type number": lambda _: "Schrijf een heel getal van 1 tot en met 12.",
    "unknown-team": lambda told: (
        f"Dit team staat niet in het tabblad {told.tabs[TEAMS]}.{_meant(told)}"
    ),
    "no-school": lambda told: (
        f"Op deze dag is er geen school. De eerste schooldag erna is {told.meant}."
    ),
    "block-start": lambda told: (
        f"Op deze dag kan een blok niet beginnen. Kies een maandag met school, zoals {told.meant}."
    ),
    "earlier-block": lambda _: (
        "Deze eerdere blokken kloppen niet. Schrijf van dit schooljaar waarop elk blok begon, het "
        "oudste eerst; een blok is pas voorbij na al zijn schoolweken."
    ),
    "unknown-school-year": lambda told: (
        "Van dit schooljaar zijn deze vakanties nog niet bekend: "
        f"{told.meant}. Zet ze in het tabblad {told.tabs[VAKANTIES]}."
    ),
    "vacation-backwards": lambda _: (
        "Deze vakantie eindigt voordat ze begint. Verander een van de twee dagen."
    ),
    "vacation-too-long": lambda _: (
        "Deze vakantie duurt langer dan tien weken. Kijk het jaar van beide dagen na."
    ),
    "unknown-vacation": lambda told: (
        f"Deze vakantie ken ik niet. Bedoel je '{told.meant}'? Schrijf dat dan precies zo."
    ),
    "hour-backwards": lambda _: (
        "Dit lesuur eindigt niet na het begin. Verander een van de twee tijden."
    ),
    "hour-twice": lambda told: (
        f"Lesuur {told.value} staat ook in {told.other}. Geef elk lesuur een eigen nummer."
    ),
    "hours-overlap": lambda _: (
        "Dit lesuur begint terwijl een ander lesuur nog bezig is. Verander een van de twee tijden."
    ),
    "unknown-hour": lambda told: (
        f"Lesuur '{told.value}' bestaat niet. Verander het, of zet dat lesuur in het tabblad "
        f"{told.tabs[LESUREN]}."
    ),
    "two-teams-one-key": lambda told: (
        f"Deze korte naam staat ook in {told.other}. Geef elk team een eigen korte naam."
    ),
    "person-twice": lambda told: (
        f"Deze collega staat al in dit team, in {told.other}. Haal een rij weg of verander het "
        "adres."
    ),
    "unknown-member": lambda _: (
        "Dit adres is van niemand in dit team. Schrijf het adres van een lid, of geef deze "
        "collega een naam."
    ),
    "absence-backwards": lambda _: (
        "Deze tijd eindigt voordat ze begint. Verander een van de twee dagen."
    ),
    "outside-mail-domains": lambda told: (
        "Dit adres is niet van de school. "
        + (
            f"Bedoel je een adres dat eindigt op @{told.meant}?"
            if told.finding.meant
            else "Verander het, of vraag de beheerder om dit domein toe te voegen."
        )
    ),
}
