"""Everything that stands at the school at one moment, as the owner of the Workspace sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.conftest import OwnerSession
from tests.mangling.person import EVERY

Json = dict[str, Any]
Place = tuple[int, int, int]
"""Sheet id, row and column, counted from 0."""
_CELL = "userEnteredValue,note,dataValidation,userEnteredFormat,textFormatRuns"
_READ = (
    "properties(title),namedRanges,sheets(properties,merges,conditionalFormats,protectedRanges,"
    "charts,bandedRanges,basicFilter,filterViews,developerMetadata,rowGroups,columnGroups,"
    "data(startRow,startColumn,rowMetadata(hiddenByUser,pixelSize,developerMetadata),"
    f"columnMetadata(hiddenByUser,pixelSize,developerMetadata),rowData(values({_CELL}))))"
)
_FILE = (
    "id,name,mimeType,parents,trashed,"
    "permissions(id,type,role,emailAddress,domain,view,permissionDetails)"
)


@dataclass(frozen=True)
class State:
    """The files with their rights, the spreadsheets, and the answers and items of forms."""

    files: Mapping[str, Json]
    documents: Mapping[str, Json]
    answers: Mapping[str, Json]
    forms: Mapping[str, Sequence[Json]]


def look(api: OwnerSession) -> State:
    """Everything, what is in the bin too."""
    found = _get(api, "/drive/v3/files", params=EVERY | {"fields": f"files({_FILE})"})["files"]
    files = {file["id"]: file for file in found}
    documents = {
        id_: _get(api, f"/v4/spreadsheets/{id_}", params={"fields": _READ})
        for id_ in _of_kind(files, "spreadsheet")
    }
    answers = {
        id_: {
            one["responseId"]: one
            for one in _get(api, f"/v1/forms/{id_}/responses").get("responses", [])
        }
        for id_ in _of_kind(files, "form")
    }
    forms = {id_: _get(api, f"/v1/forms/{id_}").get("items", []) for id_ in _of_kind(files, "form")}
    return State(files, documents, answers, forms)


def _of_kind(files: Mapping[str, Json], kind: str) -> list[str]:
    return [id_ for id_, file in files.items() if file["mimeType"].endswith(kind)]


def _get(api: OwnerSession, path: str, **told: Any) -> Json:
    answer = api.get(path, **told)
    assert answer.ok, f"{path}: {answer.text}"
    found: Json = answer.json()
    return found


def cells_of(document: Json) -> dict[Place, Json]:
    """Every cell of a spreadsheet that is not wholly blank."""
    cells: dict[Place, Json] = {}
    for sheet in document["sheets"]:
        own = sheet["properties"].get("sheetId", 0)
        for grid in sheet.get("data", []):
            top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
            for down, row in enumerate(grid.get("rowData", [])):
                for along, cell in enumerate(row.get("values", [])):
                    if cell:
                        cells[own, top + down, left + along] = cell
    return cells
