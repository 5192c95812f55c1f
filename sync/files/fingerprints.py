"""Fingerprints: a short text that is the same exactly when what it stands for is the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, time
from typing import Any

from pydantic import BaseModel

from sheets_templates.look import (
    FONT,
    FORMATS,
    HEADER,
    PEOPLE_HEADER,
    STYLES,
    TAB_COLOURS,
    TONES,
)
from sync.desired import DesiredFolder, DesiredForm, DesiredSpreadsheet, Share

EDITION = 2
"""Raised when the same definition comes to look different at Google."""


def fingerprint(*parts: Any) -> str:
    """Sixteen hexadecimal digits over models, rows and plain values."""
    text = json.dumps([EDITION, *(_plain(part) for part in parts)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def folder_print(folder: DesiredFolder) -> str:
    """The fingerprint of a folder with its shares."""
    shares = [(share.kind, share.email.casefold(), share.role) for share in folder.shares]
    return fingerprint(folder.name, folder.parent, shares)


def former_print(keepers: Sequence[Share]) -> str:
    """The fingerprint of the folder of a former team: who keeps access to it."""
    shares = [(share.kind, share.email.casefold(), share.role) for share in keepers]
    return fingerprint("former", shares)


def form_print(form: DesiredForm) -> str:
    """The fingerprint of a form and of who may answer it."""
    return fingerprint(form.form, form.domain)


def spreadsheet_print(desired: DesiredSpreadsheet, link_ids: Mapping[str, str]) -> str:
    """The fingerprint of a spreadsheet, its rows, and the ids of the files that it links to."""
    return fingerprint(
        desired.spreadsheet, desired.content, desired.locale, desired.time_zone, link_ids
    )


def look_print(desired: DesiredSpreadsheet) -> str:
    """The fingerprint of how a spreadsheet looks: what is applied without being compared."""
    looks = (STYLES, TONES, FORMATS, TAB_COLOURS, HEADER, PEOPLE_HEADER, FONT)
    return fingerprint(desired.spreadsheet, *looks)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value
