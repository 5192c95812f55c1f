"""What there is about one person, to hand over: Dutch to read, and JSON."""

from typing import Any

from jobs.leaving.finding import Finds, FoundCell
from jobs.leaving.pages import render
from jobs.leaving.whose import Whose
from jobs.words.dates import day_and_month
from jobs.work.school import SchoolAtWork

Json = dict[str, Any]
OWNERS = {"ritmiek": "Ritmiek", "people": "collega's", "beheer": "Beheer"}
ROLES = {"reader": "lezen", "commenter": "opmerkingen maken", "writer": "bewerken"}


def as_markdown(school: SchoolAtWork, whose: Whose, finds: Finds) -> str:
    """The report as Markdown, in Dutch."""
    today = school.here.date()
    return render(
        "person.md",
        school=school.name,
        on=f"{day_and_month(today)} {today.year}",
        whose=whose,
        finds=finds,
        owners=OWNERS,
        roles=ROLES,
    )


def as_data(school: SchoolAtWork, whose: Whose, finds: Finds) -> Json:
    """The same as plain values."""
    return {
        "school": school.name,
        "on": school.here.date(),
        "name": whose.name,
        "email": whose.email,
        "roles": whose.roles,
        "cells": [_cell(one) for one in finds.cells],
        "answers": [
            {"form": one.file.name, "given": one.given, "question": one.question, "text": one.text}
            for one in finds.answers
        ],
        "access": [
            {"kind": one.file.kind, "name": one.file.name, "role": one.role} for one in finds.rights
        ],
        "mails": finds.mails,
        "kept": finds.kept,
        "anonymous_not_searched": finds.anonymous,
    }


def _cell(one: FoundCell) -> Json:
    return {
        "spreadsheet": one.file.name,
        "tab": one.tab,
        "cell": one.cell,
        "written_by": one.owner,
        "text": one.text,
        "remark": one.fixed,
        "address": one.address,
    }
