"""Drive's refusals, one class each, in Drive's words."""

from sync.local.errors import GoogleError


class InvalidValueError(GoogleError):
    """A parameter or field holds something that Drive cannot read."""

    def __init__(self, what: str = "") -> None:
        super().__init__(400, f"Invalid Value{': ' if what else ''}{what}", reason="invalid")


class InsufficientRoleError(GoogleError):
    """The caller sees the file but may not do this with it."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The user does not have sufficient permissions for this file.",
            reason="insufficientFilePermissions",
        )


class FieldNotWritableError(GoogleError):
    """The body sets a field that only Drive itself sets."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            403,
            message or "The resource body includes fields which are not directly writable.",
            reason="fieldNotWritable",
        )


class GeneratedIdNotSupportedError(GoogleError):
    """Google Workspace files choose their own id."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "Generated IDs are not supported for Docs Editors formats.",
            reason="generatedIdNotSupported",
        )


class UnusableIdError(GoogleError):
    """The id in the body did not come from `files.generateIds`."""

    def __init__(self) -> None:
        super().__init__(400, "The provided file ID is not usable.", reason="invalid")


class IdInUseError(GoogleError):
    """The id in the body is the id of a file that exists already."""

    def __init__(self) -> None:
        super().__init__(409, "A file already exists with the provided ID.", reason="fileIdInUse")


class PropertyTooLongError(GoogleError):
    """One property is longer than Drive keeps."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            400,
            f"A custom property is {size} bytes; key and value together may be {limit} bytes.",
            reason="invalid",
        )


class TooManyPropertiesError(GoogleError):
    """More properties on one file than Drive keeps."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(
            403,
            f"The file would have {count} custom properties of this app; the limit is {limit}.",
            reason="limitExceeded",
        )


class SeveralParentsError(GoogleError):
    """A file lives in one folder."""

    def __init__(self) -> None:
        super().__init__(
            403, "Increasing the number of parents is not allowed", reason="cannotAddParent"
        )


class CyclicFoldersError(GoogleError):
    """A folder would end up inside itself."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The requested operation would create a cycle in the folder hierarchy.",
            reason="cyclicHierarchy",
        )


class NotDownloadableError(GoogleError):
    """Google Workspace files have no bytes of their own."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
        )


class NotExportableError(GoogleError):
    """Only Google Workspace files are exported."""

    def __init__(self) -> None:
        super().__init__(
            403, "Export only supports Docs Editors files.", reason="fileNotExportable"
        )


class RevisionNotFoundError(GoogleError):
    """No revision with this id on this file."""

    def __init__(self, revision: str) -> None:
        super().__init__(404, f"Revision not found: {revision}.", reason="notFound")


class ShortcutTargetError(GoogleError):
    """A shortcut that points at nothing, at a shortcut, or that brings bytes."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "The shortcut target is invalid: name another file.",
            reason="shortcutTargetInvalid",
        )


class ParentNotFoundError(GoogleError):
    """The parent to take away is no parent of the file."""

    def __init__(self, parent: str) -> None:
        super().__init__(404, f"File not found: {parent}.", reason="notFound")


class CannotCopyError(GoogleError):
    """Folders and shared drives are not copied."""

    def __init__(self) -> None:
        super().__init__(403, "This file cannot be copied by the user.", reason="cannotCopyFile")


class NotFoundOnFileError(GoogleError):
    """No comment or reply with this id on this file."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(404, f"{what} not found: {identifier}.", reason="notFound")


class RequiredFieldError(GoogleError):
    """The body lacks a field that the method cannot do without."""

    def __init__(self, field: str) -> None:
        super().__init__(400, f"The {field} field is required.", reason="required")


class SharedDriveNotFoundError(GoogleError):
    """No shared drive with this id, or none that this caller is a member of."""

    def __init__(self, drive_id: str) -> None:
        super().__init__(404, f"Shared drive not found: {drive_id}", reason="notFound")


class DriveNotEmptyError(GoogleError):
    """A shared drive is removed only when nothing is in it."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The shared drive cannot be deleted because it still contains files.",
            reason="cannotDeleteNonEmptyTeamDrive",
        )


class NoStorageForDrivesError(GoogleError):
    """A service account makes no shared drives of its own."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "The user does not have sufficient permissions to create a shared drive.",
            reason="userCannotCreateTeamDrives",
        )


class FieldsRequiredError(GoogleError):
    """Some methods answer only what is asked for."""

    def __init__(self) -> None:
        super().__init__(
            400, "The 'fields' parameter is required for this method.", reason="required"
        )
