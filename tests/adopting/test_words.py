"""The known words belong to columns that exist, and both languages say the same."""

from dataclasses import fields
from string import Formatter

from jobs.adopting.fillable import fillable_tables
from jobs.adopting.wording import DUTCH, ENGLISH
from jobs.adopting.words import known_words, likeness, meant_option, plain
from sheets_templates.model import Table
from tests.sheets_templates.cast import spreadsheet


def tables(language: str = "nl") -> dict[str, Table]:
    sheet = spreadsheet("team", language="en" if language == "en" else "nl")
    return {one.address: one.table for one in fillable_tables(sheet)}


def test_every_known_word_is_for_a_column_that_people_own() -> None:
    for address, words in known_words().tables.items():
        people = {one.key for one in tables()[address].columns if one.owner == "people"}
        assert {words.needs, *words.columns, *words.pairs} <= people, address


def test_every_option_is_known_by_its_own_word_and_no_word_means_two_of_them() -> None:
    for name, groups in known_words().options.items():
        address, _, key = name.rpartition(".")
        [rule] = [one.validation for one in tables()[address].columns if one.key == key]
        assert rule
        meant = [{meant_option(name, rule.options, word) for word in group} for group in groups]
        assert meant == [{option} for option in rule.options]


def test_only_tables_whose_rows_are_peoples_own_can_be_filled() -> None:
    filled = ["bord.doelen", "bord.acties", "kijken.afspraken", "academie.modules"]
    assert list(tables()) == list(tables("en")) == filled


def test_headers_are_alike_whatever_their_capitals_accents_signs_and_slips() -> None:
    assert plain("  Wíe  doet het?? (naam) ") == "wie doet het"
    assert likeness("DEADLINE:", ("deadline",)) == 1
    assert likeness("Verantwoordelyke", ("verantwoordelijke",)) > 0.84
    assert likeness("Wat", ("wie",)) == likeness("", ("wie",)) == 0


def test_both_languages_name_the_same_things() -> None:
    def named(sentence: object) -> set[str]:
        lines = sentence if isinstance(sentence, tuple) else (str(sentence),)
        return {name for line in lines for _, name, _, _ in Formatter().parse(line) if name}

    for one in fields(DUTCH):
        if one.name not in ("misfit", "stay", "day"):
            assert named(getattr(DUTCH, one.name)) == named(getattr(ENGLISH, one.name)), one.name
    assert DUTCH.misfit.keys() == ENGLISH.misfit.keys()
    assert DUTCH.stay.keys() == ENGLISH.stay.keys()
