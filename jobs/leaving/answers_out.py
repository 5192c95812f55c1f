"""The answers to a form as they may leave the school: whole, or what anonymity leaves of them.

Of an anonymous form only golven that are over and that five people or more answered may leave,
as everywhere else: each question by itself, so that nothing shows what one person answered, and
all golven together, shuffled, without dates. Two exports then differ by whole golven alone.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.answers import Answers, read_answers
from forms.ids import is_own, question_id
from forms.model import ChoiceQuestion, Form, GridRow, Question
from jobs.leaving.known import form_of, team_of
from jobs.listening.anonymity import THRESHOLD, anonymous_texts, may_publish
from jobs.listening.barometer import WEEK
from jobs.listening.measurement import windows
from jobs.programme.block import team_blocks
from jobs.school.calendar import monday_of
from jobs.work.school import SchoolAtWork
from jobs.work.shown_metingen import note_shown
from sync.collect import read_responses
from sync.files.google_forms import read_form
from sync.files.removal import OurFile

Json = dict[str, Any]
MEASUREMENT = "meting"


BEYOND_THE_PAIR = {"lesbezoek": frozenset({"datum", "nagesprek_zelfde_dag", "naar_het_bord"})}
"""Forms that belong to a visitor and a host: the questions of which the answers are for others."""


@dataclass(frozen=True)
class FormOut:
    """A form with what may leave of its answers, and what people should know of it, in Dutch."""

    content: Json
    remark: str
    complete: bool = True


def form_out(school: SchoolAtWork, file: OurFile) -> FormOut:
    """A form with its answers; raises IncompleteResponseError when Google's answer is not whole."""
    responses = read_responses(school.google, file.id)
    form = form_of(school, file.key)
    head: Json = {"key": file.key, "title": file.name}
    if form is None:
        remark = (
            "Ritmiek kent deze vragen niet meer, en weet dus niet of de antwoorden anoniem zijn. "
            "De antwoorden zitten niet in deze map; haal ze zelf op in Google Formulieren."
        )
        return FormOut(head, remark, complete=False)
    # The same reading as collecting: it refuses answers that are not whole.
    read_answers(form, responses)
    head |= {"anonymous": form.anonymous, "questions": [_asked(one) for one in form.questions()]}
    if form.anonymous:
        return _anonymous(school, file, form, responses, head)
    if form.key in BEYOND_THE_PAIR:
        return _of_a_pair(form, responses, head)
    head |= {"answers": [_answer(form, one) for one in responses]}
    head |= _beside_the_definition(school, file, form, responses)
    return FormOut(head, f"{_counted(len(responses))}.")


def _of_a_pair(form: Form, responses: Sequence[Json], head: Json) -> FormOut:
    """What two people talked about stays theirs; only what was meant for others leaves."""
    beyond = BEYOND_THE_PAIR[form.key]
    answers = [_answer(form, one) for one in responses]
    for answer in answers:
        kept = {key: texts for key, texts in answer["answers"].items() if key in beyond}
        answer["answers"] = kept
    remark = (
        f"{_counted(len(responses))}. Wat een gastheer en een bezoeker bespraken is van hen en zit "
        "er niet in, alleen wat naar het bord mocht; het staat in Google Formulieren."
    )
    return FormOut(head | {"answers": answers}, remark)


def _asked(question: Question | GridRow) -> Json:
    asked: Json = {"key": question.key, "version": question.version, "title": question.title}
    asked |= {"kind": getattr(question, "kind", "grid_row")}
    if isinstance(question, ChoiceQuestion):
        asked |= {"options": [option.text for option in question.options]}
    return asked


def _answer(form: Form, response: Mapping[str, Any]) -> Json:
    labels = _labels(form)
    answers = {labels.get(one, one): texts for one, texts in given(response).items()}
    return {
        "response_id": response["responseId"],
        "created": response["createTime"],
        "submitted": response.get("lastSubmittedTime", response["createTime"]),
        "answers": answers,
    }


def given(response: Mapping[str, Any]) -> dict[str, list[str]]:
    """The texts of a response by question id, the ids of files included."""
    return {
        identity: [
            *(str(one.get("value", "")) for one in _list(answer, "textAnswers")),
            *(str(one.get("fileId", "")) for one in _list(answer, "fileUploadAnswers")),
        ]
        for identity, answer in response.get("answers", {}).items()
    }


def _list(answer: Mapping[str, Any], kind: str) -> list[Json]:
    return list(answer.get(kind, {}).get("answers", []))


def _labels(form: Form) -> dict[str, str]:
    """What each question id is called: its key, with the version when it asked something else."""
    return {
        question_id(form.key, key, version): key if version == newest else f"{key} ({version})"
        for key, newest in form.question_keys()
        for version in range(1, newest + 1)
    }


