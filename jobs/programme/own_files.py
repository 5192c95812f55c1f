"""The names in a school's own folder of definitions: which files may be there, and where."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from forms.catalogue import FORM_KEYS, OPTION_LISTS, ORGANISER_FORMS
from jobs.programme.vocabulary import VOCABULARIES
from jobs.school.problems import Problem, did_you_mean, near_miss
from sheets_templates.catalogue import ORGANISER_SPREADSHEETS, SPREADSHEET_KEYS

FORMS = tuple(key for key in FORM_KEYS if key not in ORGANISER_FORMS)
SPREADSHEETS = tuple(key for key in SPREADSHEET_KEYS if key not in ORGANISER_SPREADSHEETS)
SHARED_SPREADSHEET = "pizzasessie"
"""What schools share follows our definition, whatever the own folder of one of them holds."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "forms": FORMS,
    "spreadsheets": SPREADSHEETS,
    "vocabulary": VOCABULARIES,
}
"""The folders in a school's own folder, and the names of what may be in each."""

BLOCK = "block"
_INCLUDED = re.compile(r"include\s+[\"']([^\"']+)\.yaml[\"']")


def unknown_files(folder: Path) -> Iterator[Problem]:
    """Every file that replaces nothing, because nothing of ours has its name."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if path.is_file() and not hidden and not path.stem.upper().startswith("README"):
            advice = _advice(folder, parts)
            if advice:
                message = f"'{'/'.join(parts)}' replaces nothing of ours; {advice}"
                yield Problem(path, None, None, "unknown-definition", message)


def unused_files(folder: Path) -> Iterator[Problem]:
    """A definition that could replace ours and does not, so that nobody waits for it."""
    path = folder / "spreadsheets" / f"{SHARED_SPREADSHEET}.yaml"
    if path.is_file():
        message = (
            "this is not used: the schools of a pizza group share one sheet, and in each of them "
            "it follows Ritmiek's own definition; remove this file"
        )
        yield Problem(path, None, None, "unused-definition", message)


def _advice(own: Path, parts: tuple[str, ...]) -> str:
    """What to do about a file; nothing when it is where it should be."""
    if len(parts) == 1:
        return _advice_at_the_top(parts[0])
    place, *_, name = parts
    if place not in PLACES:
        return did_you_mean(f"{place}/{name}", [f"{folder}/{name}" for folder in PLACES])
    known = [*PLACES[place], *(_lists(own) if place == "forms" else ())]
    if len(parts) > 2:
        return f"put it in {place}/ itself"
    if name in {f"{key}.yaml" for key in known}:
        return ""
    return did_you_mean(name, [f"{key}.yaml" for key in known])


def _advice_at_the_top(name: str) -> str:
    if name == f"{BLOCK}.yaml":
        return ""
    for place, keys in PLACES.items():
        if near := near_miss(name, [f"{key}.yaml" for key in keys], cutoff=0.8):
            return f"did you mean '{place}/{near}'?"
    return did_you_mean(name, [f"{BLOCK}.yaml"])


def _lists(folder: Path) -> set[str]:
    """The lists of options that forms take in: ours, and those of the school's own forms."""
    texts = (path.read_text(errors="replace") for path in (folder / "forms").glob("*.yaml"))
    return {*OPTION_LISTS, *(name for text in texts for name in _INCLUDED.findall(text))}
