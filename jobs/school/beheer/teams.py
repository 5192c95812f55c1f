"""The rows of Teams, and the names by which other tabs may call a team."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobs.school.beheer.places import ReadRow, SheetData
from jobs.school.problems import Location

TeamData = dict[str, object]

_FIELDS = {
    "key": "team",
    "name": "naam",
    "vocabulary": "woorden",
    "pupils": "leerlingen",
    "block_start": "start",
    "earlier_blocks": "eerder",
}
_BORDSESSIE = {"day": "bordsessie_dag", "time": "bordsessie_tijd"}


@dataclass(frozen=True)
class TeamNames:
    """Every team's key, and the names that belong to one team only."""

    keys: tuple[str, ...]
    names: dict[str, str]

    def key(self, called: object) -> str | None:
        """The team that somebody means: by its key, or else by its name."""
        if called is None:
            return None
        small = str(called).casefold()
        return small if small in self.keys else self.names.get(small)

    def index(self, called: object) -> int | None:
        """Which team that is, counted from 0; of two with one key, the first."""
        key = self.key(called)
        return None if key is None else self.keys.index(key)


def add_teams(sheet: SheetData, rows: Sequence[ReadRow]) -> TeamNames:
    """Put every team in its order, without its members yet."""
    teams = [_team(sheet, index, row) for index, row in enumerate(rows)]
    sheet.data["teams"] = teams
    names = [str(row["naam"] or "").casefold() for row in rows]
    keys = [str(row["team"] or "") for row in rows]
    own = {
        name: key
        for name, key in zip(names, keys, strict=True)
        if name and key and names.count(name) == 1
    }
    return TeamNames(tuple(keys), own)


def _team(sheet: SheetData, index: int, row: ReadRow) -> TeamData:
    path: Location = ("teams", index)
    sheet.places[path] = row.whole
    for field, column in _FIELDS.items():
        if column in row.places:
            sheet.places[*path, field] = row.places[column]
    for field, column in _BORDSESSIE.items():
        if column in row.places:
            sheet.places[*path, "bordsessie", field] = row.places[column]
    team: TeamData = {field: row[column] for field, column in _FIELDS.items()}
    team["vocabulary"] = team["vocabulary"] or "teachers"
    team["earlier_blocks"] = team["earlier_blocks"] or []
    bordsessie = {field: row[column] for field, column in _BORDSESSIE.items()}
    return {**team, "bordsessie": bordsessie, "members": [], "absences": []}
