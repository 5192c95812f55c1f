"""The rota as rows of a sheet, one for each visitor in each visit week, and back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from forms.definition import Language
from jobs.programme.rota.model import Reason, Rota, Skipped, Unplaced, Visit
from jobs.programme.rota.names import find, members_by_name, shown_names
from jobs.programme.rota.problem import Entry
from jobs.school.model import LessonHour, Member, Team
from jobs.words.catalogue import say
from jobs.words.marks import meant, shown
from sheets_templates.model import Row, Value

TO_ARRANGE = "nog af te spreken"
NO_VISIT: Mapping[Reason, str] = {
    "absent": "afwezig",
    "cancelled": "vervallen",
    "bound": "geen bezoek",
    "past": "nog niet in het team",
    "alone": "alleen in het team",
}
HOUR = re.compile(r"(?:(\d{1,2})e uur|hour (\d{1,2})), (\d{2}):(\d{2})")


def rota_to_rows(rota: Rota, language: Language = "nl") -> Iterator[Row]:
    """The rows in the order of weeks and then of members, so that a repair moves no row."""
    names = shown_names(_people(rota))
    order = {email: place for place, email in enumerate(names)}
    entries: list[Entry] = [*rota.visits, *rota.unplaced, *rota.skipped]
    for entry in sorted(entries, key=lambda one: (one.monday, order[one.visitor.email])):
        row: dict[str, Value] = {"week": entry.monday, "bezoeker": names[entry.visitor.email]}
        row |= {"gastheer": None, "datum": None, "lesuur": shown(TO_ARRANGE, language)}
        match entry:
            case Visit():
                row["datum"] = entry.on
                row["lesuur"] = _hour_text(entry.hour, language)
            case Skipped():
                row["lesuur"] = shown(NO_VISIT[entry.reason], language)
        if not isinstance(entry, Skipped):
            row["gastheer"] = names[entry.host.email]
        yield row


def rota_from_rows(
    rows: Sequence[Row], team: Team, lesson_hours: Sequence[LessonHour] = ()
) -> Rota:
    """The rota that rows of a sheet say; what people damaged is left out, and made anew.

    Colleagues who left have no address any more; their name stands for it.
    """
    known = members_by_name(team.members)
    hours = {hour.number: hour for hour in lesson_hours}
    entries = [entry for row in rows if (entry := _entry(row, known, hours))]
    return Rota(
        visits=tuple(
            sorted(
                (entry for entry in entries if isinstance(entry, Visit)),
                key=lambda visit: (visit.on, visit.hour.start),
            )
        ),
        unplaced=tuple(entry for entry in entries if isinstance(entry, Unplaced)),
        skipped=tuple(entry for entry in entries if isinstance(entry, Skipped)),
        members=team.members,
    )


def _hour_text(hour: LessonHour, language: Language) -> str:
    return say("rota.at", language, number=hour.number, time=f"{hour.start:%H:%M}")


def in_words(row: Row, language: Language) -> Row:
    """A row of the rota as it stands in a sheet of this language, whichever it was written in."""
    text = str(row.get("lesuur") or "")
    if found := HOUR.fullmatch(text):
        number, at = found[1] or found[2], f"{found[3]}:{found[4]}"
        text = say("rota.at", language, number=number, time=at)
    return {**row, "lesuur": shown(meant(text), language)} if text else row


def _people(rota: Rota) -> list[Member]:
    """Everybody in a rota: the members in their own order, and then who is in it no more."""
    entries: list[Entry] = [*rota.visits, *rota.unplaced, *rota.skipped]
    others = [one.host for one in entries if not isinstance(one, Skipped)]
    everybody = [*rota.members, *(entry.visitor for entry in entries), *others]
    return list({member.email: member for member in everybody}.values())


def _entry(row: Row, known: Mapping[str, Member], hours: Mapping[int, LessonHour]) -> Entry | None:
    monday, on, when = row.get("week"), row.get("datum"), str(row.get("lesuur") or "")
    visitor, host = (_member(row.get(key), known) for key in ("bezoeker", "gastheer"))
    if not isinstance(monday, date) or visitor is None:
        return None
    if host is None:
        reason = next((one for one, text in NO_VISIT.items() if text == meant(when)), None)
        return Skipped(monday, visitor, reason) if reason else None
    if isinstance(on, date) and (found := HOUR.fullmatch(when)):
        number, start = int(found[1] or found[2]), time(int(found[3]) % 24, int(found[4]) % 60)
        hour = hours.get(number)
        if hour is None or hour.start != start:
            # What was visited in an hour of an older timetable stays as it was.
            hour = LessonHour.model_construct(number=number, start=start, end=start)
        return Visit(monday, on, hour, visitor, host)
    return Unplaced(monday, visitor, host)


def _member(text: Value, known: Mapping[str, Member]) -> Member | None:
    if text is None or not str(text).strip():
        return None
    name = str(text).strip()
    return find(known, name) or Member.model_construct(
        name=name, email=name, free_hours=(), timetable=None
    )
