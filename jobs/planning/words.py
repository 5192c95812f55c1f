"""The words of a plan, in Dutch and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.definition import Language
from sync.changes import About, Kept, Risk, Subject, Verb
from sync.desired import Kind


@dataclass(frozen=True)
class Words:
    """Everything that a plan says besides names and values."""

    kinds: Mapping[Kind, str]
    verbs: Mapping[Verb, str]
    subjects: Mapping[Subject, str]
    risks: Mapping[Risk, str]
    kept: Mapping[Kept, str]
    notes: Mapping[About, str]
    roles: Mapping[str, str]
    properties: Mapping[str, str]
    nothing: str
    counted: str
    drift: str
    stays: str
    failed: str
    blank: str
    more: str


DUTCH = Words(
    kinds={"folder": "map", "form": "formulier", "spreadsheet": "blad"},
    verbs={
        "create": "Maken",
        "update": "Veranderen",
        "rename": "Een andere naam geven",
        "share": "Delen",
        "revoke": "Toegang wegnemen",
        "open": "Openstellen",
        "close": "Sluiten",
        "restore": "Terugzetten",
        "bin": "Naar de prullenbak",
        "confirm": "Nakijken",
    },
    subjects={
        "file": "",
        "name": "naam",
        "access": "",
        "questions": "vragen",
        "tab": "tab {part}",
        "tab_title": "naam van tab {part}",
        "size": "meer regels of kolommen op tab {part}",
        "cells": "cellen op tab {part}",
        "merges": "samengevoegde cellen op tab {part}",
        "column": "kolom {part}",
        "rows": "regels van een tabel op tab {part}",
        "look": "opmaak",
        "objects": "namen, beveiliging en grafieken",
        "property": "{part} van het bestand",
    },
    risks={
        "closes": "sluit een formulier",
        "takes_access": "neemt iemand toegang af",
        "overwrites": "overschrijft wat er nu staat",
        "changes_asked": "verandert een vraag die al beantwoord kan zijn",
        "excess_access": "iemand mag meer dan de configuratie zegt",
    },
    kept={
        "tab": "eigen tab {where}",
        "column": "eigen kolom {where}: {says}",
        "row": "eigen regels {where} ({says})",
        "title": "andere naam {where}: {says}",
        "cell": "eigen tekst {where}: {says}",
        "object": "eigen object {where}",
        "question": "eigen vraag {where}",
        "item": "eigen onderdeel {where}",
        "access": "eigen toegang {where}",
    },
    notes={
        "unit_left": "Dit team staat niet meer in school.yaml: de formulieren sluiten en de leden"
        " verliezen hun toegang; antwoorden, bladen en wat mensen schreven blijven.",
        "form_left": "Deze formulieren horen niet meer bij de configuratie: ze sluiten, en de"
        " antwoorden blijven.",
        "group_left": "Deze pizzagroep staat niet meer in school.yaml: de mensen van deze school"
        " verliezen hun toegang; het blad en wat mensen erin schreven blijven. Wat Ritmiek er"
        " voor deze school bijhield, gaat eruit bij het volgende verzamelen.",
        "definition_unused": "De eigen definitie {old} wordt niet gebruikt: de scholen van een"
        " pizzagroep delen één blad, en dat volgt bij alle de definitie van Ritmiek zelf.",
        "key_changed": "Is dit hetzelfde team met een andere sleutel (eerst {old}, nu {new})? Een"
        " sleutel verandert nooit: zet {old} terug en wijzig alleen de naam.",
    },
    roles={
        "reader": "lezen",
        "commenter": "reageren",
        "writer": "bewerken",
        "anyone with the link": "iedereen met de link",
    },
    properties={
        "title": "titel",
        "locale": "taal en land",
        "timeZone": "tijdzone",
        "name": "naam",
        "description": "uitleg",
    },
    nothing="er verandert niets",
    counted="wijzigingen: {count}",
    drift="Door mensen veranderd (van → in); blijft zoals het is, tenzij met --restore",
    stays="Van mensen; blijft zoals het is",
    failed="Niet te vergelijken",
    blank="(leeg)",
    more="… en nog {count}",
)
ENGLISH = Words(
    kinds={"folder": "folder", "form": "form", "spreadsheet": "sheet"},
    verbs={
        "create": "Make",
        "update": "Change",
        "rename": "Rename",
        "share": "Share",
        "revoke": "Take access away",
        "open": "Open for answers",
        "close": "Close",
        "restore": "Put back",
        "bin": "To the bin",
        "confirm": "Check",
    },
    subjects={
        "file": "",
        "name": "name",
        "access": "",
        "questions": "questions",
        "tab": "tab {part}",
        "tab_title": "name of tab {part}",
        "size": "more rows or columns on tab {part}",
        "cells": "cells on tab {part}",
        "merges": "merged cells on tab {part}",
        "column": "column {part}",
        "rows": "rows of a table on tab {part}",
        "look": "look",
        "objects": "names, protection and charts",
        "property": "{part} of the file",
    },
    risks={
        "closes": "closes a form",
        "takes_access": "takes somebody's access away",
        "overwrites": "overwrites what stands there now",
        "changes_asked": "changes a question that may have answers",
        "excess_access": "somebody may more than the configuration says",
    },
    kept={
        "tab": "own tab {where}",
        "column": "own column {where}: {says}",
        "row": "own rows {where} ({says})",
        "title": "another name {where}: {says}",
        "cell": "own text {where}: {says}",
        "object": "own object {where}",
        "question": "own question {where}",
        "item": "own item {where}",
        "access": "own access {where}",
    },
    notes={
        "unit_left": "This team is no longer in school.yaml: its forms close and its members lose"
        " their access; answers, sheets and what people wrote stay.",
        "form_left": "These forms no longer belong to the configuration: they close, and their"
        " answers stay.",
        "group_left": "This pizza group is no longer in school.yaml: the people of this school lose"
        " their access; the sheet and what people wrote in it stay. What Ritmiek kept there for"
        " this school goes out at the next collect.",
        "definition_unused": "The own definition {old} is not used: the schools of a pizza group"
        " share one sheet, and with each of them it follows Ritmiek's own definition.",
        "key_changed": "Is this the same team under another key ({old} before, {new} now)? A key"
        " never changes: put {old} back and change only the name.",
    },
    roles={"reader": "read", "commenter": "comment", "writer": "edit"},
    properties={"timeZone": "time zone", "locale": "language and country"},
    nothing="nothing changes",
    counted="changes: {count}",
    drift="Changed by people (from → to); it stays as it is, unless with --restore",
    stays="Of people; it stays as it is",
    failed="Cannot be compared",
    blank="(blank)",
    more="… and {count} more",
)
WORDS: Mapping[Language, Words] = {"nl": DUTCH, "en": ENGLISH}
