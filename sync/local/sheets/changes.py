"""What a call changed on a sheet, so that what is computed can tell whether it still stands."""

from dataclasses import dataclass, field

from sync.local.sheets.stored_rows import Kept, is_formula


@dataclass
class Changes:
    """What changed on a sheet since it was last kept: some of these rows, in these columns."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    beyond_values: bool = False
    """Whether a formula came, went or moved, or cells went elsewhere."""

    def note(self, column: int, before: Kept | None, after: Kept | None) -> None:
        """A cell in this column became another."""
        self.columns.add(column)
        if is_formula(before) or is_formula(after):
            self.beyond_values = True
