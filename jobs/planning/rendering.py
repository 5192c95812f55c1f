"""A plan as text for a terminal, or as Markdown for a mail or a wiki."""

import re
from collections.abc import Iterator

from jobs.planning.model import PlannedSchool
from jobs.planning.telling import Chapter, chapters
from jobs.planning.words import Words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_text(school: PlannedSchool, words: Words) -> Iterator[str]:
    """The lines of a plan below the school's own line."""
    for chapter in chapters(school, words):
        yield f"  {chapter.title} ({_count(chapter)})"
        yield from (f"    {note}" for note in chapter.notes)
        for section in chapter.sections:
            yield f"    {section.title} ({len(section.entries)})"
            for entry in section.entries:
                yield f"      - {entry.line}"
                yield from (f"          ! {risk}" for risk in entry.risks)
                yield from (f"          {detail}" for detail in entry.details)


def how_many(school: PlannedSchool, words: Words) -> str:
    """How much would be done, in a few words."""
    count = len(school.changes)
    return words.counted.format(count=count) if count else words.nothing


def as_markdown(school: PlannedSchool, words: Words) -> Iterator[str]:
    """The same as Markdown, with the school as its heading."""
    yield f"# {_plain(school.name)}"
    yield ""
    yield how_many(school, words)
    for chapter in chapters(school, words):
        yield from ("", f"## {_plain(chapter.title)} ({_count(chapter)})")
        for note in chapter.notes:
            yield from ("", _plain(note))
        for section in chapter.sections:
            yield from ("", f"### {section.title} ({len(section.entries)})", "")
            for entry in section.entries:
                yield f"- {_plain(entry.line)}"
                yield from (f"  - **{risk}**" for risk in entry.risks)
                yield from (f"  - {_plain(detail)}" for detail in entry.details)
    yield ""


def _count(chapter: Chapter) -> int:
    return sum(len(section.entries) for section in chapter.sections)


def _plain(text: str) -> str:
    """What people wrote says nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", text)
