"""What a form is: typed, frozen, and free of Google.

The kinds follow the Forms API (https://developers.google.com/forms/api/reference/rest/v1/forms#Item),
so that every item a Google Form can hold has one place here.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from forms.ids import RETIRED, item_id, question_id

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Frozen(BaseModel):
    """A value that never changes and knows no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Choice(Frozen):
    """One option of a choice question.

    `value` is the number that counts for it, and `counts_as` the words, when figures are made of
    other words than these; a `blank` option (n.v.t.) counts as no answer.
    `go_to` names a section, or next, restart or submit.
    """

    text: str = ""
    value: int | None = None
    counts_as: str = ""
    blank: bool = False
    other: bool = False
    image: str | None = None
    go_to: str | None = None


class Item(Frozen):
    """What every item has: a stable key, a title and a help text."""

    key: Key
    title: str = ""
    help: str = ""


class Question(Item):
    """An item that asks one thing; `version` rises when its wording changes its meaning."""

    required: bool = False
    version: int = Field(default=1, ge=1)


class TextQuestion(Question):
    """A short answer, or a paragraph."""

    kind: Literal["text", "paragraph"]


class ChoiceQuestion(Question):
    """One (radio, drop_down) or several (checkbox) of a list."""

    kind: Literal["radio", "checkbox", "drop_down"]
    options: tuple[Choice, ...] = Field(min_length=1)
    shuffle: bool = False


class ScaleQuestion(Question):
    """A number from low (0 or 1) to high (2 to 10)."""

    kind: Literal["scale"]
    low: int = Field(default=1, ge=0, le=1)
    high: int = Field(default=5, ge=2, le=10)
    low_label: str = ""
    high_label: str = ""


class RatingQuestion(Question):
    """A number of icons."""

    kind: Literal["rating"]
    levels: int = Field(default=5, ge=3, le=10)
    icon: Literal["star", "heart", "thumb_up"] = "star"


class DateQuestion(Question):
    """A date, with or without year and time."""

    kind: Literal["date"]
    include_year: bool = True
    include_time: bool = False


class TimeQuestion(Question):
    """A time of day, or a duration."""

    kind: Literal["time", "duration"]


class FileUploadQuestion(Question):
    """A file; Google's API reads such questions but cannot create them."""

    kind: Literal["file_upload"]
    max_files: int = Field(default=1, ge=1, le=10)


class GridRow(Frozen):
    """One row of a grid: a question of its own."""

    key: Key
    title: str
    required: bool = False
    version: int = Field(default=1, ge=1)


class GridQuestion(Item):
    """Rows that share one set of columns; one tick per row, or several."""

    kind: Literal["grid", "checkbox_grid"]
    columns: tuple[str, ...] = Field(min_length=1)
    rows: tuple[GridRow, ...] = Field(min_length=1)
    shuffle: bool = False


class Note(Item):
    """Text between the questions."""

    kind: Literal["note"]


class Picture(Item):
    """An image by address."""

    kind: Literal["image"]
    address: str
    alt: str


class Video(Item):
    """A YouTube video by address."""

    kind: Literal["video"]
    address: str
    caption: str = ""


AnyItem = Annotated[
    TextQuestion
    | ChoiceQuestion
    | ScaleQuestion
    | RatingQuestion
    | DateQuestion
    | TimeQuestion
    | FileUploadQuestion
    | GridQuestion
    | Note
    | Picture
    | Video,
    Field(discriminator="kind"),
]


class Section(Frozen):
    """A page of the form; the first section's title stands under the form's own."""

    key: Key
    title: str = ""
    help: str = ""
    items: tuple[AnyItem, ...] = ()


class Form(Frozen):
    """A form as a team should have it.

    `anonymous` forms collect no e-mail address and live outside the team's folder.
    """

    key: Key
    title: str
    document_title: str
    description: str = ""
    anonymous: bool
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_and_ids_are_unique(self) -> Self:
        keys = [section.key for section in self.sections] + [i.key for i in self.items()]
        keys += [
            row.key for item in self.items() if isinstance(item, GridQuestion) for row in item.rows
        ]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"form '{self.key}' uses a key more than once: {', '.join(twice)}")
        if RETIRED in keys:
            raise ValueError(f"form '{self.key}': set-up keeps the key '{RETIRED}'; take another")
        for ids in (self._question_ids(), self._item_ids()):
            named: dict[str, str] = {}
            for key, identifier in ids:
                if identifier in named:
                    both = f"'{named[identifier]}' and '{key}'"
                    raise ValueError(f"form '{self.key}': {both} have one id; rename one of them")
                named[identifier] = key
        return self

    def items(self) -> Iterator[AnyItem]:
        """Every item in reading order."""
        for section in self.sections:
            yield from section.items

    def questions(self) -> Iterator["Question | GridRow"]:
        """Everything that gets an answer of its own, grid rows included."""
        for item in self.items():
            if isinstance(item, Question):
                yield item
            elif isinstance(item, GridQuestion):
                yield from item.rows

    def question_keys(self) -> Iterator[tuple[str, int]]:
        """The key and version of everything that gets an answer."""
        return ((question.key, question.version) for question in self.questions())

    def _question_ids(self) -> Iterator[tuple[str, str]]:
        """The ids that questions have and had, with their keys."""
        for key, newest in self.question_keys():
            for version in range(1, newest + 1):
                yield key, question_id(self.key, key, version)

    def _item_ids(self) -> Iterator[tuple[str, str]]:
        """The ids that items have and had, with their keys."""
        for section in [RETIRED, *(section.key for section in self.sections)]:
            yield section, item_id(self.key, section)
        for item in self.items():
            for version in range(1, getattr(item, "version", 1) + 1):
                yield item.key, item_id(self.key, item.key, version)
