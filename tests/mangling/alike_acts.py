"""What people make that is much like something of ours."""

from tests.mangling.spot import Json, Spot, act


@act
def take_a_name_of_ours(spot: Spot) -> list[Json]:
    """A name of ours gone, and then theirs, on cells of their own."""
    found = spot.document.get("namedRanges", [])
    if not found:
        return []
    chosen = found[spot.row % len(found)]
    theirs = {"name": chosen["name"], "range": spot.place}
    return [
        {"deleteNamedRange": {"namedRangeId": chosen["namedRangeId"]}},
        {"addNamedRange": {"namedRange": theirs}},
    ]


@act
def copy_a_rule(spot: Spot) -> list[Json]:
    """A rule that looks as one that is there, on the same cells, and says something else."""
    found = [one for one in spot.sheet.get("conditionalFormats", []) if "booleanRule" in one]
    if not found:
        return []
    chosen = found[spot.row % len(found)]
    told = {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": f"mens {spot.number}"}]}
    rule = chosen | {"booleanRule": chosen["booleanRule"] | {"condition": told}}
    index = spot.number % (len(found) + 1)
    return [{"addConditionalFormatRule": {"rule": rule, "index": index}}]


@act
def look_in_their_own_way(spot: Spot) -> list[Json]:
    """A filter view: the rows in an order of their own."""
    place = spot.block(spot.row, spot.column, spot.tall + 3, spot.wide + 1)
    view = {"title": f"mens {spot.number}", "range": place}
    return [{"addFilterView": {"filter": view}}]
