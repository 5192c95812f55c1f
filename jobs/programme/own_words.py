"""What is wrong in a school's own definitions: every mistake of every file at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from forms.catalogue import SCHOOL_FORMS, load_form
from forms.definition import DefinitionError
from jobs.programme.block_plan import load_block
from jobs.programme.kit_sheets import team_context
from jobs.programme.own_files import (
    FORMS,
    SHARED_SPREADSHEET,
    SPREADSHEETS,
    unknown_files,
    unused_files,
)
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary, load_words
from jobs.school.definitions import Definitions, definitions_of
from jobs.school.model import Configuration
from jobs.school.problems import Problem, did_you_mean
from sheets_templates.catalogue import load_spreadsheet

Words = Mapping[str, str]


def own_problems(configuration: Configuration) -> tuple[Problem, ...]:
    """The mistakes in the folder that a school named at `definitions`, by file and line."""
    folder = configuration.definitions
    if folder is None:
        return ()
    if not folder.is_dir():
        message = "this folder does not exist; make it, or remove 'definitions' from the file"
        return (Problem(folder, None, None, "no-definitions", message),)
    # A mistake in a shared list is found once in every form that takes it in.
    found = dict.fromkeys([*unknown_files(folder), *_mistakes(configuration, folder)])
    return tuple(sorted(found, key=lambda one: (one.file, one.line or 0)))


def unused_definitions(configuration: Configuration) -> tuple[Problem, ...]:
    """What in that folder is read by nobody; it stops nothing."""
    folder = configuration.definitions
    return tuple(unused_files(folder)) if folder else ()


def _mistakes(configuration: Configuration, folder: Path) -> Iterator[Problem]:
    definitions = definitions_of(configuration)
    yield from _told(partial(load_block, definitions))
    for vocabulary in VOCABULARIES:
        broken = list(_told(partial(load_words, vocabulary, (folder,), definitions.language)))
        yield from broken or _unknown_words(vocabulary, folder, definitions)
        # With words that cannot be read, what uses them is still looked through in our words.
        folders = () if broken else (folder,)
        words = load_words(vocabulary, folders, definitions.language)
        yield from _definitions(configuration, vocabulary, words, definitions)


def _definitions(
    configuration: Configuration, vocabulary: Vocabulary, words: Words, definitions: Definitions
) -> Iterator[Problem]:
    """What is wrong in the forms and spreadsheets, for teams that speak so."""
    teams = [team for team in configuration.teams if team.vocabulary == vocabulary]
    if not teams and vocabulary != "teachers":
        return
    team = team_context(configuration, (teams or configuration.teams)[0])
    school = {"school_name": configuration.school.name}
    contexts: dict[str, Mapping[str, object]] = {
        **dict.fromkeys((*SCHOOL_FORMS, "beheer"), school),
        "school": {**school, "year_title": ""},
    }
    folders, language = definitions.folders, definitions.language
    own = tuple(key for key in SPREADSHEETS if key != SHARED_SPREADSHEET)
    for load, keys in ((load_form, FORMS), (load_spreadsheet, own)):
        for key in keys:
            context = contexts.get(key, team)
            yield from _told(
                partial(load, key, words=words, context=context, folders=folders, language=language)
            )


def _told(load: Callable[[], object]) -> Iterator[Problem]:
    """What stops a definition from being read, as `ritmiek check` shows it."""
    try:
        load()
    except DefinitionError as error:
        for one in error.problems:
            column = 1 if one.line else None
            message = f"{one.rule}; found {one.found}. {one.remedy}".rstrip()
            yield Problem(error.path, one.line, column, "own-definition", message)


def _unknown_words(
    vocabulary: Vocabulary, folder: Path, definitions: Definitions
) -> Iterator[Problem]:
    """Words that replace none of ours, and that no definition of the school itself uses."""
    ours = load_words(vocabulary, (), definitions.language)
    own = load_words(vocabulary, (folder,), definitions.language)
    used = "\n".join(
        path.read_text(errors="replace")
        for place in ("forms", "spreadsheets")
        for path in (folder / place).glob("*.yaml")
    )
    for word in own.keys() - ours.keys():
        if not re.search(rf"\b{re.escape(word)}\b", used):
            path = folder / "vocabulary" / f"{vocabulary}.yaml"
            message = f"unknown word '{word}'; {did_you_mean(word, ours)}"
            yield Problem(path, _line_of_word(path, word), 1, "unknown-word", message)


def _line_of_word(path: Path, word: str) -> int | None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return next((line for line, text in lines if text.lstrip("\"' ").startswith(word)), None)
