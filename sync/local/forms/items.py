"""Which items Google takes: one kind each, own ids, and the bounds of every kind of question."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from sync.local.call import Json
from sync.local.forms.contents import new_item_id
from sync.local.forms.refusals import InvalidRequestError

ITEM_KINDS = (
    "questionItem",
    "questionGroupItem",
    "pageBreakItem",
    "textItem",
    "imageItem",
    "videoItem",
)
QUESTION_KINDS = (
    "choiceQuestion",
    "textQuestion",
    "scaleQuestion",
    "dateQuestion",
    "timeQuestion",
    "ratingQuestion",
    "fileUploadQuestion",
    "rowQuestion",
)
LONGEST_TEXT = 4096
MOST_OPTIONS = 500
WIDEST_MEDIA = 740
VIDEO_HOSTS = {"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be"}


def accepted(item: Json, others: list[Json], where: str) -> Json:
    """The item as it is kept: checked, with ids, and without fields that hold their default.

    Args:
        others: the other items of the form, whose ids are taken.
        where: the request, for the refusal.
    """
    found = pruned(item)
    kind = the_kind(found, ITEM_KINDS, where, "item")
    _check_text(found, where)
    _CHECKS[kind](found[kind], where)
    _give_ids(found, others, where)
    return found


def questions_in(item: Json) -> list[Json]:
    """The questions of an item: none, one, or one per row of a grid."""
    if "questionItem" in item:
        question: Json = item["questionItem"]["question"]
        return [question]
    found: list[Json] = item.get("questionGroupItem", {}).get("questions", [])
    return found


def pruned(value: Json) -> Json:
    """A message without fields that hold their default, as Google writes messages."""
    return {key: _pruned(part) for key, part in value.items() if not _is_default(part)}


def the_kind(message: Json, kinds: tuple[str, ...], where: str, noun: str) -> str:
    """The one kind that a message has."""
    found = [kind for kind in kinds if kind in message]
    if len(found) != 1:
        raise InvalidRequestError(where, f"Exactly one kind of {noun} must be set")
    return found[0]


def _pruned(value: object) -> object:
    if isinstance(value, dict):
        return pruned(value)
    if isinstance(value, list):
        return [_pruned(part) for part in value]
    return value


def _is_default(value: object) -> bool:
    unspecified = isinstance(value, str) and value.endswith("_UNSPECIFIED")
    return unspecified or value is None or value is False or value in ("", 0, [])


def _give_ids(item: Json, others: list[Json], where: str) -> None:
    taken_items = {int(other["itemId"], 16) for other in others}
    item.setdefault("itemId", new_item_id())
    _check_id(item["itemId"], taken_items, where)
    taken = {int(q["questionId"], 16) for other in others for q in questions_in(other)}
    for question in questions_in(item):
        question.setdefault("questionId", new_item_id())
        _check_id(question["questionId"], taken, where)
        taken.add(int(question["questionId"], 16))


def _check_id(identifier: str, taken: set[int], where: str) -> None:
    if not re.fullmatch(r"[0-9a-f]{1,8}", identifier) or int(identifier, 16) >= 2**31:
        raise InvalidRequestError(where, f"Invalid ID: {identifier}")
    if int(identifier, 16) in taken:
        raise InvalidRequestError(where, f"Duplicate ID: {identifier}")


def _check_text(item: Json, where: str) -> None:
    check_title(item.get("title", ""), where)
    if len(item.get("description", "")) > LONGEST_TEXT:
        raise InvalidRequestError(where, f"Text may hold at most {LONGEST_TEXT} characters")


def check_title(title: str, where: str) -> None:
    """Refuse a title or option that Google refuses: too long, or more than one line."""
    if "\n" in title or "\r" in title:
        raise InvalidRequestError(where, "Displayed text cannot contain newlines")
    if len(title) > LONGEST_TEXT:
        raise InvalidRequestError(where, f"Text may hold at most {LONGEST_TEXT} characters")


def _check_question_item(item: Json, where: str) -> None:
    question = item.get("question", {})
    kind = the_kind(question, QUESTION_KINDS, where, "question")
    if kind == "rowQuestion":
        raise InvalidRequestError(where, "A row question must be part of a question group")
    if kind == "fileUploadQuestion":
        raise InvalidRequestError(where, "Creating file upload questions is not supported")
    _check_image(item.get("image"), where)
    _QUESTION_CHECKS.get(kind, _no_check)(question[kind], where)


def _check_choice(choice: Json, where: str) -> None:
    if "type" not in choice:
        raise InvalidRequestError(where, "A choice question must have a type")
    options = choice.get("options", [])
    _check_options(options, where)
    for option in options:
        _check_navigation(option, choice["type"], where)
        _check_image(option.get("image"), where)
    others = [option for option in options if option.get("isOther")]
    if len(others) > 1 or (others and choice["type"] == "DROP_DOWN"):
        raise InvalidRequestError(where, "One 'other' option is allowed, on RADIO and CHECKBOX")


def _check_options(options: list[Json], where: str) -> None:
    if not options or len(options) > MOST_OPTIONS:
        raise InvalidRequestError(where, f"A choice needs 1 to {MOST_OPTIONS} options")
    values = [option.get("value", "") for option in options if not option.get("isOther")]
    for value in values:
        check_title(value, where)
    if not all(values) or len(set(values)) != len(values):
        raise InvalidRequestError(where, "Options must have a value, and no value twice")


def _check_navigation(option: Json, kind: str, where: str) -> None:
    given = [name for name in ("goToAction", "goToSectionId") if name in option]
    if given and kind == "CHECKBOX":
        raise InvalidRequestError(where, "Section navigation is not allowed on CHECKBOX")
    if len(given) > 1:
        raise InvalidRequestError(where, "Set goToAction or goToSectionId, not both")


def _check_scale(scale: Json, where: str) -> None:
    if not (0 <= scale.get("low", 0) <= 1 and 2 <= scale.get("high", 0) <= 10):
        raise InvalidRequestError(where, "A scale runs from 0 or 1 to 2 through 10")


def _check_rating(rating: Json, where: str) -> None:
    if "iconType" not in rating or not 3 <= rating.get("ratingScaleLevel", 0) <= 10:
        raise InvalidRequestError(where, "A rating has an icon type and 3 to 10 levels")


def _check_group(group: Json, where: str) -> None:
    columns = group.get("grid", {}).get("columns", {})
    if columns.get("type") not in ("RADIO", "CHECKBOX"):
        raise InvalidRequestError(where, "A grid has columns of type RADIO or CHECKBOX")
    _check_options(columns.get("options", []), where)
    if any(set(option) - {"value"} for option in columns["options"]):
        raise InvalidRequestError(where, "Columns of a grid have a value and nothing else")
    rows = group.get("questions", [])
    if not rows or any("title" not in row.get("rowQuestion", {}) for row in rows):
        raise InvalidRequestError(where, "Every question of a group is a row with a title")
    for row in rows:
        the_kind(row, QUESTION_KINDS, where, "question")
        check_title(row["rowQuestion"]["title"], where)
    _check_image(group.get("image"), where)


def _check_image_item(item: Json, where: str) -> None:
    _check_image(item.get("image", {}), where)


def _check_image(image: Json | None, where: str) -> None:
    # Google fetches the source once and from then on only tells where its own copy is.
    if image is None:
        return
    source = image.pop("sourceUri", image.get("contentUri", ""))
    if urlsplit(source).scheme not in ("http", "https"):
        raise InvalidRequestError(where, "An image needs a public sourceUri")
    image["contentUri"] = source
    _check_width(image, where)


def _check_video(item: Json, where: str) -> None:
    address = urlsplit(item.get("video", {}).get("youtubeUri", ""))
    if address.scheme not in ("http", "https") or address.hostname not in VIDEO_HOSTS:
        raise InvalidRequestError(where, "A video needs a youtubeUri on YouTube")
    _check_width(item["video"], where)


def _check_width(media: Json, where: str) -> None:
    if not 0 <= media.get("properties", {}).get("width", 0) <= WIDEST_MEDIA:
        raise InvalidRequestError(where, f"A width is between 0 and {WIDEST_MEDIA} pixels")


def _no_check(_message: Json, _where: str) -> None:
    """Kinds that have nothing to be wrong about."""


def section_ids(items: list[Json]) -> Iterator[str]:
    """The ids that branching may point at."""
    return (item["itemId"] for item in items if "pageBreakItem" in item)


_QUESTION_CHECKS: dict[str, Callable[[Json, str], None]] = {
    "choiceQuestion": _check_choice,
    "scaleQuestion": _check_scale,
    "ratingQuestion": _check_rating,
}
_CHECKS: dict[str, Callable[[Json, str], None]] = {
    "questionItem": _check_question_item,
    "questionGroupItem": _check_group,
    "pageBreakItem": _no_check,
    "textItem": _no_check,
    "imageItem": _check_image_item,
    "videoItem": _check_video,
}
