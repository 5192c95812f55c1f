"""The rules of signing in: what each of the four ways needs, and which scopes may be added."""

from collections.abc import Iterator

from jobs.school.connections import Mail, Workspace
from jobs.school.problems import Finding, did_you_mean
from sync.wire.signing_in.scopes import AUTH, EXTRA_SCOPES

NEEDS = {
    "service_account": ("credentials",),
    "delegated": ("credentials", "subject"),
    "user": ("client_secrets",),
    "keyless": (),
}
TAKES = {
    "service_account": ("credentials",),
    "delegated": ("credentials", "subject"),
    "user": ("client_secrets",),
    "keyless": ("credentials", "impersonate", "subject"),
}
EXAMPLES = {
    "credentials": ".ritmiek/workspace/credentials.json",
    "subject": "naam@school.example",
    "client_secrets": "client_secrets.json",
}
REMEDIES = {
    "subject": "remove it, or write sign_in: delegated to act for this account",
    "impersonate": "remove it, or write sign_in: keyless to act as this service account",
    "client_secrets": "remove it, or write sign_in: user to sign in by a browser",
    "credentials": "remove it; whoever signs in by a browser needs no key",
}
WHOLE = ("drive", "drive.readonly", "mail.google.com", "gmail.readonly", "gmail.modify")
"""Scopes by which somebody's own files or mail could be read."""


def check_sign_in(workspace: Workspace) -> Iterator[Finding]:
    """What the chosen way of signing in lacks, and what it has no use for."""
    yield from _needs(workspace)
    yield from _has_no_use_for(workspace)
    yield from _place(workspace)
    yield from _subject_without_an_account(workspace)
    yield from _extra_scopes(workspace)


def check_mail_sign_in(workspace: Workspace, mail: Mail) -> Iterator[Finding]:
    """Gmail sends for a person: a machine without a key can only do so as a service account."""
    if workspace.sign_in == "keyless" and mail.transport == "gmail" and not workspace.impersonate:
        message = (
            "a machine's own identity has no mailbox; name at workspace.impersonate a service "
            "account that may send for mail.sender, or mail by smtp"
        )
        yield Finding(("mail", "transport"), "gmail-needs-an-account", message)


def _needs(workspace: Workspace) -> Iterator[Finding]:
    for key in NEEDS[workspace.sign_in]:
        if getattr(workspace, key) is None:
            why = "" if key == "credentials" else f" for sign_in: {workspace.sign_in}"
            message = f"workspace has no '{key}'{why}; add for example {key}: {EXAMPLES[key]}"
            yield Finding(("workspace",), "missing-key", message, at_key=True)


def _has_no_use_for(workspace: Workspace) -> Iterator[Finding]:
    for key in ("credentials", "subject", "client_secrets", "impersonate"):
        if getattr(workspace, key) is not None and key not in TAKES[workspace.sign_in]:
            message = f"sign_in: {workspace.sign_in} has no use for {key}; {REMEDIES[key]}"
            yield Finding(("workspace", key), "of-no-use", message, at_key=True)


def _place(workspace: Workspace) -> Iterator[Finding]:
    """A service account cannot own files: somebody else has to be the one who does."""
    owned = workspace.shared_drive or workspace.subject or workspace.sign_in == "user"
    if workspace.kind == "google" and not owned:
        message = (
            "a service account cannot own files; add the id of a shared drive as shared_drive, act "
            "for a person who can (sign_in: delegated), or sign in as one (sign_in: user)"
        )
        yield Finding(("workspace", "kind"), "drive-missing", message)


def _subject_without_an_account(workspace: Workspace) -> Iterator[Finding]:
    if workspace.sign_in == "keyless" and workspace.subject and not workspace.impersonate:
        message = (
            "only a service account may act for a person; name at impersonate the one that the "
            "administrator allows it"
        )
        yield Finding(("workspace", "subject"), "subject-without-account", message)


def _extra_scopes(workspace: Workspace) -> Iterator[Finding]:
    for index, scope in enumerate(workspace.extra_scopes):
        name = scope.removeprefix(AUTH).removeprefix("https://").rstrip("/")
        if scope in EXTRA_SCOPES:
            continue
        if name in WHOLE:
            advice = "by it Ritmiek could read files or mail that it never made; remove it"
        elif name in ("drive.file", "gmail.send"):
            advice = "Ritmiek asks for it by itself when it needs it; remove it"
        else:
            advice = did_you_mean(name, EXTRA_SCOPES)
        message = f"scope '{name}' cannot be added; {advice}"
        yield Finding(("workspace", "extra_scopes", index), "scope-refused", message)
