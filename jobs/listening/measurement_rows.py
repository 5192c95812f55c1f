"""What the metingen put in the sheets of a team and of its school."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest

from forms.definition import Language, capitalised
from jobs.listening.barometer import agreed, and_divided, bounds
from jobs.listening.measurement import (
    CULTUUR,
    EIND,
    METINGEN,
    NUL,
    RITME,
    TEXTS,
    VEILIGHEID,
    Meting,
)
from jobs.listening.scale import NEWEST, Figures
from jobs.listening.wording import asked
from jobs.school.definitions import Definitions
from jobs.school.model import Team
from jobs.words.catalogue import say
from jobs.words.marks import shown as in_words
from sheets_templates.model import Content, Row, Value

PARTICIPATION, WORDS = 12, 60
LOW_IS_GOOD = ("fouten", "anders", "hulp")
"""The statements about what should not happen: who disagrees feels safe."""

_HOW_OFTEN = ("nul", "een", "twee", "drie", "vier")
_SIDES = {NUL: "nul", EIND: "eind"}
_OPINIONS = ("oneens", "neutraal", "eens")


def measurement_tables(team: Team, metingen: Sequence[Meting], definitions: Definitions) -> Content:
    """The tables of a team's metingen: those of the newest block of which one may be shown."""
    shown = newest_shown(metingen)
    language = definitions.language
    titles = asked("meting", (*RITME, *CULTUUR, *VEILIGHEID), definitions, team) if shown else {}
    ritme, cultuur, veiligheid = (
        {key: titles[key] for key in keys if key in titles} for keys in (RITME, CULTUUR, VEILIGHEID)
    )
    last = next((shown[name] for name in reversed(METINGEN) if name in shown), None)
    words = zip_longest(*(last.texts[key] for key in TEXTS)) if last else ()
    return {
        "metingen.deelname": tuple(participation_row(one, language) for one in metingen)[
            :PARTICIPATION
        ],
        "metingen.ritme": tuple(_rhythm(shown, ritme, language)),
        "metingen.cultuur": tuple(culture_rows(shown, cultuur, language)),
        "metingen.veiligheid": tuple(_safety(shown, veiligheid, language)),
        "metingen.woorden": tuple(dict(zip(TEXTS, pair, strict=True)) for pair in words)[:WORDS],
    }


def newest_shown(metingen: Sequence[Meting]) -> Mapping[str, Meting]:
    """By name, the metingen that may be shown of the newest block that has any."""
    shown = [meting for meting in metingen if meting.published]
    newest = max((meting.block for meting in shown), default=0)
    return {meting.name: meting for meting in shown if meting.block == newest}


def participation_row(meting: Meting, language: Language = "nl") -> Row:
    """How many took part."""
    return {
        "meting": in_words(meting.name, language),
        "blok": meting.block,
        "ingevuld": meting.answered,
        "leden": meting.members,
        "status": in_words(meting.status, language),
    }


def culture_rows(
    shown: Mapping[str, Meting], titles: Mapping[str, str], language: Language = "nl"
) -> Iterator[Row]:
    """One row per statement: who agreed in the nulmeting and the eindmeting, and what that says.

    A school's own form may leave a statement out: `titles` has those that are asked.
    """
    if not shown.keys() & _SIDES.keys():
        return
    for key, title in titles.items():
        row: dict[str, Value] = {"vraag": title, "uitleg": _change(shown, key, language)}
        row |= dict.fromkeys(f"{side}_{said}" for side in _SIDES.values() for said in _OPINIONS)
        for name, figures in _comparable(shown, key, _SIDES).items():
            counts = (figures.disagree, figures.neutral, figures.agree)
            row |= {
                f"{_SIDES[name]}_{said}": count
                for said, count in zip(_OPINIONS, counts, strict=True)
            }
        yield row


