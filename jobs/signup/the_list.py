"""The list of sign-ups: what people chose in it, and how the answers come to stand in it.

People may sort the list, and write beside a row; a row is known by its number alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from forms.answers import read_answers
from forms.definition import Language
from jobs.signup.at_work import OrganiserAtWork
from jobs.signup.signups import Signup, signup_of
from jobs.words.marks import meant, shown
from sheets_templates.model import Content, Row
from sync.collect import read_responses, read_tables, would_write, write_tables

LIST, DATA, STEPS = "lijst.scholen", "gegevens.scholen", "overzicht.stappen"
AGREED, STOPPED = "akkoord", "gestopt"
CHOICES = ("interesse", "informatiebijeenkomst", "intake", AGREED, STOPPED)
NEW, OTHER = "nog te bekijken", "iets anders"


@dataclass(frozen=True)
class Standing:
    """A row as it stands in the list: the step that people chose, and what became of its file."""

    step: str
    file: str


@dataclass(frozen=True)
class Listed:
    """Every sign-up, and by number the rows that it has in the list.

    `strays` counts agreed rows without a sign-up: people wrote them, or the answer is gone.
    """

    signups: tuple[Signup, ...]
    rows: Mapping[str, tuple[Standing, ...]]
    strays: int
    unknown: int
    unreadable: int

    def step(self, signup: Signup) -> str:
        """The step of a sign-up; none when nobody chose one yet."""
        return next((row.step for row in self.rows.get(signup.number, ())), "")

    def files(self) -> dict[str, str]:
        """What the list says of each sign-up's file, by number."""
        return {number: rows[0].file for number, rows in self.rows.items()}


def read_list(work: OrganiserAtWork) -> Listed:
    """Read the answers and the list: one call each."""
    responses = read_responses(work.google, work.known_form().id)
    answers = read_answers(work.form.form, responses)
    signups = tuple(signup_of(row) for row in answers.rows)
    spreadsheet = work.spreadsheet.spreadsheet
    found = read_tables(work.google, work.known_list(), spreadsheet, [LIST])[LIST]
    rows: dict[str, tuple[Standing, ...]] = {}
    for row in found:
        number = _text(row, "nummer")
        standing = Standing(meant(_text(row, "stap").casefold()), _text(row, "bestand"))
        rows[number] = (*rows.get(number, ()), standing)
    numbers = {signup.number for signup in signups}
    strays = [one for number in rows.keys() - numbers for one in rows[number]]
    return Listed(
        signups,
        {number: rows[number] for number in rows.keys() & numbers},
        sum(one.step == AGREED for one in strays),
        sum(answers.unknown.values()),
        sum(answers.unreadable.values()),
    )


def write_list(
    work: OrganiserAtWork, listed: Listed, files: Mapping[str, str], *, write: bool = True
) -> bool:
    """Bring the list up to date with these words on the files; whether it changed, or would."""
    known, spreadsheet = work.known_list(), work.spreadsheet.spreadsheet
    content = _content(listed, files, work.organiser.organiser.language)
    if {number: word for number, word in files.items() if word} != _said(listed):
        # Somebody emptied or changed a cell of ours: what was written last no longer stands there.
        known = replace(known, collected="")
    if not write:
        return would_write(known, spreadsheet, content)
    return write_tables(work.google, known, spreadsheet, content, work.ledger)


def _said(listed: Listed) -> dict[str, str]:
    return {number: word for number, word in listed.files().items() if word}


def _content(listed: Listed, files: Mapping[str, str], language: Language) -> Content:
    return {
        LIST: [_list_row(one, files.get(one.number, ""), language) for one in listed.signups],
        DATA: [_data_row(one, language) for one in listed.signups],
        STEPS: _step_rows([listed.step(one) for one in listed.signups], language),
    }


def _list_row(signup: Signup, file: str, language: Language) -> Row:
    return {
        "nummer": signup.number,
        "aangemeld": signup.on,
        "school": signup.school,
        "wens": shown(signup.wish, language),
        "bestand": file,
    }


def _data_row(signup: Signup, language: Language) -> Row:
    role = shown(signup.role, language)
    return {
        "nummer": signup.number,
        "school": signup.school,
        "type": signup.type,
        "regio": shown(signup.region, language),
        "domein": signup.domain,
        "teams": "\n".join(signup.teams),
        "contact": ", ".join(part for part in (signup.contact, role) if part),
        "email": signup.email,
        "hoopt": signup.hopes,
        "begin": signup.begin,
    }


def _step_rows(steps: Sequence[str], language: Language) -> list[Row]:
    """How many sign-ups there are in each step; a step that nobody knows is counted apart."""
    named = {"": NEW, **{choice: choice for choice in CHOICES}}
    counts = dict.fromkeys(named.values(), 0)
    for step in steps:
        name = named.get(step, OTHER)
        counts[name] = counts.get(name, 0) + 1
    return [{"stap": shown(name, language), "aantal": count} for name, count in counts.items()]


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()
