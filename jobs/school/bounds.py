"""How much one set-up may change by itself: beyond that somebody has to look first."""

from pydantic import Field

from jobs.school.values import Frozen


class Bounds(Frozen):
    """What a set-up may do without `--force`; making what is missing is never bounded.

    `changes` to what exists, `people` who gain or lose access to what exists, forms that close
    (`closures`), and places where something else stands of which nobody knows who wrote it
    (`overwrites`).
    """

    changes: int = Field(default=150, ge=0)
    people: int = Field(default=40, ge=0)
    closures: int = Field(default=0, ge=0)
    overwrites: int = Field(default=20, ge=0)
