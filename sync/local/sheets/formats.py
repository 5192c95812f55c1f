"""How a value is shown: numbers by the spreadsheet engine, dates by Google's patterns."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import ironcalc

from sync.local.call import Json
from sync.local.sheets import dates

ENGINE_LOCALES = {"nl": "de", "de": "de", "fr": "fr", "es": "es", "it": "it"}
"""Dutch writes numbers as German does, and the engine knows no Dutch."""
DEFAULT_PATTERNS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": "#,##0.00",
    "SCIENTIFIC": "0.00E+00",
}
TRUTH = {"nl": ("ONWAAR", "WAAR"), "en": ("FALSE", "TRUE")}
CURRENCIES = {"nl": "€ ", "en": "$"}


def engine_locale(locale: str) -> str:
    """The engine's locale that writes numbers as this one does."""
    if locale.replace("_", "-") == "en-GB":
        return "en-GB"
    return ENGINE_LOCALES.get(locale.split("_")[0], "en")


def shown(value: Json, number_format: Json, locale: str) -> str:
    """An effective value as people see it; nothing is an empty text."""
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return TRUTH[dates.language_of(locale)][bool(value["boolValue"])]
    if "errorValue" in value:
        return str(value["errorValue"].get("message", "#ERROR!"))
    if "numberValue" not in value:
        return ""
    return number(float(value["numberValue"]), number_format, locale)


def number(value: float, number_format: Json, locale: str) -> str:
    """A number by its format."""
    kind = number_format.get("type", "")
    pattern = number_format.get("pattern", "")
    if is_date(number_format):
        pattern = pattern or dates.default_pattern(kind, locale)
        moment = dates.show(value, pattern, locale)
        if moment is not None:
            return moment
        pattern = ""
    if not pattern and kind == "CURRENCY":
        return CURRENCIES[dates.language_of(locale)] + _by_engine(value, "#,##0.00", locale)
    return _by_engine(value, pattern or DEFAULT_PATTERNS.get(kind, "general"), locale)


def is_date(number_format: Json) -> bool:
    """Whether a number format shows a date or a time."""
    if number_format.get("type") in {"DATE", "TIME", "DATE_TIME"}:
        return True
    return dates.is_date_pattern(number_format.get("pattern", ""))


def _rounded(value: float, pattern: str) -> float:
    """A half goes up, as people expect; the engine would round it to the even neighbour."""
    found = re.fullmatch(r"[^.0#]*[#,]*0?(?:\.(0+))?(%?)[^.0#]*", pattern)
    if not found or "e" in pattern.lower():
        return value
    places = len(found[1] or "") + (2 if found[2] else 0)
    exact = Decimal(repr(value))
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@lru_cache(maxsize=20_000)
def _by_engine(value: float, pattern: str, locale: str) -> str:
    model = ironcalc.create("format", engine_locale(locale), "UTC", "en")
    model.update_cell_with_number(0, 1, 1, _rounded(value, pattern))
    style = model.get_cell_style(0, 1, 1)
    style["num_fmt"] = "general" if pattern == "@" else pattern
    model.set_cell_style(0, 1, 1, style)
    return model.get_formatted_cell_value(0, 1, 1)
