"""The alarm that somebody may do more with a file than the configuration says."""

from jobs.mails.excess import excess_letter
from jobs.planning.words import WORDS
from sync.changes import Change, Detail
from tests.mails.reading import faint, read_page
from tests.mails.test_week import assert_says
from tests.programme.cast import SCHOOL

MAY = (
    Detail("vreemd@elders.example", (("writer",),)),
    Detail("anyone with the link", (("reader",),)),
)
EXCESS = (
    Change("restore", "k", "line", unit="Essen", kind="folder", name="Essen", details=MAY),
    Change("restore", "k", "line", unit="De <b>Es", kind="spreadsheet", name="Es", details=MAY[:1]),
)
LETTER = excess_letter(SCHOOL, EXCESS, WORDS["nl"], "excess/1")


def test_it_goes_to_the_schoolcoaches_or_else_to_one_who_leads() -> None:
    assert LETTER.to == ("coen@linde.example",)
    people = SCHOOL.people.model_copy(update={"schoolcoaches": ()})
    alone = SCHOOL.model_copy(update={"people": people})
    assert excess_letter(alone, EXCESS, WORDS["nl"], "k").to == ("lies@linde.example",)


def test_it_says_who_may_what_and_what_to_do() -> None:
    assert LETTER.subject == "De Linde: iemand mag meer dan is afgesproken"
    assert_says(LETTER, "Essen: map Essen", "vreemd@elders.example", "bewerken")
    assert_says(LETTER, "iedereen met de link", "lezen", "ritmiek plan --deep --restore")


def test_it_can_be_read_by_everybody() -> None:
    page = read_page(LETTER.html)
    assert (page.lang, page.tags.count("h1"), faint(page)) == ("nl", 1, [])
    assert "<b>Es" not in LETTER.html
