"""What people type, paste and colour in cells."""

from tests.mangling.spot import PINK, Json, Spot, act, cells, said


@act
def type_words(spot: Spot) -> list[Json]:
    """Words, which begin with anything."""
    rows = [
        [said(spot.word(down * 2 + along)) for along in range(spot.wide)]
        for down in range(spot.tall)
    ]
    return [cells(spot, rows, "userEnteredValue")]


@act
def type_more_words(spot: Spot) -> list[Json]:
    """The same in one cell: it is what people do most."""
    return [cells(spot, [[said(spot.word())]], "userEnteredValue")]


@act
def type_a_number(spot: Spot) -> list[Json]:
    """A number, a date as people see it, and a tick."""
    row = [[said(float(46000 + spot.number)), said(True)][: spot.wide]]
    return [cells(spot, row, "userEnteredValue")]


@act
def type_a_formula(spot: Spot) -> list[Json]:
    """A formula of their own."""
    formula = {"userEnteredValue": {"formulaValue": f'="mens "&{spot.number}'}}
    return [cells(spot, [[formula]], "userEnteredValue")]


@act
def empty_cells(spot: Spot) -> list[Json]:
    """Nothing, where something stood."""
    return [{"updateCells": {"range": spot.place, "fields": "userEnteredValue"}}]


@act
def paste_a_block(spot: Spot) -> list[Json]:
    """Text from elsewhere, over whatever stands there."""
    text = "\n".join(f"{spot.word(at)}\tplak {spot.number}" for at in range(spot.tall))
    where = {"sheetId": spot.id, "rowIndex": spot.row, "columnIndex": spot.column}
    return [{"pasteData": {"coordinate": where, "data": text, "delimiter": "\t"}}]


@act
def copy_and_paste(spot: Spot) -> list[Json]:
    """The same cells a second time."""
    to = spot.block(*spot.to, spot.tall, spot.wide)
    return [{"copyPaste": {"source": spot.place, "destination": to, "pasteType": "PASTE_NORMAL"}}]


@act
def copy_a_whole_row(spot: Spot) -> list[Json]:
    """A row of ours, copied with everything in it."""
    wide = spot.sheet["properties"]["gridProperties"]["columnCount"]
    source, to = spot.block(spot.row, 0, 1, wide), spot.block(spot.to[0], 0, 1, wide)
    return [{"copyPaste": {"source": source, "destination": to, "pasteType": "PASTE_NORMAL"}}]


@act
def cut_and_paste(spot: Spot) -> list[Json]:
    """Cells dragged to another place."""
    to = {"sheetId": spot.id, "rowIndex": spot.to[0], "columnIndex": spot.to[1]}
    return [{"cutPaste": {"source": spot.place, "destination": to, "pasteType": "PASTE_NORMAL"}}]


@act
def write_a_note(spot: Spot) -> list[Json]:
    """A note behind a cell."""
    return [cells(spot, [[{"note": spot.word()}]], "note")]


@act
def colour_cells(spot: Spot) -> list[Json]:
    """Pink, for whatever reason."""
    look = {"userEnteredFormat": {"backgroundColorStyle": PINK}}
    fields = "userEnteredFormat.backgroundColorStyle"
    return [{"repeatCell": {"range": spot.place, "cell": look, "fields": fields}}]


@act
def find_and_replace(spot: Spot) -> list[Json]:
    """One word for another, everywhere in the tab."""
    told = {"find": "week", "replacement": f"weekje {spot.number}", "sheetId": spot.id}
    return [{"findReplace": told}]
