"""How a value is shown: numbers by the spreadsheet engine, dates by Google's patterns."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

import ironcalc

from sync.local.call import Json
from sync.local.sheets.entering import dates

ENGINE_LOCALES = {"nl": "de", "de": "de", "fr": "fr", "es": "es", "it": "it"}
"""Dutch writes numbers as German does, and the engine knows no Dutch."""
DEFAULT_PATTERNS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": "#,##0.00",
    "SCIENTIFIC": "0.00E+00",
}
SHOWN_ERRORS = {
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "NULL_VALUE": "#NULL!",
    "ERROR": "#ERROR!",
}
UNREADABLE = "#VALUE!"
"""What the engine makes of a pattern that it cannot read."""
WHOLE = 1e15
"""From here on even an integer is shown as a power of ten."""
_SYMBOL = re.compile(r"\[\$([^\]\-\"]*)(?:-[0-9A-Fa-f]+)?\]")
_TRUTHS = {
    "nl": ("ONWAAR", "WAAR"),
    "de": ("FALSCH", "WAHR"),
    "fr": ("FAUX", "VRAI"),
    "es": ("FALSO", "VERDADERO"),
    "it": ("FALSO", "VERO"),
    "pt": ("FALSO", "VERDADEIRO"),
    "da": ("FALSK", "SAND"),
    "sv": ("FALSKT", "SANT"),
    "pl": ("FAŁSZ", "PRAWDA"),
    "ru": ("ЛОЖЬ", "ИСТИНА"),
}
CURRENCIES = {"nl": "€ ", "en": "$"}


def error_text(value: Json) -> str:
    """An error as a cell shows it."""
    return SHOWN_ERRORS.get(str(value["errorValue"].get("type")), "#ERROR!")


def engine_locale(locale: str) -> str:
    """The engine's locale that writes numbers as this one does."""
    if locale.replace("_", "-") == "en-GB":
        return "en-GB"
    return ENGINE_LOCALES.get(locale.split("_")[0], "en")


def truths(locale: str) -> tuple[str, str]:
    """How false and true are written; in English where the language is not known."""
    return _TRUTHS.get(locale.split("_")[0], ("FALSE", "TRUE"))


def shown(value: Json, number_format: Json, locale: str) -> str:
    """An effective value as people see it; nothing is an empty text."""
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return truths(locale)[bool(value["boolValue"])]
    if "errorValue" in value:
        return error_text(value)
    if "numberValue" not in value:
        return ""
    return number(float(value["numberValue"]), number_format, locale)


def number(value: float, number_format: Json, locale: str) -> str:
    """A number by its format."""
    if not number_format:
        return general(value, locale)
    kind = number_format.get("type", "")
    pattern = number_format.get("pattern", "")
    if is_date(number_format):
        pattern = pattern or dates.default_pattern(kind, locale)
        moment = dates.show(value, pattern, locale)
        if moment is not None:
            return moment
        return general(value, locale)
    if not pattern and kind == "CURRENCY":
        return CURRENCIES[dates.language_of(locale)] + _by_engine(value, "#,##0.00", locale)
    pattern = pattern or DEFAULT_PATTERNS.get(kind, "")
    if pattern.lower() in {"", "general", "@"}:
        return general(value, locale)
    found = _by_engine(value, _SYMBOL.sub(r'"\1"', pattern), locale)
    return general(value, locale) if found == UNREADABLE else found


def general(value: float, locale: str) -> str:
    """A number without a format: ten digits that count, and no more than ten decimals."""
    if value.is_integer() and abs(value) < WHOLE:
        return str(int(value))
    before = max(len(str(int(abs(value)))), 1) if abs(value) >= 1 else 0
    plain = f"{value:.{max(10 - before, 0)}f}".rstrip("0").rstrip(".")
    if abs(value) >= WHOLE or float(plain) == 0:
        number, _, power = f"{value:.5E}".partition("E")
        plain = f"{number.rstrip('0').rstrip('.')}E{power}"
    return plain if engine_locale(locale).startswith("en") else plain.replace(".", ",")


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
    try:
        return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    except InvalidOperation:  # more digits than a decimal number keeps: there is nothing to round
        return value


@lru_cache(maxsize=20_000)
def _by_engine(value: float, pattern: str, locale: str) -> str:
    model = ironcalc.create("format", engine_locale(locale), "UTC", "en")
    model.update_cell_with_number(0, 1, 1, _rounded(value, pattern))
    style = model.get_cell_style(0, 1, 1)
    style["num_fmt"] = pattern
    model.set_cell_style(0, 1, 1, style)
    return model.get_formatted_cell_value(0, 1, 1)
