"""What every part of a school's configuration is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from forms.catalogue import SCHOOL_FORMS

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=30)]
Email = Annotated[str, Field(pattern=r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$")]
TAKEN = {"top", "formulieren", "schoolleiding", "overzicht", "beheer", "pizza", *SCHOOL_FORMS}
"""What the school's own files go by: a team of this name would be taken for one of them."""


class Frozen(BaseModel):
    """A value that never changes and knows no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
