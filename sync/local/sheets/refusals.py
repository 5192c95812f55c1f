"""What Google Sheets refuses, in Google's words."""

from sync.local.errors import GoogleError

LONGEST = 50_000
"""How many characters a cell holds."""


class RefusedRequestError(Exception):
    """A request of a batchUpdate that cannot be applied; its place in the batch is added later."""


class UnparsableRangeError(GoogleError):
    """A1 notation that names no range of this spreadsheet."""

    def __init__(self, text: str) -> None:
        super().__init__(400, f"Unable to parse range: {text}")


class OutsideGridError(GoogleError):
    """A range that begins or ends beyond the sheet's grid."""

    def __init__(self, a1: str, rows: int, columns: int) -> None:
        super().__init__(
            400,
            f"Range ({a1}) exceeds grid limits. Max rows: {rows}, max columns: {columns}",
        )


class BeyondRequestedRangeError(GoogleError):
    """More values than the named range has place for."""

    def __init__(self, a1: str, kind: str, place: str) -> None:
        super().__init__(
            400, f"Requested writing within range [{a1}], but tried writing to {kind} [{place}]"
        )


class UnwritableValueError(GoogleError):
    """A value that is neither text, number, truth nor nothing."""

    def __init__(self, row: int, column: int, value: object) -> None:
        kind = "list_value" if isinstance(value, list) else "struct_value"
        super().__init__(400, f"Invalid values[{row}][{column}]: {kind} {{ }}")


class TooLongTextError(GoogleError):
    """More text than a cell holds."""

    def __init__(self) -> None:
        super().__init__(
            400,
            f"Your input contains more than the maximum of {LONGEST} characters in a single cell.",
        )


class NoInputOptionError(GoogleError):
    """A write of values that does not say whether they are RAW or USER_ENTERED."""

    def __init__(self) -> None:
        super().__init__(400, "'valueInputOption' is required but not specified")


class InvalidRequestError(GoogleError):
    """A refused request, with its place in the batch."""

    def __init__(self, index: int, kind: str, message: str) -> None:
        super().__init__(400, f"Invalid requests[{index}].{kind}: {message}")


class NoRequestsError(GoogleError):
    """A batchUpdate without requests."""

    def __init__(self) -> None:
        super().__init__(400, "Must specify at least one request.")


class NoRequestKindError(GoogleError):
    """An entry of a batchUpdate that names no kind, or more than one."""

    def __init__(self, index: int) -> None:
        super().__init__(400, f"Invalid requests[{index}]: No request set.")


class NoGridError(RefusedRequestError):
    """A range on a sheet that does not exist."""

    def __init__(self, sheet_id: int) -> None:
        super().__init__(f"No grid with id: {sheet_id}")


class NoSheetError(RefusedRequestError):
    """A sheet id that does not exist."""

    def __init__(self, sheet_id: int) -> None:
        super().__init__(f"No sheet with id: {sheet_id}")


class TitleTakenError(RefusedRequestError):
    """Two sheets cannot share a name."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )


class TitleTooLongError(RefusedRequestError):
    """A sheet's name of more than 100 characters."""

    def __init__(self) -> None:
        super().__init__("The sheet name cannot be greater than 100 characters.")


class TitleEmptyError(RefusedRequestError):
    """A sheet without a name."""

    def __init__(self) -> None:
        super().__init__("The sheet name cannot be empty.")


class IdTakenError(RefusedRequestError):
    """An id of the caller's choice that is in use."""

    def __init__(self, what: str, taken: int | str) -> None:
        super().__init__(f"{what} with id: {taken} already exists.")


class UnknownObjectError(RefusedRequestError):
    """An id of a chart, rule, protection, banding or name that does not exist."""

    def __init__(self, what: str, wanted: object) -> None:
        super().__init__(f"No {what} with id: {wanted}")


class LastSheetError(RefusedRequestError):
    """A spreadsheet keeps at least one sheet."""

    def __init__(self) -> None:
        super().__init__("You can't remove all the sheets in a document.")


class NoFieldsError(RefusedRequestError):
    """An update without a field mask."""

    def __init__(self) -> None:
        super().__init__(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )


class UnknownFieldError(RefusedRequestError):
    """A field mask that names something the object does not have."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Invalid field: {path}")


class MissingError(RefusedRequestError):
    """A request without something it needs."""

    def __init__(self, what: str) -> None:
        super().__init__(f"No {what} specified.")


class BeyondLastError(RefusedRequestError):
    """Cells written past the range or the grid."""

    def __init__(self, kind: str, place: int, last: int) -> None:
        super().__init__(
            f"Attempting to write {kind}: {place}, beyond the last requested {kind} of: {last}"
        )


class OutsideSheetError(RefusedRequestError):
    """A range of a request that lies outside its sheet."""

    def __init__(self, field: str, place: int, kind: str, size: int) -> None:
        super().__init__(f"range.{field}[{place}] is after last {kind} in grid[{size}]")


class OverlapError(RefusedRequestError):
    """Merges, bandings and filters may not overlap."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class BadIndexError(RefusedRequestError):
    """A position in a list that the list does not have."""

    def __init__(self, index: int, size: int) -> None:
        super().__init__(f"No conditional format on sheet at index: {index} (of {size})")


class BadNameError(RefusedRequestError):
    """A named range's name that Google would not take."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The name {name} is not valid for a named range.")


class NameTakenError(RefusedRequestError):
    """Two named ranges cannot share a name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'A named range with the name "{name}" already exists. Please enter another name.'
        )


class NothingLeftError(RefusedRequestError):
    """Deleting every row or column of a sheet."""

    def __init__(self, dimension: str) -> None:
        super().__init__(f"You can't delete all the {dimension.lower()} on the sheet.")


class TooManyCellsError(RefusedRequestError):
    """A spreadsheet holds at most ten million cells."""

    def __init__(self) -> None:
        super().__init__(
            "This action would increase the number of cells in the workbook above the limit "
            "of 10000000 cells."
        )


class NoColumnIndexError(RefusedRequestError):
    """A filter whose criteria are under something else than the index of a column."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Invalid column index in criteria: '{key}'; write a number from 0.")


class SeveralBackingsError(RefusedRequestError):
    """A filter or protection that names more than one thing to lie over."""

    def __init__(self) -> None:
        super().__init__("Only one of range, namedRangeId or tableId may be set.")
