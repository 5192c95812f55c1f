"""The words in which it is told what would be taken over, in Dutch and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.definition import Language
from jobs.adopting.values import Trouble

Counted = tuple[str, str]
"""A sentence about one, and about several."""


@dataclass(frozen=True)
class Words:
    """Everything that is said besides names and what stands in the sheets."""

    opening: str
    table: str
    nothing_new: str
    already: Counted
    full: str
    columns: str
    becomes: str
    row: str
    day: str
    more_rows: Counted
    formulas: Counted
    misfits: str
    misfit: Mapping[Trouble, str]
    left_blank: str
    as_text: str
    without: Counted
    gone: str
    stays: str
    stay: Mapping[str, str]
    rival: str
    more: str
    question: str
    question_part: str
    done: str
    undo: str
    undo_table: str
    undo_question: str
    undone: str
    changed: Counted


DUTCH = Words(
    opening="uit '{title}' naar het blad van {team}; het eigen blad blijft zoals het is",
    table="{name} ({key}): {count} {rows}, plaats voor {free}",
    nothing_new="{name} ({key}): niets nieuws",
    already=(
        "1 regel is al eens overgenomen of staat er al",
        "{count} regels zijn al eens overgenomen of staan er al",
    ),
    full="Let op: alleen de eerste {free} van de {count} regels passen",
    columns="Kolommen uit tab '{tab}' (koppen in regel {row})",
    becomes="{old} → {new}",
    row="regel {number} van tab '{tab}': {cells}",
    day="{day.day}-{day.month}-{day.year}",
    more_rows=("… en nog 1 regel", "… en nog {count} regels"),
    formulas=(
        "1 cel is een formule: de uitkomst gaat mee, de formule niet",
        "{count} cellen zijn formules: de uitkomsten gaan mee, de formules niet",
    ),
    misfits="Past niet",
    misfit={
        "error": "is een fout van een formule",
        "no_date": "is geen duidelijke datum",
        "no_number": "is geen getal of tijd",
        "no_option": "is geen van de keuzes",
        "no_tick": "is geen vinkje",
    },
    left_blank="{where} ({column}): {says} {why}; die cel blijft leeg",
    as_text="{where} ({column}): {says} {why}; dat blijft tekst",
    without=(
        "1 regel heeft geen '{column}' en blijft waar hij is: {where}",
        "{count} regels hebben geen '{column}' en blijven waar ze zijn: {where}",
    ),
    gone="De kolom '{column}' staat niet meer in het blad van het team, en wordt niet gevuld",
    stays="Blijft waar het is",
    stay={
        "tab": "tab '{tab}': geen koppen die Ritmiek kent",
        "table": "tab '{tab}': {name}, want daar is niet om gevraagd",
        "column": "tab '{tab}', kolom {column}: '{name}'",
        "cells": "tab '{tab}': cellen zonder kop, zoals titels en losse notities ({count})",
    },
    rival=" (lijkt op '{rival}', maar een andere kolom past daar beter bij)",
    more="… en nog {count}",
    question="{name}: {count} {rows} overnemen?",
    question_part="{name}: alleen de eerste {free} van de {count} regels overnemen?",
    done="{count} {rows} overgenomen in {names}; ongedaan maken kan met: {command}",
    undo="wat uit dit blad werd overgenomen",
    undo_table="{name}: {count} {rows} leegmaken",
    undo_question="{count} {rows} leegmaken?",
    undone="{count} {rows} leeggemaakt",
    changed=(
        "1 regel is intussen veranderd of weg; die blijft zo",
        "{count} regels zijn intussen veranderd of weg; die blijven zo",
    ),
)
ENGLISH = Words(
    opening="from '{title}' to the sheet of {team}; their own sheet stays as it is",
    table="{name} ({key}): {count} {rows}, room for {free}",
    nothing_new="{name} ({key}): nothing new",
    already=(
        "1 row was copied before or is there already",
        "{count} rows were copied before or are there already",
    ),
    full="Mind: only the first {free} of the {count} rows fit",
    columns="Columns from tab '{tab}' (headers in row {row})",
    becomes="{old} → {new}",
    row="row {number} of tab '{tab}': {cells}",
    day="{day.day} {day:%B %Y}",
    more_rows=("… and 1 more row", "… and {count} more rows"),
    formulas=(
        "1 cell is a formula: its result goes along, the formula does not",
        "{count} cells are formulas: their results go along, the formulas do not",
    ),
    misfits="Does not fit",
    misfit={
        "error": "is the error of a formula",
        "no_date": "is no clear date",
        "no_number": "is no number or time",
        "no_option": "is none of the choices",
        "no_tick": "is no tick",
    },
    left_blank="{where} ({column}): {says} {why}; that cell stays blank",
    as_text="{where} ({column}): {says} {why}; it stays text",
    without=(
        "1 row has no '{column}' and stays where it is: {where}",
        "{count} rows have no '{column}' and stay where they are: {where}",
    ),
    gone="The column '{column}' is no longer in the team's sheet, and is not filled",
    stays="Stays where it is",
    stay={
        "tab": "tab '{tab}': no headers that Ritmiek knows",
        "table": "tab '{tab}': {name}, which was not asked for",
        "column": "tab '{tab}', column {column}: '{name}'",
        "cells": "tab '{tab}': cells without a header, such as titles and loose notes ({count})",
    },
    rival=" (is like '{rival}', but another column fits that better)",
    more="… and {count} more",
    question="{name}: copy {count} {rows}?",
    question_part="{name}: copy only the first {free} of the {count} rows?",
    done="{count} {rows} copied into {names}; undo it with: {command}",
    undo="what was copied from this sheet",
    undo_table="{name}: {count} {rows} to blank",
    undo_question="Blank {count} {rows}?",
    undone="{count} {rows} blanked",
    changed=(
        "1 row was changed or is gone; it is left so",
        "{count} rows were changed or are gone; they are left so",
    ),
)
WORDS: Mapping[Language, Words] = {"nl": DUTCH, "en": ENGLISH}
ROWS: Mapping[Language, tuple[str, str]] = {"nl": ("regel", "regels"), "en": ("row", "rows")}


def counted(sentence: Counted, count: int, **names: str) -> str:
    """The sentence that fits so many."""
    return sentence[count != 1].format(count=count, **names)


def rows_word(language: Language, count: int) -> str:
    """The word for so many rows."""
    return ROWS[language][count != 1]
