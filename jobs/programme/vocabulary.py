"""The words of a team: teachers and support staff say the same things differently."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import RootModel

from forms.definition import Language, in_language, read_definition

Vocabulary = Literal["teachers", "support"]
VOCABULARIES: tuple[Vocabulary, ...] = ("teachers", "support")
_OURS = Path(__file__).parent / "vocabulary"


class _Words(RootModel[dict[str, str]]):
    """Words by their key."""


def load_words(
    vocabulary: Vocabulary, folders: Sequence[Path] = (), language: Language = "nl"
) -> Mapping[str, str]:
    """The words of a vocabulary.

    Words in `vocabulary/NAME.yaml` in a folder replace ours one by one; the first folder wins.
    """
    theirs = [folder / "vocabulary" for folder in folders]
    places = [place for place in theirs if (place / f"{vocabulary}.yaml").is_file()]
    words: dict[str, str] = {}
    for place in (in_language(_OURS, language), *reversed(places)):
        words |= read_definition(vocabulary, [place], _Words, {}).root
    return words