def question_titles(school: SchoolAtWork, file: OurFile, form: Form) -> dict[str, str]:
    """What each question asks, by its id, those that were retired included; one call."""
    found = {
        question_id(form.key, one.key, version): one.title
        for one in form.questions()
        for version in range(1, one.version + 1)
    }
    for item in read_form(school.google, file.id).get("items", []):
        title = str(item.get("title", ""))
        if "questionItem" in item:
            found.setdefault(item["questionItem"]["question"]["questionId"], title)
        for row in item.get("questionGroupItem", {}).get("questions", []):
            found.setdefault(row["questionId"], row.get("rowQuestion", {}).get("title", title))
    return found


def _beside_the_definition(
    school: SchoolAtWork, file: OurFile, form: Form, responses: Sequence[Json]
) -> dict[str, dict[str, str]]:
    """The words of questions that were answered and left the definition, and of people's, by id."""
    answered = {identity for response in responses for identity in given(response)}
    gone = answered - _labels(form).keys()
    titles = question_titles(school, file, form) if gone else {}
    words = {identity: titles.get(identity, "") for identity in sorted(gone)}
    ours = {identity: said for identity, said in words.items() if is_own(form.key, identity)}
    theirs = {identity: said for identity, said in words.items() if identity not in ours}
    return {"retired": ours, "of_people": theirs}


def _anonymous(
    school: SchoolAtWork, file: OurFile, form: Form, responses: Sequence[Json], head: Json
) -> FormOut:
    golven = _closed_golven(school, file, form, responses)
    shown = [golf for golf in golven.values() if may_publish(len(golf))]
    kept_back = len(responses) - sum(map(len, shown))
    labels = _labels(form)
    answers = {label: _pooled(identity, shown) for identity, label in labels.items()}
    head |= {"answered": len(responses), "not_included": kept_back}
    head |= {"answers_by_question": {key: texts for key, texts in answers.items() if texts}}
    return FormOut(head, f"Anoniem. {_told(len(responses), kept_back)}")


def _told(answered: int, kept_back: int) -> str:
    """How much of an anonymous form leaves, and why the rest does not."""
    why = f"een golf moet voorbij zijn en {THRESHOLD} antwoorden of meer hebben."
    how = "Per vraag, geschud en zonder data: niemand is te herkennen."
    if kept_back == answered:
        return (
            f"{_counted(answered)}; daarvan gaat niets mee: {why}" if answered else "0 antwoorden."
        )
    if kept_back:
        return f"{_counted(answered)}, waarvan {kept_back} niet meegaan: {why} {how}"
    return f"{_counted(answered)}. {how}"


def _counted(answers: int) -> str:
    return "1 antwoord" if answers == 1 else f"{answers} antwoorden"


def _closed_golven(
    school: SchoolAtWork, file: OurFile, form: Form, responses: Sequence[Json]
) -> dict[Hashable, list[Json]]:
    """The responses of each golf to which nobody can add any more."""
    today = school.here.date()
    found: dict[Hashable, list[Json]] = {}
    answers = read_answers(form, responses)
    ends = _ends(school, file, answers) if form.key == MEASUREMENT else None
    for row in answers.rows:
        day = school.calendar.local_date(row.created)
        last = _last_day(day, ends)
        if last is not None and last < today:
            response = next(one for one in responses if one["responseId"] == row.response_id)
            found.setdefault(last, []).append(response)
    return found


def _ends(school: SchoolAtWork, file: OurFile, answers: Answers) -> list[tuple[date, date]]:
    """The first and last day of each meting of a team; none of a team that is gone."""
    team = team_of(school, file.key)
    if team is None:
        return []
    subject = school.team_subject(team.key)
    note_shown(school.ledger, subject, team, school.calendar, answers, school.now)
    found = windows(team_blocks(team, school.calendar), school.calendar, team.key)
    return [(window.first, window.last) for window in found]


def _last_day(day: date, metingen: Sequence[tuple[date, date]] | None) -> date | None:
    """The last day of the golf that a day belongs to; without metingen a golf is a week."""
    if metingen is None:
        return monday_of(day) + WEEK - (WEEK / 7)
    return next((last for first, last in metingen if first <= day <= last), None)


def _pooled(identity: str, golven: Sequence[Sequence[Json]]) -> tuple[str, ...]:
    """What was answered to one question, in golven in which five people or more did."""
    texts = list(_texts(identity, golven))
    return anonymous_texts(texts, len(texts))


def _texts(identity: str, golven: Sequence[Sequence[Json]]) -> Iterator[str]:
    for golf in golven:
        answered = [given(response).get(identity, []) for response in golf]
        if may_publish(Counter(map(bool, answered))[True]):
            yield from (text for texts in answered for text in texts)
