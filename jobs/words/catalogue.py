"""The sentences of Ritmiek by key: one file for each language, with the same keys and gaps."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from forms.definition import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def say(key: str, language: Language, **values: object) -> str:
    """The sentence under `room.name` with its gaps filled; raises KeyError when there is none."""
    return sentences(language)[key].format(**values)


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """Every sentence of a language, under `room.name`."""
    text = (Path(__file__).parent / f"{language}.yaml").read_text(encoding="utf-8")
    rooms: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(text)
    return {
        f"{room}.{name}": sentence
        for room, names in rooms.items()
        for name, sentence in names.items()
    }


def names_of(room: str, language: Language) -> Mapping[str, str]:
    """The sentences of one room, by their names in it."""
    found = sentences(language).items()
    return {
        key.partition(".")[2]: sentence for key, sentence in found if key.startswith(f"{room}.")
    }
