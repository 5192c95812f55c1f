"""What a team does in which week of a block: ours, or the `block.yaml` of a school itself."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from forms.definition import in_language, read_definition
from jobs.school.definitions import Definitions

_OURS = Path(__file__).parent
SHORTEST_BLOCK = 3
"""So many weeks a school's own block has at least."""


class WeekPlan(BaseModel):
    """What the definition says about one week."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    number: int
    visits: bool = False
    designs: bool = False
    activities: Mapping[Literal["teachers", "support"], tuple[str, ...]]

    @model_validator(mode="after")
    def _speaks_to_everybody(self) -> Self:
        missing = [name for name in ("teachers", "support") if name not in self.activities]
        if missing:
            raise ValueError(f"week {self.number} has no activities for {missing[0]}")
        return self


class BlockPlan(BaseModel):
    """Every week of a block; week 0 prepares."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    weeks: tuple[WeekPlan, ...] = Field(min_length=SHORTEST_BLOCK)

    @model_validator(mode="after")
    def _counts_from_zero(self) -> Self:
        numbers = [week.number for week in self.weeks]
        if numbers != list(range(len(numbers))):
            written = ", ".join(map(str, numbers))
            raise ValueError(f"weeks count 0, 1, 2 and on, without a gap; found {written}")
        return self


@cache
def load_block(definitions: Definitions) -> BlockPlan:
    """The plan of a block; `block.yaml` in a folder wins over ours. Raises DefinitionError."""
    places = [*definitions.folders, in_language(_OURS, definitions.language)]
    return read_definition("block", places, BlockPlan, {})
