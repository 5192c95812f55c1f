"""The ids of questions and items: chosen before a form exists, and known as ours for ever after.

An id is 31 bits: 17 that follow from what it names, and 14 that follow from these and the form.
So ours are told from the ids that Google gives at random without remembering any, also those of
questions that left the definition long ago.
"""

import hashlib

RETIRED = "vervallen"
"""The key of the section that set-up makes for questions that left the definition."""
_BODY_BITS, _CHECK_BITS = 17, 14


def question_id(form: str, key: str, version: int = 1) -> str:
    """The id that a question has on every copy of a form: 8 hexadecimal digits, below 2**31.

    Google accepts ids chosen at creation and uses `int(id, 16)` in prefilled addresses.
    """
    return _own(form, f"{form}.{key}.{version}")


def item_id(form: str, key: str, version: int = 1) -> str:
    """The id of an item (question, note, picture, video, section break) on every copy of a form.

    A new version of a question is a new item, so that the old one keeps its answers.
    """
    return _own(form, f"{form}/{key}" if version == 1 else f"{form}/{key}.{version}")


def is_own(form: str, identifier: str) -> bool:
    """Whether an id was given by us to something of this form, in whatever definition.

    An id of Google's own passes for ours once in 2**14 (16,384), and an item with its question
    once in 2**28 (268 million). Of 40 questions two share an id in one form of 168: a definition
    with such a pair is refused.
    """
    try:
        body, check = divmod(int(identifier, 16), 1 << _CHECK_BITS)
    except ValueError:
        return False
    return check == _check(form, body)


def _own(form: str, named: str) -> str:
    body = _number(named) >> (32 - _BODY_BITS)
    return f"{body << _CHECK_BITS | _check(form, body):08x}"


def _check(form: str, body: int) -> int:
    return _number(f"{form}#{body}") >> (32 - _CHECK_BITS)


def _number(text: str) -> int:
    """The first 32 bits of a digest."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
