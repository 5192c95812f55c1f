"""A form as somebody who answers meets it: sections of blocks, and questions with their bounds."""

from dataclasses import dataclass, replace
from typing import Literal

from sync.local.call import Json
from sync.local.forms.contents import StoredForm

Kind = Literal[
    "text",
    "paragraph",
    "radio",
    "checkbox",
    "drop_down",
    "scale",
    "rating",
    "date",
    "time",
    "duration",
]
END = -1
"""Where a form goes when it is done."""


@dataclass(frozen=True)
class Option:
    """One option: what it says, whether it is 'other', and where it leads."""

    text: str
    other: bool = False
    image: str = ""
    image_text: str = ""
    action: str = ""
    section: str = ""


@dataclass(frozen=True)
class Question:
    """One question; its `field` is the name that Google gives it on the page."""

    id: str
    title: str
    help: str
    required: bool
    kind: Kind
    options: tuple[Option, ...] = ()
    low_label: str = ""
    high_label: str = ""
    icon: str = ""
    year: bool = True
    time: bool = False
    shuffle: bool = False
    points: int = 0

    @property
    def field(self) -> str:
        """The field's name, as in prefilled addresses."""
        return f"entry.{int(self.id, 16)}"

    @property
    def anchor(self) -> str:
        """The id of its first control on the page."""
        return f"v{int(self.id, 16)}"

    def names(self) -> tuple[str, ...]:
        """Every field name under which a part of its answer may arrive."""
        parts = ("_year", "_month", "_day", "_time", "_hour", "_minute", "_second")
        endings = ("", ".other_option_response", *parts)
        return tuple(self.field + ending for ending in endings)


@dataclass(frozen=True)
class Block:
    """One item of the form: a question, a grid of them, or something to read or look at."""

    kind: Literal["question", "grid", "note", "image", "video"]
    title: str
    help: str
    questions: tuple[Question, ...] = ()
    address: str = ""
    text: str = ""
    shuffle: bool = False
    width: int = 0
    alignment: str = ""


@dataclass(frozen=True)
class Section:
    """A page of the form."""

    id: str
    title: str
    help: str
    blocks: tuple[Block, ...]

    def questions(self) -> tuple[Question, ...]:
        """Its questions in reading order."""
        return tuple(question for block in self.blocks for question in block.questions)


def sections_of(form: StoredForm) -> tuple[Section, ...]:
    """The sections of a form; what stands before the first page break is the first."""
    parts: list[tuple[Json, list[Block]]] = [({}, [])]
    for item in form.items:
        if "pageBreakItem" in item:
            parts.append((item, []))
        else:
            parts[-1][1].extend(_blocks(item))
    return tuple(
        Section(
            head.get("itemId", ""),
            head.get("title", ""),
            head.get("description", ""),
            tuple(blocks),
        )
        for head, blocks in parts
    )


def _blocks(item: Json) -> list[Block]:
    title, text = item.get("title", ""), item.get("description", "")
    if "imageItem" in item:
        return [_picture(item["imageItem"]["image"], title, text)]
    if "videoItem" in item:
        video = item["videoItem"]
        return [
            Block(
                "video",
                title,
                text,
                address=video["video"]["youtubeUri"],
                text=video.get("caption", ""),
            )
        ]
    if "textItem" in item:
        return [Block("note", title, text)]
    grouped = item.get("questionGroupItem")
    image = (grouped or item["questionItem"]).get("image")
    above = [_picture(image, "", "")] if image else []
    if grouped:
        return [*above, _grid(grouped, title, text)]
    asked = item["questionItem"]["question"]
    points = asked.get("grading", {}).get("pointValue", 0)
    question = replace(_question(asked, title, text), points=points)
    return [*above, Block("question", title, text, (question,))]


def _picture(image: Json, title: str, text: str) -> Block:
    return Block(
        "image",
        title,
        text,
        address=image["contentUri"],
        text=image.get("altText", ""),
        width=image.get("properties", {}).get("width", 0),
        alignment=image.get("properties", {}).get("alignment", "").lower(),
    )


def _grid(group: Json, title: str, text: str) -> Block:
    columns = group["grid"]["columns"]
    kind: Kind = "checkbox" if columns["type"] == "CHECKBOX" else "radio"
    options = tuple(Option(option["value"]) for option in columns["options"])
    rows = tuple(
        Question(
            row["questionId"],
            row["rowQuestion"]["title"],
            "",
            bool(row.get("required")),
            kind,
            options,
            points=row.get("grading", {}).get("pointValue", 0),
        )
        for row in group["questions"]
    )
    return Block("grid", title, text, rows, shuffle=bool(group["grid"].get("shuffleQuestions")))


def _question(question: Json, title: str, text: str) -> Question:
    first = (question["questionId"], title, text, bool(question.get("required")))
    if "choiceQuestion" in question:
        return _choice(first, question["choiceQuestion"])
    if "scaleQuestion" in question:
        scale = question["scaleQuestion"]
        numbers = _numbers(scale.get("low", 0), scale["high"])
        labels = (scale.get("lowLabel", ""), scale.get("highLabel", ""))
        return Question(*first, "scale", numbers, *labels)
    if "ratingQuestion" in question:
        rating = question["ratingQuestion"]
        numbers = _numbers(1, rating["ratingScaleLevel"])
        return Question(*first, "rating", numbers, icon=rating["iconType"])
    if "dateQuestion" in question:
        date = question["dateQuestion"]
        year, time = bool(date.get("includeYear")), bool(date.get("includeTime"))
        return Question(*first, "date", year=year, time=time)
    if "timeQuestion" in question:
        return Question(*first, "duration" if question["timeQuestion"].get("duration") else "time")
    return Question(*first, "paragraph" if question["textQuestion"].get("paragraph") else "text")


def _choice(first: tuple[str, str, str, bool], choice: Json) -> Question:
    kinds: dict[str, Kind] = {"RADIO": "radio", "CHECKBOX": "checkbox", "DROP_DOWN": "drop_down"}
    options = tuple(
        Option(
            text=option.get("value", ""),
            other=bool(option.get("isOther")),
            image=option.get("image", {}).get("contentUri", ""),
            image_text=option.get("image", {}).get("altText", ""),
            action=option.get("goToAction", ""),
            section=option.get("goToSectionId", ""),
        )
        for option in choice["options"]
    )
    return Question(*first, kinds[choice["type"]], options, shuffle=bool(choice.get("shuffle")))


def _numbers(low: int, high: int) -> tuple[Option, ...]:
    return tuple(Option(str(number)) for number in range(low, high + 1))
