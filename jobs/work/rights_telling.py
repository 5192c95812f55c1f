"""The report of rights for people, in Dutch or English: as text or as Markdown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.definition import Language
from jobs.work.rights_report import FileRights, RightsReport, Sight, Source, Verdict
from sync.desired import Kind

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True)
class Words:
    """Everything that the report says besides names; `inside`, `group` and the like take one."""

    title: str
    kinds: Mapping[Kind, str]
    roles: Mapping[str, str]
    sources: Mapping[Source, str]
    verdicts: Mapping[Verdict, str]
    anyone: str
    domain: str
    group: str
    inside: str
    google: str
    also: str
    anonymous: str
    former: str
    closed: str
    follows: str
    nobody: str
    missing: str
    given: Mapping[bool, str]
    columns: tuple[str, ...]
    differing: str
    right: str


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        title="wie ziet wat, en waarom",
        kinds={"folder": "Map", "form": "Formulier", "spreadsheet": "Blad"},
        roles={
            "answer": "invullen",
            "reader": "lezen",
            "commenter": "reageren",
            "writer": "bewerken",
            "fileOrganizer": "bewerken en verplaatsen",
            "organizer": "beheren",
            "owner": "eigenaar",
        },
        sources={
            "configuration": "volgens de configuratie",
            "drive": "lid van de gedeelde Drive",
            "folder": "via een map erboven",
            "other_school": "van een andere school in dezelfde pizzagroep",
            "left": "staat niet meer in de configuratie; de volgende set-up neemt dit weg",
            "nobody": "staat niet in de configuratie",
        },
        verdicts={
            "expected": "klopt",
            "more": "meer dan de configuratie zegt",
            "less": "minder dan de configuratie zegt; de volgende set-up herstelt dit",
        },
        anyone="iedereen met de link",
        domain="iedereen van {}",
        group="groep {}",
        inside="in map {}",
        google="bij Google {}",
        also="{} is hetzelfde account en krijgt één keer de ruimste rol",
        anonymous="antwoorden zijn anoniem",
        former="staat niet meer in de configuratie",
        closed="neemt geen antwoorden meer aan",
        follows="zoals de map",
        nobody="alleen Ritmiek",
        missing="bestaat niet: {}; ritmiek setup maakt het",
        given={True: "ja", False: "nee"},
        columns=("Wie", "Mag", "Waarom", "Gegeven door Ritmiek", "Configuratie"),
        differing="{} keer anders dan de configuratie",
        right="alles is zoals de configuratie zegt",
    ),
    "en": Words(
        title="who sees what, and why",
        kinds={"folder": "Folder", "form": "Form", "spreadsheet": "Sheet"},
        roles={
            "answer": "fill in",
            "reader": "read",
            "commenter": "comment",
            "writer": "edit",
            "fileOrganizer": "edit and move",
            "organizer": "manage",
            "owner": "owner",
        },
        sources={
            "configuration": "by the configuration",
            "drive": "member of the shared drive",
            "folder": "by a folder above",
            "other_school": "of another school in the same pizza group",
            "left": "no longer in the configuration; the next set-up takes it away",
            "nobody": "not in the configuration",
        },
        verdicts={
            "expected": "right",
            "more": "more than the configuration says",
            "less": "less than the configuration says; the next set-up puts it right",
        },
        anyone="anyone with the link",
        domain="everybody of {}",
        group="group {}",
        inside="in folder {}",
        google="at Google {}",
        also="{} is the same account and gets the widest role once",
        anonymous="answers are anonymous",
        former="no longer in the configuration",
        closed="takes no more answers",
        follows="as its folder",
        nobody="only Ritmiek",
        missing="does not exist: {}; ritmiek setup makes it",
        given={True: "yes", False: "no"},
        columns=("Who", "May", "Why", "Given by Ritmiek", "Configuration"),
        differing="{} times different from the configuration",
        right="everything is as the configuration says",
    ),
}


def as_text(report: RightsReport, words: Words) -> Iterator[str]:
    """The lines for a terminal; what is not as it should be starts with an exclamation mark."""
    yield f"{report.name}: {words.title}"
    for file in report.files:
        yield f"  {_heading(file, words)}"
        for sight in file.sights:
            mark = " " if sight.verdict == "expected" else "!"
            yield f"  {mark} {_who(sight, words)}: {'; '.join(_cells(sight, words))}"
    for key in report.missing:
        yield f"  ! {words.missing.format(key)}"
    yield f"  {conclusion(report, words)}"


def as_markdown(report: RightsReport, words: Words) -> Iterator[str]:
    """The same with a table for each file."""
    yield from (f"# {_plain(report.name)}: {words.title}", "", conclusion(report, words))
    for file in report.files:
        yield from ("", f"## {_plain(_heading(file, words))}")
        if file.sights:
            yield from ("", _row(words.columns), _row(["---"] * len(words.columns)))
        for sight in file.sights:
            verdict = words.verdicts[sight.verdict]
            given = words.given[sight.given]
            may = words.roles.get(sight.role, sight.role)
            cells = (_who(sight, words), may, _why(sight, words), given, verdict)
            yield _row([_plain(cell) for cell in cells])
    for key in report.missing:
        yield from ("", words.missing.format(f"`{key}`"))


def conclusion(report: RightsReport, words: Words) -> str:
    """Whether everything is as it should be, in one sentence."""
    return words.differing.format(report.differing) if report.differing else words.right


def _heading(file: FileRights, words: Words) -> str:
    notes = [words.inside.format(file.folder)] if file.folder else []
    notes += [words.anonymous] if file.anonymous else []
    notes += [words.former] if file.former else []
    notes += [words.closed] if file.closed else []
    told = f" ({'; '.join(notes)})" if notes else ""
    if file.sights:
        return f"{words.kinds[file.kind]} {file.name}{told}"
    empty = words.nobody if file.kind == "folder" else words.follows
    return f"{words.kinds[file.kind]} {file.name}{told}: {empty}"


def _who(sight: Sight, words: Words) -> str:
    if sight.kind == "anyone":
        return words.anyone
    if sight.kind == "domain":
        return words.domain.format(sight.account)
    account = words.group.format(sight.account) if sight.kind == "group" else sight.account
    return f"{sight.name} ({account})" if sight.name and sight.kind == "user" else account


def _cells(sight: Sight, words: Words) -> Iterator[str]:
    yield words.roles.get(sight.role, sight.role)
    yield _why(sight, words)
    if sight.given:
        column = words.columns[3]
        yield column[:1].lower() + column[1:]
    if sight.verdict != "expected":
        yield words.verdicts[sight.verdict]


def _why(sight: Sight, words: Words) -> str:
    told = [sight.reason or words.sources[sight.source]]
    told += [words.google.format(sight.google)] if sight.google else []
    told += [words.also.format(other) for other in sight.also]
    return "; ".join(told)


def _row(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """What people wrote says nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", text)
