"""A form's items as the Forms API writes them: from our model, and back in one comparable shape."""

from collections.abc import Mapping
from typing import Any, assert_never

from forms.ids import item_id, question_id
from forms.model import (
    AnyItem,
    Choice,
    ChoiceQuestion,
    DateQuestion,
    FileUploadQuestion,
    Form,
    GridQuestion,
    Note,
    Picture,
    RatingQuestion,
    ScaleQuestion,
    Section,
    TextQuestion,
    TimeQuestion,
    Video,
)
from sync.errors import SyncError

Json = dict[str, Any]
_ACTIONS = {"next": "NEXT_SECTION", "restart": "RESTART_FORM", "submit": "SUBMIT_FORM"}
# What Google adds or takes without giving it back.
_NOT_COMPARED = {"contentUri", "sourceUri", "grading", "properties"}


class UploadNotCreatableError(SyncError):
    """Google's API reads questions that ask for a file, but cannot make them."""

    def __init__(self, form: str, key: str) -> None:
        super().__init__(
            f"form '{form}', question '{key}': Google's API cannot create a question that asks"
            " for a file; take it out of the definition and add it by hand in Google Forms."
        )


def items_of(form: Form) -> list[Json]:
    """Every item of the form in order, sections as page breaks, each with its own stable ids."""
    items: list[Json] = []
    for number, section in enumerate(form.sections):
        if number:
            items.append(_section(form, section, {"pageBreakItem": {}}))
        elif section.title or section.help:
            items.append(_section(form, section, {"textItem": {}}))
        items += [_item(form, item) for item in section.items]
    return items


def comparable(item: Mapping[str, Any]) -> Json:
    """An item without defaults and without what Google does not give back."""
    plain = _plain(item)
    assert isinstance(plain, dict)  # noqa: S101 - a mapping stays one
    return plain


def questions_of(item: Json) -> list[Json]:
    """The questions of an item: none, one, or one per row of a grid."""
    if "questionItem" in item:
        return [item["questionItem"]["question"]]
    return list(item.get("questionGroupItem", {}).get("questions", []))


def _section(form: Form, section: Section, kind: Json) -> Json:
    described = {"title": section.title, "description": section.help}
    return {"itemId": item_id(form.key, section.key), **_filled(described), **kind}


def _item(form: Form, item: AnyItem) -> Json:
    described = _filled({"title": item.title, "description": item.help})
    identity = item_id(form.key, item.key, getattr(item, "version", 1))
    return {"itemId": identity, **described, **_kind(form, item)}


def _kind(form: Form, item: AnyItem) -> Json:
    match item:
        case GridQuestion():
            return {"questionGroupItem": _grid(form, item)}
        case Note():
            return {"textItem": {}}
        case Picture():
            return {"imageItem": {"image": {"sourceUri": item.address, "altText": item.alt}}}
        case Video():
            return {"videoItem": {"video": {"youtubeUri": item.address}, "caption": item.caption}}
        case _:
            asked = {
                "questionId": question_id(form.key, item.key, item.version),
                "required": item.required,
            }
            return {"questionItem": {"question": {**asked, **_question(form, item)}}}


def _question(
    form: Form,
    item: TextQuestion
    | ChoiceQuestion
    | ScaleQuestion
    | RatingQuestion
    | DateQuestion
    | TimeQuestion
    | FileUploadQuestion,
) -> Json:
    match item:
        case TextQuestion():
            return {"textQuestion": {"paragraph": item.kind == "paragraph"}}
        case ChoiceQuestion():
            return {"choiceQuestion": _choices(form, item)}
        case ScaleQuestion():
            labels = _filled({"lowLabel": item.low_label, "highLabel": item.high_label})
            return {"scaleQuestion": {"low": item.low, "high": item.high, **labels}}
        case RatingQuestion():
            shown = {"ratingScaleLevel": item.levels, "iconType": item.icon.upper()}
            return {"ratingQuestion": shown}
        case DateQuestion():
            parts = {"includeYear": item.include_year, "includeTime": item.include_time}
            return {"dateQuestion": parts}
        case TimeQuestion():
            return {"timeQuestion": {"duration": item.kind == "duration"}}
        case FileUploadQuestion():
            raise UploadNotCreatableError(form.key, item.key)
        case _:
            assert_never(item)


def _choices(form: Form, item: ChoiceQuestion) -> Json:
    return {
        "type": item.kind.upper(),
        "options": [_option(form, choice) for choice in item.options],
        "shuffle": item.shuffle,
    }


def _option(form: Form, choice: Choice) -> Json:
    option: Json = {"isOther": True} if choice.other else {"value": choice.text}
    if choice.image:
        option["image"] = {"sourceUri": choice.image, "altText": choice.text}
    if choice.go_to in _ACTIONS:
        option["goToAction"] = _ACTIONS[choice.go_to]
    elif choice.go_to == form.sections[0].key:
        option["goToAction"] = "RESTART_FORM"
    elif choice.go_to:
        option["goToSectionId"] = item_id(form.key, choice.go_to)
    return option


def _grid(form: Form, item: GridQuestion) -> Json:
    kind = "CHECKBOX" if item.kind == "checkbox_grid" else "RADIO"
    columns = {"type": kind, "options": [{"value": column} for column in item.columns]}
    rows = [
        {
            "questionId": question_id(form.key, row.key, row.version),
            "required": row.required,
            "rowQuestion": {"title": row.title},
        }
        for row in item.rows
    ]
    return {"questions": rows, "grid": {"columns": columns, "shuffleQuestions": item.shuffle}}


def _filled(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {name: _plain(part) for name, part in value.items() if name not in _NOT_COMPARED}
        return {name: part for name, part in kept.items() if _says(part)}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def _says(value: Any) -> bool:
    # An empty object still says which kind of item or question it is.
    return isinstance(value, dict) or value not in (None, "", False, 0, [])
