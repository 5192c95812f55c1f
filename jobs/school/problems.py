"""What can be wrong with a school's file: where, which rule, what was found and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A place in a text, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Finding:
    """A mistake at a path in the document; `{line}` in the message is the line of `see`.

    `meant` is what to write instead, where a rule knows that.
    """

    path: Location
    rule: str
    message: str
    at_key: bool = False
    see: Location | None = None
    meant: str = ""


@dataclass(frozen=True)
class Problem:
    """A mistake as it is shown; line and column are none when it concerns the whole file."""

    file: Path
    line: int | None
    column: int | None
    rule: str
    message: str

    def __str__(self) -> str:
        place = "" if self.line is None else f":{self.line}:{self.column}"
        return f"{self.file}{place}: {self.message}"


class ConfigurationError(Exception):
    """A school's file has problems; the message lists them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class NoConfigurationError(Exception):
    """A folder holds no school's file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: this folder holds no .yaml file; make one with: ritmiek init {folder}"
            f"{'' if str(folder).endswith('/') else '/'}school.yaml"
        )
        self.folder = folder


def near_miss(word: str, options: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The option that was probably meant."""
    by_small = {option.casefold(): option for option in options}
    close = get_close_matches(word.casefold(), by_small, n=1, cutoff=cutoff)
    return by_small[close[0]] if close else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """The end of a message about an unknown word: the near miss, or all that may be written."""
    options = tuple(options)
    if near := near_miss(word, options):
        return f"did you mean '{near}'?"
    if not options:
        return "remove it"
    return f"write one of: {', '.join(options)}"
