"""What a call changed on a sheet, so that what is computed can tell whether it still stands."""

from dataclasses import dataclass, field


@dataclass
class Changes:
    """What changed on a sheet since it was last kept: some of these rows, in these columns."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    beyond_values: bool = False
    """Whether a formula came, went or moved, or cells went elsewhere."""
