"""In whose words a school's definitions are read, and where they are looked for."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jobs.programme.vocabulary import Vocabulary, load_words
from jobs.school.model import Configuration


def words_of(configuration: Configuration, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words of a vocabulary, the school's own before ours."""
    return load_words(vocabulary, folders_of(configuration), configuration.school.language)


def folders_of(configuration: Configuration) -> Sequence[Path]:
    """The folders of the school's own definitions, which go before ours."""
    return (configuration.definitions,) if configuration.definitions else ()
