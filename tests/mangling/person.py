"""Somebody at the school, who works in the sheets and in Drive as Google's own pages would."""

from typing import Any

from tests.conftest import OwnerSession
from tests.mangling.elsewhere import ELSEWHERE, FOLDER, SHEET, Around, carried_out
from tests.mangling.form_acts import FORM_ACTS, MIME_TYPE, Asked
from tests.mangling.playing import Playing
from tests.mangling.sheet_acts import SHEET_ACTS, Spot
from tests.mangling.weeks import Act

Json = dict[str, Any]
_SEEN = (
    "namedRanges,sheets(properties,protectedRanges(protectedRangeId),conditionalFormats,"
    "charts(chartId),bandedRanges(bandedRangeId))"
)
EVERY = {
    "pageSize": "200",
    "supportsAllDrives": "true",
    "includeItemsFromAllDrives": "true",
    "corpora": "allDrives",
}


class Person:
    """Does what an act says, as far as there is such a file, tab and cell."""

    def __init__(self, api: OwnerSession, playing: Playing) -> None:
        self._api = api
        self._playing = playing
        self._number = 0

    def does(self, act: Act) -> bool:
        """Do it; whether it could be done."""
        self._number += 1
        if act.kind in ELSEWHERE:
            return self._around(act)
        if act.kind in FORM_ACTS:
            return self._in_form(act)
        file = self._sheet(act.file)
        if file is None:
            return False
        path = f"/v4/spreadsheets/{file['id']}"
        document = carried_out(self._api, "GET", path, params={"fields": _SEEN})
        requests = SHEET_ACTS[act.kind](self._spot(act, document))
        if not requests:
            return False
        done = carried_out(self._api, "POST", f"{path}:batchUpdate", json={"requests": requests})
        return bool(done)

    def _spot(self, act: Act, document: Json) -> Spot:
        sheet = document["sheets"][act.tab % len(document["sheets"])]
        grid = sheet["properties"]["gridProperties"]
        rows, columns = grid["rowCount"], grid["columnCount"]
        row, column = act.row % rows, act.column % columns
        return Spot(
            document,
            sheet,
            row,
            column,
            min(act.tall, rows - row),
            min(act.wide, columns - column),
            (act.to[0] % rows, act.to[1] % columns),
            self._number,
        )

    def _files(self, mime_type: str = "") -> list[Json]:
        asked = {"q": "trashed = false", "fields": "files(id,name,mimeType,parents,createdTime)"}
        found = carried_out(self._api, "GET", "/drive/v3/files", params=EVERY | asked)["files"]
        chosen = [one for one in found if mime_type in ("", one["mimeType"])]
        return sorted(chosen, key=lambda one: (one["createdTime"], one["id"]))

    def _sheet(self, number: int) -> Json | None:
        """One of the school's sheets, or what people made in its place; none in an empty Drive."""
        known = self._playing.definitions()
        there = {file["id"]: file for file in self._files(SHEET)}
        ours = [there[id_] for id_ in known if id_ in there]
        chosen = [*ours, *(file for id_, file in there.items() if id_ not in known)]
        return chosen[number % len(chosen)] if chosen else None

    def _in_form(self, act: Act) -> bool:
        forms = self._files(MIME_TYPE)
        path = f"/v1/forms/{forms[act.file % len(forms)]['id']}" if forms else ""
        items = carried_out(self._api, "GET", path).get("items", []) if forms else []
        if not items:
            return False
        at, to = act.row % len(items), act.column % len(items)
        request = FORM_ACTS[act.kind](Asked(items, at, to, self._number))
        body = {"requests": [request]}
        return bool(request and carried_out(self._api, "POST", f"{path}:batchUpdate", json=body))

    def _around(self, act: Act) -> bool:
        files, folders = self._files(), self._files(FOLDER)
        if not folders:
            return False
        form, answer = self._playing.form(self._number)
        at = Around(
            self._api,
            files[(act.row + act.file) % len(files)],
            folders[act.column % len(folders)],
            self._number,
            form,
            dict(answer),
        )
        ELSEWHERE[act.kind](at)
        return True
