from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import AnswerRow
from jobs.listening.pupil_voice import pupil_voice_tables, rounds
from jobs.school.model import Team
from sheets_templates.model import Content
from tests.programme.cast import CALENDAR, DIENSTEN, ONDERBOUW, answer, answers, at

YOUNGEST = ONDERBOUW.model_copy(update={"pupils": "onderbouw"})
KEYS = ("wist", "uitleg", "durfde", "nadenken", "hulp")
MONDAY = date(2026, 9, 28)
AFTER = at(5, 10, 7)
how_often = st.one_of(st.none(), st.integers(1, 4))


def said(
    *values: int | None, moment: datetime | None = None, **more: str | None
) -> list[AnswerRow]:
    """One pupil for each number, who chose it for every question."""
    return [answer(moment or at(29, 9), **dict.fromkeys(KEYS, one), **more) for one in values]


def tables(rows: Sequence[AnswerRow], team: Team = ONDERBOUW, now: datetime = AFTER) -> Content:
    return pupil_voice_tables(
        team, rounds(team, answers(*rows), CALENDAR, now), CALENDAR.definitions
    )


def earlier(row: AnswerRow, key: str) -> AnswerRow:
    """The same answer, given to an earlier version of one question."""
    value = row.values[key]
    values = {**row.values, key: None}
    return AnswerRow(row.response_id, row.created, row.submitted, values, earlier={key: (1, value)})


def test_a_result_has_counts_and_a_sentence_in_the_words_of_the_form() -> None:
    [first, *others] = tables(said(1, 2, 3, 3, 3, 4))["stem.uitslag"]
    assert first == {
        "vraag": "Ik wist wat ik deze les moest leren.",
        "uitleg": "4 van de 6 zeiden vaak of altijd",
        "nooit": 1,
        "soms": 1,
        "vaak": 3,
        "altijd": 1,
        "mediaan": 3,
    }
    assert len(others) == 4


def test_the_youngest_have_three_answers_and_three_questions() -> None:
    result = tables(said(2, 2, 3, 3, 3, 3), team=YOUNGEST)["stem.uitslag"]
    assert [(row["nooit"], row["soms"], row["vaak"], row["altijd"]) for row in result] == [
        (0, 2, None, 4)
    ] * 3
    assert result[0]["uitleg"] == "4 van de 6 zeiden ja"


def test_users_of_support_staff_read_their_own_questions() -> None:
    [first, *_] = tables(said(4, 4, 4, 4, 4), team=DIENSTEN)["stem.uitslag"]
    assert first["vraag"] == "Ik wist wat ik van jullie kon verwachten."


def test_pupils_who_differ_are_something_to_talk_about() -> None:
    [first, *_] = tables(said(1, 1, 1, 4, 4, 4))["stem.uitslag"]
    assert first["uitleg"] == ("3 van de 6 zeiden vaak of altijd; meningen lopen uiteen: bespreek")


def test_a_round_is_a_week_by_the_clock_of_the_school_and_rounds_stand_in_order() -> None:
    sunday_in_utc = datetime(2026, 10, 4, 21, 59, tzinfo=UTC)
    monday_in_utc = datetime(2026, 10, 4, 22, 1, tzinfo=UTC)
    rows = [*said(*[4] * 5, moment=sunday_in_utc), *said(*[1] * 4, moment=monday_in_utc)]
    shown = tables(rows, now=at(13, 10))["stem.rondes"]
    assert [(row["week"], row["antwoorden"], row["status"], row["wist"]) for row in shown] == [
        (MONDAY, 5, "gesloten", 4),
        (date(2026, 10, 5), 4, "te weinig antwoorden", None),
    ]


def test_a_week_that_runs_shows_only_how_many_answered() -> None:
    shown = tables(said(*[4] * 9, blijven="De proefjes"), now=at(2, 10))
    [one] = shown["stem.rondes"]
    assert (one["antwoorden"], one["status"], one["wist"]) == (9, "loopt nog", None)
    assert not shown["stem.uitslag"]
    assert not shown["stem.woorden"]


def test_the_newest_round_that_may_be_shown_stays_until_the_next_one() -> None:
    rows = [*said(*[4] * 5), *said(1, 1, moment=at(6, 10))]
    [first, *_] = tables(rows, now=at(13, 10))["stem.uitslag"]
    assert first["altijd"] == 5


@given(st.lists(how_often, max_size=12))
def test_below_five_nothing_is_shown(given_: list[int | None]) -> None:
    shown = tables(said(*given_, blijven="De proefjes", veranderen="Minder lawaai"))
    could = sum(one is not None for one in given_)
    assert [row["antwoorden"] for row in shown["stem.rondes"]] == ([len(given_)] if given_ else [])
    assert bool(shown["stem.uitslag"]) == bool(shown["stem.woorden"]) == (len(given_) >= 5)
    medians = [row["wist"] for row in (*shown["stem.rondes"], *shown["stem.uitslag"][:0])]
    assert any(medians) == (could >= 5)
    assert all((row["mediaan"] is not None) == (could >= 5) for row in shown["stem.uitslag"])


def test_texts_are_shuffled_and_no_more_than_fit() -> None:
    texts = [f"Voorbeeld {number}" for number in range(70)]
    rows = [row for text in texts for row in said(3, blijven=text)]
    shown = [row["blijven"] for row in tables(rows)["stem.woorden"]]
    assert len(shown) == len(set(shown)) == 60
    assert shown != texts[:60]


def test_no_group_and_no_lesson_is_shown_anywhere() -> None:
    rows = said(*[4] * 8, groep="Groep Zebra", les="Les Zebra", blijven="De proefjes")
    assert "Zebra" not in str(tables(rows))


def test_answers_to_an_earlier_question_never_count_as_answers_to_this_one() -> None:
    shown = tables([earlier(row, "durfde") for row in said(*[4] * 6)])
    [one] = shown["stem.rondes"]
    assert (one["status"], one["durfde"]) == ("gesloten; Durven: eerdere vraag", 4)
    asked = shown["stem.uitslag"][2]
    assert (asked["altijd"], asked["uitleg"]) == (None, "toen was dit een andere vraag")


def test_a_round_in_which_the_question_changed_has_no_median_for_it() -> None:
    rows = said(*[4] * 12)
    shown = tables([*rows[:6], *(earlier(row, "durfde") for row in rows[6:])])
    [one] = shown["stem.rondes"]
    assert (one["status"], one["durfde"]) == ("gesloten; Durven: deels eerdere vraag", None)
    assert shown["stem.uitslag"][2]["altijd"] is None
