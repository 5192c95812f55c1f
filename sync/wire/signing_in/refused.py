"""What a sign-in that fails is called: one class per cause, each says what to do."""

from pathlib import Path

from sync.errors import SyncError


class SignInRefusedError(SyncError):
    """Signing in did not open the door; whatever is tried next would fail in the same way."""


class CredentialsAbsentError(SignInRefusedError):
    """There is no credentials file."""

    def __init__(self, file: Path | None, what: str = "the service account's key") -> None:
        named = f"{file}: the credentials file does not exist" if file else "No file is named"
        super().__init__(
            f"{named}; put {what} there, or start the local Workspace, which writes one."
        )


class CredentialsUnreadableError(SignInRefusedError):
    """The credentials file cannot be read."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"{file}: the credentials file cannot be read ({why}); let it be readable."
        )


class NotAServiceAccountKeyError(SignInRefusedError):
    """The credentials file holds something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: this is not the key of a service account; download one (JSON) from the"
            " Google Cloud console: IAM, Service accounts, Keys."
        )


class NotClientSecretsError(SignInRefusedError):
    """The file of the OAuth client holds something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: these are not the secrets of a desktop app; download them (JSON) from the"
            " Google Cloud console: Google Auth Platform, Clients, type Desktop app."
        )


class NotKeylessError(SignInRefusedError):
    """The credentials file of a keyless sign-in holds something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: this is not the configuration of a workload identity (external_account); make"
            " one with: gcloud iam workload-identity-pools create-cred-config. A key goes with"
            " sign_in: service_account."
        )


class NothingToSignInWithError(SignInRefusedError):
    """A keyless sign-in, on a machine that has no identity."""

    def __init__(self) -> None:
        super().__init__(
            "This machine has no identity of its own at Google; run Ritmiek where a service account"
            " is attached, or name at workspace.credentials the configuration of a workload"
            " identity."
        )


class LoginNeededError(SignInRefusedError):
    """Nobody signed in yet, or what they allowed is over."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; sign in with: ritmiek login")


class TokenUnusableError(SignInRefusedError):
    """The kept sign-in cannot be read back."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: the kept sign-in cannot be read ({why}); run: ritmiek login")


class TokenUnwritableError(SignInRefusedError):
    """The sign-in cannot be kept."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"{where}: the sign-in cannot be kept there ({why}); name at workspace.token a file in"
            " a folder that is yours."
        )


class KeyringAbsentError(SignInRefusedError):
    """The system keyring was asked for and is not there."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The system keyring cannot be used ({why}); install Ritmiek with its extra 'keyring',"
            " or write workspace.token_store: file"
        )


class RefusedByGoogleError(SignInRefusedError):
    """Google did not accept who we say we are."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"Signing in was refused ({why}); {remedy}.")
