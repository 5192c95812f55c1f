"""Rules: conditional formats on our columns and tables; those that people add are never met.

Google gives rules no ids. So ours are known by everything that they say, wherever their column
stands by now: the column, the condition and the look. One that people changed is theirs from then
on, and of two that say the same only one is ours. What is as it should be is not written again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_templates.look import TONES
from sheets_templates.model import Rule, Spreadsheet, Tab, sheet_id
from sync.sheets.applied import digest
from sync.sheets.conditions import entered
from sync.sheets.grids import colour, column_letters, column_range, meet, table_range
from sync.sheets.look_said import condition_said, style_said
from sync.sheets.placed import standing

Json = dict[str, Any]
Made = Callable[[str, str], bool]
"""Whether a column, by the address of its table and its key, is made now."""
_CONDITIONS = {
    "equals": "TEXT_EQ",
    "contains": "TEXT_CONTAINS",
    "at_least": "NUMBER_GREATER_THAN_EQ",
    "below": "NUMBER_LESS",
    "not_blank": "NOT_BLANK",
}
_CELL = "@"
"""Stands for the first cell of the column that a rule looks at."""


def rule_names(tab: Tab) -> list[str]:
    """The name of each rule of a tab, by everything that it says."""
    return [
        _name(
            tab,
            rule.table,
            rule.column,
            _condition(rule, _CELL),
            _format(rule),
            whole=rule.whole_row,
        )
        for rule in tab.rules
    ]


@dataclass(frozen=True)
class _Found:
    """A rule of ours as it is: its index, and the ranges that people gave it besides ours."""

    name: str
    index: int
    others: tuple[Json, ...]


class Rules:
    """The rules of a tab: those that there are, and those that set-up last made, if known."""

    def __init__(
        self,
        spreadsheet: Spreadsheet,
        tab: Tab,
        there: Sequence[Json],
        applied: Mapping[str, str] | None,
    ) -> None:
        self._spreadsheet, self._tab, self._there, self._applied = spreadsheet, tab, there, applied
        self._wanted = dict(zip(rule_names(tab), tab.rules, strict=True))

    def requests(self, made: Made, *, look: bool) -> list[Json]:
        """What takes away those that ours has no more, and adds those that are lacking."""
        found = self._found()
        stale = [one for name, one in found.items() if name not in self._wanted] if look else []
        gone = [self._without(one) for one in sorted(stale, key=lambda one: -one.index)]
        total = len(self._there) - sum(not one.others for one in stale)
        requests = gone
        for number, (name, rule) in enumerate(self._wanted.items()):
            fresh = made(f"{self._tab.key}.{rule.table}", rule.column)
            changed = look and name not in (self._applied or ())
            if name not in found and (fresh or changed):
                written = {"rule": self._rule(rule), "index": min(number, total)}
                requests.append({"addConditionalFormatRule": written})
                total += 1
        return requests

    def _without(self, found: _Found) -> Json:
        """A rule goes, or keeps only what people laid it on."""
        sheet = sheet_id(self._spreadsheet.key, self._tab.key)
        if not found.others:
            return {"deleteConditionalFormatRule": {"sheetId": sheet, "index": found.index}}
        rule = self._there[found.index] | {"ranges": list(found.others)}
        return {
            "updateConditionalFormatRule": {"sheetId": sheet, "index": found.index, "rule": rule}
        }

    def _found(self) -> dict[str, _Found]:
        """Ours that are there, by name; the first of those that say the same.

        A rule that people laid on two columns of ours is one of them: it can only go once.
        """
        found: dict[str, _Found] = {}
        known = {*self._wanted, *(self._applied or ())}
        for index, rule in enumerate(self._there):
            said = (one for one in self._read(index, rule) if one.name in known - found.keys())
            if (one := next(said, None)) is not None:
                found[one.name] = one
        return found

    def _read(self, index: int, rule: Json) -> Iterator[_Found]:
        """What a rule would be called as a rule on each of our columns that it lies on."""
        told = rule.get("booleanRule")
        if told is None:
            return
        for table in self._tab.tables:
            body = table_range(self._spreadsheet, self._tab, table, header=False)
            for at, column in standing(table):
                for whole in (False, True):
                    own = [
                        one for one in rule.get("ranges", []) if _fits(one, body, at, whole=whole)
                    ]
                    if not own:
                        continue
                    cell = _reference(at, own[0].get("startRowIndex", 0))
                    condition = _anywhere(told.get("condition", {}), cell)
                    look = told.get("format", {})
                    name = _name(self._tab, table.key, column.key, condition, look, whole=whole)
                    others = tuple(one for one in rule["ranges"] if one not in own)
                    yield _Found(name, index, others)

    def _rule(self, rule: Rule) -> Json:
        spreadsheet, tab = self._spreadsheet, self._tab
        table = next(table for table in tab.tables if table.key == rule.table)
        column = column_range(spreadsheet, tab, table, rule.column)
        row = table_range(spreadsheet, tab, table, header=False)
        cell = _reference(column["startColumnIndex"], column["startRowIndex"])
        told = {"condition": _condition(rule, cell), "format": _format(rule)}
        return {"ranges": [row if rule.whole_row else column], "booleanRule": told}


def _name(tab: Tab, table: str, column: str, condition: Json, look: Json, *, whole: bool) -> str:
    says = [condition_said(condition), style_said(look), whole]
    return f"look:rule/{tab.key}.{table}/{column}/{digest(says)}"


def _fits(place: Json, body: Json, at: int, *, whole: bool) -> bool:
    """Whether a range lies on a column of ours, or on rows of ours with it among them."""
    start, end = place.get("startColumnIndex", 0), place.get("endColumnIndex", 0)
    if not meet(place, body):
        return False
    return (
        start <= at < end and start <= body["startColumnIndex"]
        if whole
        else ((start, end) == (at, at + 1))
    )


def _anywhere(condition: Json, cell: str) -> Json:
    """A condition with our cell wherever it stands now."""
    if condition.get("type") != "CUSTOM_FORMULA":
        return condition
    values = [
        {"userEnteredValue": str(one.get("userEnteredValue", "")).replace(cell, _CELL)}
        for one in condition.get("values", [])
    ]
    return condition | {"values": values}


def _reference(column: int, row: int) -> str:
    return f"${column_letters(column)}{row + 1}"


def _format(rule: Rule) -> Json:
    tone = TONES[rule.tone]
    look: Json = {"textFormat": {"foregroundColorStyle": colour(tone.ink), "bold": tone.bold}}
    return look | ({"backgroundColorStyle": colour(tone.background)} if tone.background else {})


def _condition(rule: Rule, cell: str) -> Json:
    """A whole row looks at one column, and a tick is no text: both by a formula on a first cell."""
    if rule.whole_row or isinstance(rule.value, bool):
        formula = _formula(rule, cell)
        return {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    kind = _CONDITIONS[rule.when]
    if rule.when == "equals" and not isinstance(rule.value, str):
        kind = "NUMBER_EQ"
    values = [] if rule.value is None else [entered(rule.value)]
    return {"type": kind, **({"values": values} if values else {})}


def _formula(rule: Rule, cell: str) -> str:
    value = rule.value if rule.value is not None else ""
    if isinstance(value, bool):
        literal = str(value).upper()
    elif isinstance(value, float | int):
        literal = f"{value:g}"
    else:
        literal = '"' + value.replace('"', '""') + '"'
    return {
        "equals": f"={cell}={literal}",
        "contains": f"=ISNUMBER(SEARCH({literal},{cell}))",
        "at_least": f"=AND(ISNUMBER({cell}),{cell}>={literal})",
        "below": f"=AND(ISNUMBER({cell}),{cell}<{literal})",
        "not_blank": f'={cell}<>""',
    }[rule.when]
