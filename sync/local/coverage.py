"""The page that tells what the local Workspace carries, made from the code and Google's documents.

`python -m sync.local.coverage` writes it; a test fails when it is out of date.
"""

import sys
from collections.abc import Collection
from pathlib import Path

import sync.local.app  # noqa: F401 - handlers register themselves by being imported
from sync.local.call import HANDLERS
from sync.local.forms.changes import CHANGES
from sync.local.protocol.discovery import DOCUMENTS, OLDER, Method, documented_methods
from sync.local.sheets.formulas.functions import PARTLY, functions_carried, functions_lacking
from sync.local.sheets.requests.register import APPLIERS

PAGE = Path(__file__).parents[2] / "docs" / "local-workspace-coverage.md"
TITLES = {
    "sheets.v4": "Sheets API v4",
    "drive.v3": "Drive API v3",
    "drive.v2": "Drive API v2",
    "forms.v1": "Forms API v1",
    "gmail.v1": "Gmail API v1",
}
OPENING = """\
# What the local Workspace carries

This page is made from the code: `python -m sync.local.coverage` writes it, and a test fails when
it is out of date. It goes along the discovery documents that google-api-python-client ships.

*Carried* means that the call does what Google documents. A refused method or request kind answers
400 with status `UNIMPLEMENTED` and its name; so does a parameter or a field that is not carried.
Nothing is silently ignored. What goes wrong on purpose stands in
[faults and quotas](local-workspace-faults.md).
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = [OPENING, _summary()]
    parts += [_methods_section(name) for name in DOCUMENTS]
    parts.append(_kinds_section("Sheets", _request_kinds("sheets.v4"), APPLIERS))
    parts.append(_kinds_section("Forms", _request_kinds("forms.v1"), CHANGES))
    parts.append(_functions_section())
    return "\n".join(parts)


def _summary() -> str:
    lines = ["| API | methods carried | documented |", "| --- | ---: | ---: |"]
    for name in DOCUMENTS:
        methods = _methods(name)
        carried = sum(method.id in HANDLERS for method in methods)
        lines.append(f"| {TITLES[name]} | {carried} | {len(methods)} |")
    return "\n".join(lines) + "\n"


def _methods(name: str) -> list[Method]:
    return [
        method
        for method in documented_methods()
        if f"{method.document.name}.{method.document.version}" == name
    ]


def _methods_section(name: str) -> str:
    lines = [f"## {TITLES[name]}", ""]
    methods = sorted(_methods(name), key=lambda method: method.id)
    if name in OLDER:
        # Of an older version only what clients still use is worth a line.
        methods = [method for method in methods if method.id in HANDLERS]
        lines += ["Only what is carried; every other method of this version is refused.", ""]
    lines += ["| method | request | |", "| --- | --- | --- |"]
    for method in methods:
        where = f"`{method.verb} {method.template}`"
        lines.append(f"| `{method.id}` | {where} | {_word(method.id, HANDLERS)} |")
    return "\n".join(lines) + "\n"


def _request_kinds(name: str) -> list[str]:
    return sorted(_methods(name)[0].document.schemas["Request"]["properties"])


def _kinds_section(service: str, kinds: list[str], carried: Collection[str]) -> str:
    lines = [f"## Requests of `batchUpdate` in {service}", ""]
    lines += ["| request | |", "| --- | --- |"]
    lines += [f"| `{kind}` | {_word(kind, carried)} |" for kind in kinds]
    return "\n".join(lines) + "\n"


def _functions_section() -> str:
    """The functions of Google's that formulas here can use, and those they cannot."""
    carried, lacking = functions_carried(), functions_lacking()
    partly = ", ".join(f"`{name}` {how}" for name, how in sorted(PARTLY.items()))
    return (
        f"## Functions of Google Sheets: {len(carried)} of {len(carried) + len(lacking)}\n\n"
        "A formula with one of the functions that the engine lacks gives `#NAME?`, never a wrong\n"
        f"number: {_listed(lacking)}.\n\nSome are carried in part, and give `#NAME?` otherwise:\n"
        f"{partly}.\n\nThe engine has {_listed(carried)}.\n"
    )


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _word(name: str, carried: Collection[str]) -> str:
    return "carried" if name in carried else "refused"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
