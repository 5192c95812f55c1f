"""The commands `login` and `logout`: somebody signs in by a browser, and ends it again."""

import os
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from jobs.commands.errand import Errand
from jobs.commands.options import Schools
from jobs.console import Voice
from jobs.school.config import find_configurations, load_configurations
from jobs.school.connections import Workspace
from jobs.signup.organiser import load_organiser
from jobs.work.school import account_in
from sync.wire.credentials import GMAIL_SEND, Account
from sync.wire.google import Google
from sync.wire.signing_in.consent import log_in
from sync.wire.signing_in.private_files import exposed, readable_by_others
from sync.wire.signing_in.scopes import short
from sync.wire.signing_in.users import place_of, sign_out

OrganiserFile = Annotated[
    Path | None,
    typer.Option("--organiser", help="An organiser's file, beside the schools that are named."),
]


class NobodyToSignInError(Exception):
    """None of the files is of a school where somebody signs in."""

    def __init__(self) -> None:
        super().__init__(
            "None of these schools signs in by a browser; write sign_in: user under workspace, with"
            " client_secrets, or use the key as it is: no login is needed"
        )


@dataclass(frozen=True)
class _Asking:
    """One sign-in, for every school that keeps it in the same place."""

    names: tuple[str, ...]
    account: Account
    scopes: tuple[str, ...]
    sender: str = ""


def login(
    schools: Schools = None,
    *,
    organiser: OrganiserFile = None,
    browser: Annotated[
        bool, typer.Option(help="Open the page in a browser; it is shown in any case.")
    ] = True,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the browser comes back to; 0 is any port.")
    ] = 0,
    wait: Annotated[int, typer.Option(min=1, help="How many seconds to wait for an answer.")] = 300,
) -> None:
    """Sign in to Google by a browser, for schools with `sign_in: user`."""
    errand = Errand(Voice())
    for asking in _askings(schools, organiser):
        with errand.at(", ".join(asking.names)):
            _log_in(asking, _Shown(errand.voice, browser), port, wait)
    errand.end()


def logout(schools: Schools = None, *, organiser: OrganiserFile = None) -> None:
    """End a sign-in by a browser: at Google, and on this machine."""
    errand = Errand(Voice())
    for asking in _askings(schools, organiser):
        with errand.at(", ".join(asking.names)):
            ended = sign_out(asking.account)
            said = "signed out; what was kept is gone" if ended else "nobody was signed in"
            errand.voice.say(f"{', '.join(asking.names)}: {said}")
    errand.end()


def _log_in(asking: _Asking, shown: "_Shown", port: int, wait: int) -> None:
    voice = shown.voice
    token = log_in(asking.account, asking.scopes, shown, port=port, seconds=wait)
    google = Google.connect(asking.account)
    user = google.drive.about().get(fields="user(emailAddress)").execute()["user"]
    address = str(user.get("emailAddress", ""))
    allowed = ", ".join(short(scope) for scope in token.scopes)
    voice.say(f"{', '.join(asking.names)}: signed in as {address}, for {allowed}")
    voice.say(f"Kept in {place_of(asking.account)}; end it with: ritmiek logout")
    if asking.sender and asking.sender.casefold() != address.casefold():
        voice.complain(
            "Gmail sends as the account that signed in, and mail.sender is another address;"
            " make them the same, or make it an alias of this account in Gmail"
        )
    for path in asking.account.secret_files():
        if readable_by_others(path):
            voice.complain(exposed(path))


@dataclass(frozen=True)
class _Shown:
    """Shows the page's address, and opens it where there is a screen."""

    voice: Voice
    browser: bool

    def __call__(self, address: str) -> None:
        self.voice.say("Open this page in a browser on this machine, and allow what it asks:")
        self.voice.say(f"  {address}")
        sys.stdout.flush()
        if self.browser and _has_screen():
            webbrowser.open(address)


def _has_screen() -> bool:
    """Without a screen, a browser would open in the terminal and keep the answer waiting."""
    named = any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    return named or sys.platform in ("darwin", "win32")


def _askings(schools: Sequence[Path] | None, organiser: Path | None) -> list[_Asking]:
    """What to ask, once for each place where a sign-in is kept; raises NobodyToSignInError."""
    found: dict[tuple[object, ...], _Asking] = {}
    for name, workspace, sender in _workspaces(schools, organiser):
        if workspace.sign_in != "user":
            continue
        account = account_in(workspace)
        wanted = (*account.scopes, *([GMAIL_SEND] if sender else ()))
        key = (account.address, account.client_secrets, account.token)
        known = found.get(key, _Asking((), replace(account, extra_scopes=()), ()))
        found[key] = _Asking(
            (*known.names, name),
            replace(account, extra_scopes=(*known.account.extra_scopes, *account.extra_scopes)),
            tuple(dict.fromkeys((*known.scopes, *wanted))),
            known.sender or sender,
        )
    if not found:
        raise NobodyToSignInError
    return list(found.values())


def _workspaces(
    schools: Sequence[Path] | None, organiser: Path | None
) -> Iterator[tuple[str, Workspace, str]]:
    """Each school's name, workspace and, when Gmail sends its mail, sender."""
    if organiser is not None:
        own = load_organiser(organiser)
        yield own.organiser.name, own.workspace, ""
        if not schools:
            return
    for school in load_configurations(find_configurations(schools or [])):
        sender = school.mail.sender if school.mail.transport == "gmail" else ""
        yield school.school.name, school.workspace, sender
