"""Who may see which figures: nothing but a count under five answers, not even by subtraction."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from random import Random

THRESHOLD = 5


def may_publish(answers: int) -> bool:
    """Whether so many answers hide each single one."""
    return answers >= THRESHOLD


def publishable_parts(answers: Mapping[str, int]) -> frozenset[str]:
    """The parts (teams) whose own figures may be shown."""
    return frozenset(part for part, count in answers.items() if may_publish(count))


def may_publish_total(answers: Mapping[str, int], published: Collection[str]) -> bool:
    """Whether figures of all parts together may stand next to those of the published parts.

    Whoever subtracts the published parts from the total has the parts that were kept back. Those
    must be nobody, or five answers or more.
    """
    kept_back = sum(count for part, count in answers.items() if part not in published)
    return may_publish(sum(answers.values())) and (kept_back == 0 or may_publish(kept_back))


def anonymous_texts(texts: Iterable[str], answers: int) -> tuple[str, ...]:
    """Free texts, shuffled so that their order says nothing about who wrote when.

    The order follows from the texts alone: another order of arrival gives the same result.
    """
    if not may_publish(answers):
        return ()
    shuffled = sorted(text.strip() for text in texts if text.strip())
    seed = hashlib.sha256("\0".join(shuffled).encode()).digest()
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    return tuple(shuffled)
