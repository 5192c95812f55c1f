"""What people lay on a sheet or take away from it: guards, rules, names, charts."""

from tests.mangling.spot import PINK, Json, Spot, act


@act
def protect(spot: Spot) -> list[Json]:
    """Cells that others may not change."""
    told = {"range": spot.place, "description": spot.word(), "warningOnly": True}
    return [{"addProtectedRange": {"protectedRange": told}}]


@act
def take_protection_away(spot: Spot) -> list[Json]:
    """A protection gone, whosever it is."""
    found = spot.own("protectedRanges", "protectedRangeId")
    return [{"deleteProtectedRange": found}] if found else []


@act
def add_a_rule(spot: Spot) -> list[Json]:
    """A colour that depends on what a cell says."""
    told = {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": f"mens {spot.number}"}]}
    look = {"condition": told, "format": {"backgroundColorStyle": PINK}}
    rule = {"ranges": [spot.place], "booleanRule": look}
    return [{"addConditionalFormatRule": {"rule": rule, "index": spot.number % 2}}]


@act
def take_a_rule_away(spot: Spot) -> list[Json]:
    """A rule gone, whosever it is."""
    found = len(spot.sheet.get("conditionalFormats", []))
    gone = {"sheetId": spot.id, "index": spot.row % found if found else 0}
    return [{"deleteConditionalFormatRule": gone}] if found else []


@act
def add_a_list(spot: Spot) -> list[Json]:
    """Cells in which only some words fit."""
    words = [{"userEnteredValue": word} for word in ("rood", f"mens {spot.number}")]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": words}, "strict": False}
    return [{"setDataValidation": {"range": spot.place, "rule": rule}}]


@act
def draw_a_chart(spot: Spot) -> list[Json]:
    """A chart of their own."""
    sources = [
        {"sourceRange": {"sources": [spot.block(spot.row, at, 3, 1)]}}
        for at in (spot.column, max(spot.column - 1, 0))
    ]
    basic = {"chartType": "COLUMN", "domains": [{"domain": sources[0]}]}
    spec = {"title": spot.word(), "basicChart": basic | {"series": [{"series": sources[1]}]}}
    anchor = {"sheetId": spot.id, "rowIndex": 0, "columnIndex": 0}
    place = {"overlayPosition": {"anchorCell": anchor}}
    return [{"addChart": {"chart": {"spec": spec, "position": place}}}]


@act
def take_a_chart_away(spot: Spot) -> list[Json]:
    """A chart gone, whosever it is."""
    found = spot.own("charts", "chartId")
    return [{"deleteEmbeddedObject": {"objectId": found["chartId"]}}] if found else []


@act
def name_a_range(spot: Spot) -> list[Json]:
    """A name for cells."""
    return [{"addNamedRange": {"namedRange": {"name": f"mens_{spot.number}", "range": spot.place}}}]


@act
def take_a_name_away(spot: Spot) -> list[Json]:
    """A name gone, whosever it is."""
    found = spot.document.get("namedRanges", [])
    chosen = [{"namedRangeId": found[spot.row % len(found)]["namedRangeId"]}] if found else []
    return [{"deleteNamedRange": one} for one in chosen]


@act
def rename_a_name(spot: Spot) -> list[Json]:
    """A name that is called otherwise, whosever it is."""
    found = spot.document.get("namedRanges", [])
    if not found:
        return []
    entry = {"namedRangeId": found[spot.row % len(found)]["namedRangeId"]}
    named = {"namedRange": entry | {"name": f"anders_{spot.number}"}, "fields": "name"}
    return [{"updateNamedRange": named}]


@act
def take_bands_away(spot: Spot) -> list[Json]:
    """Bands gone, whosever they are."""
    found = spot.own("bandedRanges", "bandedRangeId")
    return [{"deleteBanding": found}] if found else []


@act
def add_bands(spot: Spot) -> list[Json]:
    """Bands of their own."""
    bands = {"firstBandColorStyle": PINK, "secondBandColorStyle": {"rgbColor": {"red": 1.0}}}
    return [{"addBanding": {"bandedRange": {"range": spot.place, "rowProperties": bands}}}]
