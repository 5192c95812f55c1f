"""Names of ranges: people may have given one of ours to a range of their own."""

from collections.abc import Mapping
from itertools import count


def free_names(wanted: Mapping[str, str], there: Mapping[str, str]) -> dict[str, str]:
    """By id the name that each of ours gets; what others have taken gets a number behind it.

    Google knows no two names that differ only in capitals.
    """
    others = {name.casefold() for id_, name in there.items() if id_ not in wanted}
    names: dict[str, str] = {}
    for id_, name in wanted.items():
        taken = others.union(*({one} for at, one in {**wanted, **names}.items() if at != id_))
        names[id_] = next(
            free
            for number in count(1)
            if (free := name if number == 1 else f"{name}_{number}").casefold() not in taken
        )
    return names
