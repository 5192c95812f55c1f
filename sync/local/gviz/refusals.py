"""Why a query is refused: reasons, messages and details as the Visualization API writes them."""


class QueryError(Exception):
    """A refusal that goes to the asker as the answer of the query."""

    def __init__(self, reason: str, message: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.message = message
        self.detail = detail


class InvalidQueryError(QueryError):
    """A query that cannot be read, or that says what cannot be done."""

    def __init__(self, detail: str) -> None:
        super().__init__("invalid_query", "INVALID_QUERY", f"Invalid query: {detail}")


class UnreadableQueryError(InvalidQueryError):
    """A query that is not of the language."""

    def __init__(self, found: str, place: int) -> None:
        super().__init__(
            f'PARSE_ERROR: Encountered " {found or "<EOF>"} "" at line 1, column {place + 1}.'
        )


class NoColumnError(InvalidQueryError):
    """A column that the table does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"NO_COLUMN: {name}")


class NotGroupedError(InvalidQueryError):
    """A column beside aggregates that is neither grouped by nor aggregated."""

    def __init__(self, name: str) -> None:
        super().__init__(f"ADD_COL_TO_GROUP_BY_OR_AGG: {name}")


class NumbersOnlyError(InvalidQueryError):
    """A sum or an average of something else than numbers."""

    def __init__(self) -> None:
        super().__init__("AVG_SUM_ONLY_NUMERIC")


class MisplacedAggregateError(InvalidQueryError):
    """An aggregate where only plain columns may stand."""

    def __init__(self, clause: str, name: str) -> None:
        super().__init__(f"CANNOT_BE_IN_{clause}: {name}")


class UnselectedError(InvalidQueryError):
    """A label or a pattern for a column that is not selected."""

    def __init__(self, clause: str, name: str) -> None:
        super().__init__(f"{clause}_COL_NOT_IN_SELECT: {name}")


class NotCarriedClauseError(QueryError):
    """A clause of the language that the local Workspace does not carry."""

    def __init__(self, clause: str) -> None:
        super().__init__(
            "not_supported",
            "NOT_SUPPORTED",
            f"The local Workspace does not carry {clause} in a query. Google does.",
        )


class BadRequestError(QueryError):
    """Parameters that name no sheet, range or output."""

    def __init__(self, detail: str) -> None:
        super().__init__("invalid_request", "INVALID_REQUEST", detail)


class AccessDeniedError(QueryError):
    """A spreadsheet that this visitor may not read."""

    def __init__(self) -> None:
        super().__init__("access_denied", "ACCESS_DENIED", "Access denied")
