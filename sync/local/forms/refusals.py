"""The refusals of a form's changes, in the words and with the codes of Google's Forms API."""

from sync.local.errors import GoogleError


class InvalidRequestError(GoogleError):
    """One request of a batch is wrong; nothing of the batch was applied."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(400, f"Invalid {where}: {what}")


class OnlyTitleError(GoogleError):
    """`forms.create` was asked for more than a title."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "Only info.title can be set when creating a form. To add items and change settings,"
            " use batchUpdate.",
        )


class StaleRevisionError(GoogleError):
    """The form changed since the revision that a write requires."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            400,
            f"The required revision ID '{revision}' does not match the latest revision.",
            status="FAILED_PRECONDITION",
        )


class StaleTargetError(GoogleError):
    """The form changed too often since the revision that a write was meant for."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            400,
            f"The target revision ID '{revision}' is unknown or too far behind the latest one.",
            status="FAILED_PRECONDITION",
        )


class AcceptingUnpublishedError(GoogleError):
    """A form that is not published cannot accept responses."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "Invalid publishSettings.publishState: is_accepting_responses cannot be true when"
            " is_published is false.",
        )


class MalformedValueError(GoogleError):
    """A parameter of a call holds something that its documentation does not allow."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(400, f"Invalid {name} '{value}': {allowed}.")
