"""Accepting: a sign-up of which people chose `akkoord` becomes the file of a school."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobs.programme.dutch_dates import day_and_month
from jobs.school.calendar import UnknownSchoolYearError
from jobs.school.init import UnfitAnswerError
from jobs.signup.at_work import ZONE, OrganiserAtWork
from jobs.signup.flaws import Flaw, flaws_in
from jobs.signup.school_file import problems_in, school_keys, school_text
from jobs.signup.signups import Signup
from jobs.signup.the_list import AGREED, STOPPED, Listed

MADE = "gemaakt op"
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
    before = {number: word for number, word in listed.files().items() if MADE in word}
    return before | {one.signup.number: one.cell for one in accepted}


def _judge(
    work: OrganiserAtWork,
    listed: Listed,
    signup: Signup,
    there: Mapping[str, Path],
    rivals: Sequence[Signup],
    folder: Path,
) -> Accepted:
    path = folder / f"{signup.key}.yaml"
    said = listed.files().get(signup.number, "")
    if MADE in said:
        return Accepted(signup, said, path)
    noted = work.ledger.last_finished(JOB, signup.number)
    if noted and path.is_file():
        return Accepted(signup, _made(path, noted.astimezone(ZONE).date()), path)
    flaws = [*_in_the_list(listed, signup, rivals), *flaws_in(signup)]
    if not flaws and (known := there.get(signup.key)):
        flaws = [_exists_already(known)]
    text = ""
    if not flaws:
        text, flaws = _text(signup, work.today)
    if flaws:
        return Accepted(signup, _refused(flaws), path, flaws=tuple(flaws))
    return Accepted(signup, _made(path, work.today), path, text)


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
        yield Flaw(
            "deze aanmelding staat twee keer in de lijst",
            "it stands in the list more than once",
            "Maak een van de twee rijen leeg.",
        )
    others = [other.number for other in rivals if other is not signup]
    if others:
        yield Flaw(
            f"een school met deze naam meldde zich vaker aan: {', '.join(others)}",
            f"a school of this name signed up more than once: {', '.join(others)}",
            "Is het dezelfde school, kies dan bij de oude aanmelding gestopt. Zo niet, vraag een "
            "van de twee zich opnieuw aan te melden met de plaats achter de naam.",
        )


def _exists_already(path: Path) -> Flaw:
    return Flaw(
        f"er is al een school met deze korte naam, in {path.name}",
        f"a school of this key has a file already: {path}",
        "Is het dezelfde school, kies dan gestopt. Zo niet, vraag de school zich opnieuw aan te "
        "melden met de plaats achter de naam.",
    )


def _text(signup: Signup, today: date) -> tuple[str, list[Flaw]]:
    """The text of a file that `ritmiek check` finds good, or why there is none."""
    try:
        text = school_text(signup, today)
    except UnfitAnswerError as error:
        return "", [Flaw(f"een antwoord past niet ({error.question})", f"unfit {error}")]
    except UnknownSchoolYearError:
        dutch = "van de tijd waarin de school wil beginnen zijn de vakanties nog niet bekend"
        return "", [Flaw(dutch, "the vacations of the time of its beginning are not known yet")]
    rules = sorted({problem.rule for problem in problems_in(text, signup.key)})
    if rules:
        return "", [Flaw(f"het bestand klopt niet ({', '.join(rules)})", f"breaks {rules}")]
    return text, []


def _made(path: Path, day: date) -> str:
    return f"{path.name} {MADE} {day_and_month(day)} {day.year}"


def _refused(flaws: Sequence[Flaw]) -> str:
    remedies = dict.fromkeys(flaw.remedy for flaw in flaws)
    return f"Nog niet gemaakt: {'; '.join(flaw.dutch for flaw in flaws)}. {' '.join(remedies)}"
