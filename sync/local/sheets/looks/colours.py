"""Colours as Google gives them back: to the precision of a byte, each in both its notations.

`colorStyle` wins over `color`; whichever was given, both come back.
"""

import struct
from functools import lru_cache

from sync.local.call import Json
from sync.local.sheets.fields import Mask

THEME = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (255, 255, 255),
    "ACCENT1": (66, 133, 244),
    "ACCENT2": (234, 67, 53),
    "ACCENT3": (251, 188, 4),
    "ACCENT4": (52, 168, 83),
    "ACCENT5": (255, 109, 1),
    "ACCENT6": (70, 189, 198),
    "LINK": (17, 85, 204),
}


def both_notations(value: Json) -> Json:
    """The object with every colour, however deep, in both notations."""
    if not _has_colour(value):
        return dict(value)  # Most of the thousands of cells in a batch: nothing to walk or copy.
    result: Json = {
        key: _inner(item) if isinstance(item, dict | list) else item for key, item in value.items()
    }
    colours = [key for key in result if "olor" in key]
    if not colours:
        return result
    for key in colours:
        if _is_style(key) and isinstance(result[key], dict):
            result[key.removesuffix("Style")] = _of_style(result[key])
    for key in list(result):
        if _is_colour(key) and isinstance(result[key], dict) and "rgbColor" not in result[key]:
            result.setdefault(f"{key}Style", {"rgbColor": result[key]})
    return result


def with_both(mask: Mask) -> Mask:
    """A mask that names a colour's one notation names the other as well."""
    result = {key: with_both(inner) for key, inner in mask.items()}
    for key in list(result):
        if _is_style(key):
            result.setdefault(key.removesuffix("Style"), {})
            result[key] = {}
        elif _is_colour(key):
            result[key] = {}
            result[f"{key}Style"] = {}
    return result


def css(colour: Json | None) -> str:
    """A colour as #rrggbb; a colour without components is black."""
    parts = [(colour or {}).get(name, 0) for name in ("red", "green", "blue")]
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in parts)


def _has_colour(value: Json) -> bool:
    for key, item in value.items():
        if "olor" in key:
            return True
        if isinstance(item, dict):
            if _has_colour(item):
                return True
        elif isinstance(item, list) and any(isinstance(i, dict) and _has_colour(i) for i in item):
            return True
    return False


def _inner(value: object) -> object:
    if isinstance(value, list):
        return [_inner(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) <= {"red", "green", "blue", "alpha"} and value:
        return {name: exact for name, part in value.items() if (exact := _exact(float(part)))}
    return both_notations(value)


def _of_style(style: Json) -> Json:
    if "themeColor" in style:
        parts = THEME.get(style["themeColor"], (0, 0, 0))
        names = ("red", "green", "blue")
        return {name: _exact(part / 255) for name, part in zip(names, parts, strict=True) if part}
    found: Json = style.get("rgbColor", {})
    return found


@lru_cache(maxsize=256)  # a school's sheets know a dozen colours
def _exact(part: float) -> float:
    """A component as Google answers it: a byte, written as the shortest single-precision number."""
    byte = round(min(max(part, 0.0), 1.0) * 255) / 255
    single = struct.pack("f", byte)
    for digits in range(1, 10):
        shortest = float(f"{byte:.{digits}g}")
        if struct.pack("f", shortest) == single:
            return shortest
    return byte


def _is_style(key: str) -> bool:
    return key.endswith("olorStyle")


def _is_colour(key: str) -> bool:
    return key.endswith("olor") and key != "themeColor" and key != "rgbColor"
