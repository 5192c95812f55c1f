"""The answers that people gave to a form, as the local Workspace keeps them."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row

from sync.local.call import Json, rfc3339
from sync.local.forms.contents import form_of
from sync.local.forms.events import happened
from sync.local.forms.grading import grade, is_quiz, questions_by_id, total_score
from sync.local.store import Store, declares, dump

declares(
    # A token names one showing of the page, so that sending it twice counts once.
    """CREATE TABLE IF NOT EXISTS form_responses (
        id TEXT PRIMARY KEY, form TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        submitted TEXT NOT NULL, instant INTEGER NOT NULL, email TEXT,
        answers TEXT NOT NULL, token TEXT, UNIQUE (form, token))""",
    "CREATE INDEX IF NOT EXISTS form_responses_of ON form_responses (form, id)",
)

# As bytes: what goes out as it is kept need not become text on the way.
WRITTEN = "id, submitted, email, CAST(answers AS BLOB) AS answers"
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Submission:
    """What one person sent: values per question id, and an address when the form asks for it."""

    answers: Mapping[str, Sequence[str]]
    email: str | None = None
    token: str | None = None


def keep(store: Store, form_id: str, submission: Submission, now: datetime) -> Json:
    """Keep a submission; a second one from the same showing of the page is the same answer.

    The answers come back as they are kept: those to a quiz with their grades.
    """
    answers = {
        question: {
            "questionId": question,
            "textAnswers": {"answers": [{"value": value} for value in values]},
        }
        for question, values in submission.answers.items()
        if values
    }
    _grade(store, form_id, answers)
    kept = store.write(
        "INSERT INTO form_responses VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            "ACYDBN" + secrets.token_urlsafe(60),
            form_id,
            rfc3339(now),
            instant(datetime.fromisoformat(rfc3339(now))),
            submission.email,
            dump(answers),
            submission.token,
        ),
    )
    if kept:
        happened(store, form_id, "RESPONSES", now)
    return answers


def _grade(store: Store, form_id: str, answers: Json) -> None:
    form = form_of(store, form_id)
    if not is_quiz(form):
        return
    questions = questions_by_id(form.items)
    for identifier, answer in answers.items():
        values = [value["value"] for value in answer["textAnswers"]["answers"]]
        found = grade(questions.get(identifier, {}), values)
        if found is not None:
            answer["grade"] = found


def page_of(
    store: Store, form_id: str, *, after: str, since: int, size: int
) -> tuple[list[Row], str | None]:
    """Answers from an instant on, by id, after an id; and the last id when there are more.

    Google promises no order. Ids are random, so this order says nothing about who came first.
    """
    rows = store.rows(
        f"SELECT {WRITTEN} FROM form_responses WHERE form = ? AND id > ? AND instant >= ?"  # noqa: S608 - a constant
        " ORDER BY id LIMIT ?",
        (form_id, after, since, size + 1),
    )
    return rows[:size], (rows[size - 1]["id"] if len(rows) > size else None)


def find_response(store: Store, form_id: str, response_id: str) -> Json | None:
    """One answer of a form."""
    row = store.row(
        f"SELECT {WRITTEN} FROM form_responses WHERE form = ? AND id = ?",  # noqa: S608 - a constant
        (form_id, response_id),
    )
    return resource(row) if row else None


def count_responses(store: Store, form_id: str) -> int:
    """How many answers a form has."""
    row = store.row("SELECT count(*) AS number FROM form_responses WHERE form = ?", (form_id,))
    return int(row["number"]) if row else 0


def instant(moment: datetime) -> int:
    """Microseconds since 1970, so that moments compare as numbers."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def resource(row: Row) -> Json:
    """The answer as Google writes it in a list."""
    found: Json = json.loads(written(row))
    return found


def written(row: Row) -> bytes:
    """The answer as Google writes it, in JSON; what was given is kept as JSON already."""
    # Put together by hand, a thousand at a time; ids and moments hold nothing to be escaped.
    identifier, moment, email, given = row
    submitted: bytes = moment.encode()
    more = b',"respondentEmail":' + dump(email).encode() if email else b""
    # A score of nought is left out, like every number that holds its default.
    score = total_score(json.loads(given)) if b'"grade":' in given else 0
    if score:
        more += b',"totalScore":' + dump(score).encode()
    if given != b"{}":
        more += b',"answers":' + given
    return b'{"responseId":"%b","createTime":"%b","lastSubmittedTime":"%b"%b}' % (
        identifier.encode(),
        submitted,
        submitted,
        more,
    )