def _rhythm(
    shown: Mapping[str, Meting], titles: Mapping[str, str], language: Language
) -> Iterator[Row]:
    """How often people did what, for each question and meting with figures."""
    for key, title in titles.items():
        for name, meting in shown.items():
            if figures := meting.scales.questions.get(key):
                words = say("figures.earlier", language)
                earlier = "" if figures.version == NEWEST else f" ({words})"
                yield {
                    "wat": title + earlier,
                    "meting": in_words(name, language),
                    **dict(zip(_HOW_OFTEN, figures.counts, strict=True)),
                }


def _safety(
    shown: Mapping[str, Meting], titles: Mapping[str, str], language: Language
) -> Iterator[Row]:
    """The medians of each statement; the last meting that has figures is put in words."""
    for key, title in titles.items():
        figures = _comparable(shown, key, METINGEN)
        low = key in LOW_IS_GOOD
        good = f"{say('figures.low_is_good', language)} " if low else ""
        yield {
            "vraag": f"{title} *" if low else title,
            "uitleg": good + _last_said(shown, key, METINGEN, language),
            **{
                f"{name.removesuffix('meting')}_mediaan": (
                    figures[name].median if name in figures else None
                )
                for name in METINGEN
            },
        }


def _change(shown: Mapping[str, Meting], key: str, language: Language) -> str:
    """Whether more or fewer agree than at first, in one sentence.

    Nobody knows who answered twice, so there is only a change when it is there whatever those who
    did not answer would have said.
    """
    figures = _comparable(shown, key, _SIDES)
    if len(figures) < len(_SIDES):
        return _last_said(shown, key, _SIDES, language)
    low, high, people = zip(*(_range(shown[name], figures[name]) for name in _SIDES), strict=True)
    if low[1] * people[0] > high[0] * people[1]:
        change = "figures.more"
    elif high[1] * people[0] < low[0] * people[1]:
        change = "figures.fewer"
    else:
        change = "figures.same"
    first, then = (_between(shown[name], figures[name], language) for name in _SIDES)
    changed = say("figures.change", language, change=say(change, language), first=first, now=then)
    return _explained(changed, figures[EIND], language)


def _comparable(
    shown: Mapping[str, Meting], key: str, names: Collection[str]
) -> dict[str, Figures]:
    """The figures of a question in these metingen that were asked in the words of the last one."""
    found = {
        name: figures
        for name in names
        if name in shown and (figures := shown[name].scales.questions.get(key))
    }
    versions = [figures.version for figures in found.values()]
    return {name: figures for name, figures in found.items() if figures.version == versions[-1]}


def _last_said(
    shown: Mapping[str, Meting], key: str, names: Collection[str], language: Language
) -> str:
    """What the last of these metingen says, and whether the words of the question changed."""
    figures = _comparable(shown, key, names)
    with_figures = [name for name in names if name in shown and key in shown[name].scales.questions]
    mixed = any(key in shown[name].scales.mixed for name in names if name in shown)
    changed = mixed or len(figures) < len(with_figures)
    other = say("figures.not_comparable", language)
    if not figures:
        return capitalised(other) if changed else say("figures.not_shown", language)
    last = with_figures[-1]
    between = _between(shown[last], figures[last], language)
    sentence = _explained(agreed(between, language), figures[last], language)
    return f"{sentence}; {other}" if changed else sentence


def _explained(sentence: str, figures: Figures, language: Language) -> str:
    """A sentence with what to know beside it: that people differ, or that the words changed."""
    explained = and_divided(sentence, figures, language)
    if figures.version == NEWEST:
        return explained
    return f"{explained}; {say('figures.earlier', language)}"


def _range(meting: Meting, figures: Figures) -> tuple[int, int, int]:
    """The least and the most people who can agree, and of how many."""
    return figures.agree, figures.agree + meting.people - figures.answered, meting.people


def _between(meting: Meting, figures: Figures, language: Language) -> str:
    """As in the barometer, but who gave no answer that counts may have agreed as well."""
    return bounds(figures.agree, figures.answered, meting.people, language)
