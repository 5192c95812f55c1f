"""Numbers as people type them: with thousands, as a percentage, an amount or a power of ten."""

import re
from functools import lru_cache

from sync.local.call import Json
from sync.local.sheets.entering.formats import engine_locale

SYMBOLS = "$€£¥₹"
OWN_SYMBOL = {"en_US": "$", "en_CA": "$", "en_AU": "$", "en_GB": "£"}
POINTS = {"en": (",", "."), "en-GB": (",", "."), "fr": (" \u00a0\u202f", ",")}
"""What stands between thousands, and before decimals; elsewhere a point and a comma."""


def typed_number(text: str, locale: str) -> tuple[float, Json] | None:
    """The number and the format that typing it implies; none when it is no number."""
    found = _pattern(engine_locale(locale)).fullmatch(text)
    if not found or (found["open"] is None) != (found["close"] is None):
        return None
    before, after = found["before"], found["after"]
    if (before and after) or (found["sign"] and found["inner"]):
        return None
    symbol = before or after
    if symbol and (found["percent"] or found["power"]):
        return None
    digits = re.sub(r"[^\d]", "", found["whole"] or "0")
    part = found["part"] or found["only"] or "0"
    value = float(f"{digits}.{part}{found['power'] or ''}")
    if value == float("inf"):
        return None
    negative = found["open"] or "-" in {found["sign"], found["inner"]}
    value = -value if negative else value
    implied = _implied(found, symbol, locale)
    return (value / 100 if found["percent"] else value), implied


def whole(value: float) -> float | int:
    """A number without decimals as an integer, as JSON writes it."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _implied(found: re.Match[str], symbol: str | None, locale: str) -> Json:
    decimals = ".00" if found["part"] or found["only"] else ""
    if found["power"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if found["percent"]:
        return {"type": "PERCENT", "pattern": f"0{decimals}%"}
    if symbol:
        return {"type": "CURRENCY", "pattern": f"{_sign(symbol, locale)}#,##0{decimals}"}
    if re.search(r"\D", found["whole"] or ""):
        return {"type": "NUMBER", "pattern": f"#,##0{decimals}"}
    return {}


def _sign(symbol: str, locale: str) -> str:
    if OWN_SYMBOL.get(locale) == symbol:
        return f'"{symbol}"'
    return f"[${symbol}]" if locale.startswith("en") else f"[${symbol} ]"


@lru_cache
def _pattern(locale: str) -> re.Pattern[str]:
    group, decimal = POINTS.get(locale, (".", ","))
    grouped = rf"\d{{1,3}}(?:[{group}]\d{{3}})+|\d+"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[-+])?(?P<before>[{SYMBOLS}])?\s?(?P<inner>[-+])?"
        rf"(?:(?P<whole>{grouped})(?:[{decimal}](?P<part>\d*))?|[{decimal}](?P<only>\d+))"
        rf"(?P<power>[eE][-+]?\d{{1,3}})?\s?(?P<percent>%)?\s?(?P<after>[{SYMBOLS}])?"
        rf"(?P<close>\))?"
    )
