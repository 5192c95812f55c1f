"""Accepting: a sign-up of which people chose `akkoord` becomes the file of a school."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms.definition import Language
from jobs.school.calendar import UnknownSchoolYearError
from jobs.school.init import UnfitAnswerError
from jobs.signup.at_work import ZONE, OrganiserAtWork
from jobs.signup.flaws import Flaw, flaws_in
from jobs.signup.school_file import problems_in, school_keys, school_text
from jobs.signup.signups import Signup
from jobs.signup.the_list import AGREED, STOPPED, Listed
from jobs.words.catalogue import LANGUAGES, say
from jobs.words.dates import day_and_month

JOB = "accept"


@dataclass(frozen=True)
class Accepted:
    """What became of one agreed sign-up: a file with this text is made, was made, or cannot be."""

    signup: Signup
    cell: str
    path: Path
    text: str = ""
    flaws: tuple[Flaw, ...] = ()


def judge(work: OrganiserAtWork, listed: Listed, folder: Path) -> tuple[Accepted, ...]:
    """What is to become of every agreed sign-up; nothing is written yet.

    What the list says of a file that was made stays, wherever that file is now.
    """
    there = school_keys(folder)
    rivals = _by_key(listed)
    return tuple(
        _judge(work, listed, signup, there, rivals[signup.key], folder)
        for signup in listed.signups
        if listed.step(signup) == AGREED
    )


def make_files(work: OrganiserAtWork, accepted: Sequence[Accepted]) -> None:
    """Write the files that are to be made; one that is there is never written over.

    The ledger is told first: after a crash the next run knows that the file is its own.
    """
    for one in accepted:
        if one.text:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            work.ledger.finished(JOB, one.signup.number, work.now)
            with one.path.open("x", encoding="utf-8") as file:
                file.write(one.text)


def words_on_files(listed: Listed, accepted: Sequence[Accepted]) -> dict[str, str]:
    """What the list is to say of each file: the news, and what was made before."""
    before = {number: word for number, word in listed.files().items() if _is_made(word)}
    return before | {one.signup.number: one.cell for one in accepted}


def _judge(
    work: OrganiserAtWork,
    listed: Listed,
    signup: Signup,
    there: Mapping[str, Path],
    rivals: Sequence[Signup],
    folder: Path,
) -> Accepted:
    path, language = folder / f"{signup.key}.yaml", work.organiser.organiser.language
    said = listed.files().get(signup.number, "")
    if _is_made(said):
        return Accepted(signup, said, path)
    noted = work.ledger.last_finished(JOB, signup.number)
    if noted and path.is_file():
        return Accepted(signup, _made(path, noted.astimezone(ZONE).date(), language), path)
    flaws = [*_in_the_list(listed, signup, rivals), *flaws_in(signup)]
    if not flaws and (known := there.get(signup.key)):
        flaws = [_exists_already(known)]
    text = ""
    if not flaws:
        text, flaws = _text(signup, work.today)
    if flaws:
        return Accepted(signup, _refused(flaws, language), path, flaws=tuple(flaws))
    return Accepted(signup, _made(path, work.today, language), path, text)


def _by_key(listed: Listed) -> Mapping[str, list[Signup]]:
    """The sign-ups that were not stopped, by the key that their school would get."""
    found: dict[str, list[Signup]] = defaultdict(list)
    for signup in listed.signups:
        if listed.step(signup) != STOPPED:
            found[signup.key].append(signup)
    return found


def _in_the_list(listed: Listed, signup: Signup, rivals: Sequence[Signup]) -> Iterator[Flaw]:
    """What is wrong with the row itself, or with another one."""
    if len(listed.rows[signup.number]) > 1:
        yield Flaw("listed_twice", "it stands in the list more than once", "empty_a_row")
    others = [other.number for other in rivals if other is not signup]
    if others:
        numbers = ", ".join(others)
        yield Flaw(
            "rivals",
            f"a school of this name signed up more than once: {numbers}",
            "stop_the_old",
            {"numbers": numbers},
        )


def _exists_already(path: Path) -> Flaw:
    return Flaw(
        "exists",
        f"a school of this key has a file already: {path}",
        "stop_or_rename",
        {"file": path.name},
    )


def _text(signup: Signup, today: date) -> tuple[str, list[Flaw]]:
    """The text of a file that `ritmiek check` finds good, or why there is none."""
    try:
        text = school_text(signup, today)
    except UnfitAnswerError as error:
        return "", [Flaw("unfit", f"unfit {error}", values={"question": error.question})]
    except UnknownSchoolYearError:
        english = "the vacations of the time of its beginning are not known yet"
        return "", [Flaw("unknown_year", english)]
    rules = sorted({problem.rule for problem in problems_in(text, signup.key)})
    if rules:
        return "", [Flaw("breaks", f"breaks {rules}", values={"rules": ", ".join(rules)})]
    return text, []


def _is_made(word: str) -> bool:
    """Whether a cell says that a file was made, in whichever language."""
    return any(say("signup.made_on", language) in word for language in LANGUAGES)


def _made(path: Path, day: date, language: Language) -> str:
    made, on = say("signup.made_on", language), day_and_month(day, language)
    return f"{path.name} {made} {on} {day.year}"


def _refused(flaws: Sequence[Flaw], language: Language) -> str:
    said = "; ".join(flaw.said(language) for flaw in flaws)
    remedies = dict.fromkeys(flaw.advice(language) for flaw in flaws)
    return say("signup.refused", language, flaws=said, remedies=" ".join(remedies))
